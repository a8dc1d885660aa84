"""What supervisors decided about a milestone: who answers for it, by when it is due."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tasks.plan.models.history import Event
from units.models import Unit


class Naming(models.Model):
    """From ``on`` on, ``unit`` answers for the milestone alone, until another one is named."""

    milestone = models.ForeignKey(
        "tasks.Milestone", models.CASCADE, related_name="namings", verbose_name=_("milestone")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="namings", verbose_name=_("answering unit")
    )
    on = models.DateField(_("named on"))
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("event")
    )

    class Meta:
        ordering = ["on", "id"]
        verbose_name = _("naming")
        verbose_name_plural = _("namings")
        indexes = [models.Index(fields=["milestone", "on"])]

    def __str__(self):
        return f"{self.on} {self.unit}"


class DateSetting(models.Model):
    """A supervisor set a date; ``old_due_on`` is the one that stood before.

    A reading says what the document means, so it holds for every day; any other holds from ``on``
    on: docs/decisions/what-a-correction-covers.md.
    """

    milestone = models.ForeignKey(
        "tasks.Milestone", models.CASCADE, related_name="date_settings", verbose_name=_("milestone")
    )
    on = models.DateField(_("set on"))
    old_due_on = models.DateField(_("due date before"), null=True, blank=True)
    due_on = models.DateField(_("new due date"))
    is_reading = models.BooleanField(_("reading of the document"), default=False)
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("event")
    )

    class Meta:
        ordering = ["on", "id"]
        verbose_name = _("date setting")
        verbose_name_plural = _("date settings")
        indexes = [models.Index(fields=["milestone", "on"])]
        constraints = [
            models.CheckConstraint(
                name="date_setting_changes_something",
                condition=Q(old_due_on__isnull=True) | ~Q(due_on=F("old_due_on")),
            )
        ]

    def __str__(self):
        return f"{self.on} {self.due_on}"
