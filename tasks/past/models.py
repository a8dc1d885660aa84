"""What supervisors enter at once of work done before 补录: docs/workflow.md."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tasks.plan.models import Plan
from units.models import User


class PastBatchQuerySet(models.QuerySet["PastBatch"]):
    def of_plan(self, plan: Plan, as_of: date) -> Self:
        """Those of ``plan`` entered up to ``as_of``, the latest first, with who entered them."""
        mine = self.filter(plan=plan, entered_on__lte=as_of)
        return mine.select_related("entered_by", "undone_by").order_by("-id")


class PastBatch(models.Model):
    """So many facts that somebody entered at once; they can be undone at once too."""

    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="past_batches", verbose_name=_("plan")
    )
    entered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    entered_on = models.DateField(_("entered on"))
    number = models.PositiveIntegerField(_("number of facts"))
    # Ids of the slips that these facts lifted: they are open again when it is undone.
    lifted = models.JSONField(_("slips lifted"), default=list, editable=False)
    undone_on = models.DateField(_("undone on"), null=True, blank=True)
    undone_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("undone by")
    )
    undone_note = models.TextField(_("why it was undone"), blank=True)

    objects = PastBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("entry of earlier work")
        verbose_name_plural = _("entries of earlier work")
        constraints = [
            models.CheckConstraint(name="past_batch_enters_something", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="past_batch_undone_for_a_reason",
                condition=Q(undone_on__isnull=True, undone_by__isnull=True, undone_note="")
                | Q(undone_on__isnull=False, undone_by__isnull=False) & ~Q(undone_note=""),
            ),
        ]

    def __str__(self):
        return f"{self.entered_on} {self.entered_by}"
