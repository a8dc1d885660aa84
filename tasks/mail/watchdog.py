"""Does the machinery run? Asked outside Celery, by /healthz and by the supervisors' desk.

The lights never depend on it; mails, flags and blue slips do.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max, Min
from django.utils.translation import gettext as _

from tasks.mail.models import Delivery, JobRun, Outage
from tasks.plan.models import Milestone, Plan
from units.roles import may

NIGHTLY = "flag_overdue_milestones"
NIGHT = timedelta(hours=26)
MAIL = timedelta(minutes=30)


def alarms(now: datetime, on: date) -> list[str]:
    """Sentences about what stands still at the time ``now``; ``on`` is the plan's date.

    A ledger that was set up or updated less than 26 hours ago has had no night yet.
    """
    sentences = []
    last = JobRun.objects.filter(job=NIGHTLY, state=JobRun.State.DONE)
    latest = last.aggregate(at=Max("ended_at"), period=Max("period"))
    set_up = MigrationRecorder.Migration.objects.aggregate(at=Max("applied"))["at"]
    alive = max(filter(None, [latest["at"], set_up]))
    if now - alive > NIGHT and latest["period"] != on.isoformat():
        hours = {"n": (now - alive) // timedelta(hours=1)}
        sentences.append(_("The nightly job has not run for %(n)d hours.") % hours)
    if untold := Milestone.objects.without_standing(on).count():
        sentences.append(
            _("%(n)d milestones are on no page: please run manage.py keep_standings.")
            % {"n": untold}
        )
    oldest = Delivery.objects.waiting().aggregate(at=Min("due_at"))["at"]
    broken = Outage.objects.aggregate(at=Min("since"))["at"]
    waiting_since = min(filter(None, [oldest, broken]), default=now)
    if now - waiting_since > MAIL:
        minutes = {"n": (now - waiting_since) // timedelta(minutes=1)}
        sentences.append(_("Mails have been waiting for %(n)d minutes.") % minutes)
    return sentences + stopped_alarms() + blue_alarms()


def stopped_alarms() -> list[str]:
    """A sentence for each process that ``make run`` could not keep up (baoan_rule.keeping)."""
    notes = settings.STOPPED
    return [
        _("The process %(name)s fell over again and again and stays down: please start anew.")
        % {"name": note.name}
        for note in (sorted(notes.iterdir()) if notes.is_dir() else ())
    ]


def blue_alarms() -> list[str]:
    """A sentence for each plan whose blue slips nobody issues any more."""
    plans = Plan.objects.exclude(auto_blue=None).select_related("auto_blue")
    return [
        _(
            "Blue slips of %(plan)s are not issued by themselves: "
            "the person named for it may not issue them any more."
        )
        % {"plan": plan.short_title}
        for plan in plans
        if plan.auto_blue and not may(plan.auto_blue, "supervise")
    ]
