"""What happened: one row per act, never changed."""

from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn, Self

from django.db import models
from django.db.models import CharField, Exists, ExpressionWrapper, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from tasks.ground.clock import time_on
from tasks.plan.models.restriction import (
    ReadableQuerySet,
    Reader,
    Restrictable,
    Restriction,
    RestrictionQuerySet,
)
from units.models import Unit, User

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


class EventQuerySet(ReadableQuerySet):
    def closed(self, reader: Reader) -> Q:
        """The condition that ``reader`` may not read what a row says."""
        return Q(Exists(speaking_of(Restriction.objects.closed_to(reader))))

    def with_people(self) -> Self:
        """With who acted and in whose name."""
        return self.select_related("person", "unit")

    def that(self, *actions: str) -> Self:
        """Those of ``actions``, with who acted."""
        return self.with_people().filter(action__in=actions)

    def up_to(self, as_of: date) -> Self:
        """What had happened by the end of ``as_of``."""
        return self.filter(on__lte=as_of)

    def for_history(self, as_of: date) -> Self:
        """What happened up to ``as_of``, newest first, with all that a line says."""
        events = self.up_to(as_of).select_related("unit", "person", "milestone")
        return events.prefetch_related("corrections").order_by("-on", "-id")


def speaking_of(restrictions: RestrictionQuerySet) -> RestrictionQuerySet:
    """Those of ``restrictions`` whose things the outer Event speaks of: it tells of a report or a reply,
    of what was said about a request while it was open, or of the restriction itself. Where an event
    cannot tell which of two things of a day it is about, it counts for both.
    """
    do, event = Event.Action, OuterRef("pk")
    act = ExpressionWrapper(OuterRef("action"), output_field=CharField())
    mine = restrictions.filter(task=OuterRef("task")).alias(act=act)
    itself = Q(note=event) | Q(marked=event) | Q(admissions__event=event)
    reported = same("report", milestone="milestone", reported_on="on", reported_by="person")
    asked = (do.REQUEST_COMPLETION, do.SIGN, do.SEND_BACK, do.WITHDRAW, do.APPROVE, do.RETURN)
    signed = (do.SIGN_EXTENSION, do.SEND_BACK_EXTENSION, do.WITHDRAW_EXTENSION)
    wished = (do.REQUEST_EXTENSION, *signed, do.GRANT, do.REFUSE)
    answers = same("reply", unit="unit") | same("reply", replied_by="person")
    return mine.filter(
        itself
        | Q(slip=OuterRef("slip"), act=do.REFER)
        | Q(reported, act=do.REPORT)
        | Q(while_open("request"), act__in=asked)
        | Q(while_open("extension"), act__in=wished)
        | Q(same("reply", instruction="instruction"), answers, act=do.REPLY)
        | Q(same("reply", instruction="instruction"), act=do.SEND_BACK_REPLY)
    )


def same(thing: str, **columns: str) -> Q:
    """The condition that these columns of a restricted ``thing`` are those of the outer Event."""
    return Q(**{f"{thing}__{one}": OuterRef(of) for one, of in columns.items()})


def while_open(request: str) -> Q:
    """The condition that the outer Event is of the days on which a restricted ``request`` was open."""
    decided_on = f"{request}__decided_on"
    until = Q(**{decided_on: None}) | Q(**{f"{decided_on}__gte": OuterRef("on")})
    return same(request, milestone="milestone", requested_on__lte="on") & until


def paper(model: str, name: "_StrOrPromise") -> models.ForeignKey:
    """The key to a paper; its model stands in a room above."""
    return models.ForeignKey(
        model, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=name
    )


class History(models.Model):
    """Rows are only ever added: ``save`` and ``delete`` refuse, and the database to change one."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("This is history and never changes.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("This is history and is never deleted.")


class Event(Restrictable, History):
    """Who did what to a task when, in whose name and why."""

    RESTRICTED_AS, WORDS = "note", ("note",)

    class Action(models.TextChoices):
        ACKNOWLEDGE = "acknowledge", _("Acknowledge")
        REPORT = "report", _("Report progress")
        NO_CHANGE = "no-change", _("No change")
        CONFIRM = "confirm", _("Confirm our part")
        REQUEST_COMPLETION = "request-completion", _("Request completion")
        SIGN = "sign", _("Sign")
        SEND_BACK = "send-back", _("Send back")
        WITHDRAW = "withdraw", _("Withdraw the request")
        APPROVE = "approve", _("Approve")
        RETURN = "return", _("Return")
        REOPEN = "reopen", _("Reopen")
        STOP = "stop", _("Stop")
        RESUME = "resume", _("Resume")
        REQUEST_EXTENSION = "request-extension", _("Request an extension")
        SIGN_EXTENSION = "sign-extension", _("Sign the extension request")
        SEND_BACK_EXTENSION = "send-back-extension", _("Send the extension request back")
        WITHDRAW_EXTENSION = "withdraw-extension", _("Withdraw the extension request")
        GRANT = "grant", _("Grant the extension")
        REFUSE = "refuse", _("Refuse the extension")
        CONFIRM_DATE = "confirm-date", _("Confirm the date")
        SET_DATE = "set-date", _("Set the date")
        NAME_UNIT = "name-unit", _("Name the unit that answers")
        SPLIT = "split", _("Split among units")
        ADD_MILESTONE = "add-milestone", _("Add a milestone")
        PLAN_WORK = "plan-work", _("Save the implementation plan")
        ASSESS = "assess", _("Answer the self-assessment")
        REVIEW_ASSESSMENT = "review-assessment", _("Score the self-assessment")
        INSTRUCT = "instruct", _("Write an instruction")
        REPLY = "reply", _("Reply to the instruction")
        SEND_BACK_REPLY = "send-back-reply", _("Send the reply back")
        ISSUE_SLIP = "issue-slip", _("Issue a slip")
        RECEIVE_SLIP = "receive-slip", _("Confirm the receipt of the slip")
        ANSWER_SLIP = "answer-slip", _("Reply to the slip")
        LIFT_SLIP = "lift-slip", _("Withdraw the slip")
        REFER = "refer", _("Suggest accountability")
        URGE = "urge", _("Urge")
        INSPECT = "inspect", _("Inspect")
        RECTIFY = "rectify", _("Report the rectification")
        CLOSE_INSPECTION = "close-inspection", _("Close the inspection")
        SEND_BACK_RECTIFICATION = "send-back-rectification", _("Send the rectification back")
        ASK_RELIEF = "ask-relief", _("Ask to be relieved")
        MOVE_TASK = "move-task", _("Move to another unit")
        NAME_HOST = "name-host", _("Name the host unit")
        REFUSE_RELIEF = "refuse-relief", _("Refuse to move")
        PROPOSE_PRACTICE = "propose-practice", _("Offer as good practice")
        CORRECT = "correct", _("Correct the plan")
        PUBLISH_PRACTICE = "publish-practice", _("Publish as good practice")
        ENTER_PAST = "enter-past", _("Enter what was done before")
        REORGANISE = "reorganise", _("Change of units")
        UNDO_PAST = "undo-past", _("Undo what was entered afterwards")
        WARN = "warn", _("Say that it cannot be done in time")
        RATE = "rate", _("Rate the outlook")
        SET_RHYTHM = "set-rhythm", _("Set the reporting rhythm")
        CARRY_OUT = "carry-out", _("Carry over into the next plan")
        CARRY_IN = "carry-in", _("Take over from the plan before")
        WITHDRAW_TASK = "withdraw-task", _("Withdraw the task")
        MERGE_TASK = "merge-task", _("Merge the task into another one")
        DROP_TASK = "drop-task", _("No longer pursue the task")
        REPLACE_LEADER = "replace-leader", _("Replace the lead leader")
        RESTORE_TASK = "restore-task", _("The task goes on")
        END_WITH_TASK = "end-with-task", _("Ended with its task")
        GO_ON_WITH_TASK = "go-on-with-task", _("Goes on with its task")
        RESTRICT = "restrict", _("Restrict who can read it")
        LIFT_RESTRICTION = "lift-restriction", _("Lift the restriction")
        ADMIT = "admit", _("Let a lead leader read it")
        APPROVE_EXTRA = "approve-extra", _("Set up a task outside the plan")
        PUT_ON_AGENDA = "put-on-agenda", _("Put on the agenda")
        LEAVE_OFF_AGENDA = "leave-off-agenda", _("Leave off the agenda")
        NOTE_DECISION = "note-decision", _("Note a decision of a meeting")
        CLOSE_DECISION = "close-decision", _("Close a decision of a meeting")

    # Words that stand nowhere else: what supervisors said when they decided about a milestone.
    NOTES = (Action.REOPEN, Action.STOP, Action.RESUME, Action.SET_DATE, Action.NAME_UNIT)

    class Holder(models.TextChoices):
        UNIT = "unit", _("the unit")
        HEAD = "head", _("the head of the unit")
        SUPERVISOR = "supervisor", _("the supervisors")

    task = models.ForeignKey(
        "tasks.Task", models.PROTECT, related_name="events", verbose_name=_("task")
    )
    milestone = models.ForeignKey(
        "tasks.Milestone",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("milestone"),
    )
    action = models.CharField(_("action"), max_length=30, choices=Action)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("in the name of"),
    )
    person = models.ForeignKey(
        User, models.PROTECT, related_name="events", verbose_name=_("person")
    )
    on = models.DateField(_("day"))
    at = models.DateTimeField(_("time"), auto_now_add=True)
    note = models.TextField(_("words"), blank=True)
    # What the form asked about odd days, and how the person answered, a line for each day.
    asked = models.TextField(_("asked and answered"), blank=True, editable=False)
    # The paper that it concerns, at most one: a paper's page lists only its own.
    slip = paper("tasks.Slip", _("slip"))
    instruction = paper("tasks.Instruction", _("instruction"))
    inspection = paper("tasks.Inspection", _("inspection"))
    round = paper("tasks.AssessmentRound", _("self-assessment round"))
    batch = paper("tasks.PastBatch", _("what was entered afterwards"))
    meeting = paper("tasks.Meeting", _("stocktake"))
    # Whose turn it is from this act on; empty when the act did not change that.
    holder = models.CharField(_("whose turn"), max_length=20, choices=Holder, blank=True)
    # The milestone's version after the act: what a stale form did not know of.
    version = models.PositiveIntegerField(_("version"), default=0)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["milestone", "on"]),
            models.Index(fields=["task", "on"]),
        ]

    def __str__(self):
        return f"{self.on} {self.get_action_display()}"

    @property
    def is_note(self) -> bool:
        """True where it says words that stand nowhere else."""
        return self.action in self.NOTES and bool(self.note)

    @property
    def time(self) -> str:
        """The time of day in Asia/Shanghai as 15:04; empty when it was recorded on a later day."""
        return time_on(self.at, self.on)


def asked_by(action: str) -> Subquery:
    """What was asked when ``action`` made the outer row, a request about a milestone."""
    mine = {"on": OuterRef("requested_on"), "person": OuterRef("requested_by")}
    latest = Event.objects.filter(action=action, milestone=OuterRef("milestone"), **mine)
    return Subquery(latest.order_by("-id").values("asked")[:1])
