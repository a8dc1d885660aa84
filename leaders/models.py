from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.pinyin import SortKeyField, key_of_person


class Leader(models.Model):
    """A district leader who answers for tasks, and perhaps signs in."""

    name = models.CharField(_("name"), max_length=50, unique=True)
    title = models.CharField(_("office"), max_length=100, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="leader",
        verbose_name=_("account"),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=1000, help_text=_("Lists follow this number, the document's order.")
    )
    sort_name = SortKeyField()

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("leader")
        verbose_name_plural = _("leaders")
        constraints = [models.CheckConstraint(name="leader_has_a_name", condition=~Q(name=""))]

    def __str__(self):
        return self.name

    def sort_key(self):
        return key_of_person(self.name)
