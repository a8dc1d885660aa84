"""Work that changes hands."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tasks.plan.models.responsibility import Assignment
from units.models import Unit, User


class ReliefQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(state=ReliefRequest.State.PENDING)

    def of_plan(self, plan):
        requests = self.filter(assignment__task__plan=plan)
        return requests.select_related("assignment__task", "unit")


class ReliefRequest(models.Model):
    """A unit says that a task is not its business; a supervisor moves the task or refuses."""

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting for a decision")
        MOVED = "moved", _("Moved")
        REFUSED = "refused", _("Refused")

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="reliefs", verbose_name=_("assignment")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    requested_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("requested by")
    )
    requested_on = models.DateField(_("requested on"))
    reason = models.TextField(_("reason"))
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PENDING)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_note = models.TextField(_("words of the decision"), blank=True)

    objects = ReliefQuerySet.as_manager()

    class Meta:
        ordering = ["requested_on", "id"]
        verbose_name = _("relief request")
        verbose_name_plural = _("relief requests")
        constraints = [
            models.UniqueConstraint(
                name="relief_one_request_at_a_time",
                fields=["assignment"],
                condition=Q(state="pending"),
            ),
            models.CheckConstraint(
                name="relief_decided_on_iff_decided",
                condition=Q(state="pending", decided_on__isnull=True)
                | Q(state__in=["moved", "refused"], decided_on__isnull=False),
            ),
            models.CheckConstraint(name="relief_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self):
        return f"{self.requested_on} {self.unit}"
