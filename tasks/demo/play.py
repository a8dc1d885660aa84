"""Made-up work for the demonstration, from fixtures/demo.json, through the workflow itself.

See docs/demonstration.md.
"""

import json
from datetime import datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from leaders.models import Leader
from tasks.demo.copies import multiply
from tasks.demo.earlier import play_earlier
from tasks.demo.extras import play_extras
from tasks.demo.meetings import hold_meetings
from tasks.demo.milestones import Play
from tasks.demo.publishing import issue_bulletin, publish_evaluation
from tasks.evidence.previewing import make_missing
from tasks.flags.acts import flag_overdue
from tasks.forecast.acts import freeze
from tasks.mail.models import Mail
from tasks.plan.acting import act
from tasks.plan.models import (
    CompletionRequest,
    Extension,
    Milestone,
    Plan,
    ProgressReport,
)
from units.models import Unit, User

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PASSWORD = "demo-2015"


class Refused(Exception):
    """The demonstration may not be loaded here; the message says why."""


@act
def seed(copies=0):
    """Load the demonstration and return how many reports were added, 0 when it was there.

    With ``copies`` all of it is there so many times more, unless copies are there already. What
    was done in it since is kept. Raises Refused, changing nothing, where real work could be mixed
    up with it.
    """
    data = json.loads((FIXTURES / "demo.json").read_text())
    plan = playground(data["plan"])
    reports = ProgressReport.objects.filter(milestone__task__plan=plan)
    before = reports.count()
    if not plan.is_demo:
        load(plan, data)
    if copies:
        multiply(plan, copies)
    return reports.count() - before


def load(plan, data):
    """Perform what ``data`` tells. Raises Refused."""
    refuse_where_real(data)
    Plan.objects.filter(pk=plan.pk).update(
        is_demo=True, in_use_from=data["in_use_from"], **data["papers"]
    )
    plan.refresh_from_db()
    make_accounts(data)
    play = Play(plan, data)
    play.perform()
    play_extras(plan, data, play.cast)
    hold_meetings(plan, data["meetings"], play.cast)
    flag_overdue(plan, play.until)
    publish_evaluation(plan, data["evaluation"], play.cast)
    issue_bulletin(plan, data["bulletin"], play.cast)
    earlier = play_earlier(FIXTURES)
    freeze(play.until)
    make_missing(timezone.now)
    read_up(play.until)
    sign_in(play.until)
    for model in (ProgressReport, Extension, CompletionRequest):
        model.objects.filter(milestone__task__plan__in=(plan, earlier)).update(is_demo=True)


def read_up(until):
    """What was told before the last day of the play has been mailed and read."""
    told = Mail.objects.filter(waits=True, written_at__date__lt=until)
    told.update(waits=False, read_at=F("written_at"))


def sign_in(until):
    """The staff came on the last day of the play; every eleventh not for long, every thirteenth never."""
    at = timezone.make_aware(datetime.combine(until, time(9)))
    staff = User.objects.filter(is_demo=True, last_login=None)
    keys = list(staff.order_by("pk").values_list("pk", flat=True))
    User.objects.filter(pk__in=keys).update(last_login=at)
    User.objects.filter(pk__in=keys[7::11]).update(last_login=at - timedelta(days=45))
    User.objects.filter(pk__in=keys[9::13]).update(last_login=None)


def playground(slug):
    """The plan that is played with. Raises Refused."""
    if not settings.DEMO:
        raise Refused(_("The demonstration is off; start with DEMO=1 to load it."))
    plan = Plan.objects.filter(slug=slug).first()
    if plan is None:
        raise Refused(_("Load the plan first: manage.py import_plan fixtures/source.txt"))
    return plan


def refuse_where_real(data):
    names = [account["username"] for account in data["accounts"]]
    real = (
        ProgressReport.objects.filter(is_demo=False).exists()
        or Extension.objects.filter(is_demo=False).exists()
        or CompletionRequest.objects.filter(is_demo=False).exists()
        or Milestone.objects.exclude(task__plan__is_demo=True).exclude(stage="open").exists()
    )
    if real:
        raise Refused(_("This database holds real progress; the demonstration needs its own."))
    if User.objects.filter(username__in=names, is_demo=False).exists():
        raise Refused(_("Accounts of the demonstration’s names exist and are real."))


def make_accounts(data):
    for account in data["accounts"]:
        unit = account["unit"] and Unit.objects.get(name=account["unit"])
        values = account | {"unit": unit or None, "is_demo": True}
        User.objects.create_user(password=PASSWORD, **values)
    leader = data["leader"]
    user = User.objects.get(username=leader["username"])
    Leader.objects.filter(name=leader["name"]).update(user=user)
