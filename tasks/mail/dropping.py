"""What was about to be sent about a plan that is archived: docs/mails.md."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from tasks.mail.models import Delivery, Mail
from tasks.plan.models import Plan


def drop_mails_about(plan: Plan) -> int:
    """Send nothing any more that is about ``plan`` alone; return how many mails that were.

    They stay in the inboxes. A mail that is about other plans too goes out.
    """
    unsent = Q(waits=True) | Q(deliveries__state=Delivery.State.WAITING)
    rows = Mail.objects.filter(unsent).distinct().values_list("pk", "body").iterator()
    ids = [pk for pk, body in rows if is_about(body, plan)]
    for start in range(0, len(ids), BATCH):
        mine = ids[start : start + BATCH]
        Mail.objects.filter(pk__in=mine).update(waits=False)
        Delivery.objects.waiting().filter(mail__in=mine).update(state=Delivery.State.DROPPED)
    return len(ids)


def is_about(body: Any, plan: Plan) -> bool:
    """True where all pages of plans to which the content of a mail leads are those of ``plan``."""
    paths = [line["path"] for section in body["sections"] for line in section["lines"]]
    plans = [path for path in paths if path.startswith(PLANS)]
    mine = reverse("overview", args=[plan.slug])
    return bool(plans) and all(path.startswith(mine) for path in plans)


PLANS = "/plans/"
BATCH = 500
