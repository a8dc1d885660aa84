"""What the system does by itself every night."""

from django.utils.translation import gettext as _

from tasks.acts.slips import issue_blue
from tasks.flags import flag_overdue
from tasks.models import Plan


def supervise(on):
    """Open and close flags and issue blue slips for every plan; return what was done, in words."""
    done = []
    for plan in Plan.objects.select_related("auto_blue"):
        opened, closed = flag_overdue(plan, on)
        words = {"opened": opened, "closed": closed, "slips": issue_blue(plan, on)}
        done.append(_("%(opened)d flags opened, %(closed)d closed, %(slips)d slips.") % words)
    return " ".join(done)
