"""Facts that supervisors enter afterwards 补录: docs/workflow.md."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Enterable(models.Model):
    """A fact that somebody did on its day, or that a ``batch`` of tasks.past entered afterwards."""

    batch = models.ForeignKey(
        "tasks.PastBatch",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="%(class)ss",
        verbose_name=_("entered afterwards"),
    )

    class Meta:
        abstract = True

    @property
    def is_entered(self) -> bool:
        """True for what was entered afterwards."""
        return self.batch_id is not None
