"""The job page for administrators."""

from celery import current_app
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from kombu.exceptions import OperationalError

from tasks.frame.pages import PlanPage
from tasks.ground.clock import today
from tasks.machine import schedule
from tasks.mail.models import Delivery, Outage
from tasks.mail.watchdog import alarms


class JobPage(PlanPage, TemplateView):
    nav = "supervision"
    right = "run jobs"
    template_name = "machine/jobs.html"

    def get_context_data(self, **kwargs):
        now = timezone.now()
        return super().get_context_data(**kwargs) | {
            "jobs": schedule.jobs(now, today()),
            "alarms": alarms(now, today()),
            "outages": Outage.objects.all(),
            "waiting": Delivery.objects.waiting().count(),
        }

    def post(self, request, *args, **kwargs):
        """Start a job now: a worker runs it, as if its time had come."""
        name = request.POST.get("job", "")
        if name not in schedule.JOBS:
            raise Http404
        try:
            current_app.send_task(f"{schedule.PREFIX}{name}", kwargs={"again": True}, retry=False)
        except (OperationalError, OSError):
            messages.error(request, _("The broker does not answer; the schedule will catch up."))
        else:
            messages.success(request, _("Started; reload this page in a moment to see the result."))
        return redirect("jobs", self.plan.slug)
