"""The stocktakes of the demonstration: one that was held, and one that is prepared."""

from datetime import datetime, time

from django.utils import timezone

from tasks.demo.extras import day
from tasks.ground.clock import playing
from tasks.meeting import acts
from tasks.meeting.acts import Row
from tasks.meeting.deciding import Said, decide
from tasks.meeting.models import AgendaItem
from tasks.plan.models import Meeting


def hold_meetings(plan, scenes, cast):
    """Perform what ``scenes`` tell, in the order of their days."""
    for scene in scenes:
        meeting = prepare(plan, scene, cast.supervisor)
        for told in scene.get("decisions", []):
            decide_one(meeting, told, cast.supervisor)
        if "closed_on" in scene:
            close(meeting, scene, cast.supervisor)
        for told in scene.get("decisions", []):
            settle(meeting, told, cast.supervisor)


def prepare(plan, scene, who):
    """The meeting with its agenda; of what the data propose only those of ``keep`` stay, if it is said."""
    on = day(scene["on"])
    facts = {name: scene[name] for name in ("title", "place")}
    chair = plan_leader(plan, scene["chair"])
    with playing(on):
        facts |= {"held_on": day(scene["held_on"]), "chair": chair}
        meeting = acts.prepare(plan, by=who, on=on, **facts)
        missing = [n for n in scene.get("keep", []) if n not in numbers(meeting)]
        picks = scene.get("picks") or "、".join(map(str, missing))
        if picks:
            acts.pick(meeting, by=who, on=on, numbers=picks)
        order(meeting, scene, who, on)
    return meeting


def plan_leader(plan, name):
    return next(
        row.leader
        for task in plan.tasks.all()
        for row in task.lead_leaders.select_related("leader__user")
        if row.leader.name == name
    )


def numbers(meeting):
    return set(meeting.items.values_list("task__number", flat=True))


def order(meeting, scene, who, on):
    """Leave out what nobody keeps, and ask what is to be decided."""
    asked = {told["task"]: told["words"] for told in scene.get("asked", [])}
    keep = scene.get("keep")
    items = list(meeting.items.select_related("task").order_by("position"))
    rows = {
        item.pk: Row(
            place,
            keep is None or item.task.number in keep,
            asked.get(item.task.number, ""),
        )
        for place, item in enumerate(items, start=1)
    }
    seen = Meeting.objects.get(pk=meeting.pk).version
    acts.save_agenda(meeting, by=who, on=on, seen=seen, rows=rows)


def decide_one(meeting, told, who):
    """What was decided about one task, on the day of the meeting."""
    items = AgendaItem.objects.select_related("meeting", "task")
    item = items.get(meeting=meeting, task__number=told["task"])
    wanted = told.get("units", [])
    units = list(item.task.present_units())
    if told["kind"] == "urge":
        units = [part.unit for part in item.task.assignments.leads().select_related("unit")]
    else:
        units = [unit for unit in units if unit.name in wanted]
    words = {"text": told["text"], "owner": told.get("owner", ""), "due_on": day(told["due_on"])}
    with playing(meeting.held_on):
        at = timezone.make_aware(datetime.combine(meeting.held_on, time(10)))
        about = {"by": who, "on": meeting.held_on, "at": at, "seen": 0}
        decide(item, kind=told["kind"], said=Said(units=units, **words), **about)


def close(meeting, scene, who):
    on, seen = day(scene["closed_on"]), Meeting.objects.get(pk=meeting.pk).version
    with playing(on):
        acts.close(meeting, by=who, on=on, seen=seen, attended=scene["attended"])


def settle(meeting, told, who):
    """A note that somebody closed later."""
    if "closed_on" not in told:
        return
    on = day(told["closed_on"])
    decision = meeting.items.get(task__number=told["task"]).decisions.get()
    with playing(on):
        acts.close_note(decision, by=who, on=on, text=told["closing"])
