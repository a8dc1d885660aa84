"""What was said for a group was said by the member whose person said it, as the event tells."""

from django.db import migrations


def unit_of(assignment, said):
    """The id of the unit in whose name it was said: a member of the group, else the unit itself."""
    members = set(assignment.unit.members.values_list("pk", flat=True))
    event = said.filter(unit__in=members).first()
    return event.unit_id if event else assignment.unit_id


def give_units(apps, schema_editor):
    Event = apps.get_model("tasks", "Event")
    Acknowledgement = apps.get_model("tasks", "Acknowledgement")
    received = apps.get_model("tasks", "Assignment").objects.exclude(acknowledged_on=None)
    for part in received.select_related("unit"):
        who = {"person": part.acknowledged_by_id, "on": part.acknowledged_on}
        Acknowledgement.objects.create(
            assignment=part,
            unit_id=unit_of(part, Event.objects.filter(action="acknowledge", task=part.task_id, **who)),
            acknowledged_by_id=part.acknowledged_by_id,
            acknowledged_on=part.acknowledged_on,
        )
    for row in apps.get_model("tasks", "Confirmation").objects.select_related("assignment__unit"):
        who = {"person": row.confirmed_by_id, "on": row.confirmed_on}
        row.unit_id = unit_of(
            row.assignment, Event.objects.filter(action="confirm", milestone=row.milestone_id, **who)
        )
        row.save(update_fields=["unit"])


def one_for_all(apps, schema_editor):
    """The first member's word stands for the group again."""
    parts = apps.get_model("tasks", "Assignment").objects
    for row in apps.get_model("tasks", "Acknowledgement").objects.order_by("-acknowledged_on", "-id"):
        parts.filter(pk=row.assignment_id).update(
            acknowledged_by=row.acknowledged_by_id, acknowledged_on=row.acknowledged_on
        )
    seen = set()
    for row in apps.get_model("tasks", "Confirmation").objects.order_by("confirmed_on", "id"):
        part = row.milestone_id, row.assignment_id
        if part in seen:
            row.delete()
        seen.add(part)
    apps.get_model("tasks", "Acknowledgement").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("tasks", "0042_acknowledgements")]
    operations = [migrations.RunPython(give_units, one_for_all)]
