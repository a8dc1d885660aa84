"""Work worth showing to others."""

from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from tasks.evidence.models import Evidence
from tasks.plan.models.reporting import ProgressReport
from tasks.plan.models.restriction import NOBODY
from units.models import User


class GoodPracticeQuerySet(models.QuerySet):
    def of_plan(self, plan, reader=NOBODY):
        """With the report, its task and its files as ``reader`` sees them."""
        practices = self.filter(report__milestone__task__plan=plan)
        reports = ProgressReport.objects.seen_by(reader).select_related("unit", "milestone__task")
        return practices.prefetch_related(
            Prefetch("report", reports),
            Prefetch("report__evidence", Evidence.objects.shown_to(reader)),
        )

    def published_by(self, as_of):
        return self.filter(published_on__lte=as_of)

    def offered(self):
        """Those that wait for a supervisor."""
        return self.filter(published_on=None)

    def offered_on(self, as_of):
        """Those that waited for a supervisor at the end of ``as_of``."""
        unpublished = Q(published_on=None) | Q(published_on__gt=as_of)
        return self.filter(unpublished, proposed_on__lte=as_of)


class GoodPractice(models.Model):
    """A report that others can learn from; everybody reads it once it is published."""

    report = models.OneToOneField(
        ProgressReport,
        models.PROTECT,
        related_name="good_practice",
        verbose_name=_("progress report"),
    )
    title = models.CharField(_("title"), max_length=100)
    proposed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_on = models.DateField(_("proposed on"))
    published_on = models.DateField(_("published on"), null=True, blank=True)

    objects = GoodPracticeQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-id"]
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")
        constraints = [models.CheckConstraint(name="practice_has_a_title", condition=~Q(title=""))]

    def __str__(self):
        return self.title
