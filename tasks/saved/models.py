"""The filters of lists that people keep under a name 常用视图: docs/views.md."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tasks.plan.models import Plan
from units.models import User


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def shown_to(self, person: User, plan: Plan) -> Self:
        """His own in ``plan`` and what others share there, his own before, in the order of saving."""
        mine = models.Case(models.When(person=person, then=0), default=1)
        seen = self.filter(Q(person=person) | Q(is_shared=True), plan=plan)
        return seen.select_related("person").annotate(rank=mine).order_by("rank", "id")


class SavedView(models.Model):
    """The filter ``query`` of one list of ``plan``, which ``person`` keeps, for himself or for everybody."""

    class Page(models.TextChoices):
        """The lists, by the names of their pages."""

        TASKS = "task-list", _("Tasks")
        MILESTONES = "milestone-list", _("Milestones")
        TIMELINE = "timeline", _("Timeline")
        EXTENSIONS = "extension-list", _("Extension ledger")
        SLIPS = "supervision", _("Slips")
        RATINGS = "rating-list", _("Differing ratings")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", verbose_name=_("plan"))
    person = models.ForeignKey(
        User, models.CASCADE, related_name="saved_views", verbose_name=_("person")
    )
    page = models.CharField(_("list"), max_length=20, choices=Page)
    name = models.CharField(_("name"), max_length=30)
    query = models.TextField(_("filter"))
    is_shared = models.BooleanField(_("shared with everybody"), default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint(name="view_once_per_name", fields=["plan", "person", "name"]),
            models.CheckConstraint(name="view_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(name="view_asks_something", condition=~Q(query="")),
            models.CheckConstraint(
                name="view_of_a_known_list",
                condition=Q(
                    page__in=[
                        "task-list",
                        "milestone-list",
                        "timeline",
                        "extension-list",
                        "supervision",
                        "rating-list",
                    ]
                ),
            ),
        ]

    def __str__(self):
        return self.name
