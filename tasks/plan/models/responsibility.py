"""Who answers for a task."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Prefetch, Q, Value
from django.utils.translation import gettext_lazy as _

from leaders.models import Leader
from units.models import Unit, User

if TYPE_CHECKING:
    from tasks.plan.models.plan import Plan


class TaskLeader(models.Model):
    """A lead leader of a task, in the document's order."""

    task = models.ForeignKey(
        "tasks.Task", models.CASCADE, related_name="lead_leaders", verbose_name=_("task")
    )
    leader = models.ForeignKey(
        Leader, models.PROTECT, related_name="led_tasks", verbose_name=_("leader")
    )
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        ordering = ["task", "order"]
        verbose_name = _("lead leader")
        verbose_name_plural = _("lead leaders")
        constraints = [
            models.UniqueConstraint(name="leader_once_per_task", fields=["task", "leader"]),
            models.UniqueConstraint(name="leader_order_unique", fields=["task", "order"]),
        ]

    def __str__(self):
        return str(self.leader)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def of_plan(self, plan: "Plan") -> Self:
        """Those of the plan's tasks, each with its task and unit."""
        return self.filter(task__plan=plan).select_related("task", "unit")

    def of_units(self, units: Iterable[Unit | int]) -> Self:
        return self.filter(unit__in=list(units))

    def leads(self) -> Self:
        return self.filter(role=Assignment.Role.LEAD)

    def participating(self) -> Self:
        return self.filter(role=Assignment.Role.PARTICIPATING)

    def to_acknowledge(self) -> Self:
        """Those that nobody of the unit acknowledged."""
        return self.filter(acknowledged_on=None)


class Assignment(models.Model):
    """A unit's part in a task, in the document's order."""

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
    acknowledged_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("acknowledged by"),
    )
    acknowledged_on = models.DateField(_("acknowledged on"), null=True, blank=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["task", "role", "order"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(name="unit_once_per_task", fields=["task", "unit"]),
            models.UniqueConstraint(name="unit_order_unique", fields=["task", "role", "order"]),
            models.CheckConstraint(
                name="assignment_role_known", condition=Q(role__in=["lead", "participating"])
            ),
            models.CheckConstraint(
                name="assignment_acknowledged_by_somebody",
                condition=Q(acknowledged_by__isnull=True, acknowledged_on__isnull=True)
                | Q(acknowledged_by__isnull=False, acknowledged_on__isnull=False),
            ),
        ]

    def __str__(self):
        return str(self.unit)


def owner_names(tasks: Iterable[int]) -> dict[int, dict[str, list[str]]]:
    """``{task id: {"units": names of the lead units, "leaders": names}}`` in the document's order.

    Every one of ``tasks`` has an entry. One query.
    """
    ids = list(tasks)
    names: dict[int, dict[str, list[str]]] = {pk: {"units": [], "leaders": []} for pk in ids}
    units = Assignment.objects.leads().filter(task__in=ids).annotate(name=F("unit__name"))
    leaders = TaskLeader.objects.filter(task__in=ids).annotate(name=F("leader__name"))
    both = [
        owners.order_by().annotate(kind=Value(kind)).values_list("kind", "task", "order", "name")
        for kind, owners in (("units", units), ("leaders", leaders))
    ]
    for kind, task, _order, name in both[0].union(both[1]).order_by("order", "name"):
        names[task][kind].append(name)
    return names


def prefetched_owners(task: str = "") -> tuple[Prefetch, ...]:
    """Prefetches of a task's units and leaders, one query each; ``task`` is the path to it."""
    assignments = Assignment.objects.select_related("unit")
    leaders = TaskLeader.objects.select_related("leader")
    return (
        Prefetch(f"{task}assignments", assignments),
        Prefetch(f"{task}lead_leaders", leaders),
    )
