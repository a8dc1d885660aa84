"""What units report on their milestones, and the later dates that they request."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import (
    Case,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _

from tasks.plan.models.entering import Enterable
from tasks.plan.models.history import Event, asked_by
from tasks.plan.models.numbered import Numbered
from tasks.plan.models.restriction import NOTICE, ReadableQuerySet, Restrictable
from units.models import Unit, User

if TYPE_CHECKING:
    from tasks.plan.models.plan import Plan


class Outlook(models.TextChoices):
    """Whether a milestone will be done in time, as somebody rates it."""

    CONFIDENT = "confident", _("Confident")
    AT_RISK = "at-risk", _("At risk")
    UNABLE = "unable", _("Cannot be done in time")


WORRIED = (Outlook.AT_RISK, Outlook.UNABLE)


class ReportQuerySet(ReadableQuerySet):
    def last_words(self, as_of: date) -> Self:
        """Of each milestone the last of these up to the end of ``as_of`` that says something: "no
        change" leaves standing what was said before it.
        """
        said = self.filter(kind=self.model.Kind.REPORT, reported_on__lte=as_of)
        mine = said.filter(milestone=OuterRef("milestone")).order_by("-reported_on", "-id")
        return said.filter(pk=Subquery(mine.values("pk")[:1]))

    def told(self, *names: str) -> list[dict[str, Any]]:
        """The values of ``names`` and what was ``done``, for everybody: of what is restricted only that."""
        rows = self.with_restriction().values("is_restricted", "done", *names)
        return [row | {"done": str(NOTICE)} if row["is_restricted"] else row for row in rows]


class ProgressReport(Restrictable, Enterable):
    """What a unit reports on a milestone on one day. Rows are only ever added."""

    RESTRICTED_AS = "report"
    WORDS = ("done", "difficulties", "next_steps", "forecast_on", "rating_cause")

    class Kind(models.TextChoices):
        REPORT = "report", _("Report")
        NO_CHANGE = "no-change", _("No change")

    milestone = models.ForeignKey(
        "tasks.Milestone", models.CASCADE, related_name="reports", verbose_name=_("milestone")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports", verbose_name=_("unit"))
    reported_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("reported by"),
    )
    reported_on = models.DateField(_("reported on"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.REPORT)
    done = models.TextField(_("done so far"))
    difficulties = models.TextField(_("difficulties"), blank=True)
    next_steps = models.TextField(_("next steps"), blank=True)
    forecast_on = models.DateField(_("expected completion"), null=True, blank=True)
    # Empty where nothing was asked: "no change", what was entered afterwards, older reports.
    rating = models.CharField(_("the unit's rating"), max_length=20, choices=Outlook, blank=True)
    rating_cause = models.TextField(_("cause of the rating"), blank=True)
    is_demo = models.BooleanField(_("demonstration data"), default=False, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_on", "-id"]
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        indexes = [models.Index(fields=["milestone", "reported_on"])]
        constraints = [
            models.CheckConstraint(name="report_says_something", condition=~Q(done="")),
            models.CheckConstraint(
                name="report_rating_known",
                condition=Q(rating__in=["", "confident", "at-risk", "unable"]),
            ),
            models.CheckConstraint(
                name="report_worry_has_a_cause",
                condition=~Q(rating__in=["at-risk", "unable"]) | ~Q(rating_cause=""),
            ),
        ]

    def __str__(self):
        return f"{self.reported_on} {self.unit}"


class ExtensionQuerySet(ReadableQuerySet):
    def undecided(self) -> Self:
        """Those that wait for a head or for a supervisor."""
        return self.filter(decision__in=self.model.UNDECIDED)

    def with_decision(self, as_of: date) -> Self:
        """Annotate ``decision_then``, how each stood at the end of ``as_of``."""
        decision = self.model.Decision
        unsigned = Q(decision__in=(decision.SIGNING, decision.SENT_BACK))
        unsigned |= Q(decision=decision.WITHDRAWN, submitted_on=None) | Q(submitted_on__gt=as_of)
        return self.annotate(
            decision_then=Case(
                When(decided_on__lte=as_of, then=F("decision")),
                When(unsigned, then=Value(decision.SIGNING)),
                default=Value(decision.PENDING),
                output_field=models.CharField(),
            )
        )

    def submitted(self, on: date) -> Self:
        """Those that waited for a supervisor at the end of ``on``, the oldest first."""
        asked = self.filter(requested_on__lte=on).with_decision(on)
        pending = asked.filter(decision_then=self.model.Decision.PENDING)
        return pending.order_by("submitted_on", "id")

    def decided(self) -> Self:
        """Granted and refused ones; what was taken back is nobody's record."""
        return self.filter(decision__in=("granted", "refused"))

    def with_asked(self) -> Self:
        """Annotate ``asked``, what the form asked about the new date."""
        return self.annotate(asked=asked_by(Event.Action.REQUEST_EXTENSION))

    def sums_by_unit(self) -> dict[int | None, dict[str, int]]:
        """``{unit id: {"granted": number, "days": of all granted, "refused": number}}``.

        Days are calendar days, from the old due date to the new one. Needs ``with_decision``.
        """
        granted = Q(decision_then="granted")
        moved = ExpressionWrapper(F("new_due_on") - F("old_due_on"), DurationField())
        rows = self.values("unit").annotate(
            granted=Count("pk", filter=granted),
            refused=Count("pk", filter=Q(decision_then="refused")),
            moved=Sum(moved, filter=granted),
        )
        return {
            row["unit"]: {
                "granted": row["granted"],
                "refused": row["refused"],
                "days": row["moved"].days if row["moved"] else 0,
            }
            for row in rows.order_by()
        }

    def for_table(self, plan: "Plan", as_of: date) -> Self:
        """Those of ``plan`` requested up to ``as_of``, the latest first, as a table shows them."""
        mine = self.filter(milestone__task__plan=plan, requested_on__lte=as_of)
        extensions = mine.with_decision(as_of)
        return extensions.select_related("milestone__task", "unit").order_by("-requested_on", "-id")


class Extension(Restrictable, Numbered, Enterable):
    """A request for a later date and its decision; the earlier date stays in the row."""

    RESTRICTED_AS = "extension"
    WORDS = ("reason", "progress", "measures", "exception", "decision_note", "sheet")

    class Decision(models.TextChoices):
        SIGNING = "signing", _("Waiting for the head's signature")
        PENDING = "pending", _("Waiting for a decision")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        SENT_BACK = "sent-back", _("Sent back by the head")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    UNDECIDED = (Decision.SIGNING, Decision.PENDING)

    milestone = models.ForeignKey(
        "tasks.Milestone", models.CASCADE, related_name="extensions", verbose_name=_("milestone")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    requested_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("requested by"),
    )
    old_due_on = models.DateField(_("due date before"))
    new_due_on = models.DateField(_("new due date"))
    reason = models.TextField(_("reason"))
    progress = models.TextField(_("progress so far"), blank=True)
    measures = models.TextField(_("measures to keep the new date"), blank=True)
    exception = models.TextField(_("why another unit did not confirm"), blank=True)
    requested_on = models.DateField(_("requested on"))
    decision = models.CharField(
        _("decision"), max_length=20, choices=Decision, default=Decision.PENDING
    )
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    # Nobody of the unit could sign, so it went on to the supervisors.
    without_head = models.BooleanField(_("no head of the unit"), default=False, editable=False)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_note = models.TextField(_("words of the decision"), blank=True)
    # The paper as it was issued (tasks.paper.sheet).
    sheet = models.JSONField(_("words of the paper"), default=dict, editable=False)
    is_demo = models.BooleanField(_("demonstration data"), default=False, editable=False)

    # What the lists of reviews add: what answers it, how many working days it has waited, and the
    # record of its unit.
    action: str
    waited: int
    record: dict[str, Any]
    is_near: bool
    is_over: bool

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ["requested_on", "id"]
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        indexes = [models.Index(fields=["milestone", "decision", "decided_on"])]
        constraints = [
            *Numbered.Meta.constraints,
            models.CheckConstraint(
                name="extension_moves_the_date_later",
                condition=Q(new_due_on__gt=F("old_due_on")),
                violation_error_message=_("The new date must be later than the current one."),
            ),
            models.CheckConstraint(
                name="extension_decided_on_iff_decided",
                condition=Q(decision__in=["signing", "pending"], decided_on__isnull=True)
                | Q(
                    decision__in=["granted", "refused", "sent-back", "withdrawn"],
                    decided_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="extension_decided_after_request",
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("requested_on")),
            ),
            models.UniqueConstraint(
                name="extension_one_request_at_a_time",
                fields=["milestone"],
                condition=Q(decision__in=["signing", "pending"]),
            ),
            models.CheckConstraint(name="extension_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="extension_entered_is_granted",
                condition=Q(batch__isnull=True) | Q(decision="granted"),
            ),
        ]

    def __str__(self):
        return f"{self.old_due_on} → {self.new_due_on}"

    @property
    def is_answered(self) -> bool:
        """True when supervisors granted or refused it: there is a paper."""
        return self.decision in (self.Decision.GRANTED, self.Decision.REFUSED)

    @property
    def receivers(self) -> list[int | None]:
        """The id of the unit that asked, as a list."""
        return [self.unit_id]

    @property
    def days(self) -> int:
        """How many calendar days the date moves."""
        return (self.new_due_on - self.old_due_on).days

    @property
    def is_late(self) -> bool:
        """True when it was requested after the due date had passed (逾期申请); of one that was entered
        afterwards only the day of the decision is known.
        """
        return self.requested_on > self.old_due_on and not self.is_entered
