from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from tasks.digests.weekly import digests, write_digests
from tasks.ground.clock import today
from tasks.management.days import day_named


class Command(BaseCommand):
    @property
    def help(self):
        return _("Queue the digest of the week of a day for everybody who did not get one yet.")

    def add_arguments(self, parser):
        parser.add_argument("--as-of", type=day_named, default=None)
        parser.add_argument("--dry-run", action="store_true", help=_("list them, queue nothing"))

    def handle(self, *, as_of, dry_run, **options):
        on = as_of or today()
        if not dry_run:
            self.stdout.write(_("%(n)d digests queued.") % {"n": write_digests(on)})
            return
        letters = list(digests(on))
        for letter in letters:
            self.stdout.write(f"{letter.recipient}: {letter.subject}")
        self.stdout.write(_("%(n)d digests would be queued.") % {"n": len(letters)})
