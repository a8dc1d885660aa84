"""What district leaders order on a task, and what units answer."""

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tasks.evidence.models import Evidence
from tasks.plan.models.numbered import Numbered
from tasks.plan.models.restriction import NOBODY, ReadableQuerySet, Restrictable
from tasks.plan.models.task import Task
from units.models import Unit, User


class InstructionQuerySet(models.QuerySet):
    def of_plan(self, plan):
        """With the task, who gave each, and what each of its units owes or says to everybody."""
        replies = (
            Reply.objects.seen_by(NOBODY).select_related("unit", "group").order_by("unit__position")
        )
        instructions = self.filter(task__plan=plan)
        instructions = instructions.select_related("task", "given_by", "entered_by")
        return instructions.prefetch_related(Prefetch("replies", replies))

    def answered_to(self, people):
        """Those that one of ``people``, users or their ids, gave or took over."""
        own = Q(given_by__in=people, taken_over_by=None)
        return self.filter(own | Q(taken_over_by__in=people))

    def with_reader(self):
        """Annotate ``reader``, the id of who hears of the replies."""
        return self.annotate(reader=Coalesce("taken_over_by", "given_by"))

    def by_urgency(self):
        """Annotate ``is_owed``: some unit owes its reply. These first, the most pressing before; then
        those that are answered, the newest before.
        """
        owed = Reply.objects.owed().filter(instruction=OuterRef("pk"))
        pressing = Case(When(is_owed=True, then=F("reply_by"))).asc(nulls_last=True)
        return self.annotate(is_owed=Exists(owed)).order_by(
            "-is_owed", pressing, "-given_on", "-id"
        )

    def owed(self):
        """To which some unit owes its reply; the most pressing first."""
        return self.by_urgency().filter(is_owed=True)

    def late(self, on):
        """To which some unit owes its reply after the day that the leader set."""
        return self.owed().filter(reply_by__lt=on)

    def newest_of_tasks(self):
        """Of each task the one that was given last."""
        mine = self.filter(task=OuterRef("task")).order_by("-given_on", "-id")
        return self.filter(pk=Subquery(mine.values("pk")[:1]))

    def for_page(self, task, as_of, reader):
        """Those on ``task`` given up to ``as_of``, newest first, with replies and their files as
        ``reader`` sees them.
        """
        replies = Reply.objects.seen_by(reader).select_related("unit", "group")
        files = Prefetch("evidence", Evidence.objects.shown_to(reader))
        replies = replies.order_by("unit__position").prefetch_related(files)
        instructions = self.filter(task=task, given_on__lte=as_of)
        instructions = instructions.select_related("given_by", "entered_by")
        return instructions.prefetch_related(Prefetch("replies", replies))

    def hand_over(self, old, to, within=None):
        """What ``old``, a unit or group, still owes to these is owed by ``to``, ``{unit: group}``; who
        has a line on one keeps that one, and words that were sent back stay; ``within`` as for
        slips. Return the instructions.
        """
        mine = Q(unit=old, group=within) | Q(group=old)
        owed = Reply.objects.owed().filter(mine, instruction__in=self)
        instructions = [reply.instruction for reply in owed.select_related("instruction")]
        pks = [reply.pk for reply in owed]
        Reply.objects.filter(pk__in=pks, state=Reply.State.OPEN).delete()
        Reply.objects.filter(pk__in=pks).update(state=Reply.State.ANSWERED)
        lines = (
            Reply(instruction=instruction, unit=unit, group=group)
            for instruction in dict.fromkeys(instructions)
            for unit, group in to.items()
        )
        Reply.objects.bulk_create(lines, ignore_conflicts=True)
        return list(dict.fromkeys(instructions))


class Instruction(Numbered):
    """A leader's order (批示) on a task, addressed to some of its units."""

    task = models.ForeignKey(
        Task, models.PROTECT, related_name="instructions", verbose_name=_("task")
    )
    given_by = models.ForeignKey(
        User, models.PROTECT, related_name="instructions", verbose_name=_("given by")
    )
    # Who leads the task since, and hears of the replies in his place.
    taken_over_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("taken over by"),
    )
    # The supervisor who wrote it down in the leader's name, and where the leader gave it: a meeting.
    entered_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("written down by"),
    )
    occasion = models.CharField(_("given at"), max_length=250, blank=True, editable=False)
    given_on = models.DateField(_("given on"))
    text = models.TextField(_("instruction"))
    reply_by = models.DateField(_("reply by"), null=True, blank=True)
    # The paper as it was issued (tasks.paper.sheet).
    sheet = models.JSONField(_("words of the paper"), default=dict, editable=False)

    objects = InstructionQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-id"]
        verbose_name = _("instruction")
        verbose_name_plural = _("instructions")
        constraints = [
            *Numbered.Meta.constraints,
            models.CheckConstraint(name="instruction_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="instruction_entered_at_an_occasion",
                condition=Q(entered_by__isnull=True, occasion="")
                | (Q(entered_by__isnull=False) & ~Q(occasion="")),
            ),
            models.CheckConstraint(
                name="instruction_replied_after_it_was_given",
                condition=Q(reply_by__isnull=True) | Q(reply_by__gte=F("given_on")),
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def receivers(self):
        """The ids of the units that are addressed."""
        return [reply.unit_id for reply in self.replies.all()]

    @property
    def addressees(self):
        """The units and groups that the paper names."""
        return list(dict.fromkeys(one.group or one.unit for one in self.replies.all()))

    @property
    def missing(self):
        """The units that still owe their reply."""
        return [reply.unit for reply in self.replies.all() if reply.is_owed]

    def is_late(self, as_of):
        """True when some unit owed its reply after the day that was set."""
        return any(reply.is_late(as_of) for reply in self.replies.all())


class ReplyQuerySet(ReadableQuerySet):
    def of_plan(self, plan):
        """With the instruction and the unit of each."""
        replies = self.filter(instruction__task__plan=plan)
        return replies.select_related("instruction__task", "instruction__given_by", "unit")

    def of_units(self, units):
        return self.filter(unit__in=list(units))

    def owed(self):
        """Not answered yet, or sent back; the most pressing first."""
        owed = self.exclude(state=Reply.State.ANSWERED)
        return owed.order_by(F("instruction__reply_by").asc(nulls_last=True), "id")


class Reply(Restrictable):
    """What one addressed unit owes and says; made with the instruction."""

    RESTRICTED_AS, WORDS = "reply", ("text", "sent_back_note")

    class State(models.TextChoices):
        OPEN = "open", _("To be answered")
        ANSWERED = "answered", _("Answered")
        SENT_BACK = "sent-back", _("Sent back")

    instruction = models.ForeignKey(
        Instruction, models.CASCADE, related_name="replies", verbose_name=_("instruction")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="replies", verbose_name=_("unit"))
    # The paper names the group, each of its members answers for itself.
    group = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("addressed as"),
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.OPEN)
    text = models.TextField(_("reply"), blank=True)
    replied_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("replied by")
    )
    replied_on = models.DateField(_("replied on"), null=True, blank=True)
    sent_back_note = models.TextField(_("why it was sent back"), blank=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["instruction", "unit__position"]
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        constraints = [
            models.UniqueConstraint(name="reply_once_per_unit", fields=["instruction", "unit"]),
            models.CheckConstraint(
                name="reply_answered_with_words",
                condition=~Q(state="answered") | (~Q(text="") & Q(replied_on__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.unit}: {self.get_state_display()}"

    @property
    def is_owed(self):
        return self.state != self.State.ANSWERED

    def is_answered_by(self, as_of):
        """True when the words that stand here were there at the end of ``as_of``."""
        return self.replied_on is not None and self.replied_on <= as_of

    def is_late(self, as_of):
        """True when the unit still owed its reply after the day that was set."""
        due = self.instruction.reply_by
        is_owed = self.is_owed or not self.is_answered_by(as_of)
        return is_owed and due is not None and due < as_of
