"""Mails before they are posted, and what their readers see: docs/delivery.md."""

from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.conf import settings
from django.utils import translation

from tasks.mail.models import Mail
from tasks.plan.models import Plan
from units.models import User


@dataclass(frozen=True)
class Line:
    """One thing: what it is, what to know of it, and its page's path."""

    text: str
    note: str = ""
    path: str = ""


@dataclass(frozen=True)
class Section:
    """Lines under a title; ``more`` leads to those that were left out."""

    title: str
    lines: tuple[Line, ...]
    more: Line | None = None


@dataclass(frozen=True)
class Letter:
    """A mail to one person; there is at most one of a ``kind`` for a ``period``.

    What ``waits`` stands in the inbox at once and is mailed with the next morning mail; what
    ``is_read`` repeats what stands there. ``code`` is the id of a one-time code that is filled in
    when the mail leaves, and stands in no row. What is about one ``plan`` alone names it in its
    subject where there are others.
    """

    kind: Mail.Kind
    period: str
    recipient: User
    subject: str
    opening: str
    sections: tuple[Section, ...] = field(default_factory=tuple)
    waits: bool = False
    is_read: bool = False
    code: int | None = None
    plan: Plan | None = None

    def mail(self, written_at: datetime, *, names_plan: bool = False) -> Mail:
        """The unsaved row."""
        named = f"{self.plan.full_name} · " if self.plan and names_plan else ""
        code = {"code": self.code} if self.code else {}
        return Mail(
            id=Mail.key(self.kind, self.period, self.recipient.pk),
            kind=self.kind,
            period=self.period,
            recipient=self.recipient,
            subject=f"{named}{self.subject}"[:200],
            body={
                "opening": self.opening,
                "sections": [asdict(section) for section in self.sections],
                **code,
            },
            written_at=written_at,
            read_at=written_at if self.is_read else None,
            waits=self.waits,
        )


def in_language_of(person: User) -> AbstractContextManager[None]:
    """A context in which texts come out in the language of ``person``."""
    return translation.override(person.language or settings.LANGUAGE_CODE)
