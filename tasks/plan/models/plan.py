"""The issued document."""

from datetime import date
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tasks.plan.models.project import SpecialProject
from units.models import User


class PlanQuerySet(models.QuerySet["Plan"]):
    def for_page(self) -> Self:
        """With ``edition_number``, 0 before the first act, ``is_one_of_many`` and ``has_extra``."""
        others = Plan.objects.exclude(pk=OuterRef("pk"))
        extra = SpecialProject.objects.filter(plan=OuterRef("pk"), is_extra=True)
        return self.annotate(
            edition_number=Coalesce("edition__number", 0),
            is_one_of_many=Exists(others),
            has_extra=Exists(extra),
        )

    def live(self, on: date) -> Self:
        """Those that ask something of people on the day: in use, and not archived."""
        begun = self.filter(in_use_from__lte=on)
        return begun.filter(Q(archived_from=None) | Q(archived_from__gt=on))

    def opened(self) -> "Plan | None":
        """The plan that the start page opens, if there is one."""
        return self.filter(is_active=True).defer("source_text").first()


class Plan(models.Model):
    """One issued document; several can live side by side, one of them is the active one."""

    class Phase(models.TextChoices):
        PREPARING = "preparing", _("in preparation")
        IN_USE = "in-use", _("in use")
        CLOSING = "closing", _("closing")
        ARCHIVED = "archived", _("archived")

    slug = models.SlugField(_("short name in addresses"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    short_title = models.CharField(_("short title"), max_length=100)
    issuer = models.CharField(_("issuer"), max_length=100)
    issued_on = models.DateField(_("issued on"))
    source_text = models.TextField(
        _("official text"), help_text=_("Clauses point into this text: change it by re-import.")
    )
    is_active = models.BooleanField(
        _("active"), default=False, help_text=_("The plan that the start page opens.")
    )
    is_demo = models.BooleanField(_("holds demonstration data"), default=False, editable=False)
    amber_days = models.PositiveSmallIntegerField(
        _("amber days"),
        default=15,
        help_text=_("With 15, what is due on 30 June shows amber from 15 June."),
    )
    report_every_days = models.PositiveSmallIntegerField(
        _("days between reports"),
        default=90,
        validators=[MinValueValidator(1)],
        help_text=_("An ongoing milestone without a report for longer is marked stale."),
    )

    review_days = models.PositiveSmallIntegerField(
        _("working days for a review"),
        default=5,
        validators=[MinValueValidator(1)],
        help_text=_("A request that waits longer for the supervisors is marked."),
    )
    reminds_after_every = models.PositiveSmallIntegerField(
        _("working days between reminders of what is overdue"),
        default=3,
        validators=[MinValueValidator(1)],
        help_text=_("With 3, units are reminded on every third working day after the due date."),
    )
    head_signoff = models.BooleanField(
        _("heads sign first"),
        default=True,
        help_text=_("What liaison officers ask goes to the head of their unit before review."),
    )
    needs_evidence = models.BooleanField(
        _("completion needs evidence"),
        default=True,
        help_text=_("A completion request without a file is refused."),
    )
    second_consent = models.BooleanField(
        _("corrections need a second person"),
        default=False,
        help_text=_(
            "What is corrected in the administration holds once another administrator or a "
            "supervisor has agreed."
        ),
    )
    recheck_size = models.PositiveSmallIntegerField(
        _("re-checks a month"),
        default=5,
        help_text=_("How many milestones that are done are drawn for re-check each month."),
    )
    auto_blue = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"role": User.Role.SUPERVISOR},
        verbose_name=_("blue slips issued by themselves"),
        help_text=_("In whose name; empty: a supervisor issues each. Yellow and red ones never."),
    )

    # What is told of the people who answer for it: tasks.setup.health.
    idle_days = models.PositiveSmallIntegerField(
        _("days without signing in"),
        default=30,
        validators=[MinValueValidator(1)],
        help_text=_(
            "Whoever answers for something and did not sign in for so many days is listed."
        ),
    )
    overdue_limit = models.PositiveSmallIntegerField(
        _("overdue milestones of one liaison officer"),
        default=5,
        help_text=_("Units whose liaison officers are on more than so many are listed."),
    )

    asks_a_month = models.PositiveSmallIntegerField(
        _("times a unit is asked a month"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_(
            "A supervisor who asks a unit more often, by whichever plan, has to say why. Empty: no limit."
        ),
    )

    office = models.CharField(
        _("issuing office"),
        max_length=60,
        blank=True,
        help_text=_("Its full name at the head of papers; empty: the unit of whoever issues them."),
    )
    contact = models.CharField(_("contact person"), max_length=50, blank=True)
    contact_phone = models.CharField(_("telephone of the contact"), max_length=50, blank=True)

    # Its phases 筹备, 进行, 收官, 归档 follow from these; acts of tasks.setup set them.
    in_use_from = models.DateField(_("in use from"), null=True, blank=True, editable=False)
    closing_from = models.DateField(_("closing from"), null=True, blank=True, editable=False)
    archived_from = models.DateField(_("archived from"), null=True, blank=True, editable=False)

    # When somebody last looked through the settings and saved them.
    settings_seen_on = models.DateField(
        _("settings looked at on"), null=True, blank=True, editable=False
    )

    # The last day for which overdue flags were opened and closed.
    flagged_until = models.DateField(_("flagged until"), null=True, blank=True, editable=False)

    # Annotated by for_page.
    edition_number: int
    is_one_of_many = False
    has_extra = False  # a task outside the plan, on whatever day

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "slug"]
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.UniqueConstraint(
                name="plan_one_is_active",
                fields=["is_active"],
                condition=Q(is_active=True),
                violation_error_message=_("Another plan is active; make that one inactive first."),
            ),
            models.CheckConstraint(name="plan_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="plan_reports_are_due_after_a_day", condition=Q(report_every_days__gte=1)
            ),
            models.CheckConstraint(name="plan_reviews_take_a_day", condition=Q(review_days__gte=1)),
            models.CheckConstraint(
                name="plan_closes_after_it_began",
                condition=Q(closing_from=None)
                | Q(in_use_from__isnull=False, closing_from__gte=F("in_use_from")),
            ),
            models.CheckConstraint(
                name="plan_is_archived_after_it_closed",
                condition=Q(archived_from=None)
                | Q(closing_from__isnull=False, archived_from__gte=F("closing_from")),
            ),
            models.CheckConstraint(
                name="plan_reminds_after_a_day", condition=Q(reminds_after_every__gte=1)
            ),
            models.CheckConstraint(name="plan_idle_after_a_day", condition=Q(idle_days__gte=1)),
            models.CheckConstraint(
                name="plan_asks_at_least_once",
                condition=Q(asks_a_month=None) | Q(asks_a_month__gte=1),
            ),
        ]

    def __str__(self):
        return self.short_title

    @property
    def full_name(self) -> str:
        """Its short title with its year, by which one plan is told from the others."""
        year = str(self.issued_on.year)
        return self.short_title if year in self.short_title else f"{year}年{self.short_title}"

    @property
    def label(self) -> str:
        """What its pages call it: with the year where there are others; needs ``for_page``."""
        return self.full_name if self.is_one_of_many else self.short_title

    def phase(self, on: date) -> Phase:
        """How far the plan is on the day: docs/plans.md."""
        if self.archived_from and self.archived_from <= on:
            return self.Phase.ARCHIVED
        if self.in_use_from is None or on < self.in_use_from:
            return self.Phase.PREPARING
        if self.closing_from and self.closing_from <= on:
            return self.Phase.CLOSING
        return self.Phase.IN_USE

    def is_live(self, on: date) -> bool:
        """True where the plan asks something of people on the day: queryset ``live``."""
        return self.phase(on) in (self.Phase.IN_USE, self.Phase.CLOSING)

    def is_issued_by(self, as_of: date) -> bool:
        """False on the days before the plan was issued, on which it bound nobody."""
        return self.issued_on <= as_of
