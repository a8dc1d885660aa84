"""The calendar of one person as iCalendar (RFC 5545), of all plans that are in use."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tasks.figures.coming import papers_due
from tasks.ground.lights import Light
from tasks.plan.actors import Actor
from tasks.plan.models import Milestone, Plan, TaskLeader
from tasks.plan.models.milestone_queryset import MilestoneQuerySet
from tasks.plan.models.numbered import SERIES
from units.models import User

BACK, AHEAD = timedelta(days=92), timedelta(days=366)
HOURS = 6  # after which a phone should ask again
COLUMNS = ("pk", "task__number", "task__title", "order", "text", "light", "due", "original_due_on")


def feed_of(person: User, on: date, at: datetime) -> bytes:
    """All that ``person`` has to keep in sight from three months before ``on`` to a year after, as of
    the moment ``at``, in the language that is active.
    """
    from icalendar import Calendar  # noqa: PLC0415  # 60 ms for whoever needs it

    calendar = Calendar()
    calendar.add("prodid", "-//Baoan supervision ledger//calendar//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Supervision ledger: %(person)s") % {"person": person})
    calendar.add("x-published-ttl", f"PT{HOURS}H")
    calendar.add("refresh-interval", timedelta(hours=HOURS), {"value": "DURATION"})
    plans = [plan for plan in Plan.objects.for_page().defer("source_text") if plan.is_live(on)]
    for plan in plans:
        for words in events(plan, person, on):
            calendar.add_component(event_of(at, **words))
    return calendar.to_ical()


def event_of(at: datetime, key: str, day: date, title: str, page: str, words: str) -> Any:
    """An event that takes the whole day, and makes nobody look busy."""
    from icalendar import Event  # noqa: PLC0415

    site = settings.SITE_URL.rstrip("/")
    event = Event()
    event.add("uid", f"{key}@{site.partition('//')[2]}")
    event.add("dtstamp", at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", words)
    event.add("url", site + page)
    event.add("transp", "TRANSPARENT")
    return event


def events(plan: Plan, person: User, on: date) -> Iterator[dict[str, Any]]:
    """What the events of ``plan`` say. Three queries."""
    actor = Actor.of(person, on)
    led = TaskLeader.objects.filter(leader__user=person, task__plan=plan).values("task")
    is_leader = person.role == User.Role.LEADER
    first, last = on - BACK, on + AHEAD
    milestones = milestones_to_keep(plan, on, actor, led if is_leader else None)
    shown = milestones.filter(due__range=(first, last)).order_by("due", "task__number", "order")
    yield from (of_milestone(plan, row) for row in shown.values(*COLUMNS).distinct())
    whose: dict[str, Any] = {"units": list(actor.units)} if actor.units else {}
    whose |= {"tasks": led} if is_leader else {}
    yield from of_papers(plan, papers_due(plan, on, first, last, **whose))


def milestones_to_keep(plan: Plan, on: date, actor: Actor, led: Any) -> MilestoneQuerySet:
    """Those of the person's units, those that he leads (``led``, task ids), else all of the plan."""
    milestones = Milestone.objects.of(plan, on)
    if actor.units:
        return milestones.filter(tenure__unit__in=list(actor.units))
    return milestones if led is None else milestones.filter(task__in=led)


def of_milestone(plan: Plan, row: dict[str, Any]) -> dict[str, Any]:
    light = Light(row["light"])
    said = [_("Task %(n)d") % {"n": row["task__number"]} + " " + row["task__title"]]
    if row["original_due_on"] and row["original_due_on"] != row["due"]:
        said.append(_("Original due date: %(day)s") % {"day": row["original_due_on"]})
    page = reverse("task", args=[plan.slug, row["task__number"]])
    return {
        "key": f"milestone-{row['pk']}",
        "day": row["due"],
        "title": f"［{light.label}］{row['text']}",
        "page": f"{page}#m{row['order']}",
        "words": "\n".join([*said, plan.label]),
    }


def of_papers(plan: Plan, papers: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for paper in papers:
        kind, number = paper["kind"], paper["paper_number"]
        name = SERIES[kind] + (f"〔{paper['paper_year']}〕{number}号" if number else "")
        yield {
            "key": f"{kind}-{paper['key']}-{paper['day']}",
            "day": paper["day"],
            "title": _("Answer: %(paper)s") % {"paper": name},
            "page": reverse(
                "task" if kind == "instruction" else kind, args=[plan.slug, paper["key"]]
            ),
            "words": plan.label,
        }
