"""Who answers for a task."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.query import ModelIterable
from django.utils.translation import gettext_lazy as _

from tasks.ground.days import ALWAYS, FOREVER
from tasks.plan.models.leading import TaskLeader
from units.former_names import name_on
from units.models import Unit, User

if TYPE_CHECKING:
    from tasks.plan.models.plan import Plan


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def of_plan(self, plan: "Plan") -> Self:
        """Those of the plan's tasks, each with its task and unit."""
        return self.filter(task__plan=plan).select_related("task", "unit")

    def leads(self) -> Self:
        return self.filter(role=Assignment.Role.LEAD)

    def on(self, day: date) -> Self:
        """As they were at the end of ``day``, to be read and not to be saved: ``unit`` and ``role`` are
        those of that day, and so are the unit's name and the host. One query; asked of ``ever`` it
        knows also those that have ended since.
        """
        held = Q(tenures__since__lte=day, tenures__until__gt=day)
        namings = Tenure.objects.filter(task=OuterRef("task"), event__action="name-host")
        latest = namings.filter(since__lte=day).order_by("-since", "-event").values("assignment")
        named = When(Exists(namings), then=Subquery(latest[:1]))
        parts = self.select_related("held__unit").annotate(
            held=FilteredRelation("tenures", condition=held),
            host=Case(named, When(is_host=True, then="pk"), output_field=models.BigIntegerField()),
            called=name_on(day, "held__unit"),
        )
        parts = parts.filter(held__isnull=False)
        # Whoever reads a part asks for its ``unit``: nobody has to know which day it is.
        parts._iterable_class = PartsOfTheDay
        return parts


class PartsOfTheDay(ModelIterable):
    """The parts of ``AssignmentQuerySet.on``."""

    def __iter__(self) -> Iterator["Assignment"]:
        for part in super().__iter__():
            part.unit, part.role = part.held.unit, part.held.role
            part.unit.name = part.called or part.unit.name
            part.is_host = part.host == part.pk
            yield part


class PresentParts(models.Manager.from_queryset(AssignmentQuerySet)):  # type: ignore[misc]
    """The parts that units have now."""

    def get_queryset(self) -> AssignmentQuerySet:
        return super().get_queryset().filter(ended_on=None)


class Assignment(models.Model):
    """A unit's part in a task, in the document's order.

    One that has ended stays for the days before, which ask ``ever``; all else asks ``objects``.
    """

    class Role(models.TextChoices):
        LEAD = "lead", _("Lead")
        PARTICIPATING = "participating", _("Participating")

    task = models.ForeignKey(
        "tasks.Task", models.CASCADE, related_name="assignments", verbose_name=_("task")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="assignments", verbose_name=_("unit")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    order = models.PositiveSmallIntegerField(_("order"))
    written_as = models.CharField(
        _("name in the document"),
        max_length=100,
        blank=True,
        help_text=_("Only when the document calls the unit by an alias here."),
    )

    # A supervisor named its unit as the host 主办; else it is the lead unit that is named first.
    is_host = models.BooleanField(_("named as host"), default=False, editable=False)

    # From this day on it is part of another unit's part: docs/changes.md.
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)

    objects = PresentParts()
    ever = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["task", "role", "order"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(
                name="unit_once_per_task", fields=["task", "unit"], condition=Q(ended_on=None)
            ),
            models.UniqueConstraint(
                name="host_once_per_task", fields=["task"], condition=Q(is_host=True)
            ),
            models.UniqueConstraint(
                name="unit_order_unique",
                fields=["task", "role", "order"],
                condition=Q(ended_on=None),
            ),
            models.CheckConstraint(
                name="assignment_role_known", condition=Q(role__in=["lead", "participating"])
            ),
        ]

    def __str__(self):
        return str(self.unit)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What is corrected holds for its present tenure; a part that moves begins another one."""
        super().save(*args, **kwargs)
        values = {"task_id": self.task_id, "unit_id": self.unit_id, "role": self.role}
        self.tenures.update_or_create(until=FOREVER, defaults=values)


class Acknowledgement(models.Model):
    """``unit`` has received the task: the unit of ``assignment``, or a member of that group."""

    assignment = models.ForeignKey(
        Assignment,
        models.CASCADE,
        related_name="acknowledgements",
        verbose_name=_("assignment"),
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    acknowledged_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("acknowledged by")
    )
    acknowledged_on = models.DateField(_("acknowledged on"))

    class Meta:
        ordering = ["acknowledged_on", "id"]
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        constraints = [
            models.UniqueConstraint(
                name="acknowledgement_once_per_unit", fields=["assignment", "unit"]
            )
        ]

    def __str__(self):
        return f"{self.acknowledged_on} {self.unit}"


class TenureQuerySet(models.QuerySet["Tenure"]):
    def on(self, day: date) -> Self:
        """Those that held at the end of ``day``."""
        return self.filter(since__lte=day, until__gt=day)


class Tenure(models.Model):
    """``unit`` had the part of ``assignment`` from ``since`` on and before ``until``.

    A part that moves 转办 begins another tenure; a correction changes the present one.
    """

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="tenures", verbose_name=_("assignment")
    )
    task = models.ForeignKey(
        "tasks.Task", models.CASCADE, related_name="tenures", verbose_name=_("task")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tenures", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=20, choices=Assignment.Role)
    since = models.DateField(_("since"), default=ALWAYS)
    until = models.DateField(_("until"), default=FOREVER)
    event = models.ForeignKey(
        "tasks.Event",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("event"),
    )

    objects = TenureQuerySet.as_manager()

    class Meta:
        ordering = ["assignment", "since"]
        verbose_name = _("tenure")
        verbose_name_plural = _("tenures")
        indexes = [models.Index(fields=["task", "since", "until"]), models.Index(fields=["unit"])]
        constraints = [
            models.UniqueConstraint(name="tenure_ends_once", fields=["assignment", "until"]),
            models.CheckConstraint(name="tenure_lasts_a_day", condition=Q(since__lt=F("until"))),
        ]

    def __str__(self):
        return f"{self.since} {self.unit}"


def owner_names(tasks: Iterable[int], as_of: date) -> dict[int, dict[str, list[str]]]:
    """``{task id: {"units": names of the lead units, "leaders": names}}`` in the document's order.

    The units and leaders are those of the day. Every one of ``tasks`` has an entry. One query.
    """
    ids = list(tasks)
    names: dict[int, dict[str, list[str]]] = {pk: {"units": [], "leaders": []} for pk in ids}
    units = Tenure.objects.on(as_of).filter(task__in=ids, role=Assignment.Role.LEAD)
    units = units.annotate(
        name=Coalesce(name_on(as_of, "unit"), F("unit__name")), order=F("assignment__order")
    )
    leaders = TaskLeader.ever.on(as_of).filter(task__in=ids).annotate(name=F("leader__name"))
    both = [
        owners.order_by().annotate(kind=Value(kind)).values_list("kind", "task", "order", "name")
        for kind, owners in (("units", units), ("leaders", leaders))
    ]
    for kind, task, _order, name in both[0].union(both[1]).order_by("order", "name"):
        names[task][kind].append(name)
    return names


def prefetched_owners(day: date, task: str = "") -> tuple[Prefetch, ...]:
    """Prefetches of a task's units and leaders, those of the ``day``, one query each; ``task`` is the
    path to it.
    """
    assignments = Assignment.ever.on(day)
    leaders = TaskLeader.ever.on(day).select_related("leader")
    return (
        Prefetch(f"{task}assignments", assignments),
        Prefetch(f"{task}lead_leaders", leaders),
    )
