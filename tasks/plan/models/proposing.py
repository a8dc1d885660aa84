"""Corrections that wait for a second person: docs/changes.md."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from units.models import User

if TYPE_CHECKING:
    from tasks.plan.models.milestone import Milestone
    from tasks.plan.models.plan import Plan
    from tasks.plan.models.task import Task


class ProposedQuerySet(models.QuerySet["ProposedCorrection"]):
    def waiting(self) -> Self:
        return self.filter(state=ProposedCorrection.State.WAITING)

    def about(self, fact: "Plan | Task | Milestone") -> Self:
        """Those of the plan itself, of a task itself, or of a milestone itself."""
        name = str(fact._meta.model_name)
        inner = {"plan": "task", "task": "milestone"}.get(name)
        return self.filter(**{name: fact}, **({inner: None} if inner else {}))

    def with_names(self) -> Self:
        """With all that a line about them says."""
        return self.select_related("plan", "task", "milestone", "proposed_by", "decided_by")


class ProposedCorrection(models.Model):
    """What an administrator sent to correct official facts; nothing of it holds until somebody else
    has agreed.

    ``sent`` is what his form sent, ``{name: texts}``; ``lines`` what was before and after, in the
    official language; ``seen`` the id of the latest correction that he knew of.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for consent")
        AGREED = "agreed", _("Agreed to")
        REFUSED = "refused", _("Not agreed to")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        OUTDATED = "outdated", _("Outdated")

    plan = models.ForeignKey(
        "tasks.Plan", models.PROTECT, related_name="proposed_corrections", verbose_name=_("plan")
    )
    # Of what concerns a task or one of its milestones.
    task = models.ForeignKey(
        "tasks.Task",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposed_corrections",
        verbose_name=_("task"),
    )
    milestone = models.ForeignKey(
        "tasks.Milestone",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposed_corrections",
        verbose_name=_("milestone"),
    )
    proposed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_on = models.DateField(_("proposed on"))
    reason = models.TextField(_("reason"))
    sent = models.JSONField(_("what was sent"))
    lines = models.JSONField(_("before and after"))
    seen = models.PositiveBigIntegerField(_("latest correction seen"), default=0)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_note = models.TextField(_("words of the decision"), blank=True)

    objects = ProposedQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_on", "id"]
        verbose_name = _("proposed correction")
        verbose_name_plural = _("proposed corrections")
        constraints = [
            models.UniqueConstraint(
                name="proposed_one_at_a_time_of_a_plan",
                fields=["plan"],
                condition=Q(state="waiting", task=None),
            ),
            models.UniqueConstraint(
                name="proposed_one_at_a_time_of_a_task",
                fields=["task"],
                condition=Q(state="waiting", milestone=None),
            ),
            models.UniqueConstraint(
                name="proposed_one_at_a_time_of_a_milestone",
                fields=["milestone"],
                condition=Q(state="waiting"),
            ),
            models.CheckConstraint(
                name="proposed_of_a_milestone_names_its_task",
                condition=Q(milestone=None) | Q(task__isnull=False),
            ),
            models.CheckConstraint(name="proposed_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="proposed_is_decided_by_somebody",
                condition=Q(state="waiting", decided_on=None, decided_by=None)
                | Q(
                    state__in=["agreed", "refused", "withdrawn", "outdated"],
                    decided_on__isnull=False,
                    decided_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="proposed_is_decided_by_another",
                condition=Q(decided_by=None)
                | Q(state="withdrawn", decided_by=F("proposed_by"))
                | ~Q(state="withdrawn") & ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="proposed_is_refused_with_words",
                condition=~Q(state__in=["refused", "outdated"]) | ~Q(decision_note=""),
            ),
        ]

    def __str__(self):
        return f"{self.proposed_on} {self.about}"

    @property
    def about(self) -> "Plan | Task | Milestone":
        """What it corrects."""
        return self.milestone or self.task or self.plan

    @property
    def told_lines(self) -> list[str]:
        """Its ``lines`` as a correction tells them; of a milestone of the task with its words."""
        return [
            (f"“{one['about']}” " if one["about"] else "")
            + f"{one['field']}：{one['before']} → {one['after']}"
            for one in self.lines
        ]

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING
