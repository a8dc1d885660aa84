"""Urging 催办: a nudge with a message to a unit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tasks.plan.models.milestone import Milestone
from units.models import Unit, User


class Urge(models.Model):
    """One nudge to one unit about one milestone."""

    milestone = models.ForeignKey(
        Milestone, models.PROTECT, related_name="urges", verbose_name=_("milestone")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="urges", verbose_name=_("unit"))
    text = models.TextField(_("message"))
    # Why the unit is urged again within a day; empty otherwise.
    reason = models.TextField(_("reason"), blank=True)
    urged_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("urged by"))
    urged_at = models.DateTimeField(_("urged at"))

    class Meta:
        ordering = ["-urged_at", "-id"]
        verbose_name = _("urge")
        verbose_name_plural = _("urges")
        indexes = [models.Index(fields=["milestone", "unit", "urged_at"])]
        constraints = [
            models.CheckConstraint(name="urge_says_something", condition=~Q(text="")),
        ]

    def __str__(self):
        return f"{self.unit}: {self.milestone}"
