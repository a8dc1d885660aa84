"""How supervisors rate whether a milestone will be done in time: docs/ratings.md."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tasks.plan.models import Milestone
from tasks.plan.models.reporting import Outlook
from units.models import User


class SupervisorRating(models.Model):
    """What a supervisor said on one day; rows are only ever added, the latest counts."""

    milestone = models.ForeignKey(
        Milestone, models.CASCADE, related_name="ratings", verbose_name=_("milestone")
    )
    rating = models.CharField(_("rating"), max_length=20, choices=Outlook)
    note = models.TextField(_("words"))
    rated_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("rated by"))
    rated_on = models.DateField(_("rated on"))

    class Meta:
        ordering = ["-rated_on", "-id"]
        verbose_name = _("rating of a supervisor")
        verbose_name_plural = _("ratings of supervisors")
        indexes = [models.Index(fields=["milestone", "rated_on"])]
        constraints = [
            models.CheckConstraint(
                name="rating_known", condition=Q(rating__in=["confident", "at-risk", "unable"])
            ),
            models.CheckConstraint(name="rating_has_words", condition=~Q(note="")),
        ]

    def __str__(self):
        return f"{self.rated_on} {self.get_rating_display()}"
