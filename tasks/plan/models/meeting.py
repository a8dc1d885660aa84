"""Stocktakes 调度会 of a plan: when they are, who chairs them, of whose work: docs/meeting.md.

What is on their agenda and what they decide stands in tasks.meeting; a leader's calendar, which lies
below that room, knows the days.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from leaders.models import Leader
from tasks.ground.official import written
from tasks.plan.models.leading import TaskLeader
from tasks.plan.models.plan import Plan
from units.models import Unit, User


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def of_plan(self, plan: Plan, as_of: date) -> Self:
        """Those of the plan that were set down by the end of ``as_of``, the latest first."""
        return self.filter(plan=plan, prepared_on__lte=as_of).select_related("chair", "plan")

    def coming(self, on: date) -> Self:
        """Those that are not over at the end of the day, the next first."""
        open_then = Q(closed_on=None) | Q(closed_on__gt=on)
        return self.filter(open_then, held_on__gte=on).order_by("held_on", "id")

    def before(self, meeting: "Meeting") -> Self:
        """Those of the same plan that were held before ``meeting``, the latest first."""
        earlier = Q(held_on__lt=meeting.held_on) | Q(held_on=meeting.held_on, pk__lt=meeting.pk)
        return self.filter(earlier, plan=meeting.plan_id)

    def of_leader(self, leader: Leader, on: date) -> Self:
        """Those that the leader chairs, or on whose agenda stands at the end of the day ``on`` what he
        leads.
        """
        led = TaskLeader.ever.on(on).filter(leader=leader).values("task")
        stands = Q(items__left_out_on=None) | Q(items__left_out_on__gt=on)
        his = Q(stands, items__added_on__lte=on, items__task__in=led)
        return self.filter(Q(chair=leader) | Q(leaders=leader) | his).distinct()


class Meeting(models.Model):
    """One stocktake of a plan on the day ``held_on``; until it is ``closed_on`` a day its minutes are open."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="meetings", verbose_name=_("plan"))
    title = models.CharField(_("title"), max_length=100)
    held_on = models.DateField(_("day of the meeting"))
    place = models.CharField(_("place"), max_length=100, blank=True)
    # A lead leader, or who else in words.
    chair = models.ForeignKey(
        Leader,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chairing leader"),
    )
    chair_words = models.CharField(_("who else chairs"), max_length=100, blank=True)
    # Of whose work it is; empty: of the whole plan.
    units = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name=_("units"))
    leaders = models.ManyToManyField(
        Leader, related_name="+", blank=True, verbose_name=_("lead leaders")
    )
    prepared_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("prepared by")
    )
    prepared_on = models.DateField(_("prepared on"))
    # Rises with each change of the meeting or its agenda.
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    attended = models.TextField(_("who attended"), blank=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("closed by")
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    # The words of the day (tasks.meeting.minutes); empty until it is closed.
    minutes = models.JSONField(_("minutes"), default=dict, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        verbose_name = _("stocktake")
        verbose_name_plural = _("stocktakes")
        constraints = [
            models.CheckConstraint(name="meeting_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="meeting_is_chaired_by_somebody",
                condition=Q(chair__isnull=False, chair_words="")
                | (Q(chair__isnull=True) & ~Q(chair_words="")),
            ),
            models.CheckConstraint(
                name="meeting_is_prepared_before_it_is_held",
                condition=Q(held_on__gte=F("prepared_on")),
            ),
            models.CheckConstraint(
                name="meeting_is_closed_by_somebody",
                condition=Q(closed_on__isnull=True, closed_by__isnull=True)
                | Q(closed_on__gte=F("held_on"), closed_by__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def name(self) -> str:
        """As papers name it, with its day."""
        return f"{self.title}（{written(self.held_on)}）"

    @property
    def chaired_by(self) -> str:
        """Who chairs it, with his office."""
        return f"{self.chair.title}{self.chair.name}" if self.chair else self.chair_words

    def is_closed_by(self, as_of: date) -> bool:
        """True when its minutes were closed by the end of ``as_of``."""
        return self.closed_on is not None and self.closed_on <= as_of
