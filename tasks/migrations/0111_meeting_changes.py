"""Who changed what in a stocktake, which the database refuses to change, as events."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


CREATE = {
    "sqlite": """
        CREATE TRIGGER meeting_change_never_changes BEFORE UPDATE ON tasks_meetingchange
        BEGIN SELECT RAISE(ABORT, 'changes of meetings never change'); END
    """,
    "postgresql": """
        CREATE TRIGGER meeting_change_never_changes BEFORE UPDATE ON tasks_meetingchange
        FOR EACH ROW EXECUTE FUNCTION correction_never_changes()
    """,
}
DROP = {
    "sqlite": "DROP TRIGGER meeting_change_never_changes",
    "postgresql": "DROP TRIGGER meeting_change_never_changes ON tasks_meetingchange",
}


def create(apps, schema_editor):
    schema_editor.execute(CREATE[schema_editor.connection.vendor])


def drop(apps, schema_editor):
    schema_editor.execute(DROP[schema_editor.connection.vendor])


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0110_evaluations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MeetingChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(verbose_name='version')),
                ('on', models.DateField(verbose_name='day')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='time')),
                ('text', models.TextField(verbose_name='what changed')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='tasks.meeting', verbose_name='stocktake')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'change of a stocktake',
                'verbose_name_plural': 'changes of stocktakes',
                'ordering': ['meeting', '-version'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'version'), name='meeting_change_version_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='meeting_change_says_something')],
            },
        ),
        migrations.RunPython(create, drop),
    ]
