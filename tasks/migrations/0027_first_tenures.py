"""Each part has been that of its present unit on all days: so it was shown before."""

from django.db import migrations


def begin(apps, schema_editor):
    Tenure = apps.get_model("tasks", "Tenure")
    assignments = apps.get_model("tasks", "Assignment").objects.values_list("pk", "task", "unit", "role")
    Tenure.objects.bulk_create(
        Tenure(assignment_id=pk, task_id=task, unit_id=unit, role=role)
        for pk, task, unit, role in assignments
    )


class Migration(migrations.Migration):
    dependencies = [("tasks", "0026_tenures")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
