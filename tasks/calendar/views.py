"""The calendar as a page, as a file that phones fetch, and the address under which they do."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView, View

from leaders.models import Leader
from tasks.browse.filter_bar import FilterBar
from tasks.browse.filters import MilestoneFilter
from tasks.browse.rows import milestones_of
from tasks.calendar.acts import make_address, revoke_address
from tasks.calendar.feed import feed_of
from tasks.calendar.models import CalendarAddress
from tasks.calendar.month import filled, month_of
from tasks.figures.overview_rows import paper_link
from tasks.frame.kept import KeptPage
from tasks.frame.pages import PlanPage, ids
from tasks.frame.secret import keep_to_show, to_show
from tasks.ground.clock import today
from tasks.ground.days import end_of_month
from tasks.plan.models import TaskLeader

NAMES = ("unit", "leader")  # what papers can be asked for by


class CalendarPage(KeptPage, PlanPage, TemplateView):
    """A month of what the list of milestones shows for the same question, and of the papers."""

    nav = "calendar"
    template_name = "calendar/month.html"

    def get(self, request, *args, **kwargs):
        """``?mine=`` leads to the person's own unit or to what he leads."""
        if "mine" not in request.GET:
            return super().get(request, *args, **kwargs)
        leader = Leader.objects.filter(user=request.user).first()
        query = request.GET.dict() | {"unit": request.user.unit_id, "leader": leader and leader.pk}
        del query["mine"]
        asked = {name: value for name, value in query.items() if value}
        return redirect(reverse("calendar", args=[self.plan.slug], query=asked))

    def get_context_data(self, **kwargs):
        first = month_of(self.request.GET.get("month", ""), self.as_of)
        last = end_of_month(first)
        bar = FilterBar(MilestoneFilter, self.request)
        milestones = bar.filtered(milestones_of(self.plan, self.as_of))
        weeks = filled(milestones, self.plan, self.as_of, first, **self.papers())
        days = [day for week in weeks for day in week]
        for day in days:
            day.papers = [paper_link(self.request, paper) for paper in day.papers]
            day.address = self.list_of(day.day, day.day)
        return super().get_context_data(**kwargs) | {
            "weeks": weeks,
            "first": first,
            "address": self.list_of(first, last),
            "due": sum(len(day.due) for day in days),
            "before": (first - timedelta(days=1)).strftime("%Y-%m"),
            "after": (last + timedelta(days=1)).strftime("%Y-%m"),
            "month": first.strftime("%Y-%m"),
            "choices": dict(bar.choices),
            "chosen": {name: next(iter(self.chosen(name)), None) for name in NAMES},
        }

    def asked(self):
        """What the address asks of milestones."""
        asked = self.request.GET.copy()
        for name in ("month", "as_of", "page"):
            asked.pop(name, None)
        return asked

    def list_of(self, first, last):
        """The list of what is due from ``first`` to ``last`` by the approved date."""
        asked = self.asked()
        span = {"due_from": first, "due_to": last, "by": "approved"} | self.request.day_asked
        for name, value in span.items():
            asked[name] = str(value)
        return f"{reverse('milestone-list', args=[self.plan.slug])}?{asked.urlencode()}"

    def chosen(self, name):
        """The id of the unit or leader that is chosen, if one is."""
        return ids([self.request.GET.get(name, "")])

    def papers(self):
        """Whose papers are shown: by unit and leader; where more is asked, which only milestones can
        answer, none.
        """
        if any(value for name, value in self.asked().items() if name not in NAMES):
            return {"with_papers": False}
        unit, leader = map(self.chosen, NAMES)
        led = TaskLeader.ever.on(self.as_of).filter(leader__in=leader).values("task")
        return {"units": unit or None, "tasks": led if leader else None}


class CalendarAddressPage(PlanPage, View):
    """The person's own address for his phone: made, shown once, revoked."""

    nav = "calendar"
    always_today = True

    def get(self, request, **kwargs):
        secret = to_show(request)
        feed = secret and request.build_absolute_uri(reverse("calendar-feed", args=[secret]))
        known = CalendarAddress.objects.filter(person=request.user).first()
        return render(request, "calendar/address.html", {"known": known, "address": feed})

    def post(self, request, **kwargs):
        if "revoke" in request.POST:
            revoke_address(request.user)
            messages.success(
                request, _("The address is revoked; nobody can fetch the calendar with it.")
            )
        else:
            keep_to_show(request, make_address(request.user, at=now()))
        return redirect("calendar-address", self.plan.slug)


@login_not_required
@require_safe
def feed(request, token):
    """The calendar of whoever has the address. An unknown one is told in a sentence, in Chinese."""
    found = CalendarAddress.objects.fetched_with(token, now())
    if found is None:
        with override("zh-hans"):
            words = _("This calendar address is not valid, or was revoked. Please make a new one.")
        return HttpResponse(words, status=410, content_type="text/plain; charset=utf-8")
    with override(found.person.language or settings.LANGUAGE_CODE):
        content = feed_of(found.person, today(), now())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="ledger.ics"'
    return answer
