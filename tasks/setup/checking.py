"""What a line of the checklist is, and the facts that all lines are made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from tasks.mail.models import Delivery, Mail
from tasks.plan.models import Milestone, Plan
from tasks.setup.owners import Owners
from units.models import Unit

NAMED = 8  # of what is missing, in a line; the rest is a number


@dataclass(frozen=True)
class Link:
    """Words and where they lead; with ``posts`` they are a button that acts."""

    words: str
    path: str
    posts: bool = False


@dataclass(frozen=True)
class Check:
    """A line: how many are ``open``, why, the first of ``things``, and what mends them."""

    title: str
    open: int
    words: str
    mend: Link | None = None
    things: tuple[Link, ...] = ()
    name: str = ""

    @property
    def rest(self) -> int:
        """How many things are not named."""
        return self.open - len(self.things) if self.things else 0


class Facts:
    """What the checks ask of, read once: the ``plan`` on the day ``on`` at the time ``now``."""

    def __init__(self, plan: Plan, on: date, now: datetime, owners: Owners):
        self.plan, self.on, self.now, self.owners = plan, on, now, owners

    def link(self, name: str, *args: object, **query: object) -> str:
        """The address of one of the plan's pages."""
        path = reverse(name, args=[self.plan.slug, *args])
        return f"{path}?{urlencode(query, doseq=True)}" if query else path

    def units(self, units: Iterable[Unit]) -> tuple[Link, ...]:
        """Links to the pages of the first of ``units``."""
        return tuple(Link(str(unit), self.link("unit", unit.pk)) for unit in [*units][:NAMED])

    @property
    def dates(self) -> QuerySet[Any]:
        """The milestones whose dates somebody has to look at, in the document's order."""
        mine = Milestone.objects.filter(task__plan=self.plan).with_dates_to_check()
        return mine.select_related("task").order_by("task__number")

    @cached_property
    def tests(self) -> list[Delivery]:
        """The latest test mail, if one was sent."""
        tests = Delivery.objects.filter(mail__kind=Mail.Kind.TEST, channel=Delivery.Channel.MAIL)
        return list(tests.select_related("mail__recipient").order_by("-due_at", "-pk")[:1])
