"""Setting weights, adding lines, appealing, answering, publishing: docs/evaluation.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.evaluation.letters import letter_of_answer, letter_of_appeal, letter_of_publishing
from tasks.evaluation.models import (
    Appeal,
    Evaluation,
    ManualLine,
    OfUnit,
    ScoreSheet,
    Weights,
)
from tasks.evaluation.period import Period, problem_of
from tasks.evaluation.rules import ranked
from tasks.evaluation.telling import sheet_of
from tasks.ground.clock import time_on
from tasks.ground.official import in_chinese
from tasks.mail.delivery import post
from tasks.notices.rules import people_of, supervisors
from tasks.plan.acting import act, touch_plan
from tasks.plan.actors import Actor
from tasks.plan.models import Plan
from tasks.plan.phases import CHANGE_SETTINGS, EVALUATE, refuse_out_of_phase
from tasks.plan.recording import Conflict, deny_unless
from units.models import Unit, User

SETTABLE = [
    "overdue", "overdue_most", "late", "returned", "report", "yellow", "red", "recheck", "part",
    "early", "early_days", "practice", "least",
]  # fmt: skip
ADDED, APPEALED = gettext_lazy("Add a line by hand"), gettext_lazy("Appeal")
ANSWERED, FROZEN = gettext_lazy("Answer the appeal"), gettext_lazy("Publish the evaluation")
WEIGHED = gettext_lazy("Set the weights")


@dataclass(frozen=True)
class Deed:
    """What somebody did to an evaluation, as who comes second reads it; it has the columns of an Event."""

    on: date
    at: datetime
    person: User
    words: Any
    note: str = ""

    @property
    def unit(self) -> Unit | None:
        return self.person.unit

    @property
    def time(self) -> str:
        """Empty when it was recorded on another day."""
        return time_on(self.at, self.on)

    def get_action_display(self) -> str:
        return str(self.words)


@act
def set_weights(
    plan: Plan, *, by: User, on: date, seen: int, reason: str, **points: Any
) -> Weights:
    """From ``on`` on sheets that are not published count by ``points``, all of SETTABLE: the next version.

    Raises PermissionDenied; OutOfPhase; Conflict where there is a later version than the one ``seen``;
    ValidationError where nothing changes.
    """
    deny_unless(by, "supervise")
    refuse_out_of_phase(plan, CHANGE_SETTINGS, on)
    lock(plan)
    present = Weights.objects.of(plan, date.max)
    if present.version != seen:
        raise Conflict([deed_of(present)])  # type: ignore[list-item]  # it is read like an Event
    if all(getattr(present, name) == points[name] for name in SETTABLE):
        raise ValidationError(_("These weights hold already."))
    touch_plan(plan.pk)
    told = {"version": present.version + 1, "reason": reason, "set_by": by, "set_on": on}
    return Weights.objects.create(plan=plan, **told, **points)


@act
def add_line(
    plan: Plan,
    period: Period,
    unit: Unit,
    *,
    by: User,
    on: date,
    seen: int,
    points: Decimal,
    reason: str,
) -> ManualLine:
    """Give ``unit`` points by hand, or take some.

    Raises PermissionDenied; OutOfPhase; Conflict where somebody did something to the evaluation since
    ``seen``, its version, or it is published.
    """
    deny_unless(by, "supervise")
    evaluation = begun(plan, period, on, seen)
    return evaluation.lines.create(unit=unit, person=by, on=on, points=points, reason=reason)


@act
def appeal(plan: Plan, period: Period, unit: Unit, *, by: User, on: date, text: str) -> Appeal:
    """Say for ``unit`` what it does not agree with; the supervisors hear of it.

    Raises PermissionDenied for anybody but its staff; OutOfPhase; Conflict where it is published;
    ValidationError while an earlier appeal has no answer.
    """
    if unit not in Actor.of(by, on).own:
        raise PermissionDenied
    evaluation = begun(plan, period, on)
    if evaluation.appeals.filter(unit=unit, answered_on=None).exists():
        raise ValidationError(_("Your unit has appealed already; the answer is awaited."))
    asked = evaluation.appeals.create(unit=unit, person=by, on=on, text=text)
    post(letter_of_appeal(asked, person) for person in supervisors())
    return asked


@act
def answer(asked: Appeal, *, by: User, on: date, text: str) -> None:
    """Say what comes of an appeal; who appealed hears of it, and the staff of the unit.

    Raises PermissionDenied; OutOfPhase; Conflict where it has an answer.
    """
    deny_unless(by, "supervise")
    period = Period(asked.evaluation.begins, asked.evaluation.ends)
    evaluation = begun(asked.evaluation.plan, period, on)
    told = {"answer": text, "answered_by": by, "answered_on": on}
    if not evaluation.appeals.filter(pk=asked.pk, answered_on=None).update(**told):
        raise Conflict(deeds(evaluation))  # type: ignore[arg-type]
    fresh = evaluation.appeals.select_related("unit", "answered_by").get(pk=asked.pk)
    staff = people_of([fresh.unit_id], on).values("pk")
    people = User.objects.filter(Q(pk__in=staff) | Q(pk=fresh.person_id, is_active=True))
    post(letter_of_answer(fresh, person) for person in people.exclude(pk=by.pk))


@act
def freeze(plan: Plan, period: Period, *, by: User, on: date, seen: int) -> Evaluation:
    """Publish the sheets of ``period``: they keep their words, and everybody reads them. The staff of
    their units hear of it.

    Raises PermissionDenied; OutOfPhase; Conflict where somebody did something to the evaluation since
    ``seen``, its version; ValidationError for a period that is not over, or an appeal without an answer.
    """
    deny_unless(by, "supervise")
    evaluation = begun(plan, period, on, seen)
    if period.ends >= on:
        raise ValidationError(_("The period is not over yet."))
    if evaluation.appeals.waiting().exists():
        raise ValidationError(_("Please answer all appeals first."))
    evaluation.frozen_by, evaluation.frozen_on = by, on
    evaluation.save()
    sheets = {sheet.unit_id: sheet for sheet in keep(evaluation, plan, period, on)}
    people = people_of(sheets, on).exclude(pk=by.pk)
    post(letter_of_publishing(evaluation, one, sheets.get(one.unit_id or 0)) for one in people)
    return evaluation


@in_chinese
def keep(evaluation: Evaluation, plan: Plan, period: Period, on: date) -> list[ScoreSheet]:
    """Write the sheets of ``evaluation`` down, in the language of papers."""
    weights = Weights.objects.of(plan, on)
    rows = ranked(plan, period, weights, evaluation, on)
    return ScoreSheet.objects.bulk_create(
        ScoreSheet(
            evaluation=evaluation,
            unit_id=row.unit.pk,
            order=order,
            words=sheet_of(row, period, weights),
        )
        for order, row in enumerate(rows)
    )


def lock(plan: Plan) -> None:
    """Weights and evaluations of a plan change one after the other."""
    Plan.objects.select_for_update(no_key=True).only("pk").get(pk=plan.pk)


def begun(plan: Plan, period: Period, on: date, seen: int | None = None) -> Evaluation:
    """The evaluation of ``period``, locked, with its next version.

    Raises OutOfPhase; ValidationError for a period that cannot be evaluated; Conflict where it is
    published, or has another version than the one ``seen``.
    """
    refuse_out_of_phase(plan, EVALUATE, on)
    if problem := problem_of(plan, period, on):
        raise ValidationError(problem)
    lock(plan)
    evaluation, _is_new = Evaluation.objects.get_or_create(plan=plan, **period._asdict())
    if evaluation.frozen_on or (seen is not None and evaluation.version != seen):
        raise Conflict(deeds(evaluation))  # type: ignore[arg-type]  # they are read like Events
    evaluation.version += 1
    evaluation.save(update_fields=["version"])
    touch_plan(plan.pk)
    return evaluation


def deeds(evaluation: Evaluation) -> list[Deed]:
    """All that people did to ``evaluation``, the latest first."""
    rows: Iterable[OfUnit] = [
        *evaluation.lines.select_related("person__unit"),
        *evaluation.appeals.select_related("person__unit", "answered_by__unit"),
    ]
    found = [deed for row in rows for deed in deeds_of(row)]
    if evaluation.frozen_on and evaluation.frozen_by:
        found.append(Deed(evaluation.frozen_on, evaluation.at, evaluation.frozen_by, FROZEN))
    return sorted(found, key=lambda deed: deed.at, reverse=True)


def deeds_of(row: OfUnit) -> list[Deed]:
    """What was done by writing ``row``, and by answering it."""
    if isinstance(row, Appeal):
        said = [Deed(row.on, row.at, row.person, APPEALED, row.text)]
        if row.answered_on and row.answered_by:
            said.append(Deed(row.answered_on, row.at, row.answered_by, ANSWERED, row.answer))
        return said
    return [Deed(row.on, row.at, row.person, ADDED, f"{row.unit} {row}")]


def deed_of(weights: Weights) -> Deed:
    """Who set ``weights``."""
    return Deed(weights.set_on, weights.at, weights.set_by, WEIGHED, weights.reason)
