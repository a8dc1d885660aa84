"""Referrals were always for supervisors alone; from now on the units concerned read theirs."""

from django.db import migrations


def restrict_referrals(apps, schema_editor):
    """Of one whose event is lost nobody else can be told: it stays the supervisors'."""
    models = {name: apps.get_model("tasks", name) for name in ("Slip", "Event", "Restriction")}
    for slip in models["Slip"].objects.exclude(referred_on=None).select_related("milestone"):
        referred = models["Event"].objects.filter(slip=slip, action="refer").order_by("id").first()
        if referred is None:
            continue
        row = models["Restriction"].objects.create(
            task_id=slip.milestone.task_id, slip=slip, marked=referred
        )
        row.units.set(slip.receipts.values_list("unit", flat=True))


class Migration(migrations.Migration):
    dependencies = [('tasks', '0093_restrictions')]
    operations = [migrations.RunPython(restrict_referrals, migrations.RunPython.noop)]
