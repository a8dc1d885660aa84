"""Supervision slips 督办单: docs/supervision.md."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from tasks.evidence.models import Evidence
from tasks.plan.lines import Lines
from tasks.plan.models.milestone import Milestone
from tasks.plan.models.numbered import Numbered
from tasks.plan.models.plan import Plan
from tasks.plan.models.restriction import ReadableQuerySet, Restrictable, Restriction
from units.models import Unit, User


class SlipQuerySet(ReadableQuerySet):
    def closed(self, reader):
        """The condition that ``reader`` may not read the referral of a row, which is restricted as
        long as nothing says who may.
        """
        if reader.is_supervisor:
            return Q(pk=None)
        may = Restriction.objects.open_to(reader).filter(slip=OuterRef("pk"))
        return Q(~Exists(may), referred_on__isnull=False)

    def for_table(self, plan, as_of):
        """Those of ``plan`` issued up to ``as_of``, with all that a row shows."""
        slips = self.filter(plan=plan, issued_on__lte=as_of)
        receipts = Prefetch("receipts", Receipt.objects.select_related("unit", "group"))
        return slips.select_related("milestone__task", "issued_by").prefetch_related(receipts)

    def for_page(self, plan, as_of, reader):
        """Those of ``plan`` issued up to ``as_of`` as ``reader`` sees them, with receipts, replies and
        their files.
        """
        receipts = Receipt.objects.select_related(
            "unit", "group", "received_by", "replied_by", "slip"
        )
        files = Prefetch("evidence", Evidence.objects.shown_to(reader))
        receipts = receipts.prefetch_related(files)
        slips = (
            self.seen_by(reader)
            .filter(issued_on__lte=as_of, plan=plan)
            .select_related("plan", "milestone__task__project", "issued_by__unit", "referred_by")
        )
        return slips.prefetch_related(Prefetch("receipts", receipts))

    def open(self):
        return self.filter(lifted_on=None)

    def open_on(self, as_of):
        """Issued and not yet lifted at the end of ``as_of``."""
        lifted_later = Q(lifted_on=None) | Q(lifted_on__gt=as_of)
        return self.filter(lifted_later, issued_on__lte=as_of)

    def lift(self, on, cause, note=""):
        """Lift the open ones among these; return how many."""
        return self.open().update(lifted_on=on, lifted_because=cause, lifted_note=note)

    def open_again(self):
        """What lifted these was undone."""
        self.update(lifted_on=None, lifted_because="", lifted_note="")

    def lift_ended(self, on, stage):
        """Lift the open ones, where ``stage`` is one that ends the work."""
        causes = {
            Milestone.Stage.DONE: Slip.Cause.DONE,
            Milestone.Stage.STOPPED: Slip.Cause.STOPPED,
        }
        if stage in causes:
            self.lift(on, causes[stage])

    def hand_over(self, old, to, within=None):
        """What ``old``, a unit or group, still owes to these is owed by ``to``,
        ``{unit: group}``; who has a line on a slip keeps that one. What is owed as a member of a
        group goes only with ``within``, that group. Return the slips.
        """
        mine = Q(unit=old, group=within) | Q(group=old)
        owed = Receipt.objects.owed().filter(mine, slip__in=self)
        slips = [receipt.slip for receipt in owed.select_related("slip")]
        owed.delete()
        lines = (
            Receipt(slip=slip, unit=unit, group=group)
            for slip in dict.fromkeys(slips)
            for unit, group in to.items()
        )
        Receipt.objects.bulk_create(lines, ignore_conflicts=True)
        return list(dict.fromkeys(slips))

    def lift_extended(self, on):
        """Lift the open ones: the milestone has a later date."""
        self.lift(on, Slip.Cause.EXTENDED)


class Slip(Restrictable, Numbered):
    """A numbered paper to units about one milestone; there is one open slip per milestone."""

    RESTRICTED_AS, WORDS = "slip", ("referral", "referral_sheet")

    class Level(models.IntegerChoices):
        BLUE = 1, _("Blue: reminder")
        YELLOW = 2, _("Yellow: warning")
        RED = 3, _("Red: censure")

    # The colour in the title of the paper.
    SIGNS = {Level.BLUE: "蓝", Level.YELLOW: "黄", Level.RED: "红"}

    # Printed under every slip, for elsewhere the colours mean other things. The days are those of
    # slips.rules.
    RULE = (
        "蓝色督办单：临期且七日未填报；黄色督办单：已逾期；"
        "红色督办单：逾期三十日，或黄色督办单到期未回复。"
    )

    # Printed under one that no rule called for.
    BY_HAND = "本督办单由督查员直接拟制。"

    class Cause(models.TextChoices):
        DONE = "done", _("Done")
        EXTENDED = "extended", _("Given a later date")
        STOPPED = "stopped", _("Stopped")
        RAISED = "raised", _("Followed by a graver slip")
        WITHDRAWN = "withdrawn", _("Withdrawn by the supervisors")

    # No slip is without its number.
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="slips", verbose_name=_("plan"))
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    level = models.PositiveSmallIntegerField(_("colour"), choices=Level)
    milestone = models.ForeignKey(
        Milestone, models.PROTECT, related_name="slips", verbose_name=_("milestone")
    )
    # What spoke for it on that day, in the words of the paper: it never changes.
    grounds = models.TextField(_("grounds"))
    requirement = models.TextField(_("requirement"))
    by_hand = models.BooleanField(_("written by hand"), default=False)
    issued_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("issued by")
    )
    issued_on = models.DateField(_("issued on"))
    reply_by = models.DateField(_("reply by"))
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)
    lifted_because = models.CharField(_("lifted because"), max_length=20, choices=Cause, blank=True)
    lifted_note = models.TextField(_("why"), blank=True)
    referred_on = models.DateField(_("referred on"), null=True, blank=True)
    referred_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("referred by")
    )
    referral = models.TextField(_("suggestion"), blank=True)
    # The papers as they were issued (tasks.paper.sheet): whatever is renamed later, these stay.
    sheet = models.JSONField(_("words of the paper"), default=dict, editable=False)
    referral_sheet = models.JSONField(_("words of the referral"), default=dict, editable=False)

    objects = SlipQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        verbose_name = _("slip")
        verbose_name_plural = _("slips")
        constraints = [
            models.UniqueConstraint(
                name="slip_number_once_a_year",
                fields=["year", "number"],
                condition=Q(shares_number=False),
            ),
            models.UniqueConstraint(
                name="slip_one_open_per_milestone",
                fields=["milestone"],
                condition=Q(lifted_on__isnull=True),
            ),
            models.CheckConstraint(name="slip_level_known", condition=Q(level__in=[1, 2, 3])),
            models.CheckConstraint(
                name="slip_replied_after_it_was_issued",
                condition=Q(reply_by__gte=F("issued_on")),
            ),
            models.CheckConstraint(
                name="slip_lifted_for_a_cause",
                condition=Q(lifted_on__isnull=True, lifted_because="")
                | (
                    Q(lifted_on__isnull=False, lifted_on__gte=F("issued_on"))
                    & ~Q(lifted_because="")
                ),
            ),
            models.CheckConstraint(
                name="slip_only_red_is_referred",
                condition=Q(referred_on__isnull=True) | (Q(level=3) & ~Q(referral="")),
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def receivers(self):
        """The ids of the units to which it went."""
        return [receipt.unit_id for receipt in self.receipts.all()]

    @property
    def addressees(self):
        """The units and groups that the paper names."""
        return list(dict.fromkeys(one.group or one.unit for one in self.receipts.all()))

    def replied(self, as_of):
        """The Lines of those who answer it, at the end of ``as_of``."""
        receipts = self.receipts.all()
        return Lines(
            {one.unit: one.replied_on if one.is_answered_by(as_of) else None for one in receipts}
        )

    @property
    def colour(self):
        return self.Level(self.level).name.lower()

    def is_open_on(self, as_of):
        return self.lifted_on is None or self.lifted_on > as_of


class ReceiptQuerySet(models.QuerySet):
    def of_plan(self, plan):
        """With the slip and the unit of each, the gravest and most pressing slip first."""
        receipts = self.filter(slip__plan=plan).select_related("slip__milestone__task", "unit")
        return receipts.order_by("-slip__level", "slip__reply_by", "slip", "unit__position", "id")

    def of_units(self, units):
        return self.filter(unit__in=list(units))

    def unanswered_on(self, as_of):
        """Those without a reply at the end of ``as_of``."""
        return self.filter(Q(replied_on=None) | Q(replied_on__gt=as_of))

    def owed(self):
        """To be answered: of open slips, without a reply."""
        return self.filter(slip__lifted_on=None, replied_on=None)

    def late(self, on):
        """Still owed after the day that the slip set."""
        return self.owed().filter(slip__reply_by__lt=on)


class Receipt(models.Model):
    """What one unit does with a slip: it confirms the receipt, then replies."""

    slip = models.ForeignKey(Slip, models.CASCADE, related_name="receipts", verbose_name=_("slip"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="slip_receipts", verbose_name=_("unit")
    )
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
    received_on = models.DateField(_("received on"), null=True, blank=True)
    received_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("received by")
    )
    text = models.TextField(_("reply"), blank=True)
    replied_on = models.DateField(_("replied on"), null=True, blank=True)
    replied_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("replied by")
    )

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        ordering = ["slip", "unit__position", "id"]
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [
            models.UniqueConstraint(name="receipt_once_per_unit", fields=["slip", "unit"]),
            models.CheckConstraint(
                name="receipt_replied_with_words",
                condition=Q(replied_on__isnull=True, text="")
                | (Q(replied_on__isnull=False, received_on__isnull=False) & ~Q(text="")),
            ),
        ]

    def __str__(self):
        return f"{self.slip_id} {self.unit}"

    def is_answered_by(self, as_of):
        """True when the unit had replied at the end of ``as_of``."""
        return self.replied_on is not None and self.replied_on <= as_of

    def is_late(self, as_of):
        """True when the reply is owed since the day that the slip set."""
        return not self.is_answered_by(as_of) and self.slip.reply_by < as_of
