"""Papers with a number (发文字号): docs/papers.md."""

from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# Each kind of paper has a series of its own.
SERIES = {
    "slip": "督办",
    "instruction": "批办",
    "inspection": "督查",
    "extension": "延批",
    "bulletin": "督通",
}


class Numbered(models.Model):
    """A paper that gets its number with its issue; those older than their series have none."""

    plan = models.ForeignKey(
        "tasks.Plan",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("plan"),
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, editable=False)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True, editable=False)
    # Of the time when each plan counted for itself: a paper of another plan has this number too.
    shares_number = models.BooleanField(_("shares its number"), default=False, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                name="%(class)s_number_once_a_year",
                fields=["year", "number"],
                condition=Q(shares_number=False),
            ),
            models.CheckConstraint(
                name="%(class)s_number_is_whole",
                condition=Q(plan__isnull=True, year__isnull=True, number__isnull=True)
                | Q(plan__isnull=False, year__isnull=False, number__isnull=False),
            ),
        ]

    @property
    @admin.display(description=_("Number"), ordering="number")
    def reference(self) -> str:
        """Its number as it stands on the paper, 督办〔2015〕17号; empty where it has none."""
        series = SERIES[str(self._meta.model_name)]
        return f"{series}〔{self.year}〕{self.number}号" if self.number else ""
