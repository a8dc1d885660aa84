"""What units were asked before it was counted, as far as papers, urgings and rounds tell."""

from django.db import migrations
from django.utils.timezone import localtime


def members_of(unit):
    """Who answers for ``unit``: the members of a group, else itself."""
    return (list(unit.members.all()) if unit.kind == "group" else []) or [unit]


def first_events(Event, column, action):
    """``{id of the paper: id of the event with which it came}``."""
    events = Event.objects.filter(action=action).exclude(**{column: None}).order_by("-id")
    return dict(events.values_list(column, "id"))


def asks_of_papers(apps):
    get = apps.get_model
    Event = get("tasks", "Event")
    slips = first_events(Event, "slip", "issue-slip")
    for line in get("tasks", "Receipt").objects.select_related("slip"):
        slip = line.slip
        yield slip.plan_id, line.unit_id, "slip", slip.issued_on, slips.get(slip.pk)
    given = first_events(Event, "instruction", "instruct")
    for line in get("tasks", "Reply").objects.select_related("instruction__task"):
        one = line.instruction
        yield one.task.plan_id, line.unit_id, "instruction", one.given_on, given.get(one.pk)
    inspected = first_events(Event, "inspection", "inspect")
    for line in get("tasks", "Visit").objects.select_related("inspection__milestone__task"):
        one = line.inspection
        kind = "recheck" if one.kind == "recheck" else "inspection"
        plan = one.milestone.task.plan_id
        yield plan, line.unit_id, kind, one.inspected_on, inspected.get(one.pk)


def asks_of_urgings(apps):
    """One for all milestones about which a unit was urged at once."""
    Event, Urge = apps.get_model("tasks", "Event"), apps.get_model("tasks", "Urge")
    told = set()
    for urge in Urge.objects.select_related("milestone__task", "unit").order_by("id"):
        on = localtime(urge.urged_at).date()
        events = Event.objects.filter(action="urge", milestone=urge.milestone_id, on=on)
        event = events.values_list("id", flat=True).first()
        for unit in members_of(urge.unit):
            key = (urge.milestone.task.plan_id, unit.pk, urge.urged_at, urge.urged_by_id)
            if key not in told:
                told.add(key)
                yield urge.milestone.task.plan_id, unit.pk, "urge", on, event


def asks_of_rounds(apps):
    Assignment, Unit = apps.get_model("tasks", "Assignment"), apps.get_model("units", "Unit")
    for one in apps.get_model("tasks", "AssessmentRound").objects.all():
        leads = Assignment.objects.filter(task__plan=one.plan_id, role="lead").values("unit")
        units = Unit.objects.filter(pk__in=leads)
        for pk in {member.pk for unit in units for member in members_of(unit)}:
            yield one.plan_id, pk, "round", one.opened_on, None


def count(apps, schema_editor):
    Ask = apps.get_model("tasks", "Ask")
    for rows in (asks_of_papers, asks_of_urgings, asks_of_rounds):
        Ask.objects.bulk_create(
            Ask(plan_id=plan, unit_id=unit, kind=kind, on=on, event_id=event)
            for plan, unit, kind, on, event in rows(apps)
        )


def forget(apps, schema_editor):
    apps.get_model("tasks", "Ask").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ('tasks', '0091_asks'),
    ]

    operations = [migrations.RunPython(count, forget)]
