"""From a task's schedule (进度安排) to its milestones. Rules: docs/document-reading.md."""

import re
from dataclasses import dataclass, replace

from tasks.importer.dates import DATE, ReadDate, read_date, year_of
from tasks.importer.reading import MilestoneReading

KEY_FOCUS = re.compile(r"近期重点突破的工作：(?P<text>[^。]+)。?")
# A mark inside a title, brackets or quotes parts nothing.
CLAUSE = re.compile(
    r"(?P<opener>[，；。]?)\s*(?P<text>(?:《[^》]*》|（[^）]*）|“[^”]*”|[^，；。])+)"
)
ONGOING = re.compile(r"持续|长期|认真抓好|.*(是长期工作|长期坚持|全年持续)")
# Says only that something goes on, not what: it completes an undated clause before it.
BARE_ONGOING = re.compile(r"并?(持续推进|长期坚持实施)")
START = re.compile(r"(立即)?(启动|开始|展开)")
# Opens a clause whose deliverable comes after the comma.
PREAMBLE = re.compile(r"围绕|在|按照|根据|结合|通过")


@dataclass(frozen=True)
class Promise:
    """A deliverable and the date that governs it; the span counts from the schedule's start."""

    text: str
    when: ReadDate | None
    start: int
    end: int


Milestones = tuple[MilestoneReading, ...]


def read_schedule(schedule: str, offset: int, year: int) -> tuple[Milestones, str]:
    """``(milestones, key focus)`` of a schedule that begins at ``offset`` of the source.

    ``year`` is used until the schedule names one. Raises ValueError for an impossible date.
    """
    key = KEY_FOCUS.search(schedule)
    reader = ScheduleReader(year)
    for clause in CLAUSE.finditer(schedule[: key.start()] if key else schedule):
        reader.read(clause)
    reader.release()
    key_focus = key["text"] if key else ""
    return milestones(reader.promises, key_focus, offset), key_focus


class ScheduleReader:
    """Walks along the clauses and remembers what governs the next one."""

    def __init__(self, year: int):
        self.year = year
        self.when: ReadDate | None = None
        self.listed = 0  # deliverables since the last date
        self.held: Promise | None = None  # one that is only a preamble as yet
        self.begins: int | None = None  # where a date without a deliverable began
        self.promises: list[Promise] = []

    def read(self, clause: re.Match[str]) -> None:
        """Take the next clause; its match names the punctuation before it."""
        text, opener = clause["text"], clause["opener"]
        if opener != "，":
            self.release()
        dated = DATE.search(text)
        if dated:
            self.when, self.listed = read_date(dated, self.year), 0
            self.year = year_of(dated) or self.year
        elif self.when and self.is_inherited(opener):
            self.when = replace(self.when, note="inherited")
        if self.begins is None:
            self.begins = clause.start("text")
        if opener == "，" and self.completes_undated(text[dated.end() :] if dated else text):
            self.complete(text, clause.end())
        elif deliverable := without_date(text, dated):
            self.take(deliverable, self.begins, clause.end())

    def is_inherited(self, opener: str) -> bool:
        """True when a clause without a date must borrow the one from the sentence before.

        A semicolon that only separates the items of one date's list borrows nothing.
        """
        return opener == "。" or (opener == "；" and self.listed > 1)

    def completes_undated(self, text: str) -> bool:
        """True when the clause only says that the undated promise before it goes on."""
        if not self.promises or self.promises[-1].when:
            return False
        return bool(BARE_ONGOING.fullmatch(text.strip()))

    def complete(self, text: str, end: int) -> None:
        """The clause says of the one before it that it goes on: they are one promise."""
        last = self.promises[-1]
        self.promises[-1] = replace(last, text=f"{last.text}，{text}", when=self.when, end=end)
        self.begins = None

    def take(self, text: str, start: int, end: int) -> None:
        """Add a promise, or hold it back until its deliverable follows."""
        promise = Promise(text.removeprefix("并"), self.when, start, end)
        self.begins = None
        if self.held:
            text = f"{self.held.text}，{promise.text}"
            promise, self.held = replace(promise, text=text, start=self.held.start), None
        elif PREAMBLE.match(text):
            self.held = promise
            return
        self.add(promise)

    def release(self) -> None:
        """Nothing follows the preamble: it was the deliverable."""
        if self.held:
            self.add(self.held)
            self.held = None

    def add(self, promise: Promise) -> None:
        """The next deliverable of the date that governs now."""
        self.promises.append(promise)
        self.listed += 1


def without_date(text: str, dated: re.Match[str] | None) -> str:
    """The clause without its date; "at once" stays, since it says how to begin."""
    if dated and not dated["now"]:
        text = text[: dated.start()] + text[dated.end() :].lstrip()
    return text.strip()


def milestones(promises: list[Promise], key_focus: str, offset: int) -> Milestones:
    """The MilestoneReadings of a task, with the promise closest to ``key_focus`` marked."""
    key = max(promises, key=lambda promise: likeness(promise.text, key_focus), default=None)
    return tuple(
        milestone(order, promise, offset, promise is key and likeness(promise.text, key_focus) > 0)
        for order, promise in enumerate(promises, 1)
    )


def milestone(order: int, promise: Promise, offset: int, is_key: bool) -> MilestoneReading:
    """The MilestoneReading of a promise; what is ongoing keeps no date borrowed from elsewhere."""
    kind = kind_of(promise)
    when = promise.when or ReadDate("", None)
    if kind == "ongoing" and when.raw not in promise.text:
        when = ReadDate("", None)
    return MilestoneReading(
        order=order,
        text=promise.text,
        raw_date=when.raw,
        due_on=when.day,
        kind=kind,
        is_key=is_key,
        date_note=when.note,
        start=offset + promise.start,
        end=offset + promise.end,
    )


def kind_of(promise: Promise) -> str:
    """Without any date there is nothing to be late for: such work is ongoing."""
    if promise.when is None or ONGOING.match(promise.text):
        return "ongoing"
    return "start" if START.match(promise.text) else "deadline"


def likeness(text: str, other: str) -> int:
    """How many pairs of neighbouring characters two texts share."""
    return len(pairs(text) & pairs(other))


def pairs(text: str) -> set[str]:
    """All pairs of neighbouring characters."""
    return {text[at : at + 2] for at in range(len(text) - 1)}
