"""The headings of a document."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SpecialProject(models.Model):
    """One of the headings (一)…(六) of a plan."""

    plan = models.ForeignKey(
        "tasks.Plan", models.CASCADE, related_name="projects", verbose_name=_("plan")
    )
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    title = models.CharField(_("title"), max_length=100)
    # The heading of what was set up outside the plan 计划外立项, which is none of the document's.
    is_extra = models.BooleanField(_("outside the plan"), default=False, editable=False)

    class Meta:
        ordering = ["plan", "number"]
        verbose_name = _("special project")
        verbose_name_plural = _("special projects")
        constraints = [
            models.UniqueConstraint(name="project_number_unique", fields=["plan", "number"]),
            models.UniqueConstraint(
                name="project_one_is_extra", fields=["plan"], condition=Q(is_extra=True)
            ),
            models.CheckConstraint(name="project_number_positive", condition=Q(number__gte=1)),
            models.CheckConstraint(name="project_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self):
        return self.title
