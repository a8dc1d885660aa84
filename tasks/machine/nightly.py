"""What the system does by itself every night."""

import logging
from functools import partial

from django.utils.translation import gettext as _

from tasks.flags.acts import flag_overdue
from tasks.forecast.acts import freeze
from tasks.plan.models import Plan
from tasks.slips.acts import issue_blue

logger = logging.getLogger(__name__)


def supervise(on):
    """Open and close flags and issue blue slips for every plan in use, and freeze the forecasts of a
    Monday that has come; return what was done, in words.

    What fails stops nothing else; its error is raised when all else is done.
    """
    plans = Plan.objects.live(on).select_related("auto_blue")
    steps = [(plan, partial(supervise_plan, plan, on)) for plan in plans]
    done, faults = [], []
    for name, step in [*steps, ("forecasts", partial(forecast, on))]:
        try:
            done.append(step())
        except Exception as fault:
            logger.exception("The night of %s failed.", name)
            faults.append(fault)
    if faults:
        raise faults[0]
    return " ".join(filter(None, done))


def forecast(on):
    """Nothing to tell on days when no Monday is new."""
    new = freeze(on)
    return _("%(n)d forecasts frozen.") % {"n": new} if new else ""


def supervise_plan(plan, on):
    """The flags are one transaction, and each slip is one."""
    opened, closed = flag_overdue(plan, on)
    issued, refused = issue_blue(plan, on)
    words = {"opened": opened, "closed": closed, "slips": issued}
    sentence = _("%(opened)d flags opened, %(closed)d closed, %(slips)d slips.") % words
    if refused:
        sentence += _("%(n)d blue slips could not be issued.") % {"n": refused}
    return sentence
