"""What of slips, re-checks, reports and good practice a period costs or earns units.

Who received a paper is what units were asked 减负 (tasks.burden), which never changes: papers that are
handed on later stay with whom they were sent to.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from tasks.burden.models import Ask
from tasks.evaluation.matter import Matter
from tasks.evaluation.models import Weights
from tasks.evaluation.period import DAY, Period
from tasks.evaluation.scoring import Line, line, veiled
from tasks.inspections.models import Visit
from tasks.plan.models import CompletionRequest, Plan, ProgressReport
from tasks.practices.models import GoodPractice
from tasks.rhythm import periods
from tasks.rhythm.models import Rhythm
from tasks.rhythm.punctuality import Span, periods_over
from tasks.slips.models import Slip

Level = Slip.Level
Found = Iterator[tuple[int, Line]]
SENT = ("unit", "event__milestone", "event__slip", "event__slip__level", "event__slip__lifted_on",
        "event__slip__lifted_because", "on")  # fmt: skip


class Sent(NamedTuple):
    """A slip that a unit received, by id, and whether and when it was withdrawn."""

    unit: int
    milestone: int
    slip: int
    level: int
    lifted_on: date | None
    lifted_because: str
    on: date

    def stands(self, ends: date) -> bool:
        """False where supervisors had withdrawn it by ``ends``."""
        is_withdrawn = self.lifted_because == Slip.Cause.WITHDRAWN
        return not (is_withdrawn and self.lifted_on and self.lifted_on <= ends)


def slips(plan: Plan, matters: dict[int, Matter], period: Period, weights: Weights) -> Found:
    """D5, D6: yellow and red slips that units received, unless the matter waited for others when the day
    began; two queries.
    """
    asked = Ask.objects.filter(plan=plan, kind=Ask.Kind.SLIP, on__range=period)
    graver = asked.filter(event__slip__level__in=(Level.YELLOW, Level.RED)).order_by("on", "pk")
    sent = [Sent(*row) for row in graver.values_list(*SENT)]
    known = Slip.objects.in_bulk({one.slip for one in sent})
    for one in sent:
        matter = matters.get(one.milestone)
        if matter is None or not one.stands(period.ends) or waited(matter, one.unit, one.on - DAY):
            continue
        code, points = ("D5", weights.yellow) if one.level == Level.YELLOW else ("D6", weights.red)
        words = _("%(reference)s, issued on %(on)s.")
        told = {"reference": known[one.slip].reference, "on": one.on}
        found = line(code, -points, matter, words % told)
        yield one.unit, found._replace(thing=("slip", one.slip))


def waited(matter: Matter, unit: int, day: date) -> bool:
    """True where others than ``unit`` had to act on it at the end of ``day``."""
    span = matter.span_on(day)
    return span is not None and matter.waits_for_others(unit, span)


def rechecks(plan: Plan, matters: dict[int, Matter], period: Period, weights: Weights) -> Found:
    """D7: re-checks that a unit did not pass; two queries.

    Where its line was handed on since, it had something to put right.
    """
    asked = Ask.objects.filter(plan=plan, kind=Ask.Kind.RECHECK, on__range=period)
    asked = asked.select_related("event__inspection").order_by("on", "pk")
    seen = [
        (one, event.inspection, matters.get(event.milestone_id or 0))
        for one in asked
        if (event := one.event) and event.inspection
    ]
    visits = Visit.objects.filter(inspection__in=[inspection for _one, inspection, _matter in seen])
    passed = set(visits.filter(passed=True).values_list("inspection", "unit"))
    for one, inspection, matter in seen:
        if matter and (inspection.pk, one.unit_id) not in passed:
            words = _("%(reference)s: re-checked on %(on)s, not passed.")
            told = {"reference": inspection.reference, "on": one.on}
            found = line("D7", -weights.recheck, matter, words % told)
            yield one.unit_id, found._replace(thing=("inspection", inspection.pk))


def practices(plan: Plan, matters: dict[int, Matter], period: Period, weights: Weights) -> Found:
    """B2: good practice that supervisors accepted in the period; two queries."""
    accepted = GoodPractice.objects.filter(
        report__milestone__task__plan=plan, published_on__range=period
    )
    accepted = accepted.select_related("report").order_by("published_on", "pk")
    reports = ProgressReport.objects.filter(good_practice__in=accepted).with_restriction()
    hidden = dict(reports.values_list("pk", "is_restricted"))
    for one in accepted:
        if matter := matters.get(one.report.milestone_id):
            words = _("Accepted on %(on)s.") % {"on": one.published_on}
            found = line("B2", weights.practice, matter, f"{one.title}{_(': ')}{words}")
            is_hidden = hidden[one.report_id]
            found = veiled(found._replace(reason=words)) if is_hidden else found
            yield (
                one.report.unit_id,
                found if is_hidden else found._replace(thing=("practice-list",)),
            )


def reports(
    plan: Plan, matters: Iterable[Matter], units: Iterable[int], period: Period, weights: Weights
) -> Found:
    """D4: regular reports that were missing when their days of grace were over; three queries."""
    rhythms = list(Rhythm.objects.filter(plan=plan, since__lte=period.ends).order_by("since"))
    if not rhythms:
        return
    said, wanted = days_said(plan), set(units)
    over: dict[tuple[int, str], list[periods.Period]] = {}
    for matter in matters:
        key = (matter.task, matter.kind)
        if key not in over:
            over[key] = ended_in(period, plan, rhythms, *key)
        for one in over[key]:
            if any(one.after < day <= one.last_on for day in said[matter.pk]):
                continue
            for unit in holders(matter, one) & wanted:
                words = _("The report of %(due)s was missing at the end of %(last)s.")
                told = {"due": one.due_on, "last": one.last_on}
                yield unit, line("D4", -weights.report, matter, words % told)


def ended_in(
    period: Period, plan: Plan, rhythms: list[Rhythm], task: int, kind: str
) -> list[periods.Period]:
    """The reporting periods that were over by a day of ``period``, the latest first."""
    found = []
    for one in periods_over(plan, rhythms, task, kind, period.ends + DAY):
        if one.last_on < period.begins:
            break
        found.append(one)
    return found


def holders(matter: Matter, report: periods.Period) -> set[int]:
    """The units that owed the ``report`` of the matter: those that held it when it was due."""
    found = set()
    for span in matter.spans:
        if not span.since <= report.last_on < span.until:
            continue
        state = span.state
        for part in matter.parts:
            held = Span(
                matter.pk, matter.task, matter.kind, matter.added_on, span.since, span.until,
                state.stage, state.holder, state.held_since, state.answering,
                part.since, part.until, part.role,
            )  # fmt: skip
            if held.holds(part.unit, report):
                found.add(part.unit)
    return found


def days_said(plan: Plan) -> dict[int, list[date]]:
    """``{milestone id: the days of its reports and requests for completion}``; two queries."""
    found: dict[int, list[date]] = defaultdict(list)
    mine = {"milestone__task__plan": plan}
    for rows in (
        ProgressReport.objects.filter(**mine).values_list("milestone", "reported_on"),
        CompletionRequest.objects.filter(**mine).values_list("milestone", "requested_on"),
    ):
        for milestone, on in rows:
            found[milestone].append(on)
    return found
