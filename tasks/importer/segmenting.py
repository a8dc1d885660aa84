"""Where the plan stands in the text: its title, special projects and tasks."""

import re
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from tasks.ground.sense import Known, Sense, refusal
from tasks.importer.reading import PlanTextError, ProjectReading

TITLE_END = re.compile(r"[^。；]{0,80}工作方案")
TITLE_LINES = 3  # over which a long title may run
SECTION = re.compile(r"[一二三四五六七八九十]+、")
PROJECT = re.compile(r"（[一二三四五六七八九十]+）\s*(?P<title>[^。，；]+)")
ITEM = re.compile(
    r"(?P<number>\d{1,3})[.、](?!\d)\s*(?P<title>[^。]+)(?:。\s*(?P<description>.*))?"
)
SCHEDULE = re.compile(r"进度安排：\s*(?P<text>.+)")
RESPONSIBILITY = re.compile(r"（牵头区领导：")
ISSUED = re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日")


@dataclass
class Line:
    """A line of the source: its first character's place in it, and its number from 1."""

    text: str
    start: int
    number: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def belongs_to_a_task(self) -> bool:
        return bool(SCHEDULE.match(self.text) or RESPONSIBILITY.match(self.text))


@dataclass
class Item:
    """The lines of one numbered item under a special project."""

    number: int
    project: int
    title: str
    description: str
    opening: Line
    schedule: Line | None = None
    responsibility: Line | None = None

    def take(self, line: Line) -> None:
        """Add a line below the opening one. Raises PlanTextError when it has no place here."""
        if SCHEDULE.match(line.text):
            self.refuse_second(self.schedule, line)
            self.schedule = line
        elif RESPONSIBILITY.match(line.text):
            self.refuse_second(self.responsibility, line)
            self.responsibility = line
        elif self.schedule is None:
            self.description = f"{self.description}\n{line.text}".strip()
        elif self.responsibility is None:
            message = _("Task %(number)d: this line should say who leads it (牵头区领导).")
            raise PlanTextError(message % {"number": self.number}, line.number)

    def refuse_second(self, first: Line | None, line: Line) -> None:
        """Two such lines mean that the heading of another task was not recognised."""
        if first:
            message = _("Task %(number)d has this twice; is the heading of a task missing above?")
            raise PlanTextError(message % {"number": self.number}, line.number)


@dataclass
class Outline:
    title: str
    issuer: str
    issued_on: date
    projects: list[ProjectReading] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    def take(self, line: Line) -> None:
        """Let ``line`` open a project or an item, or give it to the last item."""
        if match := PROJECT.fullmatch(line.text):
            self.projects.append(ProjectReading(len(self.projects) + 1, match["title"]))
        elif self.projects and (match := ITEM.fullmatch(line.text)):
            self.items.append(self.new_item(match, line))
        elif self.items:
            self.items[-1].take(line)

    def new_item(self, match: re.Match[str], line: Line) -> Item:
        """The item that ``line`` opens. Raises PlanTextError when its number is taken."""
        number = int(match["number"])
        if any(item.number == number for item in self.items):
            message = _("Task %(number)d appears twice.")
            raise PlanTextError(message % {"number": number}, line.number)
        title, description = match["title"].strip(), match["description"] or ""
        return Item(number, len(self.projects), title, description, line)


def outline(text: str) -> Outline:
    """The Outline of normalised ``text``. Raises PlanTextError when there is no plan in it.

    The opinions before the plan number look-alike items, and sections after it may: only what
    stands between the plan's own title and the section after the last task counts.
    """
    lines = numbered(text)
    at = title_at(lines)
    document = heading(lines, at)
    last = max((line.number for line in lines if line.belongs_to_a_task), default=0)
    for line in lines[at + 1 :]:
        if document.items and line.number > last and SECTION.match(line.text):
            break
        document.take(line)
    if not document.items:
        message = _("No tasks were found: numbered items with a schedule line.")
        raise PlanTextError(message, lines[at].number)
    return document


def numbered(text: str) -> list[Line]:
    """The lines that are not empty, with their place in ``text`` and their number."""
    lines, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if line:
            lines.append(Line(line, start, number))
        start += len(line) + 1
    return lines


def title_at(lines: list[Line]) -> int:
    """The index of the last heading before the tasks that ends in 工作方案.

    Raises PlanTextError when there is none.
    """
    first = next((at for at, line in enumerate(lines) if line.belongs_to_a_task), len(lines))
    headings = [at for at in range(first) if TITLE_END.fullmatch(lines[at].text)]
    if not headings:
        raise PlanTextError(_("No heading that ends in 工作方案 was found."), lines[0].number)
    return headings[-1]


def heading(lines: list[Line], at: int) -> Outline:
    """The Outline, as yet empty, of the plan whose title ends at ``at``."""
    title = title_until(lines, at)
    author, about, _topic = title.partition("关于")
    signature, issued_on = signed(lines)
    return Outline(title, author if about and author else signature, issued_on)


def title_until(lines: list[Line], at: int) -> str:
    """The title that ends at ``at``, joined from the lines over which it runs."""
    title = ""
    for line in reversed(lines[max(at - TITLE_LINES + 1, 0) : at + 1]):
        title = line.text + title
        if "关于" in title:
            return title
    return lines[at].text


def signed(lines: list[Line]) -> tuple[str, date]:
    """``(signature, date)``: a date that stands alone on its line, and the line above it.

    The first such line wins. Raises PlanTextError without one, and for a date that makes no sense.
    """
    above = ""
    for line in lines:
        if match := ISSUED.fullmatch(line.text):
            try:
                day = date(*map(int, match.groups()))
            except ValueError:
                raise impossible_date(line) from None
            if refused := refusal(Sense.SHOWN, day, Known(day)):
                raise PlanTextError(refused, line.number)
            return above, day
        above = line.text
    message = _("No date of issue was found: a line with a date and nothing else.")
    raise PlanTextError(message, lines[0].number)


def impossible_date(line: Line) -> PlanTextError:
    """The error that blames ``line`` for a day such as 2月30日."""
    message = _("No calendar has this date: “%(text)s”.")
    return PlanTextError(message % {"text": line.text[:60]}, line.number)
