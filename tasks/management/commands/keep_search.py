from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from tasks.search.keeping import keep_all


class Command(BaseCommand):
    @property
    def help(self):
        return _("Make the rows and the index of the search anew, from the facts.")

    def handle(self, *args, **options):
        """Rebuild the search; the last line says how many rows were put right."""
        self.stdout.write(_("%(n)d search rows put right.") % {"n": keep_all()})
