"""What was forecast 预测 of each open milestone on each Monday, and what came of it: docs/forecast.md.

What units themselves expect 预计 is another thing: ``ProgressReport.forecast_on``.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from tasks.ground.days import monday_of
from tasks.plan.models import Milestone, Plan
from tasks.plan.models.stages import Stage

FEWEST = 20  # like cases, below which nothing is said


class Left(models.IntegerChoices):
    """How many days a milestone had left."""

    TWO_WEEKS = 1, _("up to 13 days left")
    MONTH = 2, _("14 to 30 days left")
    TWO_MONTHS = 3, _("31 to 60 days left")
    FOUR_MONTHS = 4, _("61 to 120 days left")
    LONGER = 5, _("more than 120 days left")


class Reported(models.TextChoices):
    """What its units had reported."""

    FRESH = "fresh", _("reported within 30 days")
    OLD = "old", _("last reported earlier, or “no change”")
    NEVER = "never", _("never reported")


class Expected(models.TextChoices):
    """What its unit expected in its last report."""

    IN_TIME = "in-time", _("the unit expects it in time")
    DOUBT = "doubt", _("the unit doubts it")
    UNSAID = "unsaid", _("the unit said nothing of it")


class ForecastQuerySet(models.QuerySet["Forecast"]):
    def of_week(self, on: date) -> Self:
        """Those of the Monday of the week of ``on``."""
        return self.filter(monday=monday_of(on))

    def of_plan(self, plan: Plan, as_of: date) -> Self:
        """Those of the plan that still held at the end of ``as_of``: open, and due on the day of which
        they spoke; what is least likely in time first.
        """
        same = {"milestone__standings__since__lte": as_of, "milestone__standings__until__gt": as_of}
        still = same | {
            "milestone__standings__due": F("due"),
            "milestone__standings__stage__in": (Stage.OPEN, Stage.SIGNING, Stage.SUBMITTED),
        }
        mine = self.filter(milestone__task__plan=plan, **still).select_related("milestone__task")
        share = F("came") * 1.0 / F("cases")
        return mine.order_by(share, "due", "milestone__task__number", "milestone__order")

    def spoken(self) -> Self:
        """Those that say something."""
        return self.filter(depth__gt=0)

    def foreseen(self, milestones: QuerySet[Milestone]) -> dict[str, int]:
        """Of how many of ``milestones`` something is said (``number``), and of how many that fewer than
        half of the like cases were in time (``late``). One query.
        """
        mine = self.spoken().filter(milestone__in=milestones.order_by().values("pk")).order_by()
        fewer = Q(came__lt=F("cases") / 2.0)
        return mine.aggregate(number=Count("pk"), late=Count("pk", filter=fewer))

    def known(self, on: date) -> Self:
        """Those of which it was known on the Monday ``on`` how they came out."""
        return self.filter(known_on__lte=on)

    def counts(self, *names: str) -> dict[tuple, tuple[int, int]]:
        """``{values of names: (milestones, how many of them in time)}``.

        A milestone stands for one case, however many Mondays it stood so; for two where it missed
        one date and kept a later one.
        """
        rows = self.order_by().values_list(*names, "in_time")
        found: dict[tuple, list[int]] = {}
        for *key, in_time, number in rows.annotate(number=Count("milestone", distinct=True)):
            sums = found.setdefault(tuple(key), [0, 0])
            sums[0] += number
            sums[1] += number * in_time
        return {key: (cases, came) for key, (cases, came) in found.items()}


class Forecast(models.Model):
    """How an open dated milestone stood when the week of ``monday`` began, and what that said.

    Of ``cases`` milestones that stood like it ``came`` were in time; ``depth`` is how many things
    were compared, 0 where too few cases were known and nothing is said. ``in_time`` is written once
    it is known. It changes no light.
    """

    milestone = models.ForeignKey(
        Milestone, models.CASCADE, related_name="forecasts", verbose_name=_("milestone")
    )
    monday = models.DateField(_("Monday"))
    due = models.DateField(_("due date"))
    left = models.PositiveSmallIntegerField(_("days left"), choices=Left)
    reported = models.CharField(_("reported"), max_length=20, choices=Reported)
    expected = models.CharField(_("expected by the unit"), max_length=20, choices=Expected)
    had_setback = models.BooleanField(_("was extended or returned"))
    depth = models.PositiveSmallIntegerField(_("things compared"))
    cases = models.PositiveIntegerField(_("like cases"))
    came = models.PositiveIntegerField(_("of them in time"))
    # Of all that was known then: what one would say without looking at the milestone.
    all_cases = models.PositiveIntegerField(_("all cases"))
    all_came = models.PositiveIntegerField(_("of all in time"))
    in_time = models.BooleanField(pgettext_lazy("forecast", "in time"), null=True)
    known_on = models.DateField(_("known on"), null=True)

    objects = ForecastQuerySet.as_manager()

    class Meta:
        ordering = ["-monday", "milestone"]
        verbose_name = _("forecast")
        verbose_name_plural = _("forecasts")
        indexes = [
            models.Index(fields=["monday"]),
            models.Index(
                name="forecast_unknown", fields=["due"], condition=Q(known_on__isnull=True)
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="forecast_once_a_monday", fields=["milestone", "monday"]),
            models.CheckConstraint(
                name="forecast_part_of_cases",
                condition=Q(came__lte=F("cases"), all_came__lte=F("all_cases")),
            ),
            models.CheckConstraint(
                name="forecast_silent_below_20",
                condition=Q(depth=0, cases=0) | Q(depth__gte=1, depth__lte=4, cases__gte=20),
            ),
            models.CheckConstraint(
                name="forecast_known_on_a_day",
                condition=Q(in_time__isnull=True, known_on__isnull=True)
                | Q(in_time__isnull=False, known_on__isnull=False, known_on__gt=F("monday")),
            ),
            models.CheckConstraint(
                name="forecast_of_what_is_to_come", condition=Q(due__gte=F("monday"))
            ),
        ]

    def __str__(self):
        return f"{self.monday} {self.milestone_id}"

    @property
    def percent(self) -> int:
        """How many of 100 like cases were in time."""
        return round(100 * self.came / self.cases)

    @property
    def alike(self) -> str:
        """What the like cases had in common with it, in words."""
        setback = (
            _("was extended or returned") if self.had_setback else _("never extended or returned")
        )
        words = (
            self.get_left_display(),
            self.get_reported_display(),
            self.get_expected_display(),
            setback,
        )
        return pgettext("list", ", ").join(map(str, words[: self.depth]))
