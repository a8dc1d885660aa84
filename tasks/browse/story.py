"""What is told beneath a milestone: reports and requests in the order of time, each once."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

REPORTS = 2  # that stand open
# Of one day, what follows from a report stands above it.
RANKS = ("report", "extension", "request")


@dataclass(frozen=True)
class Told:
    """A ``paper`` of one day: a report, or what was asked for."""

    kind: str
    day: date
    paper: Any

    @property
    def template(self):
        return f"browse/_story_{self.kind}.html"

    @property
    def place(self):
        return self.day, RANKS.index(self.kind), self.paper.pk

    def is_decided(self, as_of):
        return self.kind == "report" or bool(
            self.paper.decided_on and self.paper.decided_on <= as_of
        )


@dataclass
class Story:
    """The newest first: what stands ``open``, and older things that are ``folded``."""

    open: list[Told] = field(default_factory=list)
    folded: list[Told] = field(default_factory=list)


def story_of(milestone, as_of):
    """The Story of a milestone of ``tasks_with_story``. All until the second report stands open,
    and what waits for a decision.
    """
    requests = milestone.requests.all()
    reports = [one for one in milestone.reports.all() if not is_asked(one, requests)]
    told = [
        *(Told("report", one.reported_on, one) for one in reports),
        *(Told("extension", one.requested_on, one) for one in milestone.extensions.all()),
        *(Told("request", one.requested_on, one) for one in requests),
    ]
    story, left = Story(), REPORTS
    for one in sorted(told, key=lambda one: one.place, reverse=True):
        is_open = left or not one.is_decided(as_of)
        (story.open if is_open else story.folded).append(one)
        left -= bool(left and one.kind == "report")
    return story


def is_asked(report, requests):
    """True where one of ``requests`` says all that ``report`` says: the unit reported and asked for
    completion in the same words.
    """
    if report.difficulties or report.next_steps or report.evidence.all():
        return False
    said = (report.unit_id, report.reported_on, report.done)
    return any(said == (one.unit_id, one.requested_on, one.statement) for one in requests)
