"""How a milestone stood: one row per span of days in which nothing of it changed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tasks.ground.lights import Light
from tasks.plan.models.history import Event
from tasks.plan.models.stages import Stage
from units.models import Unit


class Standing(models.Model):
    """How a milestone stood at the end of each day from ``since`` on and before ``until``.

    Written by ``tasks.plan.keeping`` alone, from the facts, and never edited: docs/rules.md,
    section 1. ``settled`` is the light where it is the same on all these days; else it is red,
    amber or green by ``due``.
    """

    milestone = models.ForeignKey(
        "tasks.Milestone", models.CASCADE, related_name="standings", verbose_name=_("milestone")
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))
    due = models.DateField(_("due date"), null=True)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage)
    ended_on = models.DateField(_("done or stopped on"), null=True)
    settled = models.PositiveSmallIntegerField(_("light"), choices=Light, null=True)
    settled_original = models.PositiveSmallIntegerField(
        _("light by the document's date"), choices=Light, null=True
    )
    is_dated = models.BooleanField(_("counts in rates"))
    answering = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("answering unit")
    )
    holder = models.CharField(_("whose turn"), max_length=20, choices=Event.Holder)
    # Null: since the plan was issued.
    held_since = models.DateField(_("whose turn since"), null=True)
    last_report_on = models.DateField(_("last report"), null=True)

    class Meta:
        ordering = ["milestone", "since"]
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        constraints = [
            models.UniqueConstraint(name="standing_one_a_day", fields=["milestone", "since"]),
            models.UniqueConstraint(name="standing_ends_once", fields=["milestone", "until"]),
            models.CheckConstraint(name="standing_lasts_a_day", condition=Q(since__lt=F("until"))),
        ]

    def __str__(self):
        return f"{self.since} – {self.until}"
