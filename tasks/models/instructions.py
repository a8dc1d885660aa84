"""What district leaders order on a task, and what units answer."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tasks.models.plan import Task
from units.models import Unit, User


class Instruction(models.Model):
    """A leader's order (批示) on a task, addressed to some of its units."""

    task = models.ForeignKey(
        Task, models.PROTECT, related_name="instructions", verbose_name=_("task")
    )
    given_by = models.ForeignKey(
        User, models.PROTECT, related_name="instructions", verbose_name=_("given by")
    )
    given_on = models.DateField(_("given on"))
    text = models.TextField(_("instruction"))
    reply_by = models.DateField(_("reply by"), null=True, blank=True)

    class Meta:
        ordering = ["-given_on", "-id"]
        verbose_name = _("instruction")
        verbose_name_plural = _("instructions")
        constraints = [
            models.CheckConstraint(name="instruction_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="instruction_replied_after_it_was_given",
                condition=Q(reply_by__isnull=True) | Q(reply_by__gte=F("given_on")),
            ),
        ]

    def __str__(self):
        return self.text


class Reply(models.Model):
    """What one addressed unit owes and says; made with the instruction."""

    class State(models.TextChoices):
        OPEN = "open", _("To be answered")
        ANSWERED = "answered", _("Answered")
        SENT_BACK = "sent-back", _("Sent back")

    instruction = models.ForeignKey(
        Instruction, models.CASCADE, related_name="replies", verbose_name=_("instruction")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="replies", verbose_name=_("unit"))
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.OPEN)
    text = models.TextField(_("reply"), blank=True)
    replied_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("replied by")
    )
    replied_on = models.DateField(_("replied on"), null=True, blank=True)
    sent_back_note = models.TextField(_("why it was sent back"), blank=True)

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

    def is_late(self, as_of):
        """True when the unit still owes its reply after the day that was set."""
        due = self.instruction.reply_by
        return self.is_owed and due is not None and due < as_of
