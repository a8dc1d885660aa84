"""What a person needs to see before he decides."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tasks.evidence.models import Evidence
from tasks.ground import workdays
from tasks.plan.actors import signers
from tasks.plan.models import (
    CompletionRequest,
    Confirmation,
    Event,
    Extension,
    Milestone,
    Plan,
)
from tasks.plan.models.closing import CompletionQuerySet
from tasks.plan.models.standing import FOREVER
from tasks.workflow.hints import is_checkable
from tasks.workflow.moves import Action
from units.models import Unit, User

NOTHING_CHECKABLE = _("The statement names no number, date or document; please add them.")
REASONS = 5


def case_of(milestone: Milestone, on: date) -> dict[str, Any]:
    """The undecided request and extension of ``milestone`` with all that spoke for them by ``on``.

    ``completed_on`` is the day that the unit claims; ``record`` sums up what the unit that asks
    for more time was granted or refused before.
    """
    people = ("unit", "requested_by")
    request = milestone.requests.undecided().with_asked().select_related(*people).first()
    if request:
        sort_files(request, milestone.evidence.sent_by(on))
    extension = milestone.extensions.undecided().with_asked().select_related(*people).first()
    return {
        "request_shown": request,
        "completed_on": request and request.completed_on,
        "earlier_requests": milestone.requests.exclude(decided_on=None).select_related("unit"),
        "confirmations": milestone.confirmations.select_related("unit"),
        "extension_shown": extension,
        "record": extension and record_of(extension.unit, milestone.task.plan),
    }


def sort_files(request: CompletionRequest, files: Iterable[Evidence]) -> None:
    """Give ``request`` its ``own_files`` among the ``files`` of its milestone, and the
    ``earlier_files`` of reports and other papers, which count as evidence too.
    """
    request.own_files, request.earlier_files = [], []
    for file in files:
        mine = file.request_id == request.pk
        (request.own_files if mine else request.earlier_files).append(file)


def record_of(unit: Unit | None, plan: Plan) -> dict[str, Any]:
    """What ``unit`` was granted and refused in ``plan``: numbers, calendar days, and the decided
    extensions, the latest first.
    """
    asked = Extension.objects.filter(unit=unit, milestone__task__plan=plan)
    decided = asked.with_decision(FOREVER).decided()
    sums = decided.sums_by_unit().get(unit.pk if unit else None, {"granted": 0, "days": 0})
    extensions = decided.select_related("milestone__task").order_by("-decided_on")
    return sums | {"unit": unit, "extensions": extensions}


def suggested_reasons(milestone: Milestone, person: User) -> list[str]:
    """Sentences that ``person`` may want to reuse for a return: a hint where the unit's statement
    names nothing that can be checked, then his latest ones, each once.
    """
    request = milestone.requests.undecided().first()
    hints = [] if request is None or is_checkable(request.statement) else [str(NOTHING_CHECKABLE)]
    notes = Event.objects.filter(person=person, action=Action.RETURN).order_by("-id")
    latest = dict.fromkeys(notes.values_list("note", flat=True)[:REASONS])
    return [*hints, *latest]


def queue(
    requests: CompletionQuerySet, on: date, shown: Iterable[int] = ()
) -> list[CompletionRequest]:
    """``requests`` that waited for the supervisors on the day ``on``, the oldest first, with all
    that was known then; ``waited`` is how many working days each had waited, and the milestone's
    ``due`` is that of the day.

    Those whose ids are in ``shown`` come along, whatever became of them.
    """
    confirmations = Confirmation.objects.filter(confirmed_on__lte=on)
    earlier = CompletionRequest.objects.filter(decided_on__lte=on)
    waiting = list(
        (requests.submitted(on) | requests.filter(pk__in=shown))
        .order_by("submitted_on", "id")
        .with_due(on)
        .with_asked()
        .select_related("unit", "requested_by", "milestone__task__plan")
        .prefetch_related(
            Prefetch("milestone__evidence", Evidence.objects.sent_by(on)),
            Prefetch("milestone__confirmations", confirmations.select_related("unit")),
            Prefetch("milestone__requests", earlier.select_related("unit")),
        )
    )
    for request in waiting:
        request.waited = workdays.between(came_in(request), on)
        request.milestone.due = request.due_then
        sort_files(request, request.milestone.evidence.all())
    return waiting


def reviews(plan: Plan, on: date) -> list[CompletionRequest | Extension]:
    """What the supervisors owe an answer, the oldest first; each has ``waited``, the working
    days since it came in; ``is_near`` on the last that the plan allows, then ``is_over``, and
    ``action``, what answers it. Source: docs/rules.md.
    """
    requests = CompletionRequest.objects.submitted(on)
    extensions = Extension.objects.submitted(on)
    waiting: list[CompletionRequest | Extension] = [
        *requests.filter(milestone__task__plan=plan).select_related("milestone__task", "unit"),
        *extensions.filter(milestone__task__plan=plan).select_related("milestone__task", "unit"),
    ]
    for one in waiting:
        one.action = Action.APPROVE if isinstance(one, CompletionRequest) else Action.GRANT
        one.waited = workdays.between(came_in(one), on)
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


def came_in(waiting: CompletionRequest | Extension) -> date:
    """The day on which it reached the supervisors."""
    return waiting.submitted_on or waiting.requested_on
