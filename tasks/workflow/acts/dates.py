"""How the document's dates are read: confirmed, or set by a supervisor."""

from django.db import transaction

from tasks.plan.recording import deny_unless, record
from tasks.workflow.moves import Action, make_move


@transaction.atomic
def confirm_dates(milestones, *, by, on):
    """Confirm how the dates of ``milestones``, a queryset, were read; return how many.

    Those that need no confirmation or have one stay as they are. Raises PermissionDenied.
    Source: docs/rules.md, "Reading dates".
    """
    deny_unless(by, "confirm dates")
    waiting = milestones.with_dates_to_check()
    rows = list(waiting.select_for_update(of=("self",)).select_related("task"))
    for row in rows:
        record(Action.CONFIRM_DATE, row, by=by, on=on, version=row.version)
    return milestones.filter(pk__in=[row.pk for row in rows]).update(date_confirmed_on=on)


@transaction.atomic
def set_date(milestone, *, by, on, seen, due_on, reason):
    """Set the date that the document does not give, or gives in words that need reading.

    It is a reading of the document, so it holds for every day shown; the document's own date
    stays beside it.
    """
    confirmed = {"date_confirmed_on": on} if milestone.date_note else {}
    make_move(
        milestone, Action.SET_DATE, by=by, on=on, seen=seen, note=reason, due_on=due_on, **confirmed
    )
