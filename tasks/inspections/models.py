"""Inspections 督查、明察暗访 and re-checks 回头看: docs/inspections.md."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tasks.plan.models.milestone import Milestone
from units.models import Unit, User


class InspectionQuerySet(models.QuerySet):
    def of_plan(self, plan):
        """With all that a row shows."""
        inspections = self.filter(milestone__task__plan=plan)
        return inspections.select_related("milestone__task", "unit", "inspected_by")

    def of_units(self, units):
        return self.filter(unit__in=list(units))

    def up_to(self, as_of):
        return self.filter(inspected_on__lte=as_of)

    def rechecks_of(self, month):
        """The re-checks of the sample of ``month``, a first of a month."""
        return self.filter(kind=Inspection.Kind.RECHECK, month=month)

    def owed(self):
        """To be rectified, and the unit has not answered yet; the most pressing first."""
        owed = self.filter(rectify_by__isnull=False, rectified_on=None, closed_on=None)
        return owed.order_by("rectify_by", "id")

    def hand_over(self, old, unit):
        """What ``old`` still has to rectify among these, ``unit`` has to. Return the inspections."""
        owed = list(self.owed().filter(unit=old))
        Inspection.objects.filter(pk__in=[one.pk for one in owed]).update(unit=unit)
        return owed

    def late(self, on):
        """Still owed after the day that was set."""
        return self.owed().filter(rectify_by__lt=on)

    def to_close(self):
        """The unit has put it right, and no supervisor has looked; the oldest first."""
        rectified = self.filter(rectified_on__isnull=False, closed_on=None)
        return rectified.order_by("rectified_on", "id")


class Inspection(models.Model):
    """What supervisors found at a unit about one milestone, and what the unit did about it."""

    class Kind(models.TextChoices):
        SITE = "site", _("On-site inspection")
        COVERT = "covert", _("Unannounced visit")
        RECHECK = "recheck", _("Re-check")

    milestone = models.ForeignKey(
        Milestone, models.PROTECT, related_name="inspections", verbose_name=_("milestone")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="inspections", verbose_name=_("unit")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    # First of the month whose sample a re-check belongs to.
    month = models.DateField(_("month"), null=True, blank=True)
    # Written down and issued, from when on pages show it; the visit may have been before.
    inspected_on = models.DateField(_("inspected on"))
    visited_on = models.DateField(_("visited on"), null=True, blank=True)
    inspected_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("inspected by")
    )
    findings = models.TextField(_("findings"))
    passed = models.BooleanField(_("passed"))
    rectify_by = models.DateField(_("rectify by"), null=True, blank=True)
    rectification = models.TextField(_("rectification"), blank=True)
    rectified_on = models.DateField(_("rectified on"), null=True, blank=True)
    rectified_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("rectified by"),
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    # The paper as it was issued (tasks.paper.sheet).
    sheet = models.JSONField(_("words of the paper"), default=dict, editable=False)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-inspected_on", "-id"]
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        constraints = [
            models.UniqueConstraint(
                name="inspection_one_recheck_a_month",
                fields=["milestone", "unit", "month"],
                condition=Q(kind="recheck"),
            ),
            models.CheckConstraint(name="inspection_finds_something", condition=~Q(findings="")),
            models.CheckConstraint(
                name="inspection_rechecks_have_a_month",
                condition=Q(kind="recheck", month__isnull=False)
                | (~Q(kind="recheck") & Q(month__isnull=True)),
            ),
            models.CheckConstraint(
                name="inspection_written_down_after_the_visit",
                condition=Q(visited_on__isnull=True) | Q(visited_on__lte=F("inspected_on")),
            ),
            models.CheckConstraint(
                name="inspection_rectified_after_it",
                condition=Q(rectify_by__isnull=True) | Q(rectify_by__gte=F("inspected_on")),
            ),
            models.CheckConstraint(
                name="inspection_rectified_with_words",
                condition=Q(rectified_on__isnull=True, rectification="")
                | (Q(rectified_on__isnull=False) & ~Q(rectification="")),
            ),
        ]

    def __str__(self):
        return f"{self.inspected_on} {self.unit}: {self.milestone}"

    @property
    def day(self):
        """The day of the visit: where none is named, that on which it was written down."""
        return self.visited_on or self.inspected_on

    @property
    def receivers(self):
        """The id of the unit that was visited, as a list."""
        return [self.unit_id]

    @property
    def is_open(self):
        """True while something is to be rectified or to be looked at again."""
        return self.rectify_by is not None and self.closed_on is None

    def is_late(self, as_of):
        """True when the unit owes the rectification after its day."""
        is_owed = self.rectify_by is not None and not self.is_answered_by(as_of)
        return is_owed and not self.is_closed_by(as_of) and self.rectify_by < as_of

    def is_answered_by(self, as_of):
        """True when the unit had put it right at the end of ``as_of``."""
        return self.rectified_on is not None and self.rectified_on <= as_of

    def is_closed_by(self, as_of):
        """True when the supervisors had closed it at the end of ``as_of``."""
        return self.closed_on is not None and self.closed_on <= as_of


class VisitQuerySet(models.QuerySet):
    def of_plan(self, plan):
        """With the inspection and the unit of each."""
        visits = self.filter(inspection__milestone__task__plan=plan)
        return visits.select_related("inspection__milestone__task", "unit", "group")

    def of_units(self, units):
        return self.filter(unit__in=list(units))

    def owed(self):
        """To be rectified, and the unit has not answered yet; the most pressing first."""
        owed = self.filter(rectify_by__isnull=False, rectified_on=None, closed_on=None)
        return owed.order_by("rectify_by", "id")

    def late(self, on):
        """Still owed after the day that was set."""
        return self.owed().filter(rectify_by__lt=on)

    def to_close(self):
        """The unit has put it right, and no supervisor has looked; the oldest first."""
        rectified = self.filter(rectified_on__isnull=False, closed_on=None)
        return rectified.order_by("rectified_on", "id")


class Visit(models.Model):
    """The line of one unit in an inspection: what was found there, and what the unit did about it."""

    inspection = models.ForeignKey(
        Inspection, models.CASCADE, related_name="visits", verbose_name=_("inspection")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="visits", verbose_name=_("unit"))
    # The paper names the group, each of its members answers for itself.
    group = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("addressed as"),
    )
    # Beside what the inspection says of all its units.
    findings = models.TextField(_("own findings"), blank=True)
    passed = models.BooleanField(_("passed"))
    rectify_by = models.DateField(_("rectify by"), null=True, blank=True)
    rectification = models.TextField(_("rectification"), blank=True)
    rectified_on = models.DateField(_("rectified on"), null=True, blank=True)
    rectified_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("rectified by"),
    )
    # What the supervisors said of the rectification last, and when: closing it or sending it back.
    opinion = models.TextField(_("opinion"), blank=True)
    looked_on = models.DateField(_("looked at on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["inspection", "unit__position", "id"]
        verbose_name = _("inspection record")
        verbose_name_plural = _("inspection records")
        constraints = [
            models.UniqueConstraint(name="visit_once_per_unit", fields=["inspection", "unit"]),
            models.CheckConstraint(
                name="visit_that_asks_for_something_did_not_pass",
                condition=Q(rectify_by__isnull=True) | Q(passed=False),
            ),
            models.CheckConstraint(
                name="visit_rectified_with_words",
                condition=Q(rectified_on__isnull=True, rectification="")
                | (Q(rectified_on__isnull=False) & ~Q(rectification="")),
            ),
            models.CheckConstraint(
                name="visit_looked_at_with_words",
                condition=Q(looked_on__isnull=True, opinion="")
                | (Q(looked_on__isnull=False) & ~Q(opinion="")),
            ),
        ]

    def __str__(self):
        return f"{self.inspection_id} {self.unit}"

    @property
    def is_open(self):
        """True while something is to be rectified or to be looked at again."""
        return self.rectify_by is not None and self.closed_on is None

    def is_late(self, as_of):
        """True when the unit owes the rectification after its day."""
        is_owed = self.rectify_by is not None and not self.is_answered_by(as_of)
        return is_owed and not self.is_closed_by(as_of) and self.rectify_by < as_of

    def is_answered_by(self, as_of):
        """True when the unit had put it right at the end of ``as_of``."""
        return self.rectified_on is not None and self.rectified_on <= as_of

    def is_closed_by(self, as_of):
        """True when the supervisors had closed it at the end of ``as_of``."""
        return self.closed_on is not None and self.closed_on <= as_of
