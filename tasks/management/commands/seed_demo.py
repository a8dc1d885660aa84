from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tasks.demo.play import Refused, seed


class Command(BaseCommand):
    help = "Load made-up progress and accounts into an untouched plan, for demonstrations."

    def handle(self, **options):
        try:
            added = seed()
        except Refused as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(
            _("Demonstration loaded: %(added)d reports.") % {"added": added}
            if added
            else _("The demonstration is already there; nothing changed.")
        )
