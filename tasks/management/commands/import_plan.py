from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tasks.importer.loading import load
from tasks.importer.plan import read_plan
from tasks.importer.reading import PlanTextError
from tasks.management.files import why_unread
from tasks.plan.models import Plan


class Command(BaseCommand):
    @property
    def help(self):
        return _("Read a plan's official text and load it, or show what loading it would change.")

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)
        parser.add_argument("--slug", default="baoan-2015")
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *, path, slug, dry_run, **options):
        try:
            Plan._meta.get_field("slug").clean(slug, None)
            reading = read_plan(path.read_bytes(), slug)
            changes = load(reading, dry_run=dry_run)
        except ValidationError as error:
            raise CommandError(f"--slug {slug}: {error.messages[0]}") from None
        except OSError as error:
            raise CommandError(f"{path}: {why_unread(error)}") from None
        except PlanTextError as error:
            place = f"{path}:{error.line}" if error.line else path
            raise CommandError(f"{place}: {error.message}") from None
        for change in changes:
            self.stdout.write(change)
        summary = (
            _("%(slug)s would get %(changes)d changes.")
            if dry_run
            else _("%(slug)s: %(changes)d changes made.")
        )
        self.stdout.write(summary % {"slug": slug, "changes": len(changes)})
