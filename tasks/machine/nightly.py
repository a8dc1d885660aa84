"""What the system does by itself every night."""

import logging

from django.utils.translation import gettext as _

from tasks.flags.acts import flag_overdue
from tasks.plan.models import Plan
from tasks.slips.acts import issue_blue

logger = logging.getLogger(__name__)


def supervise(on):
    """Open and close flags and issue blue slips for every plan in use; return what was done, in words.

    A plan that fails stops no other; its error is raised when all others are done.
    """
    done, faults = [], []
    for plan in Plan.objects.live(on).select_related("auto_blue"):
        try:
            done.append(supervise_plan(plan, on))
        except Exception as fault:
            logger.exception("The night of %s failed.", plan)
            faults.append(fault)
    if faults:
        raise faults[0]
    return " ".join(done)


def supervise_plan(plan, on):
    """The flags are one transaction, and each slip is one."""
    opened, closed = flag_overdue(plan, on)
    issued, refused = issue_blue(plan, on)
    words = {"opened": opened, "closed": closed, "slips": issued}
    sentence = _("%(opened)d flags opened, %(closed)d closed, %(slips)d slips.") % words
    if refused:
        sentence += _("%(n)d blue slips could not be issued.") % {"n": refused}
    return sentence
