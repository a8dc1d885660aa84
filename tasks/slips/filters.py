"""The filter of the list of slips."""

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from tasks.plan.models import Tenure
from tasks.slips.models import Receipt, Slip
from units.models import Unit


def units_of_plan(request):
    """Those that have, or had, a part in the plan that is shown, or got a slip in it."""
    had = Tenure.objects.filter(unit=OuterRef("pk"), task__plan=request.plan)
    got = Receipt.objects.filter(unit=OuterRef("pk"), slip__plan=request.plan)
    return Unit.objects.filter(Exists(had) | Exists(got))


class SlipFilter(django_filters.FilterSet):
    """``as_of`` is the date shown: what was open then."""

    level = django_filters.ChoiceFilter(
        choices=Slip.Level.choices, label=_("Colour"), empty_label=_("All")
    )
    unit = django_filters.ModelChoiceFilter(
        method="by_unit",
        queryset=units_of_plan,
        label=_("Unit"),
        empty_label=_("All"),
    )
    task = django_filters.NumberFilter("milestone__task__number", label=_("Task no."))
    state = django_filters.ChoiceFilter(
        method="by_state",
        label=_("State"),
        empty_label=_("All"),
        choices=[
            ("open", _("Open")),
            ("late", _("Reply overdue")),
            ("lifted", _("Lifted")),
            ("referred", _("Referred")),
        ],
    )

    class Meta:
        model = Slip
        fields = []

    def __init__(self, *args, as_of, **kwargs):
        super().__init__(*args, **kwargs)
        self.as_of = as_of

    def by_unit(self, slips, name, unit):
        """Those to ``unit``, also as a member of a group, or to this group."""
        mine = Receipt.objects.filter(Q(unit=unit) | Q(group=unit))
        return slips.filter(Exists(mine.filter(slip=OuterRef("pk"))))

    def by_state(self, slips, name, value):
        still_open = slips.filter(pk__in=Slip.objects.open_on(self.as_of))
        if value == "open":
            return still_open
        if value == "lifted":
            return slips.filter(lifted_on__lte=self.as_of)
        if value == "referred":
            return slips.filter(referred_on__lte=self.as_of)
        late = Receipt.objects.unanswered_on(self.as_of).filter(slip__reply_by__lt=self.as_of)
        return still_open.filter(receipts__in=late).distinct()
