from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from units.pinyin import SortKeyField, key_of_person
from units.stand_ins import Span, SpanQuerySet


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


class AbsenceQuerySet(SpanQuerySet):
    def shown_on(self, day):
        """Those that were not over by ``day``, the first before; with who stands in."""
        return self.filter(until_on__gte=day).select_related("stand_in").order_by("from_on", "id")


class LeaderAbsence(Span):
    """``leader`` is absent on these days, and ``stand_in`` sees to what he leads."""

    leader = models.ForeignKey(
        Leader, models.CASCADE, related_name="absences", verbose_name=_("leader")
    )
    stand_in = models.ForeignKey(
        Leader, models.CASCADE, related_name="stands_in", verbose_name=_("who stands in")
    )
    reason = models.TextField(_("reason"))
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("named by"),
        editable=False,
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta(Span.Meta):
        verbose_name = _("absence of a leader")
        verbose_name_plural = _("absences of leaders")
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_began", condition=Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="absence_has_somebody_else", condition=~Q(stand_in=F("leader"))
            ),
            models.CheckConstraint(name="absence_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self):
        return f"{self.leader} → {self.stand_in}"

    def clean(self):
        self.refuse_twice(LeaderAbsence.objects.filter(leader=self.leader_id))
