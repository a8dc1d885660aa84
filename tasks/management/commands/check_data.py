import sys

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from tasks.machine.consistency import problems


class Command(BaseCommand):
    @property
    def help(self):
        return _("Look for data that breaks a rule no database constraint can hold.")

    def handle(self, **options):
        sentences = problems()
        for problem in sentences:
            self.stdout.write(problem)
        self.stdout.write(_("%(number)d problems found.") % {"number": len(sentences)})
        if sentences:
            sys.exit(1)
