"""A task's history: all events up to a day, or those of one milestone or one kind of act."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tasks.plan.models import Event

Action = Event.Action
REPORTS = (Action.REPORT, Action.NO_CHANGE)
REQUESTS = (Action.REQUEST_COMPLETION, Action.REQUEST_EXTENSION)


@dataclass(frozen=True)
class HistoryField:
    """A choice of the history's filter: ``options`` are (value, label) pairs."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str

    @cached_property
    def value(self):
        """What was chosen, if it is one of the options."""
        return self.chosen if self.chosen in dict(self.options) else ""


class History:
    """The ``events`` that ``query``, of the page's address, asks for among ``happened``.

    One can choose what occurs in the task, nothing else. What stands beneath one of ``milestones``
    is not told again unless one chooses it: reports are left out, requests are without their words.
    """

    def __init__(self, query, happened, milestones):
        happened = list(happened)
        acts = {event.action for event in happened}
        labels = [(value, label) for value, label in Event.Action.choices if value in acts]
        named = [(str(one.pk), str(one)) for one in milestones]
        milestone = HistoryField("milestone", _("Milestone"), named, chosen(query, "milestone"))
        action = HistoryField("action", _("Action"), labels, chosen(query, "action"))
        self.fields = [milestone, action]
        self.told_above = set() if action.value else {one.pk for one in milestones}
        asked_for = [
            event
            for event in happened
            if milestone.value in ("", str(event.milestone_id))
            and action.value in ("", event.action)
        ]
        self.events = [
            event
            for event in asked_for
            if event.asked or event.action not in REPORTS or not self.is_told(event)
        ]
        self.leaves_out = len(self.events) < len(asked_for)

    def is_told(self, event):
        """True where its words stand beneath a milestone."""
        return event.milestone_id in self.told_above and event.action in (*REPORTS, *REQUESTS)

    @property
    def lines(self):
        """(event, its words) of each."""
        return [(event, "" if self.is_told(event) else event.note) for event in self.events]


def chosen(query, name):
    return query.get(f"history-{name}", "")
