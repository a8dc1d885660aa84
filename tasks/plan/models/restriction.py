"""What only supervisors and the unit concerned read 限阅: docs/roles.md.

Who may read what is said here, once. A thing is anything with a key in ``THINGS``; pages ask its
rows with ``seen_by(reader)``, which leaves the words out of those that he may not read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.query import ModelIterable
from django.utils.translation import gettext_lazy as _

from leaders.models import Leader
from tasks.plan.models.leading import TaskLeader
from units.models import Unit, User

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

# The keys to what can be restricted, exactly one of them set; ``slip`` is the referral of a slip.
THINGS = ("report", "request", "extension", "reply", "note", "file", "slip")
NONE = Q(pk__in=())  # the condition of no row
NOTICE = _("Restricted: only supervisors and the unit concerned can read it")


class Reader(Protocol):
    """A person, the units for which he acts, by id, and whether he supervises: an Actor."""

    @property
    def person(self) -> User | AnonymousUser: ...

    @property
    def units(self) -> Mapping[int, Unit]: ...

    @property
    def is_supervisor(self) -> bool: ...


@dataclass(frozen=True)
class Nobody:
    """The Reader of what all people read alike: kept pages, mails, lists, the administration."""

    person: AnonymousUser = field(default_factory=AnonymousUser)
    units: Mapping[int, Unit] = field(default_factory=dict)
    is_supervisor: bool = False


NOBODY = Nobody()


def restricted(model: str, name: "_StrOrPromise") -> models.ForeignKey:
    """The key to what is restricted, if it is a row of ``model``; some stand in rooms above."""
    return models.ForeignKey(
        model, models.PROTECT, null=True, blank=True, related_name="restrictions", verbose_name=name
    )


def exactly_one(names: tuple[str, ...]) -> Q:
    """The condition that of these keys one is set and all others are empty."""
    condition = Q()
    for one in names:
        condition |= Q(**{f"{name}__isnull": name != one for name in names})
    return condition


class RestrictionQuerySet(models.QuerySet["Restriction"]):
    def active(self) -> Self:
        """Those that nobody lifted."""
        return self.filter(lifted=None)

    def open_to(self, reader: Reader) -> Self:
        """Those whose things ``reader`` may read."""
        return self if reader.is_supervisor else self.filter(may_be_read_by(reader))

    def closed_to(self, reader: Reader) -> Self:
        """The active ones whose things ``reader`` may not read."""
        if reader.is_supervisor:
            return self.none()
        return self.active().filter(~may_be_read_by(reader))


def may_be_read_by(reader: Reader) -> Q:
    """The condition that ``reader``, who does not supervise, may read what a Restriction restricts:
    the staff of the units concerned, and a lead leader of the task whom a supervisor added.
    """
    may_read, person = NONE, reader.person
    if reader.units:
        concerned = Restriction.units.through.objects.filter(unit__in=list(reader.units))
        may_read |= Q(pk__in=concerned.values("restriction"))
    if person.is_authenticated and person.is_active and person.role == User.Role.LEADER:
        leading = TaskLeader.objects.filter(leader__user=person).values("task")
        added = Admission.objects.filter(restriction=OuterRef("pk"), leader__user=person)
        may_read |= Q(Exists(added), task__in=leading)
    return may_read


class Restriction(models.Model):
    """One thing of ``task`` is restricted since the event ``marked``, which says by whom and why, until
    ``lifted``; its words are for supervisors and ``units``.
    """

    task = models.ForeignKey(
        "tasks.Task", models.PROTECT, related_name="restrictions", verbose_name=_("task")
    )
    units = models.ManyToManyField(Unit, related_name="+", verbose_name=_("units concerned"))
    report = restricted("tasks.ProgressReport", _("progress report"))
    request = restricted("tasks.CompletionRequest", _("completion request"))
    extension = restricted("tasks.Extension", _("extension"))
    reply = restricted("tasks.Reply", _("reply to an instruction"))
    note = restricted("tasks.Event", _("event"))
    file = restricted("tasks.Evidence", _("evidence"))
    slip = restricted("tasks.Slip", _("referral"))
    marked = models.ForeignKey(
        "tasks.Event", models.PROTECT, related_name="+", verbose_name=_("restricted by")
    )
    lifted = models.ForeignKey(
        "tasks.Event",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lifted by"),
    )

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("restriction")
        verbose_name_plural = _("restrictions")
        constraints = [
            models.CheckConstraint(name="restriction_of_one_thing", condition=exactly_one(THINGS)),
            models.CheckConstraint(
                name="restriction_of_a_referral_stays",
                condition=Q(slip__isnull=True) | Q(lifted__isnull=True),
            ),
            *(
                models.UniqueConstraint(
                    name=f"restriction_once_per_{name}",
                    fields=[name],
                    condition=Q(lifted__isnull=True),
                )
                for name in THINGS
            ),
        ]

    def __str__(self):
        return f"{self.task}：{NOTICE}"

    @property
    def thing(self) -> Any:
        """What is restricted."""
        return next(filter(None, (getattr(self, name) for name in THINGS)))


class Admission(models.Model):
    """A supervisor added ``leader``, who leads the task, to those who read it."""

    restriction = models.ForeignKey(
        Restriction, models.CASCADE, related_name="admissions", verbose_name=_("restriction")
    )
    leader = models.ForeignKey(
        Leader, models.PROTECT, related_name="+", verbose_name=_("lead leader")
    )
    event = models.ForeignKey(
        "tasks.Event", models.PROTECT, related_name="+", verbose_name=_("event")
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("admission")
        verbose_name_plural = _("admissions")
        constraints = [
            models.UniqueConstraint(
                name="admission_once_per_leader", fields=["restriction", "leader"]
            )
        ]

    def __str__(self):
        return str(self.leader)


class Veiled(ModelIterable):
    """Rows of ``seen_by``: without their words where the reader may not read them."""

    def __iter__(self) -> Iterator[Any]:
        for row in super().__iter__():
            if row.is_hidden:
                row.veil()
            yield row


class ReadableQuerySet(models.QuerySet[Any]):
    """Of things that may be restricted."""

    def closed(self, reader: Reader) -> Q:
        """The condition that ``reader`` may not read a row."""
        mine = Restriction.objects.closed_to(reader)
        return Q(Exists(mine.filter(**{self.model.RESTRICTED_AS: OuterRef("pk")})))

    def readable_by(self, reader: Reader) -> Self:
        """Those that ``reader`` may read."""
        return self.filter(~self.closed(reader))

    def with_restriction(self) -> Self:
        """Annotate ``is_restricted``."""
        return self.annotate(is_restricted=self.closed(NOBODY))

    def seen_by(self, reader: Reader) -> Self:
        """As ``reader`` sees them, to be read and not to be saved: those that he may not read are
        ``is_hidden`` and say so in place of their words.
        """
        hidden = Value(False) if reader.is_supervisor else self.closed(reader)
        rows = self.annotate(is_restricted=self.closed(NOBODY), is_hidden=hidden)
        rows._iterable_class = Veiled
        return rows


class Restrictable(models.Model):
    """``RESTRICTED_AS`` is its key, one of THINGS; ``WORDS`` are the fields that are left out, the
    first of which then says why. Both marks are known of rows that were asked with ``seen_by``.
    """

    RESTRICTED_AS: ClassVar[str]
    WORDS: ClassVar[tuple[str, ...]]
    is_restricted: bool | None = None
    is_hidden: bool | None = None

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.is_hidden:
            raise TypeError("This was read for somebody who may not read its words.")
        super().save(*args, **kwargs)

    def veil(self) -> None:
        """Leave the words out."""
        first, *others = self.WORDS
        setattr(self, first, NOTICE)
        for name in others:
            setattr(self, name, None if self._meta.get_field(name).null else "")


def may_read(reader: Reader, thing: Restrictable) -> bool:
    """True when ``reader`` may read the words of ``thing``."""
    rows: Any = type(thing)._default_manager
    return rows.readable_by(reader).filter(pk=thing.pk).exists()
