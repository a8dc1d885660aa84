"""What units are evaluated by, and what people add to it 考核评分: docs/evaluation.md."""

from datetime import date
from decimal import Decimal
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tasks.plan.models import Plan
from units.models import User

FIRST = 1  # the version that nobody had to set


def points(name, default):
    """A field of points, in tenths."""
    return models.DecimalField(
        name,
        max_digits=4,
        decimal_places=1,
        default=Decimal(default),
        validators=[MinValueValidator(0)],
    )


class WeightsQuerySet(models.QuerySet["Weights"]):
    def of(self, plan: Plan, as_of: date) -> "Weights":
        """Those in force in ``plan`` at the end of ``as_of``: the first version where none was set."""
        told = self.filter(plan=plan, set_on__lte=as_of)
        return told.order_by("version").last() or Weights(plan=plan, version=FIRST)

    def history(self, plan: Plan, as_of: date) -> Self:
        """The versions that were set by then, the latest first, with who set them."""
        told = self.filter(plan=plan, set_on__lte=as_of).select_related("set_by")
        return told.order_by("-version")


class Weights(models.Model):
    """How many points each rule takes or gives in a plan; what changes makes another version."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="weights", verbose_name=_("plan"))
    version = models.PositiveSmallIntegerField(_("version"))
    overdue = points(_("Overdue, each day"), "0.1")
    overdue_most = points(_("Overdue, at most for one milestone"), "5.0")
    late = points(_("Completed late"), "1.0")
    returned = points(_("Completion returned"), "1.0")
    report = points(_("Regular report missing"), "0.5")
    yellow = points(_("Yellow slip"), "2.0")
    red = points(_("Red slip"), "5.0")
    recheck = points(_("Re-check not passed"), "3.0")
    part = points(_("Own part not confirmed, each day"), "0.1")
    early = points(_("Completed early"), "0.5")
    early_days = models.PositiveSmallIntegerField(
        _("Early: days before the due date"), default=10, validators=[MinValueValidator(1)]
    )
    practice = points(_("Good practice accepted"), "1.0")
    least = models.PositiveSmallIntegerField(
        _("Ranked from so many dated milestones on"), default=3, validators=[MinValueValidator(1)]
    )
    reason = models.TextField(_("reason"))
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("set by"))
    set_on = models.DateField(_("set on"))
    at = models.DateTimeField(_("time"), auto_now_add=True)

    objects = WeightsQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "version"]
        verbose_name = _("weights of the evaluation")
        verbose_name_plural = _("weights of the evaluation")
        constraints = [
            models.UniqueConstraint(name="weights_version_once", fields=["plan", "version"]),
            models.CheckConstraint(
                name="weights_were_set_for_a_reason",
                condition=Q(version__gt=FIRST) & ~Q(reason=""),
            ),
            models.CheckConstraint(name="weights_early_by_a_day", condition=Q(early_days__gte=1)),
            models.CheckConstraint(name="weights_rank_something", condition=Q(least__gte=1)),
        ]

    def __str__(self):
        return str(_("version %(n)d") % {"n": self.version})
