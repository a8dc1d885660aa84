from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tasks.demo.play import Refused, seed


class Command(BaseCommand):
    @property
    def help(self):
        return _("Load made-up progress and accounts into an untouched plan, for demonstrations.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--copies", type=int, default=0, help=_("How many times more, for measuring.")
        )

    def handle(self, copies, **options):
        try:
            added = seed(copies)
        except Refused as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(
            _("Demonstration loaded: %(added)d reports.") % {"added": added}
            if added
            else _("The demonstration is already there; nothing changed.")
        )
