"""What units were asked 减负: one row for each unit and each time. docs/burden.md."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from tasks.ground.days import end_of_month
from tasks.plan.models import Event, Plan
from units.models import Unit


class AskQuerySet(models.QuerySet["Ask"]):
    def of_month(self, month: date, as_of: date) -> Self:
        """Those of ``month``, a first of a month, up to ``as_of``."""
        return self.filter(on__gte=month, on__lte=min(end_of_month(month), as_of))

    def by_unit(self) -> dict[int, int]:
        """``{unit id: how often}``."""
        rows = self.order_by().values("unit").annotate(number=Count("pk"))
        return dict(rows.values_list("unit", "number"))

    def by_month(self) -> list[tuple[date, int]]:
        """(first of a month, how often) of each month with any, the latest first."""
        months = self.order_by().annotate(month=TruncMonth("on")).values("month")
        return list(
            months.annotate(number=Count("pk")).order_by("-month").values_list("month", "number")
        )

    def for_list(self) -> Self:
        """With all that a line says, the latest first."""
        events = ("event__task", "event__milestone", "event__slip", "event__person")
        return self.select_related("unit", "plan", *events).order_by("-on", "-id")


class Ask(models.Model):
    """On that day ``unit`` was asked for something; a group never is, but each of its members.

    Written when it is asked and never changed: who hands a paper on was asked all the same.
    """

    class Kind(models.TextChoices):
        URGE = "urge", _("Urgings")
        SLIP = "slip", _("Slips")
        INSTRUCTION = "instruction", _("Instructions")
        INSPECTION = "inspection", _("Visits")
        RECHECK = "recheck", _("Re-checks")
        ROUND = "round", _("Self-assessments")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="asks", verbose_name=_("plan"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="asks", verbose_name=_("unit"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    on = models.DateField(_("day"))
    # The first where several are asked at once; none of a round, which concerns the whole plan.
    event = models.ForeignKey(
        Event,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="asks",
        verbose_name=_("event"),
    )
    # Why it was asked beyond the limit of the month; empty within it.
    reason = models.TextField(_("reason"), blank=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("request to a unit")
        verbose_name_plural = _("requests to units")
        indexes = [models.Index(fields=["unit", "on"]), models.Index(fields=["plan", "on"])]
        constraints = [
            models.CheckConstraint(
                name="ask_kind_known",
                condition=Q(
                    kind__in=["urge", "slip", "instruction", "inspection", "recheck", "round"]
                ),
            ),
        ]

    def __str__(self):
        return f"{self.on} {self.unit} {self.get_kind_display()}"
