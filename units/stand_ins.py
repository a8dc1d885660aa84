"""Who acts for somebody else on some days."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

# Nobody stands in for longer; what follows within a week goes on with what was before it.
LONGEST, PAUSE = timedelta(days=60), timedelta(days=7)


class SpanQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(from_on__lte=day, until_on__gte=day)


class Span(models.Model):
    """Days on which one person acts for another, both ends included."""

    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))

    objects = SpanQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-from_on", "id"]

    def refuse_twice(self, same):
        """Raise ValidationError where one of ``same`` covers some of these days already, or those that
        go on with these last too long with them.
        """
        if not (self.from_on and self.until_on):
            return
        spans = list(same.exclude(pk=self.pk).values_list("from_on", "until_on"))
        if any(begin <= self.until_on and end >= self.from_on for begin, end in spans):
            raise ValidationError(_("That is named already for some of these days."))
        if self.days_with(spans) > LONGEST.days:
            words = _(
                "Please choose at most 60 days, together with those named right before and after."
            )
            raise ValidationError(words)

    def days_with(self, spans):
        """How many days these are with those of the ``spans`` that follow on each other."""
        first, last, days = self.from_on, self.until_on, (self.until_on - self.from_on).days + 1
        for begin, end in sorted(spans, reverse=True):
            if end < first and first - end <= PAUSE:
                first, days = begin, days + (end - begin).days + 1
        for begin, end in sorted(spans):
            if begin > last and begin - last <= PAUSE:
                last, days = end, days + (end - begin).days + 1
        return days


class Deputy(Span):
    """Somebody acts for ``person`` on the days from ``from_on`` to ``until_on`` (代管)."""

    person = models.ForeignKey(
        "units.User", models.CASCADE, related_name="deputies", verbose_name=_("person")
    )
    deputy = models.ForeignKey(
        "units.User", models.CASCADE, related_name="stands_in", verbose_name=_("deputy")
    )

    class Meta(Span.Meta):
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        constraints = [
            models.CheckConstraint(
                name="deputy_ends_after_it_began",
                condition=Q(until_on__gte=F("from_on")),
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                name="deputy_is_somebody_else",
                condition=~Q(deputy=F("person")),
                violation_error_message=_("Please choose somebody else."),
            ),
        ]

    def __str__(self):
        return f"{self.person} → {self.deputy}"

    def clean(self):
        self.refuse_twice(Deputy.objects.filter(person=self.person_id, deputy=self.deputy_id))


class ActingHead(Span):
    """``person``, of the staff of ``unit``, signs for it on these days as its head does (代理负责人)."""

    unit = models.ForeignKey(
        "units.Unit", models.CASCADE, related_name="acting_heads", verbose_name=_("unit")
    )
    person = models.ForeignKey(
        "units.User", models.CASCADE, related_name="acts_as_head", verbose_name=_("acting head")
    )
    named_by = models.ForeignKey(
        "units.User", models.PROTECT, related_name="+", verbose_name=_("named by"), editable=False
    )

    class Meta(Span.Meta):
        verbose_name = _("acting head")
        verbose_name_plural = _("acting heads")
        constraints = [
            models.CheckConstraint(
                name="acting_head_ends_after_it_began",
                condition=Q(until_on__gte=F("from_on")),
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self):
        return f"{self.unit}: {self.person}"

    def clean(self):
        self.refuse_twice(ActingHead.objects.filter(unit=self.unit_id, person=self.person_id))
