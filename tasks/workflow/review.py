"""What a person needs to see before he decides."""

from django.utils.translation import gettext_lazy as _

from tasks.ground import workdays
from tasks.plan.models import CompletionRequest, Event, Extension
from tasks.workflow.hints import is_checkable
from tasks.workflow.moves import Action

NOTHING_CHECKABLE = _("The statement names no number, date or document; please add them.")
REASONS = 5


def case_of(milestone):
    """The undecided request and extension of ``milestone`` with all that speaks for them.

    ``completed_on`` is the day that the unit claims; ``record`` sums up what the unit that asks
    for more time was granted or refused before.
    """
    request = (
        milestone.requests.undecided()
        .select_related("unit", "requested_by")
        .prefetch_related("evidence__uploaded_by", "evidence__unit")
        .first()
    )
    extension = milestone.extensions.undecided().select_related("unit", "requested_by").first()
    return {
        "request_shown": request,
        "completed_on": request and request.completed_on,
        "earlier_requests": milestone.requests.exclude(decided_on=None).select_related("unit"),
        "confirmations": milestone.confirmations.select_related("assignment__unit"),
        "extension_shown": extension,
        "record": extension and record_of(extension.unit, milestone.task.plan),
    }


def record_of(unit, plan):
    """The granted and refused extensions of ``unit`` in ``plan``: number, days, rows."""
    decided = Extension.objects.filter(unit=unit, milestone__task__plan=plan).decided()
    sums = decided.sums_by_unit().get(unit.pk, {"granted": 0, "days": 0})
    rows = decided.select_related("milestone__task").order_by("-decided_on")
    return sums | {"unit": unit, "rows": rows}


def suggested_reasons(milestone, person):
    """Sentences that ``person`` may want to reuse for a return: a hint, then his latest ones."""
    asked = milestone.requests.undecided().first()
    hints = [] if asked is None or is_checkable(asked.statement) else [NOTHING_CHECKABLE]
    notes = Event.objects.filter(person=person, action=Action.RETURN).order_by("-id")
    latest = dict.fromkeys(notes.values_list("note", flat=True)[:REASONS])
    return [*hints, *latest]


def queue(requests, on, shown=()):
    """``requests`` that wait for the supervisors, the oldest first, with all that is needed to
    decide; ``waited`` is how many working days each has waited on the day ``on``.

    Those whose ids are in ``shown`` come along, whatever became of them.
    """
    rows = list(
        (requests.submitted() | requests.filter(pk__in=shown))
        .order_by("submitted_on", "id")
        .select_related("unit", "requested_by", "milestone__task__plan")
        .prefetch_related(
            "evidence__uploaded_by",
            "evidence__unit",
            "milestone__confirmations__assignment__unit",
            "milestone__requests__unit",
        )
    )
    for asked in rows:
        asked.waited = workdays.between(asked.submitted_on, on)
    return rows


def reviews(plan, on):
    """What the supervisors owe an answer, the oldest first; each row has ``waited``, the working
    days since it came in; ``is_near`` on the last that the plan allows, then ``is_over``.
    """
    requests = CompletionRequest.objects.submitted()
    extensions = Extension.objects.submitted()
    rows = [
        *requests.filter(milestone__task__plan=plan).select_related("milestone__task", "unit"),
        *extensions.filter(milestone__task__plan=plan).select_related("milestone__task", "unit"),
    ]
    for row in rows:
        row.action = Action.APPROVE if isinstance(row, CompletionRequest) else Action.GRANT
        row.waited = workdays.between(row.submitted_on or row.requested_on, on)
        row.is_over = row.waited > plan.review_days
        row.is_near = row.waited == plan.review_days
    return sorted(rows, key=lambda row: row.submitted_on or row.requested_on)
