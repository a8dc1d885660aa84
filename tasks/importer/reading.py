"""What reading a plan yields. Spans are characters of ``PlanReading.source_text``, end excluded."""

from dataclasses import dataclass
from datetime import date


class PlanTextError(Exception):
    """The text cannot become the plan; ``line`` is the one to blame, counted from 1, if any is."""

    def __init__(self, message: str, line: int | None = None):
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True)
class MilestoneReading:
    order: int
    text: str
    raw_date: str
    due_on: date | None
    kind: str
    is_key: bool
    date_note: str
    start: int
    end: int


@dataclass(frozen=True)
class TaskReading:
    """One numbered item; units are named as the document writes them here."""

    number: int
    project: int
    title: str
    description: str
    schedule: str
    key_focus: str
    lead_leaders: tuple[str, ...]
    lead_units: tuple[str, ...]
    participating_units: tuple[str, ...]
    milestones: tuple[MilestoneReading, ...]
    start: int
    end: int


@dataclass(frozen=True)
class ProjectReading:
    number: int
    title: str


@dataclass(frozen=True)
class UnitReading:
    name: str
    kind: str
    aliases: tuple[str, ...]
    parent: str | None
    members: tuple[str, ...]


@dataclass(frozen=True)
class PlanReading:
    slug: str
    title: str
    issuer: str
    issued_on: date
    source_text: str
    projects: tuple[ProjectReading, ...]
    tasks: tuple[TaskReading, ...]
    units: tuple[UnitReading, ...]
    leaders: tuple[str, ...]

    @property
    def short_title(self) -> str:
        """The last part of a title of the form "issuer: this, that, the actual thing"."""
        return self.title.rpartition("、")[2]

    def line_at(self, character: int) -> int:
        """The number, from 1, of the line on which a character of the text stands."""
        return self.source_text.count("\n", 0, character) + 1

    def line_of(self, words: str) -> int:
        """The line on which ``words`` stand first; the first one when they stand nowhere."""
        return self.line_at(max(self.source_text.find(words), 0))
