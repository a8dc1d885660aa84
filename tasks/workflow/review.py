"""What a person needs to see before he decides."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tasks.evidence.models import Evidence
from tasks.ground import workdays
from tasks.ground.days import FOREVER
from tasks.plan.actors import signers
from tasks.plan.models import (
    CompletionRequest,
    Confirmation,
    Event,
    Extension,
    Milestone,
    Plan,
)
from tasks.plan.models.restriction import Reader
from tasks.workflow.acts.cosigning import cosigners
from tasks.workflow.hints import is_checkable
from tasks.workflow.moves import Action
from units.models import Unit, User

NOTHING_CHECKABLE = _("The statement names no number, date or document; please add them.")
REASONS = 5
REPORTS = 3
NOTHING = {"granted": 0, "days": 0, "refused": 0}
Asked = CompletionRequest | Extension


def case_of(milestone: Milestone, on: date, reader: Reader) -> dict[str, Any]:
    """The undecided request and extension of ``milestone`` with all that spoke for them by ``on``, as
    ``reader`` sees it.

    ``completed_on`` is the day that the unit claims.
    """
    people = ("unit", "requested_by")
    requests, extensions = milestone.requests.seen_by(reader), milestone.extensions.seen_by(reader)
    request = requests.undecided().with_asked().select_related(*people).first()
    if request:
        sort_files(request, milestone.evidence.sent_by(on).shown_to(reader))
    extension = extensions.undecided().with_asked().select_related(*people).first()
    prefetch_related_objects([one for one in (extension,) if one], files_for(reader))
    return {
        "request_shown": request,
        "completed_on": request and request.completed_on,
        "earlier_requests": requests.exclude(decided_on=None).select_related("unit"),
        "confirmations": milestone.confirmations.select_related("unit"),
        "extension_shown": extension,
    }


def files_for(reader: Reader) -> Prefetch:
    """The files of what is asked, as ``reader`` sees them."""
    return Prefetch("evidence", Evidence.objects.shown_to(reader))


def decision_of(
    milestone: Milestone, asked: Asked | None, on: date, reader: Reader
) -> dict[str, Any]:
    """What ``reader`` sees beside the case before he decides what is ``asked``, if it still is: the
    official wording, who confirmed and who did not, what ``unit`` reported last, and its ``record``.
    """
    found: dict[str, Any] = {"wording": wording_of(milestone)}
    reports = milestone.reports.seen_by(reader).filter(reported_on__lte=on)
    found["reports"] = reports.select_related("unit", "reported_by")[:REPORTS]
    if asked:
        is_claim = isinstance(asked, CompletionRequest)
        action = Action.REQUEST_COMPLETION if is_claim else Action.REQUEST_EXTENSION
        found["lines"] = cosigners(milestone, action, asked.unit, on)
        found["record"] = record_of(asked.unit, milestone.task.plan, reader)
    return found


def sort_files(request: CompletionRequest, files: Iterable[Evidence]) -> None:
    """Give ``request`` its ``own_files`` among the ``files`` of its milestone, and the
    ``earlier_files`` of reports and other papers, which count as evidence too.
    """
    request.own_files, request.earlier_files = [], []
    for file in files:
        mine = file.request_id == request.pk
        (request.own_files if mine else request.earlier_files).append(file)


def record_of(unit: Unit | None, plan: Plan, reader: Reader) -> dict[str, Any]:
    """What ``unit`` was granted and refused in ``plan``: numbers, calendar days, and the decided
    extensions as ``reader`` sees them, the latest first.
    """
    asked = Extension.objects.filter(unit=unit, milestone__task__plan=plan)
    decided = asked.with_decision(FOREVER).decided()
    sums = decided.sums_by_unit().get(unit.pk if unit else None, NOTHING)
    extensions = decided.seen_by(reader).select_related("milestone__task").order_by("-decided_on")
    return sums | {"extensions": extensions}


def suggested_reasons(asked: Asked | None, person: User, refusal: str) -> list[str]:
    """Sentences that ``person`` may want to reuse for a ``refusal``: a hint where the statement of
    what is ``asked`` names nothing that can be checked, then his latest ones, each once.
    """
    is_hollow = isinstance(asked, CompletionRequest) and not is_checkable(asked.statement)
    hints = [str(NOTHING_CHECKABLE)] if is_hollow else []
    notes = Event.objects.filter(person=person, action=refusal).order_by("-id")
    latest = dict.fromkeys(notes.values_list("note", flat=True)[:REASONS])
    return [*hints, *latest]


def wording_of(milestone: Milestone) -> tuple[str, str, str]:
    """The official wording of the task before, in and after the clause of ``milestone``; what
    supervisors added has no clause, and a task outside the plan no other wording than its own.
    """
    task = milestone.task
    if task.is_extra:
        return task.description, "", ""
    text, first, last = task.plan.source_text, milestone.source_start, milestone.source_end
    if milestone.added_on:
        first = last = task.source_end
    return text[task.source_start : first], text[first:last], text[last : task.source_end]


def tell_cases(asked: Iterable[Asked], plan: Plan, on: date, reader: Reader) -> None:
    """Give each of ``asked`` what a page of many shows ``reader``, as it was known on the day ``on``: its
    ``milestone`` with files, confirmations and earlier requests; how many working days it has
    ``waited``; and the ``record`` of its unit. Five queries, six where one asks for a later date.
    """
    earlier = CompletionRequest.objects.filter(decided_on__lte=on)
    confirmations = Confirmation.objects.filter(confirmed_on__lte=on)
    with_task = Milestone.objects.of(plan, on).select_related("task")
    milestones = with_task.prefetch_related(
        Prefetch("evidence", Evidence.objects.sent_by(on).shown_to(reader)),
        Prefetch("confirmations", confirmations.select_related("unit")),
        Prefetch("requests", earlier.seen_by(reader).select_related("unit")),
    ).in_bulk([one.milestone_id for one in asked])
    extensions = Extension.objects.filter(milestone__task__plan=plan)
    sums = extensions.with_decision(on).decided().sums_by_unit()
    prefetch_related_objects(
        [one for one in asked if isinstance(one, Extension)], files_for(reader)
    )
    tell_waited(asked, on)
    for one in asked:
        one.milestone = milestones[one.milestone_id]
        one.record = sums.get(one.unit_id, NOTHING)
        if isinstance(one, CompletionRequest):
            sort_files(one, one.milestone.evidence.all())


def signatures(plan: Plan, unit: int) -> list[Asked]:
    """What waits for the signature of the head of ``unit``, an id, the oldest first."""
    mine = {"unit": unit, "milestone__task__plan": plan}
    requests = CompletionRequest.objects.filter(state=CompletionRequest.State.SIGNING, **mine)
    extensions = Extension.objects.filter(decision=Extension.Decision.SIGNING, **mine)
    waiting: list[Asked] = [
        *requests.with_asked().select_related("unit", "requested_by"),
        *extensions.with_asked().select_related("unit", "requested_by"),
    ]
    return sorted(waiting, key=came_in)


def reviews(plan: Plan, on: date) -> list[Asked]:
    """What the supervisors owe an answer, the oldest first; each has ``waited``, the working
    days since it came in; ``is_near`` on the last that the plan allows, then ``is_over``, and
    ``action``, what answers it. Source: docs/rules.md.
    """
    requests = CompletionRequest.objects.submitted(on)
    extensions = Extension.objects.submitted(on)
    related = ("milestone__task", "unit", "requested_by")
    waiting: list[Asked] = [
        *requests.filter(milestone__task__plan=plan).with_asked().select_related(*related),
        *extensions.filter(milestone__task__plan=plan).with_asked().select_related(*related),
    ]
    tell_waited(waiting, on)
    for one in waiting:
        one.action = Action.APPROVE if isinstance(one, CompletionRequest) else Action.GRANT
        one.is_over = one.waited > plan.review_days
        one.is_near = one.waited == plan.review_days
    return sorted(waiting, key=came_in)


def unsigned(plan: Plan, on: date) -> QuerySet[Milestone]:
    """Where a request waits for a signature that nobody can give: the unit has no head any more.

    Each has ``asking``, the id of that unit.
    """
    asking = Coalesce("request_unit", "extension_unit")
    waiting = Q(stage=Milestone.Stage.SIGNING) | Q(extension=Extension.Decision.SIGNING)
    milestones = Milestone.objects.filter(task__plan=plan).with_requests().filter(waiting)
    nobody = ~Exists(signers(OuterRef("asking"), on))
    return (
        milestones.annotate(asking=asking)
        .filter(nobody)
        .select_related("task")
        .order_by("task__number", "order")
    )


def tell_waited(asked: Iterable[Asked], on: date) -> None:
    """Give each of ``asked`` ``waited``, the working days since it came in."""
    for one in asked:
        one.waited = workdays.between(came_in(one), on)


def came_in(waiting: Asked) -> date:
    """The day on which it reached the supervisors; the head, where he has not signed."""
    return waiting.submitted_on or waiting.requested_on
