"""What is on the agenda of a stocktake 调度会, and what it decided: docs/meeting.md."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tasks.ground.clock import time_on
from tasks.instructions.models import Instruction
from tasks.plan.models import Event, Extension, Meeting, Milestone, Task
from tasks.plan.models.history import History
from units.models import Unit, User


class AgendaQuerySet(models.QuerySet["AgendaItem"]):
    def shown_on(self, as_of: date) -> Self:
        """Those on the agenda at the end of ``as_of``, in their order."""
        left = Q(left_out_on=None) | Q(left_out_on__gt=as_of)
        return self.filter(left, added_on__lte=as_of).order_by("position", "id")

    def left_out_by(self, as_of: date) -> Self:
        """Those that somebody had left out by the end of ``as_of``."""
        return self.filter(left_out_on__lte=as_of).order_by("task__number")


class AgendaItem(models.Model):
    """A task on the agenda, with the promise that is looked at, and what is to be decided."""

    class Reason(models.TextChoices):
        DECIDED = "decided", _("decided at an earlier meeting and not settled")
        RED = "red", _("overdue")
        EXTENSION = "extension", _("asks for an extension")
        INSTRUCTION = "instruction", _("owes a leader its reply")
        AMBER = "amber", _("due soon")
        PICKED = "picked", _("chosen by the supervisors")

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="items", verbose_name=_("stocktake")
    )
    task = models.ForeignKey(Task, models.PROTECT, related_name="+", verbose_name=_("task"))
    milestone = models.ForeignKey(
        Milestone, models.PROTECT, related_name="+", verbose_name=_("milestone")
    )
    # Values of Reason.
    reasons = models.JSONField(_("why"), default=list)
    position = models.PositiveIntegerField(_("place"))
    asked = models.TextField(_("decision asked for"), blank=True)
    added_on = models.DateField(_("added on"))
    left_out_on = models.DateField(_("left out on"), null=True, blank=True)

    objects = AgendaQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "position", "id"]
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [
            models.UniqueConstraint(name="agenda_item_once_a_task", fields=["meeting", "task"]),
            models.CheckConstraint(
                name="agenda_item_left_out_after_it_was_added",
                condition=Q(left_out_on__isnull=True) | Q(left_out_on__gte=F("added_on")),
            ),
        ]

    def __str__(self):
        return f"{self.task}"

    @property
    def why(self) -> list[str]:
        """The reasons in words, the gravest first."""
        return [str(reason.label) for reason in self.Reason if reason in self.reasons]


class DecisionQuerySet(models.QuerySet["MeetingDecision"]):
    def for_fate(self) -> Self:
        """With all that tells what became of each."""
        people = ("item__meeting", "item__task", "item__milestone", "event__person", "closed_by")
        decisions = self.select_related(*people, "instruction", "extension")
        return decisions.prefetch_related(Prefetch("units", Unit.objects.order_by("position")))

    def up_to(self, as_of: date) -> Self:
        """Those of the days up to ``as_of``."""
        return self.filter(decided_on__lte=as_of)


class MeetingDecision(models.Model):
    """What a meeting decided about one item, and the act that it became; never changed but to close a note."""

    class Kind(models.TextChoices):
        INSTRUCTION = "instruction", pgettext_lazy("decision", "Instruction")
        URGE = "urge", pgettext_lazy("decision", "Urge")
        GRANT = "grant", _("Grant the extension")
        REFUSE = "refuse", _("Refuse the extension")
        NOTE = "note", pgettext_lazy("decision", "Note")

    item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="decisions", verbose_name=_("agenda item")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    text = models.TextField(_("decision"))
    # Who sees to it by when; of a note also somebody without a unit here.
    units = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name=_("units"))
    owner = models.CharField(_("who sees to it"), max_length=100, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"))
    # Of the act: what happened later has a higher key.
    event = models.ForeignKey(
        Event, models.PROTECT, related_name="meeting_decisions", verbose_name=_("event")
    )
    instruction = models.ForeignKey(
        Instruction, models.PROTECT, null=True, related_name="+", verbose_name=_("instruction")
    )
    extension = models.ForeignKey(
        Extension, models.PROTECT, null=True, related_name="+", verbose_name=_("extension")
    )
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("closed by")
    )
    closed_on = models.DateField(_("closed on"), null=True)
    closed_event = models.ForeignKey(
        Event, models.PROTECT, null=True, related_name="+", verbose_name=_("closed by the event")
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["decided_on", "id"]
        verbose_name = _("decision of a stocktake")
        verbose_name_plural = _("decisions of stocktakes")
        constraints = [
            models.CheckConstraint(
                name="meeting_decision_is_its_act",
                condition=Q(kind="instruction", instruction__isnull=False, extension__isnull=True)
                | Q(kind__in=["grant", "refuse"], instruction__isnull=True, extension__isnull=False)
                | Q(kind__in=["urge", "note"], instruction__isnull=True, extension__isnull=True),
            ),
            models.CheckConstraint(
                name="meeting_decision_says_something", condition=Q(kind="grant") | ~Q(text="")
            ),
            models.CheckConstraint(
                name="meeting_decision_note_is_closed_by_somebody",
                condition=Q(
                    closed_on__isnull=True, closed_by__isnull=True, closed_event__isnull=True
                )
                | Q(
                    kind="note",
                    closed_on__gte=F("decided_on"),
                    closed_by__isnull=False,
                    closed_event__isnull=False,
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}：{self.text}"


class ChangeQuerySet(models.QuerySet["MeetingChange"]):
    def shown_on(self, as_of: date) -> Self:
        """Those of the days up to ``as_of``, the latest first, with who made them."""
        return self.filter(on__lte=as_of).select_related("person__unit")

    def since(self, seen: int) -> Self:
        """Those after the version ``seen``, the latest first, with who made them."""
        return self.filter(version__gt=seen).select_related("person__unit")


class MeetingChange(History):
    """Who changed a meeting or its agenda when, and from what to what, in the language of papers."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="changes", verbose_name=_("stocktake")
    )
    # The meeting's version after it.
    version = models.PositiveIntegerField(_("version"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))
    on = models.DateField(_("day"))
    at = models.DateTimeField(_("time"), auto_now_add=True)
    text = models.TextField(_("what changed"))

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "-version"]
        verbose_name = _("change of a stocktake")
        verbose_name_plural = _("changes of stocktakes")
        constraints = [
            models.UniqueConstraint(
                name="meeting_change_version_once", fields=["meeting", "version"]
            ),
            models.CheckConstraint(name="meeting_change_says_something", condition=~Q(text="")),
        ]

    def __str__(self):
        return self.text

    @property
    def time(self) -> str:
        """The time of day; empty when it was recorded on another day than it is of."""
        return time_on(self.at, self.on)
