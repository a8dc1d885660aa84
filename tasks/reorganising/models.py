"""What became of units and of who belongs to them: docs/changes.md."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tasks.ground.clock import time_on
from tasks.plan.models.history import History
from units.models import Unit, User


class UnitChangeQuerySet(models.QuerySet):
    def of(self, *units):
        """Those in which one of ``units`` has a part, with who did them."""
        mine = Q(unit__in=units) | Q(other__in=units)
        return self.filter(mine).select_related("unit", "other", "whom", "person")


class UnitChange(History):
    """One change of a unit, or of who belongs to it, that holds from the day ``on``.

    It is read like an Event where somebody came second, and has its columns.
    """

    class Action(models.TextChoices):
        RENAME = "rename", _("Rename")
        MERGE = "merge", _("Merge into another unit")
        SPLIT = "split", _("Split off a new unit")
        DISSOLVE = "dissolve", _("Dissolve")
        MOVE_PERSON = "move-person", _("Move a person")
        LEAVE = "leave", _("A person leaves")

    action = models.CharField(_("what was done"), max_length=20, choices=Action)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="changes", verbose_name=_("unit"))
    # Into which it was merged, which was split off from it, or to which somebody moved.
    other = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="changes_of_others",
        verbose_name=_("other unit"),
    )
    whom = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person moved"),
    )
    on = models.DateField(_("holds from"))
    at = models.DateTimeField(_("time"), auto_now_add=True)
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))
    note = models.TextField(_("reason"))
    # The names of that day, which later changes do not touch.
    before = models.CharField(_("before"), max_length=100, blank=True)
    after = models.CharField(_("after"), max_length=100, blank=True)
    numbers = models.JSONField(_("what it touched"), default=dict)

    objects = UnitChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("change of units")
        verbose_name_plural = _("changes of units")
        constraints = [
            models.CheckConstraint(name="unit_change_has_a_reason", condition=~Q(note="")),
            models.CheckConstraint(
                name="unit_change_between_two_units",
                condition=~Q(action__in=["merge", "split", "move-person"]) | Q(other__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.on} {self.before} {self.get_action_display()}"

    @property
    def time(self):
        """As of an Event: empty when it was recorded on a later day."""
        return time_on(self.at, self.on)
