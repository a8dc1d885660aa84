"""Corrections 更正 of official facts: what the document says was read or written down wrongly.

They hold for every day: docs/decisions/what-a-correction-covers.md.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from tasks.plan.acting import act, touch, touch_plan
from tasks.plan.models import (
    Acknowledgement,
    Assignment,
    Correction,
    Event,
    Milestone,
    Plan,
    PlanCorrection,
    Task,
    Tenure,
)
from tasks.plan.recording import deny_unless, record, sentence
from units.models import User

# From a task to what a unit said or was told about it, each with a column ``unit``; LINES also name
# the ``group`` as whose member it did.
LINES = (
    "milestones__slips__receipts",
    "milestones__inspections__visits",
    "instructions__replies",
)
PAPERS_OF_UNITS = (
    "milestones__reports",
    "milestones__requests",
    "milestones__extensions",
    "milestones__urges",
    "evidence",
    *LINES,
)


# The code of a ValidationError about a form that was opened too early.
STALE = "stale"


class Change(NamedTuple):
    """A field by its name on the page, and its value before and after, in words."""

    field: str
    before: str
    after: str


@act
def correct(
    about: Task | Milestone, changes: Iterable[Change], *, by: User, on: date, reason: str
) -> Event:
    """Write down what was corrected ``about`` a task or a milestone, which is saved already.

    A milestone is told anew, and forms that were opened on it before are stale.
    Raises PermissionDenied.
    """
    deny_unless(by, "correct the plan")
    version = 0
    if isinstance(about, Milestone):
        mine = Milestone.objects.filter(pk=about.pk)
        mine.update(version=F("version") + 1)
        version = mine.values_list("version", flat=True).get()
        touch(about.pk)
    event = record(Event.Action.CORRECT, about, by=by, on=on, note=reason, version=version)
    Correction.objects.bulk_create(
        Correction(event=event, **change._asdict()) for change in changes
    )
    return event


@act
def correct_plan(plan: Plan, changes: Iterable[Change], *, by: User, on: date, reason: str) -> None:
    """Write down what was corrected about the plan itself, which is saved already.

    Raises PermissionDenied.
    """
    deny_unless(by, "correct the plan")
    write_down(plan, changes, by=by, on=on, reason=reason)


@act
def write_down(plan: Plan, changes: Iterable[Change], *, by: User, on: date, reason: str) -> None:
    """Keep what changed about the plan itself; whoever calls has asked for the right."""
    touch_plan(plan.pk)
    PlanCorrection.objects.bulk_create(
        PlanCorrection(plan=plan, person=by, on=on, reason=reason, **change._asdict())
        for change in changes
    )


def corrections_of(about: Plan | Task | Milestone) -> QuerySet[Any]:
    """What changed official facts of a plan itself, a task with its milestones, or a milestone."""
    if isinstance(about, Plan):
        return about.corrections.select_related("person")
    events = about.events.that(
        Event.Action.CORRECT, Event.Action.MOVE_TASK, Event.Action.REORGANISE
    )
    return events.prefetch_related("corrections")


def refuse_unless_seen(about: Plan | Task | Milestone, seen: int) -> None:
    """Raise ValidationError where official facts changed after the correction of the id ``seen``.

    It says what happened since, in whose name and with which words.
    """
    if missed := corrections_since(about, seen):
        words = _(
            "Nothing was saved: somebody corrected this after you had opened the page. "
            "Please open it anew and change it there; what you typed is still below."
        )
        raise ValidationError([ValidationError(one, code=STALE) for one in [words, *missed]])


def corrections_since(about: Plan | Task | Milestone, seen: int) -> list[str]:
    """Who corrected what and why after the correction of the id ``seen``."""
    return [told(event) for event in corrections_of(about).filter(pk__gt=seen)]


def told(correction: Event | PlanCorrection) -> str:
    """Who corrected what, and why."""
    if isinstance(correction, PlanCorrection):
        who = f"{correction.on} {correction.person} {correction}"
        return f"{who}{_(': ')}{correction.reason}"
    return "；".join([sentence(correction), *(str(line) for line in correction.corrections.all())])


def refuse_to_drop(part: Assignment) -> None:
    """Raise ValidationError where the unit of ``part`` cannot leave the task by a correction.

    Who answers for a milestone, or has papers in the task, is replaced by an act, which tells what
    becomes of them; the sentence says by which.
    """
    unit = {"unit": part.unit}
    named = [f"“{text}”" for text in part.task.milestones.filter(answering_unit=part.unit)]
    if named:
        words = _(
            "%(unit)s answers for the milestone %(milestones)s: "
            "name another unit for it first, or move the task."
        )
        raise ValidationError(words % (unit | {"milestones": _(", ").join(named)}))
    if papers := papers_of(part):
        words = _(
            "%(unit)s has papers in this task (%(papers)s): "
            "move the task to another unit on the task's page instead."
        )
        raise ValidationError(words % (unit | {"papers": _(", ").join(papers)}))


def papers_of(part: Assignment) -> list[str]:
    """The names of the kinds of papers that the unit of ``part`` has in its task, each once."""
    own = [
        related.related_model
        for related in Assignment._meta.related_objects
        if related.related_model not in (Tenure, Acknowledgement)
        and related.related_model._base_manager.filter(**{related.field.name: part}).exists()
    ]
    columns = [(path, "unit") for path in PAPERS_OF_UNITS] + [(path, "group") for path in LINES]
    others = [
        kind_at(path)
        for path, column in columns
        if Task.objects.filter(pk=part.task_id, **{f"{path}__{column}": part.unit_id}).exists()
    ]
    return list(dict.fromkeys(str(model._meta.verbose_name) for model in own + others))


def kind_at(path: str) -> Any:
    """The model at the end of ``path``, which begins at a task."""
    model: Any = Task
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model
