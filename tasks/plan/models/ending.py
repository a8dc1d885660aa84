"""Tasks that are withdrawn, merged or no longer pursued, and go on again: docs/changes.md."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from tasks.plan.models.history import Event, History


class TaskChangeQuerySet(models.QuerySet["TaskChange"]):
    def ended(self, day: date) -> Self:
        """Of each task that had ended by the end of ``day`` the change that ended it."""
        later = Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk"))
        followed = self.model.objects.filter(later, task=OuterRef("task"), on__lte=day)
        return self.filter(~Exists(followed), on__lte=day).exclude(kind=self.model.Kind.RESTORED)

    def about(self, task: int, day: date) -> Self:
        """Those of the task with this id, and of others that were merged into it, up to ``day``."""
        mine = self.filter(Q(task=task) | Q(into=task), on__lte=day)
        return mine.select_related("task", "into", "event__person")


class TaskChange(History):
    """From the day ``on`` on ``task`` has ended, or goes on again; the event says who."""

    class Kind(models.TextChoices):
        WITHDRAWN = "withdrawn", _("Task withdrawn")
        MERGED = "merged", _("Merged into another task")
        DROPPED = "dropped", _("No longer pursued")
        RESTORED = "restored", _("Goes on")

    task = models.ForeignKey(
        "tasks.Task", models.PROTECT, related_name="changes", verbose_name=_("task")
    )
    kind = models.CharField(_("what became of it"), max_length=20, choices=Kind)
    # Into which it was merged; where it goes on, into which it had been.
    into = models.ForeignKey(
        "tasks.Task",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="took_in",
        verbose_name=_("merged into"),
    )
    on = models.DateField(_("holds from"))
    reason = models.TextField(_("reason"))
    numbers = models.JSONField(_("what it touched"), default=dict)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+", verbose_name=_("event"))

    objects = TaskChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("change of a task")
        verbose_name_plural = _("changes of tasks")
        indexes = [models.Index(fields=["task", "on"])]
        constraints = [
            models.CheckConstraint(name="task_change_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="task_change_kind_known",
                condition=Q(kind__in=["withdrawn", "merged", "dropped", "restored"]),
            ),
            models.CheckConstraint(
                name="task_change_merged_into_a_task",
                condition=~Q(kind="merged") | Q(into__isnull=False),
            ),
            models.CheckConstraint(
                name="task_change_not_into_itself",
                condition=Q(into__isnull=True) | ~Q(into=models.F("task")),
            ),
        ]

    def __str__(self):
        return f"{self.on} {self.get_kind_display()}"

    @property
    def is_end(self) -> bool:
        return self.kind != self.Kind.RESTORED


def ended_tasks(day: date) -> QuerySet:
    """The ids of the tasks that had ended by the end of ``day``."""
    return TaskChange.objects.ended(day).order_by().values("task")


def ending_on(day: date, task: str = "pk") -> Subquery:
    """How the task whose id stands in the column ``task`` had ended by ``day``; None where it had not."""
    return Subquery(TaskChange.objects.ended(day).filter(task=OuterRef(task)).values("kind")[:1])
