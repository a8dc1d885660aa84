from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from tasks.flags.acts import flag_overdue
from tasks.ground.clock import today
from tasks.management.days import day_named
from tasks.plan.models import Plan


class Command(BaseCommand):
    @property
    def help(self):
        return _(
            "Open a flag for every milestone that turned overdue, close those that no longer are."
        )

    def add_arguments(self, parser):
        parser.add_argument("--as-of", type=day_named, default=None)

    def handle(self, *, as_of, **options):
        on = as_of or today()
        counts = [flag_overdue(plan, on) for plan in Plan.objects.live(on)]
        opened, closed = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0)
        sentence = _("%(opened)d flags opened, %(closed)d closed.")
        self.stdout.write(sentence % {"opened": opened, "closed": closed})
