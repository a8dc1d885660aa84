import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tasks.importer.plan_json import plan_data
from tasks.plan.models import Plan


class Command(BaseCommand):
    @property
    def help(self):
        return _("Print a plan as schema 1 JSON.")

    def add_arguments(self, parser):
        parser.add_argument("slug")

    def handle(self, *, slug, **options):
        plan = Plan.objects.filter(slug=slug).first()
        if plan is None:
            known = ", ".join(Plan.objects.values_list("slug", flat=True)) or "-"
            raise CommandError(
                _("There is no plan “%(slug)s”. Plans here: %(known)s.")
                % {"slug": slug, "known": known}
            )
        data = plan_data(plan)
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))
        summary = _("%(slug)s: %(tasks)d tasks written.")
        self.stderr.write(summary % {"slug": slug, "tasks": len(data["tasks"])})
