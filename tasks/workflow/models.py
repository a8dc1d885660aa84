"""Words that are not sent yet, and words that prove nothing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tasks.plan.models.history import Event
from tasks.plan.models.milestone import Milestone
from units.models import User


class DraftQuerySet(models.QuerySet):
    def of_person(self, person, plan):
        """Forms that ``person`` began, of this plan, the latest first."""
        drafts = self.filter(person=person, milestone__task__plan=plan)
        return drafts.select_related("milestone__task")


class Draft(models.Model):
    """What a person typed into a form and has not sent; it survives a closed tab."""

    person = models.ForeignKey(
        User, models.CASCADE, related_name="drafts", verbose_name=_("person")
    )
    milestone = models.ForeignKey(
        Milestone, models.CASCADE, related_name="drafts", verbose_name=_("milestone")
    )
    action = models.CharField(_("for"), max_length=30, choices=Event.Action)
    fields = models.JSONField(_("typed"), default=dict)
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at"]
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(
                name="draft_once_per_form", fields=["person", "milestone", "action"]
            )
        ]

    def __str__(self):
        return f"{self.get_action_display()}: {self.milestone}"


class HollowPhrase(models.Model):
    """A phrase that proves nothing by itself, such as 高度重视; for the hint on a report."""

    text = models.CharField(_("phrase"), max_length=50, unique=True)

    class Meta:
        ordering = ["text"]
        verbose_name = _("hollow phrase")
        verbose_name_plural = _("hollow phrases")
        constraints = [models.CheckConstraint(name="phrase_not_empty", condition=~Q(text=""))]

    def __str__(self):
        return self.text
