"""Who leads a task."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from leaders.models import Leader
from tasks.ground.days import ALWAYS, FOREVER


class TaskLeaderQuerySet(models.QuerySet["TaskLeader"]):
    def on(self, day: date) -> Self:
        """Those who led at the end of ``day``."""
        return self.filter(since__lte=day, until__gt=day)


class PresentLeaders(models.Manager.from_queryset(TaskLeaderQuerySet)):  # type: ignore[misc]
    """The leaders who lead now."""

    def get_queryset(self) -> TaskLeaderQuerySet:
        return super().get_queryset().filter(until=FOREVER)


class TaskLeader(models.Model):
    """A lead leader of a task, in the document's order, from ``since`` on and before ``until``.

    Who was replaced stays for the days before, which ask ``ever``; all else asks ``objects``.
    """

    task = models.ForeignKey(
        "tasks.Task", models.CASCADE, related_name="lead_leaders", verbose_name=_("task")
    )
    leader = models.ForeignKey(
        Leader, models.PROTECT, related_name="led_tasks", verbose_name=_("leader")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    since = models.DateField(_("since"), default=ALWAYS, editable=False)
    until = models.DateField(_("until"), default=FOREVER, editable=False)

    objects = PresentLeaders()
    ever = TaskLeaderQuerySet.as_manager()

    class Meta:
        ordering = ["task", "order"]
        verbose_name = _("lead leader")
        verbose_name_plural = _("lead leaders")
        constraints = [
            models.UniqueConstraint(
                name="leader_once_per_task", fields=["task", "leader"], condition=Q(until=FOREVER)
            ),
            models.UniqueConstraint(
                name="leader_order_unique", fields=["task", "order"], condition=Q(until=FOREVER)
            ),
            models.CheckConstraint(
                name="leadership_lasts_a_day", condition=Q(since__lt=F("until"))
            ),
        ]

    def __str__(self):
        return str(self.leader)
