"""The mail queue and the diary of the jobs: docs/delivery.md. The database is the queue."""

import uuid
from datetime import datetime
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from units.models import User

# The names of all mails are made from this one; never change it.
NAMES = uuid.UUID("5a0d2f0e-6a5f-5c57-9d3a-0f1e6f3a2015")


class Mail(models.Model):
    """What the ledger tells one person: an entry of his inbox, and the content of its deliveries.

    ``body`` is ``{opening, sections: [{title, lines: [{text, note, path}], more}]}``, and with a
    one-time code its id as ``code``.
    """

    class Kind(models.TextChoices):
        DIGEST = "digest", _("Weekly digest")
        REMINDER = "reminder", _("Reminder")
        SLIP = "slip", _("Supervision slip")
        URGE = "urge", _("Urging")
        INSPECTION = "inspection", pgettext_lazy("mail", "Inspection")
        INSTRUCTION = "instruction", pgettext_lazy("mail", "Instruction")
        ACCOUNT = "account", pgettext_lazy("mail", "Account")
        NOTICE = "notice", pgettext_lazy("mail", "Notice")
        MORNING = "morning", _("Morning mail")
        TEST = "test", _("Test mail")

    # Made from kind, period and recipient, so that a second copy cannot exist.
    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    period = models.CharField(_("occasion"), max_length=100)
    recipient = models.ForeignKey(
        User, models.PROTECT, related_name="mails", verbose_name=_("recipient")
    )
    subject = models.CharField(_("subject"), max_length=200)
    body = models.JSONField(_("content"))
    written_at = models.DateTimeField(_("written at"))
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    # It stands in the inbox, and the next morning mail will carry it; there is no mail of its own.
    waits = models.BooleanField(_("waits for the morning mail"), default=False)

    class Meta:
        ordering = ["-written_at", "id"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [
            models.Index(
                name="mail_unread", fields=["recipient"], condition=Q(read_at__isnull=True)
            ),
            models.Index(name="mail_waits", fields=["recipient"], condition=Q(waits=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                name="mail_once_per_occasion_and_person", fields=["kind", "period", "recipient"]
            ),
            models.CheckConstraint(name="mail_has_a_subject", condition=~Q(subject="")),
        ]

    def __str__(self):
        return self.subject

    @staticmethod
    def key(kind: str, period: str, recipient_id: int) -> uuid.UUID:
        """The id of the one mail of this kind and occasion to this person."""
        return uuid.uuid5(NAMES, f"{kind}/{period}/{recipient_id}")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> Self:
        """Those that are neither sent nor given up."""
        return self.filter(state=Delivery.State.WAITING)

    def due(self, now: datetime) -> Self:
        """Those to be tried now, the longest due first; none of a channel that is paused."""
        paused = Outage.objects.filter(resume_at__gt=now).values("channel")
        ready = self.waiting().filter(due_at__lte=now, expires_at__gt=now)
        return ready.exclude(channel__in=paused).order_by("due_at", "id")


class Delivery(models.Model):
    """One mail on its way to its recipient over one channel."""

    class Channel(models.TextChoices):
        MAIL = "mail", _("E-mail")
        WEBHOOK = "webhook", _("Webhook")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        REFUSED = "refused", pgettext_lazy("mail", "Refused")
        NO_ADDRESS = "no-address", _("No address")
        EXPIRED = "expired", _("Expired")
        LEFT = "left", pgettext_lazy("mail", "Recipient has left")
        DROPPED = "dropped", pgettext_lazy("mail", "Plan archived")

    mail = models.ForeignKey(
        Mail, models.CASCADE, related_name="deliveries", verbose_name=_("mail")
    )
    channel = models.CharField(_("channel"), max_length=20, choices=Channel)
    address = models.CharField(_("address"), max_length=254, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.WAITING)
    # When it is to be tried next. Who claims it moves this ahead: that is the lease.
    due_at = models.DateTimeField(_("next try at"))
    expires_at = models.DateTimeField(_("expires at"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    error = models.CharField(_("last error"), max_length=500, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at", "-id"]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [
            models.Index(name="delivery_due", fields=["due_at"], condition=Q(state="waiting"))
        ]
        constraints = [
            models.UniqueConstraint(name="delivery_once_per_channel", fields=["mail", "channel"]),
            models.CheckConstraint(
                name="delivery_sent_at_some_time",
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
            ),
        ]

    def __str__(self):
        return f"{self.mail_id} {self.get_channel_display()} {self.get_state_display()}"

    @property
    def message_id(self) -> str:
        """The same at every try, so that mailboxes can tell a repeated mail."""
        return f"<{self.mail_id}@{urlsplit(settings.SITE_URL).hostname}>"


class Outage(models.Model):
    """A channel that does not work at all: nothing is tried before ``resume_at``."""

    channel = models.CharField(
        _("channel"), max_length=20, choices=Delivery.Channel, primary_key=True
    )
    since = models.DateTimeField(_("since"))
    resume_at = models.DateTimeField(_("next try at"))
    error = models.CharField(_("last error"), max_length=500)

    class Meta:
        verbose_name = _("outage")
        verbose_name_plural = _("outages")

    def __str__(self):
        return f"{self.get_channel_display()}: {self.error}"


class JobRun(models.Model):
    """One run of a job for one period (a day, an ISO week); the second start finds it."""

    class State(models.TextChoices):
        RUNNING = "running", _("Running")
        DONE = "done", pgettext_lazy("job", "Done")
        FAILED = "failed", _("Failed")

    job = models.CharField(_("job"), max_length=50)
    period = models.CharField(_("period"), max_length=20)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.RUNNING)
    started_at = models.DateTimeField(_("started at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=500, blank=True)

    class Meta:
        ordering = ["-started_at", "-id"]
        verbose_name = _("job run")
        verbose_name_plural = _("job runs")
        constraints = [
            models.UniqueConstraint(name="job_run_once_per_period", fields=["job", "period"]),
            models.CheckConstraint(
                name="job_run_ends",
                condition=Q(state="running", ended_at__isnull=True)
                | (~Q(state="running") & Q(ended_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.job} {self.period}"

    @property
    def seconds(self) -> float | None:
        """How long it took, in seconds, or None while it runs."""
        return (self.ended_at - self.started_at).total_seconds() if self.ended_at else None
