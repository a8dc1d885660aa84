"""Overdue flags: what the nightly job remembers."""

from datetime import date

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from tasks.plan.models.closing import CompletionRequest
from tasks.plan.models.milestone import Milestone
from tasks.plan.models.stages import Stage
from tasks.plan.models.standing import Standing


def standing_on(day):
    """The Standing of a flag's milestone on ``day``, an expression of the flag."""
    day = OuterRef(day)
    return Standing.objects.filter(milestone=OuterRef("milestone"), since__lte=day, until__gt=day)


class FlagQuerySet(models.QuerySet):
    def for_list(self, plan, as_of):
        """Those of ``plan`` up to ``as_of``, the longest overdue first, with all that is known of
        them today.

        Annotates ``light`` (the milestone's of the day), ``due_then`` (what counts as its date when
        it was flagged), ``due`` (its date on that day, or on the day that ended it), ``done_on`` and
        ``approved_on``, where a completion ended it, and ``batch``, where it was entered afterwards.
        """
        flags = self.filter(milestone__task__plan=plan, first_on__lte=as_of)
        lights = Milestone.objects.of(plan, as_of).filter(pk=OuterRef("milestone")).values("light")
        last = Case(When(closed_on__lte=as_of, then=F("closed_on")), default=Value(as_of))
        done = standing_on("last").filter(stage=Stage.DONE).values("ended_on")
        approving = CompletionRequest.objects.approving(OuterRef("milestone"), OuterRef("done_on"))
        return (
            flags.alias(last=last)
            .annotate(
                light=Subquery(lights[:1]),
                due_then=Subquery(standing_on("first_on").values("due")[:1]),
                due=Subquery(standing_on("last").values("due")[:1]),
                done_on=Subquery(done[:1]),
                approved_on=Subquery(approving.values("decided_on")[:1]),
                batch=Subquery(approving.values("batch")[:1]),
            )
            .select_related("milestone__task")
            .order_by("first_on", "milestone__task__number", "milestone__order", "pk")
        )


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

    # What FlagQuerySet.for_list() annotates.
    light: int
    due: date | None
    due_then: date | None
    done_on: date | None
    approved_on: date | None
    batch: int | None

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

    def is_closed_by(self, as_of: date) -> bool:
        return self.closed_on is not None and self.closed_on <= as_of
