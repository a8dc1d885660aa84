"""A month as weeks of days: what is due on each, and which papers wait for an answer."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _

from tasks.figures.coming import papers_due
from tasks.ground.days import end_of_month
from tasks.ground.sense import FIRST_SHOWN, LAST_SHOWN
from tasks.ground.workdays import is_workday

IS_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
COLUMNS = (
    "pk",
    "task__number",
    "order",
    "text",
    "light",
    "due",
    "original_due_on",
    "task__added_on",
)
FIRST_LINES = 3  # of a day, and the rest behind a link


@dataclass
class Day:
    """What stands on one day: rows of what is ``due``, of what was ``moved`` away from it, ``papers``;
    ``address`` is that of the list of what is due.
    """

    day: date
    is_inside: bool
    due: list = field(default_factory=list)
    moved: list = field(default_factory=list)
    papers: list = field(default_factory=list)
    address: str = ""

    @property
    def is_free(self):
        """True on days on which nobody works."""
        return not is_workday(self.day)

    @property
    def first(self):
        return self.due[:FIRST_LINES]

    @property
    def rest(self):
        """How many are due beyond the first lines."""
        return len(self.due) - len(self.first)

    @property
    def is_empty(self):
        return not (self.due or self.moved or self.papers)


def month_of(text, as_of):
    """The first day of the month that ``?month=`` names, that of ``as_of`` without one. Raises
    BadRequest.
    """
    if not text:
        return as_of.replace(day=1)
    found = IS_MONTH.fullmatch(text)
    first = date(int(found[1]), int(found[2]), 1) if found and found[1] > "0000" else date.min
    if not FIRST_SHOWN <= first <= LAST_SHOWN:
        sentence = _("“%(text)s” is not a month. Please write it like 2015-06.")
        raise BadRequest(sentence % {"text": text[:30]})
    return first


def weeks(first):
    """The weeks, from Monday on, that the month beginning on ``first`` touches: lists of Days."""
    start = first - timedelta(days=first.weekday())
    last = end_of_month(first)
    days = [start + timedelta(days=number) for number in range((last - start).days + 1)]
    days += [days[-1] + timedelta(days=number) for number in range(1, 7 - last.weekday())]
    shown = [Day(day, first <= day <= last) for day in days]
    return [shown[number : number + 7] for number in range(0, len(shown), 7)]


def filled(milestones, plan, as_of, first, *, units=None, tasks=None, with_papers=True):
    """The ``weeks`` of the month with what stands on their days: ``milestones`` of the plan on the day,
    and the papers of ``units`` or ``tasks``, ids, or of all. Two queries.
    """
    found = weeks(first)
    days = {one.day: one for week in found for one in week if one.is_inside}
    last = end_of_month(first)
    for row in within(milestones, first, last):
        if row["due"] in days:
            days[row["due"]].due.append(row)
        if row["original_due_on"] in days and row["original_due_on"] != row["due"]:
            days[row["original_due_on"]].moved.append(row)
    if with_papers:
        for paper in papers_due(plan, as_of, first, last, units=units, tasks=tasks):
            days[paper["day"]].papers.append(paper)
    return found


def within(milestones, first, last):
    """Rows of what is due from ``first`` to ``last``, by the approved or by the document's date."""
    inside = milestones.filter(due__range=(first, last)) | milestones.filter(
        original_due_on__range=(first, last)
    )
    return inside.order_by("task__number", "order").values(*COLUMNS)
