"""Who was named and which dates were set before each had a row, as far as it can be told.

Events name the unit in their first words, so earlier namings come back; the last one stands in the
milestone. Dates that were set held for every day shown, and go on doing so.
"""

from django.db import migrations


def name_units(apps, schema_editor):
    milestones = apps.get_model("tasks", "Milestone").objects
    Naming = apps.get_model("tasks", "Naming")
    for milestone in milestones.exclude(answering_unit=None):
        rows = [
            Naming(milestone=milestone, unit=unit, on=event.on, event=event)
            for event in milestone.events.filter(action="name-unit").order_by("on", "id")
            if (unit := unit_of(apps, event))
        ]
        if not rows or rows[-1].unit_id != milestone.answering_unit_id:
            unit, on = milestone.answering_unit, milestone.answering_on
            rows.append(Naming(milestone=milestone, unit=unit, on=on))
        Naming.objects.bulk_create(rows)


def unit_of(apps, event):
    """The unit that the words of a naming begin with."""
    units = apps.get_model("units", "Unit").objects
    return units.filter(name=event.note.partition("。")[0]).first()


def read_dates(apps, schema_editor):
    milestones = apps.get_model("tasks", "Milestone").objects
    DateSetting = apps.get_model("tasks", "DateSetting")
    for milestone in milestones.filter(events__action="set-date").distinct():
        event = milestone.events.filter(action="set-date").order_by("-on", "-id").first()
        granted = milestone.extensions.filter(decision="granted").order_by("decided_on", "id")
        after = granted.filter(decided_on__gte=event.on).first()
        due_on = after.old_due_on if after else milestone.due_on
        if due_on != milestone.original_due_on and (after or not granted.exists()):
            DateSetting.objects.create(
                milestone=milestone,
                on=event.on,
                old_due_on=milestone.original_due_on,
                due_on=due_on,
                is_reading=True,
                event=event,
            )


class Migration(migrations.Migration):
    dependencies = [("tasks", "0021_namings_and_date_settings")]
    operations = [
        migrations.RunPython(name_units, migrations.RunPython.noop),
        migrations.RunPython(read_dates, migrations.RunPython.noop),
    ]
