"""Overdue flags: what the nightly job remembers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tasks.plan.models.milestone import Milestone


class FlagQuerySet(models.QuerySet):
    def for_list(self, plan, as_of):
        """Those of ``plan`` up to ``as_of``, the longest overdue first."""
        flags = self.filter(milestone__task__plan=plan, first_on__lte=as_of)
        return flags.select_related("milestone__task").order_by("first_on", "milestone__task")

    def open_on(self, as_of):
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=as_of))

    def closed_by(self, as_of):
        return self.filter(closed_on__lte=as_of)


class Flag(models.Model):
    """A milestone was overdue from ``first_on`` on; ``closed_on`` is the first day it was not."""

    class Cause(models.TextChoices):
        DONE = "done", _("Done")
        EXTENDED = "extended", _("Given a later date")
        STOPPED = "stopped", _("Stopped")

    milestone = models.ForeignKey(
        Milestone, models.CASCADE, related_name="flags", verbose_name=_("milestone")
    )
    due_on = models.DateField(_("due date that passed"))
    first_on = models.DateField(_("overdue from"))
    closed_on = models.DateField(_("until"), null=True, blank=True)
    cause = models.CharField(_("ended because"), max_length=20, choices=Cause, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ["first_on", "milestone"]
        verbose_name = _("overdue flag")
        verbose_name_plural = _("overdue flags")
        constraints = [
            models.UniqueConstraint(
                name="flag_one_open_per_milestone",
                fields=["milestone"],
                condition=Q(closed_on__isnull=True),
            ),
            models.CheckConstraint(
                name="flag_overdue_after_its_date", condition=Q(first_on__gt=F("due_on"))
            ),
            models.CheckConstraint(
                name="flag_closed_with_a_cause",
                condition=Q(closed_on__isnull=True, cause="")
                | Q(closed_on__gt=F("first_on"), cause__in=["done", "extended", "stopped"]),
            ),
        ]

    def __str__(self):
        return f"{self.first_on} {self.milestone}"

    def days(self, as_of):
        """For how many days it had been overdue at the end of ``as_of``."""
        ended = self.closed_on and self.closed_on <= as_of
        return (self.closed_on - self.first_on).days if ended else (as_of - self.first_on).days + 1
