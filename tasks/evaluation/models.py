"""What units are evaluated by, and what people add to it 考核评分: docs/evaluation.md."""

from datetime import date
from decimal import Decimal
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tasks.plan.models import Plan
from units.models import Unit, User

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


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def published(self, plan: Plan, as_of: date) -> Self:
        """Those of ``plan`` that everybody reads at the end of ``as_of``, the latest period first."""
        return self.filter(plan=plan, frozen_on__lte=as_of).order_by("-ends", "-begins")


class Evaluation(models.Model):
    """A period of a plan to which people added something. Once frozen its sheets never change, and
    everybody reads them.
    """

    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="evaluations", verbose_name=_("plan")
    )
    begins = models.DateField(_("begins"))
    ends = models.DateField(_("ends"))
    # Rises with each act: what is decided about something else than was seen is refused.
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    frozen_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("published by")
    )
    frozen_on = models.DateField(_("published on"), null=True)
    at = models.DateTimeField(_("time"), auto_now=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "-ends", "-begins"]
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = [
            models.UniqueConstraint(
                name="evaluation_once_a_period", fields=["plan", "begins", "ends"]
            ),
            models.CheckConstraint(
                name="evaluation_ends_after_it_begins", condition=Q(begins__lte=F("ends"))
            ),
            models.CheckConstraint(
                name="evaluation_frozen_by_somebody_when_it_is_over",
                condition=Q(frozen_on=None, frozen_by=None)
                | Q(frozen_by__isnull=False, frozen_on__gt=F("ends")),
            ),
        ]

    def __str__(self):
        return f"{self.begins} – {self.ends}"

    def is_frozen_on(self, as_of: date) -> bool:
        """True where everybody read its sheets at the end of ``as_of``."""
        return self.frozen_on is not None and self.frozen_on <= as_of


class OfUnit(models.Model):
    """What ``person`` said on a day about the sheet of ``unit``."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))
    on = models.DateField(_("day"))
    at = models.DateTimeField(_("time"), auto_now=True)

    class Meta:
        abstract = True
        ordering = ["on", "id"]


class ManualLine(OfUnit):
    """Points that a supervisor gave or took by hand; it stays, and another one makes up for it."""

    evaluation = models.ForeignKey(
        Evaluation, models.CASCADE, related_name="lines", verbose_name=_("evaluation")
    )
    points = models.DecimalField(_("points"), max_digits=4, decimal_places=1)
    reason = models.TextField(_("reason"))

    class Meta(OfUnit.Meta):
        verbose_name = _("line by hand")
        verbose_name_plural = _("lines by hand")
        constraints = [
            models.CheckConstraint(name="manual_line_changes_something", condition=~Q(points=0)),
            models.CheckConstraint(name="manual_line_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self):
        return f"{self.points:+} {self.reason}"


class AppealQuerySet(models.QuerySet["Appeal"]):
    def waiting(self) -> Self:
        """Those that nobody answered yet, the oldest first."""
        return self.filter(answered_on=None).select_related("unit")

    def to_answer(self, plan: Plan) -> Self:
        """Those of ``plan`` that wait, with the period that they are about."""
        return self.waiting().filter(evaluation__plan=plan).select_related("evaluation")


class Appeal(OfUnit):
    """A unit says what it does not agree with 申诉, and a supervisor answers."""

    evaluation = models.ForeignKey(
        Evaluation, models.CASCADE, related_name="appeals", verbose_name=_("evaluation")
    )
    text = models.TextField(_("what the unit does not agree with"))
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_on = models.DateField(_("answered on"), null=True)

    objects = AppealQuerySet.as_manager()

    class Meta(OfUnit.Meta):
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.UniqueConstraint(
                name="appeal_one_open_per_unit",
                fields=["evaluation", "unit"],
                condition=Q(answered_on=None),
            ),
            models.CheckConstraint(name="appeal_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="appeal_answered_iff_answered",
                condition=Q(answer="", answered_by=None, answered_on=None)
                | Q(~Q(answer=""), answered_by__isnull=False, answered_on__isnull=False),
            ),
        ]

    def __str__(self):
        return self.text


class ScoreSheet(models.Model):
    """The sheet of a unit as it was published: it keeps its words, names and points."""

    evaluation = models.ForeignKey(
        Evaluation, models.CASCADE, related_name="sheets", verbose_name=_("evaluation")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    # Its place in the ranking; tasks.evaluation.telling says what the words are.
    order = models.PositiveSmallIntegerField(_("order"))
    words = models.JSONField(_("words of the sheet"))

    class Meta:
        ordering = ["evaluation", "order"]
        verbose_name = _("score sheet")
        verbose_name_plural = _("score sheets")
        constraints = [
            models.UniqueConstraint(
                name="score_sheet_once_per_unit", fields=["evaluation", "unit"]
            ),
        ]

    def __str__(self):
        return f"{self.evaluation} {self.unit}"
