"""A numbered item of the plan, and the questions asked of them."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Max, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from leaders.models import Leader
from tasks.ground.lights import Light
from tasks.plan.models.ending import ending_on
from tasks.plan.models.milestone import Milestone
from tasks.plan.models.plan import Plan
from tasks.plan.models.project import SpecialProject
from units.models import Unit


class TaskQuerySet(models.QuerySet["Task"]):
    def of(self, plan: Plan, as_of: date) -> Self:
        """The plan's tasks at the end of ``as_of``.

        Annotates ``light`` and ``original_light``, those of the milestone which decides, and
        ``next_due``, the earliest date still to be kept.
        """
        mine = Milestone.objects.of(plan, as_of).filter(task=OuterRef("pk"))
        lights = {
            light: Coalesce(
                Subquery(mine.with_rank(light).order_by("-rank").values("rank")[:1]) % 10,
                Value(Light.UNSCHEDULED),
            )
            for light in ("light", "original_light")
        }
        next_due = mine.to_keep().order_by("due").values("due")[:1]
        return self.filter(plan=plan).annotate(**lights, next_due=Subquery(next_due))

    def with_light(self, plan: Plan, as_of: date, lights: Iterable[int], by: str) -> Self:
        """Those whose light, ``by`` one of the two dates, is one of ``lights`` on the day.

        All milestones are asked at once; a task without any is unscheduled.
        """
        ranked = Milestone.objects.of(plan, as_of).with_rank(by).values("task")
        tops = ranked.annotate(light=Max("rank") % 10)
        if Light.UNSCHEDULED in lights:
            return self.exclude(pk__in=tops.exclude(light__in=lights).values("task"))
        return self.filter(pk__in=tops.filter(light__in=lights).values("task"))

    def of_document(self) -> Self:
        """Those of the document, without what was set up outside the plan."""
        return self.filter(added_on=None)

    def outside(self) -> Self:
        """Those that were set up outside the plan."""
        return self.exclude(added_on=None)

    def known_on(self, as_of: date) -> Self:
        """Those that there were at the end of ``as_of``."""
        return self.filter(Q(added_on=None) | Q(added_on__lte=as_of))

    def of_unit(self, unit: Unit, as_of: date, role: str | None = None) -> Self:
        """Tasks in which ``unit`` had a part on the day, in whatever role or in ``role``."""
        mine = {"tenures__unit": unit, "tenures__since__lte": as_of, "tenures__until__gt": as_of}
        return self.filter(**mine | {"tenures__role": role} if role else mine)

    def for_document(self, plan: Plan, as_of: date) -> Self:
        """The document's tasks with the milestones whose clauses it marks, and ``ending``."""
        milestones = Milestone.objects.of(plan, as_of)
        return (
            self.of_document()
            .filter(plan=plan)
            .annotate(ending=ending_on(as_of))
            .select_related("project")
            .prefetch_related(Prefetch("milestones", milestones.order_by("order")))
            .order_by("number")
        )

    def for_export(self, plan: Plan) -> Self:
        """The document's content, in its order."""
        return (
            self.of_document()
            .filter(plan=plan)
            .select_related("project")
            .prefetch_related("milestones", "assignments__unit", "lead_leaders__leader")
            .order_by("number")
        )


class Task(models.Model):
    """One numbered item of the plan with its official wording."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks", verbose_name=_("plan"))
    project = models.ForeignKey(
        SpecialProject, models.PROTECT, related_name="tasks", verbose_name=_("special project")
    )
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"))
    schedule = models.TextField(_("schedule"))
    key_focus = models.CharField(_("key focus"), max_length=200, blank=True)
    # Where the item stands in the plan's source_text: characters start (in) to end (out). What was
    # set up outside the plan 计划外立项 stands nowhere in it, and begins on the day ``added_on``.
    source_start = models.PositiveIntegerField(_("begins at character"), null=True, blank=True)
    source_end = models.PositiveIntegerField(_("ends before character"), null=True, blank=True)
    added_on = models.DateField(_("added on"), null=True, blank=True, editable=False)
    leaders = models.ManyToManyField(
        Leader, through="TaskLeader", related_name="tasks", verbose_name=_("lead leaders")
    )
    units = models.ManyToManyField(
        Unit, through="Assignment", related_name="tasks", verbose_name=_("units")
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "number"]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = [
            models.UniqueConstraint(name="task_number_unique", fields=["plan", "number"]),
            models.CheckConstraint(name="task_number_positive", condition=Q(number__gte=1)),
            models.CheckConstraint(name="task_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="task_stands_in_the_text_or_was_added",
                condition=Q(
                    added_on=None, source_start__isnull=False, source_end__gt=F("source_start")
                )
                | Q(added_on__isnull=False, source_start=None, source_end=None, number__gt=1000),
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    @property
    def is_extra(self) -> bool:
        """True where it was set up outside the plan 计划外立项: docs/changes.md."""
        return self.added_on is not None

    def present_units(self) -> models.QuerySet[Unit]:
        """The units that have a part now; ``units`` are also those whose part has ended."""
        return Unit.objects.filter(pk__in=self.assignments.values("unit"))
