"""Every milestone's story is told for the first time; each plan gets its edition.

``keep`` asks only for columns that it names, so later columns do not disturb it.
"""

from django.db import migrations


def tell(apps, schema_editor):
    from tasks.plan.keeping import keep

    keep(apps.get_model("tasks", "Milestone").objects.values_list("pk", flat=True))
    plans = apps.get_model("tasks", "Plan").objects.values_list("pk", flat=True)
    Edition = apps.get_model("tasks", "Edition")
    Edition.objects.bulk_create(Edition(plan_id=plan) for plan in plans)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0023_standings_and_editions")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
