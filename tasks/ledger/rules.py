"""What a ledger 台账 tells of each milestone, and the sums below: docs/ledger.md."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from leaders.models import Leader
from tasks.evidence.models import Evidence
from tasks.ground.tally import Tally
from tasks.plan.models import Assignment, Milestone, Plan, ProgressReport, TaskLeader, Tenure
from tasks.plan.models.milestone_queryset import MilestoneQuerySet
from tasks.plan.models.restriction import NOBODY, NOTICE
from tasks.slips.models import Slip
from units.former_names import name_on
from units.models import Unit

OF_TASK = {
    "project": F("task__project__title"),
    "number": F("task__number"),
    "title": F("task__title"),
    "answerer": F("standing__answering__name"),
}
COLUMNS = (
    "pk", "task", "text", "is_key", "light", "original_light", "due", "original_due_on",
    "done_on", "is_stale", "ending", "version",
)  # fmt: skip


class Words(NamedTuple):
    """What was last reported, by the id of the report; of what is restricted only that it is."""

    report: int | None = None
    done: str = ""
    difficulties: str = ""
    next_steps: str = ""
    forecast_on: date | None = None


def rows_of(plan: Plan, milestones: MilestoneQuerySet, on: date) -> list[dict[str, Any]]:
    """A row of values for each of ``milestones``, which are ``of`` the plan on that day, in the
    document's order: those of COLUMNS and OF_TASK, the names of ``leads``, ``participants`` and
    ``leaders``, the Words of the last report, ``slips`` (their numbers) and ``files`` (how many).

    Everybody may read the file: what is restricted is left out. Six queries, however many.
    """
    rows = milestones.with_ending().in_order().values(*COLUMNS, **OF_TASK)
    people, words = owners(plan, on), last_words(plan, on)
    slips, files = slips_of(plan, on), files_of(plan, on)
    return [
        row
        | {kind: people[row["task"], kind] for kind in ("leads", "participants", "leaders")}
        | words.get(row["pk"], Words())._asdict()
        | {"slips": slips[row["pk"]], "files": files.get(row["pk"])}
        for row in rows
    ]


def owners(plan: Plan, on: date) -> dict[tuple[int, str], list[str]]:
    """``{(task id, "leads" | "participants" | "leaders"): names}`` of the day. Two queries."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    units = Tenure.objects.on(on).filter(task__plan=plan).order_by("assignment__order", "pk")
    named = units.annotate(name=Coalesce(name_on(on, "unit"), F("unit__name")))
    for task, role, name in named.values_list("task", "role", "name"):
        found[task, "leads" if role == Assignment.Role.LEAD else "participants"].append(name)
    leaders = TaskLeader.ever.on(on).filter(task__plan=plan).order_by("order")
    for task, name in leaders.values_list("task", "leader__name"):
        found[task, "leaders"].append(name)
    return found


def last_words(plan: Plan, on: date) -> dict[int, Words]:
    """``{milestone id: Words}``. One query."""
    reports = ProgressReport.objects.filter(milestone__task__plan=plan).last_words(on)
    names = ("is_restricted", "milestone", "pk", *Words._fields[1:])
    return {
        milestone: Words(report, str(NOTICE)) if is_restricted else Words(report, *words)
        for is_restricted, milestone, report, *words in reports.with_restriction().values_list(
            *names
        )
    }


def key_of(row: dict[str, Any]) -> str:
    """What of a row must not change while a unit writes: the milestone, its version, its last report."""
    return f"{row['pk']}-{row['version']}-{row['report'] or 0}"


def slips_of(plan: Plan, on: date) -> dict[int, list[str]]:
    """``{milestone id: numbers of its slips}`` up to the day. One query."""
    found: dict[int, list[str]] = defaultdict(list)
    slips = Slip.objects.filter(plan=plan, issued_on__lte=on).order_by("issued_on", "number")
    for slip in slips.only("milestone", "year", "number", "level"):
        found[slip.milestone_id].append(f"{slip.SIGNS[slip.Level(slip.level)]} {slip.reference}")
    return found


def files_of(plan: Plan, on: date) -> dict[int, int]:
    """``{milestone id: how many files}`` that units had sent by the day. One query."""
    mine = Evidence.objects.filter(milestone__task__plan=plan).readable_by(NOBODY)
    counted = mine.sent_by(on).order_by().values("milestone").annotate(number=Count("pk"))
    return dict(counted.values_list("milestone", "number"))


class Sum(NamedTuple):
    """The Tally of those named ``name`` 专项, 单位, 领导."""

    name: str
    tally: Tally


def sums_of(plan: Plan, milestones: MilestoneQuerySet, on: date) -> dict[str, list[Sum]]:
    """``{"all" | "project" | "unit" | "leader": Sums}`` of ``milestones``, as the overview counts them: units
    by what they lead, and what is outside the plan apart. Seven queries.
    """
    mine = Milestone.objects.of(plan, on).filter(pk__in=milestones.order_by().values("pk"))
    projects = mine.tally_by("task__project")
    units = {
        unit: tally
        for (unit, role), tally in mine.tally_by_unit().items()
        if role == Assignment.Role.LEAD
    }
    leaders = mine.tally_by_leader()
    named = Unit.objects.on(on).filter(pk__in=units)
    whole = mine.tally()
    apart = [Sum(_("Outside the plan"), whole.extra)] if whole.extra else []
    return {
        "all": [Sum(str(plan), whole), *apart],
        "project": sums(projects, plan.projects.order_by("number")),
        "unit": sums(units, named),
        "leader": sums(leaders, Leader.objects.filter(pk__in=filter(None, leaders))),
    }


def sums(tallies: dict[Any, Tally], rows: Iterable[Any]) -> list[Sum]:
    """The Sums of those of ``rows`` that count anything, in their order."""
    return [
        Sum(str(row), tallies[row.pk])
        for row in rows
        if row.pk in tallies and tallies[row.pk].total
    ]
