"""Inspections 督查、明察暗访 and re-checks 回头看: docs/inspections.md."""

from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from tasks.evidence.models import SEEN, Evidence
from tasks.plan.lines import Lines
from tasks.plan.models.milestone import Milestone
from tasks.plan.models.numbered import Numbered
from units.models import Unit, User


class InspectionQuerySet(models.QuerySet):
    def of_plan(self, plan):
        """With all that a row shows."""
        inspections = self.filter(milestone__task__plan=plan)
        inspections = inspections.select_related("milestone__task", "inspected_by")
        return inspections.prefetch_related(Prefetch("visits", Visit.objects.with_units()))

    def for_page(self, plan, as_of, reader):
        """Those of ``plan`` written down up to ``as_of``, each unit's line, files as ``reader`` sees."""
        files = Prefetch("evidence", Evidence.objects.shown_to(reader))
        visits = Visit.objects.with_units().select_related("rectified_by").prefetch_related(files)
        inspections = self.up_to(as_of).filter(milestone__task__plan=plan)
        inspections = inspections.select_related("milestone__task", "inspected_by")
        return inspections.prefetch_related(Prefetch("visits", visits), files)

    def up_to(self, as_of):
        return self.filter(inspected_on__lte=as_of)

    def rechecks_of(self, month):
        """The re-checks of the sample of ``month``, a first of a month."""
        return self.filter(kind=Inspection.Kind.RECHECK, month=month)

    def hand_over(self, old, to, within=None):
        """What ``old``, a unit or group, still has to rectify among these, ``to`` has to,
        ``{unit: group}``; who has a line on one keeps that one; ``within`` as for slips. Return them.
        """
        mine = Q(unit=old, group=within) | Q(group=old)
        owed = Visit.objects.owed().filter(mine, inspection__in=self)
        lines = {}
        for visit in owed.select_related("inspection", "unit"):
            lines.setdefault(visit.inspection, []).append(visit)
        for inspection, visits in lines.items():
            inspection.pass_on(visits, to)
        return list(lines)


class Inspection(Numbered):
    """What supervisors found about one milestone where they looked; each unit has a Visit."""

    class Kind(models.TextChoices):
        SITE = "site", _("On-site inspection")
        COVERT = "covert", _("Unannounced visit")
        RECHECK = "recheck", _("Re-check")

    milestone = models.ForeignKey(
        Milestone, models.PROTECT, related_name="inspections", verbose_name=_("milestone")
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
    # The paper as it was issued (tasks.paper.sheet).
    sheet = models.JSONField(_("words of the paper"), default=dict, editable=False)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-inspected_on", "-id"]
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        constraints = [
            *Numbered.Meta.constraints,
            models.UniqueConstraint(
                name="inspection_one_recheck_a_month",
                fields=["milestone", "month"],
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
        ]

    def __str__(self):
        return f"{self.inspected_on} {self.get_kind_display()} {self.milestone}"

    @property
    def day(self):
        """The day of the visit: where none is named, that on which it was written down."""
        return self.visited_on or self.inspected_on

    @property
    def receivers(self):
        """The ids of the units that were visited."""
        return [visit.unit_id for visit in self.visits.all()]

    @property
    def addressees(self):
        """The units and groups that the paper names."""
        return list(dict.fromkeys(visit.group or visit.unit for visit in self.visits.all()))

    @property
    def passed(self):
        """True when nothing was found wrong at any unit."""
        return all(visit.passed for visit in self.visits.all())

    @property
    def demands(self):
        """The lines of the units that have something to rectify."""
        return [visit for visit in self.visits.all() if visit.rectify_by]

    def rectified(self, as_of):
        """The Lines of those that have something to rectify, at the end of ``as_of``."""
        return Lines(
            {
                one.unit: one.rectified_on if one.is_answered_by(as_of) else None
                for one in self.demands
            }
        )

    def is_late(self, as_of):
        """True when some unit owes its rectification after its day."""
        return any(visit.is_late(as_of) for visit in self.visits.all())

    def is_closed_by(self, as_of):
        """True when all that was to be rectified was closed at the end of ``as_of``."""
        demands = self.demands
        return bool(demands) and all(visit.is_closed_by(as_of) for visit in demands)

    def pass_on(self, owed, to):
        """Give the units of ``to`` what the visits ``owed`` still ask for, all of it by the first
        day; files that came with a rectification that was sent back go along.
        """
        words = dict.fromkeys(visit.findings for visit in owed if visit.findings)
        asked = {
            "findings": "\n".join(words),
            "passed": False,
            "rectify_by": min(visit.rectify_by for visit in owed),
        }
        lines = (Visit(inspection=self, unit=unit, group=to[unit], **asked) for unit in to)
        Visit.objects.bulk_create(lines, ignore_conflicts=True)
        gone = [visit.pk for visit in owed if visit.unit not in to]
        Evidence.objects.filter(visit__in=gone).update(
            visit=self.visits.filter(unit__in=to).first()
        )
        self.visits.filter(pk__in=gone).delete()


class VisitQuerySet(models.QuerySet):
    def of_plan(self, plan):
        """With the inspection and the unit of each."""
        visits = self.filter(inspection__milestone__task__plan=plan)
        return visits.with_units().select_related("inspection__milestone__task")

    def with_units(self):
        return self.select_related("unit", "group")

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
    def all_findings(self):
        """What was found at the unit: at all of them, and there alone."""
        return "\n".join(filter(None, (self.inspection.findings, self.findings)))

    @property
    def matter(self):
        """What a list says of it: what was found at the unit alone, else at all of them."""
        return self.findings or self.inspection.findings

    @property
    def verdict(self):
        """What the supervisors said last of its rectification, as history tells it."""
        return f"{self.unit}：{self.opinion}"

    @property
    def files(self):
        """What the unit sent with its rectification."""
        return [file for file in self.evidence.all() if file.action not in SEEN]

    @property
    def seen_files(self):
        """What supervisors saw when they looked at it again."""
        return [file for file in self.evidence.all() if file.action in SEEN]

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

    def is_looked_at_by(self, as_of):
        """True when the supervisors' words that stand here were there at the end of ``as_of``."""
        return self.looked_on is not None and self.looked_on <= as_of

    def is_closed_by(self, as_of):
        """True when the supervisors had closed it at the end of ``as_of``."""
        return self.closed_on is not None and self.closed_on <= as_of
