"""Tasks that somebody wants beside the document 计划外立项, until another supervisor decides: docs/changes.md."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from leaders.models import Leader
from tasks.ground.clock import time_on
from tasks.plan.models import Assignment, Plan, Task
from units.models import Unit, User

Role = Assignment.Role


class Piece(NamedTuple):
    """A milestone that is proposed; without a day it is ongoing work."""

    text: str
    due_on: date | None


class ProposalQuerySet(models.QuerySet["ExtraProposal"]):
    def waiting(self) -> Self:
        """Those that nobody decided, the oldest first."""
        return self.filter(state=ExtraProposal.State.WAITING).order_by("proposed_on", "id")

    def of_plan(self, plan: Plan) -> Self:
        """Those of the plan, with who proposed and who decided."""
        return self.filter(plan=plan).select_related("proposed_by", "decided_by", "task")


class ExtraProposal(models.Model):
    """A task outside the plan that ``proposed_by`` proposes. Once decided it is read like an Event where
    somebody came second, and has its columns.
    """

    class Source(models.TextChoices):
        MEETING = "meeting", _("Meeting")
        INSTRUCTION = "instruction", _("Written instruction")
        OTHER = "other", _("Other source")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for another supervisor")
        APPROVED = "approved", _("Set up as a task")
        REFUSED = "refused", _("Not set up")
        WITHDRAWN = "withdrawn", _("Proposal withdrawn")

    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="extra_proposals", verbose_name=_("plan")
    )
    source = models.CharField(_("source"), max_length=20, choices=Source)
    source_words = models.CharField(_("which one"), max_length=200)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"))
    leaders = models.ManyToManyField(Leader, related_name="+", verbose_name=_("lead leaders"))
    host = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("lead unit"))
    co_leads = models.ManyToManyField(
        Unit, related_name="+", blank=True, verbose_name=_("further lead units")
    )
    participating = models.ManyToManyField(
        Unit, related_name="+", blank=True, verbose_name=_("participating units")
    )
    # [{"text": …, "due_on": ISO day or null}] in their order.
    milestones = models.JSONField(_("milestones"))
    reason = models.TextField(_("reason"))
    proposed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("put forward by")
    )
    proposed_on = models.DateField(_("put forward on"))
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    at = models.DateTimeField(_("time"), auto_now=True)
    note = models.TextField(_("words of the decision"), blank=True)
    task = models.OneToOneField(
        Task, models.PROTECT, null=True, blank=True, related_name="proposal", verbose_name=_("task")
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_on", "-id"]
        verbose_name = _("proposal of a task outside the plan")
        verbose_name_plural = _("proposals of tasks outside the plan")
        constraints = [
            models.CheckConstraint(
                name="extra_says_what_and_why",
                condition=~Q(title="") & ~Q(source_words="") & ~Q(description="") & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="extra_decided_iff_decided",
                condition=Q(state="waiting", decided_by=None, decided_on=None)
                | Q(~Q(state="waiting"), decided_by__isnull=False, decided_on__isnull=False),
            ),
            models.CheckConstraint(
                name="extra_decided_by_another_person",
                condition=~Q(state__in=["approved", "refused"]) | ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="extra_withdrawn_by_whoever_proposed",
                condition=~Q(state="withdrawn") | Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="extra_has_a_task_iff_approved",
                condition=Q(state="approved", task__isnull=False)
                | Q(~Q(state="approved"), task=None),
            ),
            models.CheckConstraint(
                name="extra_ends_with_a_reason",
                condition=~Q(state__in=["refused", "withdrawn"]) | ~Q(note=""),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def pieces(self) -> list[Piece]:
        """Its milestones, in their order."""
        return [
            Piece(one["text"], date.fromisoformat(one["due_on"]) if one["due_on"] else None)
            for one in self.milestones
        ]

    def parts(self) -> Iterator[tuple[Unit, str, int]]:
        """(unit, role, order) of each part; the first lead unit is the host."""
        yield self.host, Role.LEAD, 1
        for role, units in ((Role.LEAD, self.co_leads), (Role.PARTICIPATING, self.participating)):
            for order, unit in enumerate(units.order_by("position", "pk"), 2):
                yield unit, role, order

    # As of an Event.
    @property
    def on(self) -> date | None:
        return self.decided_on

    @property
    def person(self) -> User | None:
        return self.decided_by

    @property
    def unit(self) -> Unit | None:
        return self.decided_by and self.decided_by.unit

    @property
    def time(self) -> str:
        """Empty when it was decided on another day."""
        return time_on(self.at, self.decided_on)

    def get_action_display(self) -> str:
        return str(self.get_state_display())
