"""The score of each unit for a period, and their ranking: docs/evaluation.md."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.evaluation import papers
from tasks.evaluation.gathering import matters_of
from tasks.evaluation.matter import Matter
from tasks.evaluation.models import Evaluation, ManualLine, Weights
from tasks.evaluation.period import Period, begun_on
from tasks.evaluation.scoring import Counted, Line, Outcome, Score, counted, lines_of
from tasks.plan.models import Plan
from units.models import Unit

PART, MANUAL = "D8", "M"
# (code, column of Weights, whether it gives or takes, words) of each rule.
RULES = (
    ("D1", "overdue", -1, gettext_lazy(
        "For each day of the period at whose end a milestone that the unit leads is overdue and "
        "the unit has to act, at most %(overdue_most)s for one milestone. Days on which it waits "
        "for supervisors or for the head of another unit do not count, nor those after the unit "
        "confirmed its own part."
    )),
    ("D2", "late", -1, gettext_lazy(
        "For each milestone approved in the period that was completed after its due date, unless "
        "others had to act on all days since."
    )),
    ("D3", "returned", -1, gettext_lazy(
        "For each request for completion that supervisors returned in the period."
    )),
    ("D4", "report", -1, gettext_lazy(
        "For each regular report that was missing when its days of grace were over."
    )),
    ("D5", "yellow", -1, gettext_lazy(
        "For each yellow slip received, unless the matter waited for others or it was withdrawn."
    )),
    ("D6", "red", -1, gettext_lazy(
        "For each red slip received, unless the matter waited for others or it was withdrawn."
    )),
    ("D7", "recheck", -1, gettext_lazy("For each re-check that the unit did not pass.")),
    ("D8", "part", -1, gettext_lazy(
        "A participating unit answers only for its own part: for each overdue day of the period "
        "on which it has not confirmed it, at most %(overdue_most)s for one milestone."
    )),
    ("B1", "early", 1, gettext_lazy(
        "For each milestone approved in the period that was completed %(early_days)s days or "
        "more before its due date, the document's and the approved one."
    )),
    ("B2", "practice", 1, gettext_lazy("For each good practice that supervisors accepted.")),
)  # fmt: skip


class Rule(NamedTuple):
    """One rule of the sheet: its code, what it says, and the points that it gives or takes."""

    code: str
    name: str
    words: str
    points: Decimal | None = None


def rules_of(weights: Weights) -> list[Rule]:
    """All rules, with the points of ``weights``, in the order of the sheet."""
    said = {name: getattr(weights, name) for name in ("overdue_most", "early_days")}
    return [
        *(
            Rule(code, name_of(field), str(words) % said, sign * getattr(weights, field))
            for code, field, sign, words in RULES
        ),
        Rule(MANUAL, _("By hand"), _("What a supervisor adds or takes, with a reason.")),
    ]


def name_of(field: str) -> str:
    """What a column of Weights is called."""
    return str(Weights._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def scores_of(
    plan: Plan, period: Period, weights: Weights, unit: int | None = None
) -> dict[int, Score]:
    """``{unit id: Score}`` of all units that had a part in ``plan`` in ``period`` or received a paper;
    with ``unit`` its Score is whole, others miss what it had nothing to do with. Days before the plan was in use count for nothing.
    """
    begun = begun_on(plan)
    period = period._replace(begins=max(period.begins, begun or period.begins))
    matters = {matter.pk: matter for matter in matters_of(plan, period.ends, unit)}
    units = present(matters.values(), period)
    scores = {pk: Score(pk) for pk in units}
    groups = set(Unit.objects.filter(kind=Unit.Kind.GROUP).values_list("pk", flat=True))
    for pk, line in found(plan, matters, units, period, weights):
        if not (line.code == PART and pk in groups):
            scores.setdefault(pk, Score(pk)).lines.append(line)
    for score in scores.values():
        score.lines.sort(key=order)
    for matter in matters.values():
        for pk in matter.units & scores.keys():
            if row := counted(matter, pk, period):
                scores[pk].counted.append(row)
    for score in scores.values():
        score.counted.sort(key=worst_first)
    return scores


def ranked(
    plan: Plan,
    period: Period,
    weights: Weights,
    evaluation: Evaluation | None,
    as_of: date,
    unit: Unit | None = None,
) -> "list[Ranked]":
    """The ranking of ``period``, with the lines that supervisors had added to ``evaluation`` by ``as_of``;
    with ``unit`` its row alone, without the rank: a trial tells that to supervisors only.
    """
    told = period.told_by(as_of)
    scores = scores_of(plan, told, weights, unit.pk if unit else None)
    for row in (
        evaluation.lines.filter(on__lte=as_of).select_related("person") if evaluation else ()
    ):
        if row.unit_id in scores:
            scores[row.unit_id].lines.append(manual(row))
    rows = ranking(scores, weights, told.ends)
    return [row._replace(rank=None) for row in rows if row.unit == unit] if unit else rows


def manual(row: ManualLine) -> Line:
    """What a supervisor added."""
    words = {"reason": row.reason, "person": row.person, "on": row.on}
    return Line(MANUAL, row.points, "", _("%(reason)s (%(person)s, %(on)s)") % words)


def present(matters: Iterable[Matter], period: Period) -> set[int]:
    """The units that had a part in one of ``matters`` on a day of ``period``."""
    return {
        part.unit
        for matter in matters
        for part in matter.parts
        if part.since <= period.ends and part.until > period.begins
    }


def found(
    plan: Plan, matters: dict[int, Matter], units: set[int], period: Period, weights: Weights
) -> Iterator[tuple[int, Line]]:
    """(unit id, its Line) of all rules."""
    for matter in matters.values():
        for pk in sorted(matter.units):
            for line in lines_of(matter, pk, period, weights):
                yield pk, line
    yield from papers.reports(plan, matters.values(), units, period, weights)
    for told in (papers.slips, papers.rechecks, papers.practices):
        yield from told(plan, matters, period, weights)


def order(line: Line) -> tuple[bool, str]:
    """Deductions before what was earned, by their codes."""
    return not line.code.startswith("D"), line.code


def worst_first(row: Counted) -> tuple[bool, int]:
    """What the unit led before what it took part in; the overdue first, then the open, then the done."""
    return not row.leads, list(Outcome).index(row.outcome)


class Ranked(NamedTuple):
    """The place of a unit in the ranking; without a rank ``why``."""

    unit: Unit
    score: Score
    rank: int | None = None
    why: str = ""


def ranking(scores: dict[int, Score], weights: Weights, as_of: date) -> list[Ranked]:
    """The units by their points, those with equal points at the same rank; then those without a rank:
    groups, and units with fewer dated milestones than ``weights`` asks for. With their names on ``as_of``.
    """
    units = Unit.objects.on(as_of).filter(pk__in=scores).order_by("position", "pk")
    told = [(unit, scores[unit.pk], apart(unit, scores[unit.pk], weights)) for unit in units]
    points = [score.points for _unit, score, why in told if not why]
    rows = [
        Ranked(unit, score, None if why else 1 + sum(one > score.points for one in points), why)
        for unit, score, why in told
    ]
    return sorted(rows, key=lambda row: (row.rank is None, row.rank or 0))


def apart(unit: Unit, score: Score, weights: Weights) -> str:
    """Why ``unit`` has no rank; empty where it has one."""
    if unit.kind == Unit.Kind.GROUP:
        return _("A group answers through its members.")
    if score.dated < weights.least:
        return _("Fewer than %(n)d dated milestones led.") % {"n": weights.least}
    return ""
