"""Events name the batch that they enter or undo."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

never_changes = import_module("tasks.migrations.0003_events_never_change")


def keep_refusing(apps, schema_editor):
    """SQLite may make the table anew for a column, and the trigger goes with the old one."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS event_never_changes")
        never_changes.create(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [('tasks', '0064_facts_entered_afterwards')]
    operations = [
        migrations.RunPython(migrations.RunPython.noop, keep_refusing),
        migrations.AddField(
            model_name='event',
            name='batch',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='tasks.pastbatch', verbose_name='what was entered afterwards'),
        ),
        migrations.RunPython(keep_refusing, migrations.RunPython.noop),
    ]
