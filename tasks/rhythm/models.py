"""How often units report 填报节奏, by the day from which it holds: docs/rhythm.md."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tasks.plan.models import Milestone, Plan, Task
from units.models import User

# Working days: more would not be a grace but another date.
MOST_GRACE = 10


class Every(models.TextChoices):
    INHERIT = "inherit", _("As in general")
    NONE = "none", _("No regular report")
    WEEKLY = "weekly", _("Weekly")
    MONTHLY = "monthly", _("Monthly")
    QUARTERLY = "quarterly", _("Quarterly")


# The last day that may be named.
LAST_DAY = {Every.WEEKLY: 5, Every.MONTHLY: 31, Every.QUARTERLY: 31}


class RhythmQuerySet(models.QuerySet["Rhythm"]):
    def in_force(self, plan: Plan, on: date) -> "list[Rhythm]":
        """Those of ``plan`` that hold on the day: of each scope the latest set so far. One query."""
        told = self.filter(plan=plan, since__lte=on).order_by("since")
        return list({(row.task_id, row.kind): row for row in told}.values())

    def of_scope(self, plan: Plan, task: Task | None, kind: str) -> Self:
        """Those of one scope: a task, a kind of milestones, or the whole plan; the latest first."""
        return self.filter(plan=plan, task=task, kind=kind).order_by("-since")


class Rhythm(models.Model):
    """From ``since`` on, until another row of the same scope: the whole plan, the milestones of one
    kind, or one task. A row says what held on past days too, so it is never changed afterwards.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rhythms", verbose_name=_("plan"))
    task = models.ForeignKey(
        Task,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="rhythms",
        verbose_name=_("task"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Milestone.Kind, blank=True)
    since = models.DateField(_("since"))
    every = models.CharField(_("reports"), max_length=20, choices=Every)
    day = models.PositiveSmallIntegerField(_("day"), null=True, blank=True)
    grace = models.PositiveSmallIntegerField(_("working days of grace"), default=0)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("set by"))

    objects = RhythmQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "since", "id"]
        verbose_name = _("reporting rhythm")
        verbose_name_plural = _("reporting rhythms")
        constraints = [
            models.UniqueConstraint(
                name="rhythm_one_a_day",
                fields=["plan", "kind", "since"],
                condition=Q(task__isnull=True),
            ),
            models.UniqueConstraint(name="rhythm_of_a_task_one_a_day", fields=["task", "since"]),
            models.CheckConstraint(
                name="rhythm_has_one_scope", condition=Q(task__isnull=True) | Q(kind="")
            ),
            models.CheckConstraint(
                name="rhythm_of_the_plan_is_one",
                condition=~Q(task__isnull=True, kind="", every="inherit"),
            ),
            models.CheckConstraint(
                name="rhythm_day_fits",
                condition=Q(every__in=["inherit", "none"], day__isnull=True, grace=0)
                | Q(every="weekly", day__isnull=False, day__range=(1, 5))
                | Q(every__in=["monthly", "quarterly"], day__isnull=False, day__range=(1, 31)),
            ),
            models.CheckConstraint(
                name="rhythm_grace_is_short", condition=Q(grace__lte=MOST_GRACE)
            ),
        ]

    def __str__(self):
        return f"{self.since} {self.get_every_display()}"
