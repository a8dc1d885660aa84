"""What one plan leaves to the next 结转: docs/plans.md."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tasks.plan.models import Milestone, Plan, Task

Stage = Milestone.Stage


class CarriedQuerySet(models.QuerySet["Carried"]):
    def of_task(self, task: Task) -> models.QuerySet["Carried"]:
        """What was carried from ``task`` or into it, with both plans."""
        both = self.filter(Q(source__task=task) | Q(milestone__task=task))
        return both.select_related("source__task__plan", "milestone__task__plan").order_by("id")


class Carried(models.Model):
    """The milestone ``source`` of one plan goes on as ``milestone`` of the next, once."""

    source = models.OneToOneField(
        Milestone, models.PROTECT, related_name="carried_to", verbose_name=_("carried from")
    )
    milestone = models.OneToOneField(
        Milestone, models.PROTECT, related_name="carried_from", verbose_name=_("carried to")
    )

    objects = CarriedQuerySet.as_manager()

    class Meta:
        verbose_name = _("carried milestone")
        verbose_name_plural = _("carried milestones")
        constraints = [
            models.CheckConstraint(
                name="carried_to_another_milestone", condition=~Q(source=F("milestone"))
            )
        ]

    def __str__(self):
        return str(self.source)


def left_in(plan: Plan) -> models.QuerySet[Milestone]:
    """The milestones of ``plan`` that are neither finished, stopped nor carried over, in its order."""
    left = Milestone.objects.filter(
        task__plan=plan,
        stage__in=(Stage.OPEN, Stage.SIGNING, Stage.SUBMITTED),
        carried_to=None,
    )
    return left.select_related("task__project").order_by("task__number", "order")
