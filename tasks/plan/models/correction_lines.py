"""Before and after of what was corrected, a line for each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tasks.plan.models.history import Event, History
from units.models import User


class Line(History):
    """What a correction changed in one field, before and after, in words."""

    field = models.CharField(_("field"), max_length=100)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.field}：{self.before} → {self.after}"


class Correction(Line):
    """One line of a correction of a task or a milestone, which is an event."""

    event = models.ForeignKey(
        Event, models.PROTECT, related_name="corrections", verbose_name=_("event")
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")


class PlanCorrection(Line):
    """One line of a correction of the plan itself: events are of tasks, so it says who and why."""

    plan = models.ForeignKey(
        "tasks.Plan", models.PROTECT, related_name="corrections", verbose_name=_("plan")
    )
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))
    on = models.DateField(_("day"))
    reason = models.TextField(_("reason"))

    class Meta:
        ordering = ["-id"]
        verbose_name = _("correction of the plan")
        verbose_name_plural = _("corrections of the plan")
        constraints = [
            models.CheckConstraint(name="plan_correction_has_a_reason", condition=~Q(reason=""))
        ]
