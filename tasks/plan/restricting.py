"""How something is restricted 限阅: docs/roles.md.

Units restrict what they file, in the act that files it; what supervisors do later stands in
tasks.restricted.
"""

from collections.abc import Iterable
from datetime import date

from tasks.plan.models import Event, Milestone, Restriction
from tasks.plan.models.restriction import Restrictable
from tasks.plan.recording import record
from units.models import Unit, User


def restrict_filed(
    thing: Restrictable, milestone: Milestone, event: Event, *, by: User, on: date, reason: str
) -> None:
    """Restrict what ``by`` files about ``milestone`` by ``event``, in the name of its unit; nothing
    happens without a ``reason``.
    """
    if reason:
        action, unit = Event.Action.RESTRICT, event.unit
        marked = record(action, milestone, by=by, on=on, unit=unit, note=reason)
        keep_from_others(thing, marked, [unit] if unit else [])


def keep_from_others(
    thing: Restrictable, marked: Event, units: Iterable[Unit | int]
) -> Restriction:
    """Let only supervisors and ``units`` read ``thing`` from the event ``marked`` on, which says why."""
    mine = {thing.RESTRICTED_AS: thing}
    restriction = Restriction.objects.create(task=marked.task, marked=marked, **mine)
    restriction.units.set(units)
    return restriction
