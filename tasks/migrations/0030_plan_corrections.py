"""Corrections of the plan itself, which the database refuses to change, as those of its tasks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

CREATE = {
    "sqlite": """
        CREATE TRIGGER plan_correction_never_changes BEFORE UPDATE ON tasks_plancorrection
        BEGIN SELECT RAISE(ABORT, 'corrections never change'); END
    """,
    "postgresql": """
        CREATE TRIGGER plan_correction_never_changes BEFORE UPDATE ON tasks_plancorrection
        FOR EACH ROW EXECUTE FUNCTION correction_never_changes()
    """,
}
DROP = {
    "sqlite": "DROP TRIGGER plan_correction_never_changes",
    "postgresql": "DROP TRIGGER plan_correction_never_changes ON tasks_plancorrection",
}


def create(apps, schema_editor):
    schema_editor.execute(CREATE[schema_editor.connection.vendor])


def drop(apps, schema_editor):
    schema_editor.execute(DROP[schema_editor.connection.vendor])


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0029_corrections_never_change'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='milestone',
            name='original_due_on',
            field=models.DateField(blank=True, help_text="The document's date. It changes only by a correction.", null=True, verbose_name='original due date'),
        ),
        migrations.CreateModel(
            name='PlanCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=100, verbose_name='field')),
                ('before', models.TextField(blank=True, verbose_name='before')),
                ('after', models.TextField(blank=True, verbose_name='after')),
                ('on', models.DateField(verbose_name='day')),
                ('reason', models.TextField(verbose_name='reason')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='tasks.plan', verbose_name='plan')),
            ],
            options={
                'verbose_name': 'correction of the plan',
                'verbose_name_plural': 'corrections of the plan',
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='plan_correction_has_a_reason')],
            },
        ),
        migrations.RunPython(create, drop),
    ]
