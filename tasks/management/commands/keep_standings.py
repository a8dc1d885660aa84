from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from tasks.plan.keeping import keep_all


class Command(BaseCommand):
    @property
    def help(self):
        return _("Tell how every milestone stood on every day anew, from the facts.")

    def handle(self, *args, **options):
        """Rebuild the standings; the last line says how many spans of days were put right."""
        self.stdout.write(_("%(n)d spans of days put right.") % {"n": keep_all()})
