"""What a form asked about odd days, and how the person answered."""

from importlib import import_module

from django.db import migrations, models

never_changes = import_module("tasks.migrations.0003_events_never_change")


def keep_refusing(apps, schema_editor):
    """SQLite makes the table anew for a column, and the trigger goes with the old one."""
    if schema_editor.connection.vendor == "sqlite":
        never_changes.create(apps, schema_editor)


def asked(model):
    field = models.TextField(blank=True, editable=False, verbose_name="asked and answered")
    return migrations.AddField(model, "asked", field)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0049_reminders_of_overdue")]
    operations = [
        asked("assessmentround"),
        asked("event"),
        migrations.RunPython(keep_refusing, migrations.RunPython.noop),
    ]
