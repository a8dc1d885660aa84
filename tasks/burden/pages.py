"""What the forms of those who ask show of it: the limit, and why it is passed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.burden.rules import told
from tasks.frame.fields import words


def limit_of(plan, units, on):
    """What SaysWhy is given: the limit, and who was asked as often; None where there is no limit."""
    return plan.asks_a_month and (plan.asks_a_month, told(plan, list(units), on))


class SaysWhy:
    """Mixin of a form that asks something of units; goes first. Where the plan has a limit it says who
    was asked as often already, and takes the reason.
    """

    def __init__(self, *args, limit=None, **kwargs):
        super().__init__(*args, **kwargs)
        if limit:
            number, asked = limit
            begin = _("Only where a unit was asked %(n)d times this month already.")
            self.fields["why_more"] = words(
                gettext_lazy("Why beyond the limit of the month"),
                " ".join(asked) or begin % {"n": number},
                rows=2,
                required=False,
            )
