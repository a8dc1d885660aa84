"""The plan's edition: a number that every act raises, so that what was counted can be kept."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class EditionQuerySet(models.QuerySet["Edition"]):
    def rise(self, plans: Iterable[int]) -> None:
        """What was kept under the numbers of the plans with these ids is out of date.

        The rows stay locked until the transaction ends. All go in one order, so nobody waits for
        somebody who waits for him.
        """
        higher = F("number") + 1
        for plan in sorted(plans):
            mine = self.filter(plan=plan)
            if not mine.update(number=higher):
                # The first act makes the row; another first one meanwhile waits here for it.
                self.bulk_create([self.model(plan_id=plan)], ignore_conflicts=True)
                mine.update(number=higher)


class Edition(models.Model):
    """A row of its own, for acts lock the plan's row first: docs/decisions/editions.md."""

    plan = models.OneToOneField(
        "tasks.Plan", models.CASCADE, related_name="edition", verbose_name=_("plan")
    )
    number = models.PositiveBigIntegerField(_("number"), default=0)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def __str__(self):
        return str(self.number)
