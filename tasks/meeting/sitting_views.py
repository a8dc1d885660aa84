"""The meeting itself, full screen: docs/meeting.md. Arrow keys and remotes go through static/meeting.js.

The whole room reads it: whoever opened it, it shows what everybody may read.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from tasks.burden.pages import limit_of
from tasks.frame.addresses import to
from tasks.frame.pages import Deciding, WritingPage, ids
from tasks.frame.words import names
from tasks.ground.clock import today
from tasks.ground.official import short
from tasks.meeting.deciding import Said, decide, decided_about
from tasks.meeting.fates import earlier_fates
from tasks.meeting.forms import DecisionForm
from tasks.meeting.models import AgendaItem, MeetingDecision
from tasks.meeting.pack import pages_of
from tasks.meeting.rules import account_of_chair, on_agenda
from tasks.meeting.views import OfMeeting, with_wording
from tasks.plan.models.restriction import NOBODY
from tasks.plan.reach import with_readers
from units.roles import may

Kind = MeetingDecision.Kind


class Sitting(OfMeeting):
    """Mixin of the pages that are shown one after another; ``place`` is 0 for the first."""

    place = 0
    reader = NOBODY

    @cached_property
    def items(self):
        return on_agenda(self.meeting, self.as_of)

    def get_context_data(self, **kwargs):
        last = len(self.items) + 1
        before, after = self.place - 1, self.place + 1
        return super().get_context_data(**kwargs) | {
            "place": self.place,
            "number": len(self.items),
            "places": [(one, self.address(one)) for one in range(1, last)],
            "before": self.address(before) if self.place else "",
            "after": self.address(after) if self.place < last else "",
            "is_sitting": self.is_sitting,
        }

    @property
    def is_sitting(self):
        """True where the person can decide something now."""
        is_day = self.as_of == today() >= self.meeting.held_on
        return is_day and self.is_open and may(self.request.user, "supervise")

    def address(self, place):
        """The address of the page at a place."""
        if 1 <= place <= len(self.items):
            return to(self.request, "meeting-item", self.items[place - 1].pk)
        return to(self.request, "meeting-run" if place < 1 else "meeting-end", self.meeting.pk)


class SittingStart(Sitting, TemplateView):
    """What became of the last decisions, and what is to come."""

    template_name = "meeting/run_start.html"

    def get_context_data(self, **kwargs):
        fates = earlier_fates(self.meeting, self.as_of, self.reader)
        return super().get_context_data(**kwargs) | {"earlier": fates, "items": self.items}


class SittingEnd(Sitting, TemplateView):
    """What was decided today."""

    template_name = "meeting/run_end.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.place = len(self.items) + 1

    def get_context_data(self, **kwargs):
        with_wording(self)
        pages = pages_of(self.meeting, self.items, self.as_of, self.reader)
        return super().get_context_data(**kwargs) | {"pages": pages}


class ItemSitting(Sitting, Deciding, WritingPage):
    """One item, and the form in which a decision is typed; the script is only a comfort. One that was
    taken off the agenda while somebody typed is told so.
    """

    title = ""
    right = "read the plan"
    always_today = False
    form_class = DecisionForm
    template_name = "meeting/run_item.html"

    def setup(self, request, *args, pk, **kwargs):
        items = AgendaItem.objects.filter(meeting__plan__slug=kwargs["slug"])
        meeting = get_object_or_404(items.values_list("meeting", flat=True), pk=pk)
        super().setup(request, *args, pk=meeting, **kwargs)
        if request.method == "POST":
            self.items = [*self.items, *self.meeting.items.left_out_by(self.as_of).filter(pk=pk)]
        places = {item.pk: place for place, item in enumerate(self.items, start=1)}
        if pk not in places:
            raise Http404
        self.place = places[pk]
        self.item = self.items[self.place - 1]
        with_wording(self)

    def is_allowed(self):
        may_write = self.request.method != "POST" or may(self.request.user, "supervise")
        return may_write and super().is_allowed()

    @cached_property
    def page(self):
        pages = pages_of(self.meeting, [self.item], self.as_of, self.reader)
        if not pages:
            raise Http404
        return pages[0]

    def kinds(self):
        """What can be decided here and now."""
        found = [Kind.INSTRUCTION] if account_of_chair(self.meeting) else []
        if self.page.milestone.stage_then in ("open", "signing"):
            found.append(Kind.URGE)
        if self.page.waiting:
            found += [Kind.GRANT, Kind.REFUSE]
        return [*found, Kind.NOTE]

    def get_form_kwargs(self):
        parts = with_readers(self.item.task.assignments.select_related("unit"))
        on = today()
        return super().get_form_kwargs() | {
            "page": self.page,
            "kinds": self.kinds(),
            "parts": sorted(parts, key=lambda part: (part.role, part.order)),
            "on": on,
            "about": self.plan,
            "limit": limit_of(self.plan, [part.unit for part in parts], on),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"page": self.page}

    def outdated_by(self):
        return decided_about(self.item)

    def act(self, *, kind, by, on, reply_by, **values):
        said = Said(due_on=reply_by, **values)
        seen = max(ids([self.request.POST.get("seen", "")]), default=0)
        about = {"seen": seen, "kind": kind, "said": said}
        return decide(self.item, by=by, on=on, at=timezone.now(), **about)

    def said(self, decision):
        units = names(decision.units.all()) or decision.owner
        words = _("Decided: %(kind)s · %(who)s") % {
            "kind": decision.get_kind_display(),
            "who": units,
        }
        return f"{words} · {short(decision.due_on)}" if decision.due_on else words

    def way_back(self, result=None):
        return self.landing(result)

    def landing(self, decision):
        return reverse("meeting-item", args=[self.plan.slug, self.item.pk])
