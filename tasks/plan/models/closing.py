"""How a milestone is closed, and what was undone again."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tasks.plan.models.entering import Enterable
from tasks.plan.models.history import Event, asked_by
from tasks.plan.models.restriction import ReadableQuerySet, Restrictable
from tasks.plan.models.stages import Stage
from units.models import Unit, User


class CompletionQuerySet(ReadableQuerySet):
    def undecided(self) -> Self:
        """Those that wait for a head or for a supervisor."""
        return self.filter(state__in=self.model.UNDECIDED)

    def submitted(self, on: date) -> Self:
        """Those that waited for a supervisor at the end of ``on``, the oldest first."""
        undecided = Q(decided_on=None) | Q(decided_on__gt=on)
        return self.filter(undecided, submitted_on__lte=on).order_by("submitted_on", "id")

    def with_asked(self) -> Self:
        """Annotate ``asked``, what the form asked about the day that is claimed."""
        return self.annotate(asked=asked_by(Event.Action.REQUEST_COMPLETION))

    def entered(self) -> Self:
        """Those that supervisors entered afterwards."""
        return self.exclude(batch=None)

    def approving(self, milestone: OuterRef, done_on: OuterRef) -> Self:
        """Those by which ``milestone`` counts as done on ``done_on``, the latest first."""
        approved = self.filter(state=self.model.State.APPROVED, milestone=milestone)
        on_day = approved.alias(day=Coalesce("corrected_on", "completed_on")).filter(day=done_on)
        return on_day.order_by("-decided_on", "-id")


class CompletionRequest(Restrictable, Enterable):
    """A unit says that a milestone is done; its head signs, a supervisor decides."""

    RESTRICTED_AS, WORDS = "request", ("statement", "exception", "decision_note")

    class State(models.TextChoices):
        SIGNING = "signing", _("Waiting for the head's signature")
        SUBMITTED = "submitted", _("Waiting for review")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned")
        SENT_BACK = "sent-back", _("Sent back by the head")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    UNDECIDED = (State.SIGNING, State.SUBMITTED)

    milestone = models.ForeignKey(
        "tasks.Milestone", models.CASCADE, related_name="requests", verbose_name=_("milestone")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    requested_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("requested by")
    )
    requested_on = models.DateField(_("requested on"))
    completed_on = models.DateField(_("completed on"))
    statement = models.TextField(_("what was achieved"))
    exception = models.TextField(_("why another unit did not confirm"), blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State)
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    # Nobody of the unit could sign, so it went on to the supervisors.
    without_head = models.BooleanField(_("no head of the unit"), default=False, editable=False)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_note = models.TextField(_("words of the decision"), blank=True)
    corrected_on = models.DateField(_("completed on, as corrected"), null=True, blank=True)
    is_demo = models.BooleanField(_("demonstration data"), default=False, editable=False)

    # What reviews add: what answers it, how many working days it has waited, the record of its unit,
    # and the files that prove it.
    action: str
    waited: int
    record: dict[str, Any]
    is_near: bool
    is_over: bool
    own_files: list[Any]
    earlier_files: list[Any]

    objects = CompletionQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_on", "-id"]
        verbose_name = _("completion request")
        verbose_name_plural = _("completion requests")
        constraints = [
            models.UniqueConstraint(
                name="completion_one_request_at_a_time",
                fields=["milestone"],
                condition=Q(state__in=["signing", "submitted"]),
            ),
            models.CheckConstraint(
                name="completion_decided_on_iff_decided",
                condition=Q(state__in=["signing", "submitted"], decided_on__isnull=True)
                | Q(
                    state__in=["approved", "returned", "sent-back", "withdrawn"],
                    decided_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="completion_submitted_has_a_day",
                condition=~Q(state__in=["submitted", "approved", "returned"])
                | Q(submitted_on__isnull=False),
            ),
            models.CheckConstraint(name="completion_says_something", condition=~Q(statement="")),
            models.CheckConstraint(
                name="completion_entered_is_approved",
                condition=Q(batch__isnull=True) | Q(state="approved"),
            ),
        ]

    def __str__(self):
        return f"{self.requested_on} {self.unit}"


class Confirmation(models.Model):
    """``unit`` says that its part of a milestone is done; of a group each member for itself."""

    milestone = models.ForeignKey(
        "tasks.Milestone", models.CASCADE, related_name="confirmations", verbose_name=_("milestone")
    )
    assignment = models.ForeignKey(
        "tasks.Assignment",
        models.CASCADE,
        related_name="confirmations",
        verbose_name=_("assignment"),
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_on = models.DateField(_("confirmed on"))
    note = models.TextField(_("words"), blank=True)

    class Meta:
        ordering = ["confirmed_on", "id"]
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        constraints = [
            models.UniqueConstraint(
                name="confirmation_once_per_unit", fields=["milestone", "assignment", "unit"]
            )
        ]

    def __str__(self):
        return f"{self.confirmed_on} {self.assignment}"


class Reopening(models.Model):
    """A completion or stop that was undone: it held until the day before ``reopened_on``."""

    milestone = models.ForeignKey(
        "tasks.Milestone", models.CASCADE, related_name="reopenings", verbose_name=_("milestone")
    )
    ended_as = models.CharField(_("stage until then"), max_length=20, choices=Stage)
    ended_on = models.DateField(_("done or stopped on"))
    reopened_on = models.DateField(_("reopened on"))

    class Meta:
        ordering = ["reopened_on", "id"]
        verbose_name = _("reopening")
        verbose_name_plural = _("reopenings")
        indexes = [models.Index(fields=["milestone", "reopened_on"])]
        constraints = [
            models.CheckConstraint(
                name="reopening_of_something_ended", condition=Q(ended_as__in=["done", "stopped"])
            )
        ]

    def __str__(self):
        return f"{self.ended_on} – {self.reopened_on}"
