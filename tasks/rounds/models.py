"""Self-assessment rounds (自查自评): what lead units say of their own tasks."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tasks.plan.models.plan import Plan
from tasks.plan.models.responsibility import Assignment
from units.models import User


class AssessmentRound(models.Model):
    """A period about which every lead unit answers by a deadline."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rounds", verbose_name=_("plan"))
    title = models.CharField(_("title"), max_length=100)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    questions = models.TextField(_("questions"))
    deadline_on = models.DateField(_("answers by"))
    opened_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    opened_on = models.DateField(_("opened on"))
    # As in Event.asked: what was asked about its days when it was opened.
    asked = models.TextField(_("asked and answered"), blank=True, editable=False)

    class Meta:
        ordering = ["-opened_on", "-id"]
        verbose_name = _("self-assessment round")
        verbose_name_plural = _("self-assessment rounds")
        constraints = [
            models.CheckConstraint(
                name="round_ends_after_it_began",
                condition=Q(until_on__gte=F("from_on")),
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                name="round_deadline_not_before_it_opened",
                condition=Q(deadline_on__gte=F("opened_on")),
            ),
            models.CheckConstraint(
                name="round_asks_something", condition=~Q(title="") & ~Q(questions="")
            ),
        ]

    def __str__(self):
        return self.title


class SelfAssessment(models.Model):
    """A lead unit's answer for one task, and what the supervisors say of it."""

    round = models.ForeignKey(
        AssessmentRound, models.PROTECT, related_name="answers", verbose_name=_("round")
    )
    assignment = models.ForeignKey(
        Assignment, models.PROTECT, related_name="assessments", verbose_name=_("assignment")
    )
    progress = models.TextField(_("progress"))
    problems = models.TextField(_("problems"), blank=True)
    measures = models.TextField(_("measures"), blank=True)
    own_score = models.PositiveSmallIntegerField(
        _("own score"), validators=[MaxValueValidator(100)]
    )
    answered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    answered_on = models.DateField(_("answered on"))
    comment = models.TextField(_("comment"), blank=True)
    score = models.PositiveSmallIntegerField(
        _("score"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reviewed by")
    )
    # Each side's words have a version of their own: neither disturbs the other.
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    review_version = models.PositiveIntegerField(_("version"), default=0, editable=False)

    class Meta:
        ordering = ["round", "assignment"]
        verbose_name = _("self-assessment")
        verbose_name_plural = _("self-assessments")
        constraints = [
            models.UniqueConstraint(
                name="assessment_once_per_round", fields=["round", "assignment"]
            ),
            models.CheckConstraint(name="assessment_says_something", condition=~Q(progress="")),
            models.CheckConstraint(
                name="assessment_scores_up_to_100",
                condition=Q(own_score__lte=100) & (Q(score__isnull=True) | Q(score__lte=100)),
            ),
        ]

    def __str__(self):
        return f"{self.round} {self.assignment}"

    @property
    def verdict(self):
        """Whose answer got which score, with which words: so the history tells it."""
        return f"{self.assignment.unit}：{self.score}。{self.comment}"
