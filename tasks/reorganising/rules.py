"""What a change of units touches, and what keeps one from being done: docs/changes.md."""

from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tasks.ground.days import ALWAYS, FOREVER
from tasks.ground.sense import Sense
from tasks.inspections.models import Visit
from tasks.instructions.models import Instruction, Reply
from tasks.plan.known import known_of_plan, refuse_nonsense
from tasks.plan.models import (
    Assignment,
    CompletionRequest,
    Extension,
    Naming,
    Plan,
    Task,
    Tenure,
)
from tasks.reorganising.models import UnitChange
from tasks.slips.models import Receipt, Slip
from units.models import Unit, UnitAlias, User
from units.people.known_units import spelled


@dataclass(frozen=True)
class Effect:
    """How much of each kind a change touches: ``shared`` of the ``parts`` are in tasks in which both
    units have one; ``archived`` parts and ``papers`` stay as they are.
    """

    parts: int = 0
    shared: int = 0
    duties: int = 0
    people: int = 0
    groups: int = 0
    papers: int = 0
    archived: int = 0

    @property
    def numbers(self) -> dict[str, int]:
        """Those that are not 0."""
        return {name: number for name, number in asdict(self).items() if number}


def sentences(numbers: dict[str, int]) -> list[str]:
    """The ``numbers`` of an Effect in words, those of a change that was made, too."""
    n = {"parts": 0, "shared": 0, "duties": 0, "people": 0, "groups": 0, "papers": 0} | numbers
    said = {
        "parts": ngettext("%(n)d part in a task", "%(n)d parts in tasks", n["parts"]),
        "shared": ngettext(
            "in %(n)d task both have a part: the stronger one stays",
            "in %(n)d tasks both have a part: the stronger one stays",
            n["shared"],
        ),
        "duties": ngettext("%(n)d open duty", "%(n)d open duties", n["duties"]),
        "people": ngettext("%(n)d person", "%(n)d people", n["people"]),
        "groups": ngettext("%(n)d group", "%(n)d groups", n["groups"]),
        "papers": ngettext(
            "%(n)d issued paper stays as it is",
            "%(n)d issued papers stay as they are",
            n["papers"],
        ),
        "archived": ngettext(
            "%(n)d part in an archived plan stays as it is",
            "%(n)d parts in archived plans stay as they are",
            n.get("archived", 0),
        ),
    }
    return [said[name] % {"n": numbers[name]} for name in said if numbers.get(name)]


def history_of(unit: Unit, as_of: date) -> list[UnitChange]:
    """What had become of ``unit`` by the end of ``as_of``, the latest first; ``touched`` says in words how
    much each touched.
    """
    changes = list(UnitChange.objects.of(unit).filter(on__lte=as_of))
    for change in changes:
        change.touched = sentences(change.numbers)
    return changes


def missing_roles(change: UnitChange) -> list[str]:
    """Which people the unit lacks now that somebody is gone, a sentence each."""
    if change.whom is None:
        return []
    roles = set(change.unit.staff.filter(is_active=True).values_list("role", flat=True))
    said = {
        User.Role.HEAD: _("%(unit)s has no active head any more."),
        User.Role.LIAISON: _("%(unit)s has no active liaison officer any more."),
    }
    role = change.whom.role
    return [said[role] % {"unit": change.unit}] if role in said and role not in roles else []


def plans_touched(on: date) -> QuerySet[Plan]:
    """All but the archived ones, which are only read."""
    return Plan.objects.filter(Q(archived_from=None) | Q(archived_from__gt=on))


def parts_of(unit: Unit, on: date) -> QuerySet[Assignment]:
    """The unit's parts that a change of ``on`` touches, in the document's order."""
    mine = Assignment.objects.filter(unit=unit, task__plan__in=plans_touched(on))
    return mine.select_related("task__plan", "unit").order_by("task__plan", "task__number")


def effect_of(
    unit: Unit, on: date, into: Unit | None = None, parts: list[Assignment] | None = None
) -> Effect:
    """What a change of ``unit`` touches on the day ``on``; of a merger ``into`` another unit, or of the
    ``parts`` that are split off.
    """
    mine = list(parts_of(unit, on)) if parts is None else parts
    tasks = {part.task_id for part in mine}
    shared = Assignment.objects.filter(unit=into, task__in=tasks) if into else ()
    owed = [row for row in duties_of(unit, on) if parts is None or task_of(row) in tasks]
    return Effect(
        parts=len(mine),
        shared=len(shared),
        duties=len(owed),
        people=unit.staff.filter(is_active=True).count() if parts is None else 0,
        groups=unit.groups.count() if parts is None else 0,
        papers=papers_of(unit),
        archived=Assignment.objects.filter(unit=unit).count() - parts_of(unit, on).count(),
    )


def duties_of(unit: Unit, on: date) -> list[Model]:
    """What ``unit`` still owes, and what it asked and nobody has decided, in plans not archived."""
    plans, mine = plans_touched(on), Q(unit=unit) | Q(group=unit)
    asked = {"unit": unit, "milestone__task__plan__in": plans}
    return [
        *Receipt.objects.owed()
        .filter(mine, slip__milestone__task__plan__in=plans)
        .select_related("slip__milestone", "group"),
        *Reply.objects.owed()
        .filter(mine, instruction__task__plan__in=plans)
        .select_related("instruction", "group"),
        *Visit.objects.owed()
        .filter(mine, inspection__milestone__task__plan__in=plans)
        .select_related("inspection__milestone", "group"),
        *CompletionRequest.objects.undecided().filter(**asked).select_related("milestone"),
        *Extension.objects.undecided().filter(**asked).select_related("milestone"),
    ]


def task_of(duty: Model) -> int:
    """The id of the task to which one of ``duties_of`` belongs."""
    if isinstance(duty, Reply):
        return duty.instruction.task_id
    if isinstance(duty, Receipt):
        return duty.slip.milestone.task_id
    about = duty.inspection if isinstance(duty, Visit) else duty
    return about.milestone.task_id  # type: ignore[attr-defined]  # requests are of milestones


def owing_tasks(unit: Unit, on: date) -> QuerySet[Task]:
    """The tasks in which ``unit`` owes or asks something."""
    ids = {task_of(duty) for duty in duties_of(unit, on)}
    return Task.objects.filter(pk__in=ids).select_related("plan").order_by("pk")


def papers_of(unit: Unit) -> int:
    """How many numbered papers were addressed to ``unit``: they keep the names of their day."""
    return (
        Slip.objects.filter(receipts__unit=unit).distinct().count()
        + Instruction.objects.filter(replies__unit=unit).distinct().count()
    )


def taken(name: str, unit: Unit | None = None) -> str:
    """Why ``name`` cannot be the name of ``unit``, or of a new one; empty where it can.

    Case, width and spaces make no other name; a former name of its own it may take again.
    """
    wanted = spelled(name)
    if unit and name == unit.name:
        return _("The unit is called so already.")
    for other in Unit.objects.exclude(pk=unit and unit.pk):
        if spelled(other.name) == wanted:
            return _("“%(name)s” is the name of another unit.") % {"name": other.name}
    for alias in UnitAlias.objects.exclude(unit=unit).select_related("unit"):
        if spelled(alias.name) == wanted:
            words = _("“%(name)s” is a former or other name of %(unit)s.")
            return words % {"name": alias.name, "unit": alias.unit}
    return ""


def last_change(units: list[Unit], on: date) -> date:
    """The last day on which one of ``units`` changed, got a part or was named for a milestone."""
    plans = plans_touched(on)
    held = Tenure.objects.filter(unit__in=units, until=FOREVER, task__plan__in=plans)
    named = Naming.objects.filter(
        unit__in=units, milestone__answering_unit__in=units, milestone__task__plan__in=plans
    )
    days = [
        *held.values_list("since", flat=True),
        *named.values_list("on", flat=True),
        *UnitChange.objects.of(*units).values_list("on", flat=True),
    ]
    return max(days, default=ALWAYS)


def check_day(plan: Plan, units: list[Unit], since: date, on: date) -> None:
    """Raise ValidationError for a day before the plan, to come, or before what changed last."""
    refuse_nonsense("since", Sense.DONE, since, known_of_plan(plan, on))
    if since < (last := last_change(units, on)):
        words = _("Something changed for the unit on %(day)s already: the day cannot lie before.")
        raise ValidationError({"since": words % {"day": last}})


@dataclass(frozen=True)
class Left:
    """What has to go before a unit can be dissolved, and the page (``name``, ``query``) for it."""

    words: str
    name: str
    query: str = ""


def left_over(unit: Unit, on: date) -> list[Left]:
    """What keeps ``unit`` from being dissolved; an empty list where nothing does."""
    people = User.objects.filter(unit=unit, is_active=True).count()
    effect, mine = effect_of(unit, on), f"unit={unit.pk}"
    kept = [
        ("parts", effect.parts, "task-list", mine),
        ("duties", effect.duties, "unit", ""),
        ("people", people, "people", f"q={unit.name}"),
    ]
    left = [
        Left(sentences({kind: number})[0], name, query)
        for kind, number, name, query in kept
        if number
    ]
    if members := unit.members.count() + unit.children.filter(dissolved_on=None).count():
        words = ngettext("%(n)d unit below it", "%(n)d units below it", members)
        left.append(Left(words % {"n": members}, "unit"))
    return left
