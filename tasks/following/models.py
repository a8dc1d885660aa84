"""What somebody follows 关注, and when he had his desk open: docs/following.md."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leaders.models import Leader
from tasks.plan.models import Task
from units.models import Unit, User


class FollowQuerySet(models.QuerySet["Follow"]):
    def of_person(self, person: User) -> Self:
        """What ``person`` follows, with all that a list shows, in the order of lists."""
        mine = self.filter(person=person).select_related("task__plan", "unit", "leader")
        return mine.order_by("-task__plan__issued_on", "task__number", "unit__position", "id")


class Follow(models.Model):
    """Somebody wants to hear of one task, unit or leader; nobody else is told of it."""

    KINDS = ("task", "unit", "leader")

    person = models.ForeignKey(
        User, models.CASCADE, related_name="follows", verbose_name=_("person")
    )
    task = models.ForeignKey(
        Task, models.CASCADE, null=True, related_name="+", verbose_name=_("task")
    )
    unit = models.ForeignKey(
        Unit, models.CASCADE, null=True, related_name="+", verbose_name=_("unit")
    )
    leader = models.ForeignKey(
        Leader, models.CASCADE, null=True, related_name="+", verbose_name=_("leader")
    )

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [
            models.UniqueConstraint(name="follow_a_task_once", fields=["person", "task"]),
            models.UniqueConstraint(name="follow_a_unit_once", fields=["person", "unit"]),
            models.UniqueConstraint(name="follow_a_leader_once", fields=["person", "leader"]),
            models.CheckConstraint(
                name="follow_is_about_one_thing",
                condition=Q(task__isnull=False, unit__isnull=True, leader__isnull=True)
                | Q(task__isnull=True, unit__isnull=False, leader__isnull=True)
                | Q(task__isnull=True, unit__isnull=True, leader__isnull=False),
            ),
        ]

    def __str__(self):
        return str(self.thing)

    @property
    def kind(self) -> str:
        """One of KINDS."""
        return next(kind for kind in self.KINDS if getattr(self, f"{kind}_id"))

    @property
    def thing(self) -> Task | Unit | Leader:
        return getattr(self, self.kind)


class DeskVisit(models.Model):
    """When ``person`` had his desk open last: the moment, and the day that pages showed."""

    person = models.OneToOneField(
        User, models.CASCADE, related_name="desk_visit", verbose_name=_("person")
    )
    at = models.DateTimeField(_("time"))
    on = models.DateField(_("day"))

    class Meta:
        verbose_name = _("visit of a desk")
        verbose_name_plural = _("visits of desks")

    def __str__(self):
        return f"{self.person} {self.at}"
