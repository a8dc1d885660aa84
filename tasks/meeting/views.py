"""Stocktakes: the list, preparing one, its agenda, its minutes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View

from tasks.frame.pages import PlanPage, WordsPage, WritingPage, renew
from tasks.ground.clock import today
from tasks.meeting import acts
from tasks.meeting.fates import earlier_fates, fates_of
from tasks.meeting.forms import ChangeMeetingForm, CloseForm, MeetingForm, PickForm
from tasks.meeting.models import MeetingDecision
from tasks.meeting.rules import FULL, next_title
from tasks.plan.actors import Actor
from tasks.plan.correcting import STALE
from tasks.plan.models import Meeting, Plan


class MeetingPages(PlanPage):
    """Mixin of all pages of stocktakes; the plan has its wording, which pages of items cut."""

    nav = "meeting-list"

    @property
    def reader(self):
        return Actor.of(self.request.user, today())


class MeetingList(MeetingPages, TemplateView):
    """Those that come, those that were held, and what they decided and is open."""

    template_name = "meeting/list.html"

    def get_context_data(self, **kwargs):
        meetings = list(Meeting.objects.of_plan(self.plan, self.as_of))
        decisions = MeetingDecision.objects.filter(item__meeting__in=meetings).up_to(self.as_of)
        fates = fates_of(decisions.for_fate(), self.as_of, self.reader)
        return super().get_context_data(**kwargs) | {
            "coming": [one for one in meetings[::-1] if not self.is_over(one)],
            "held": [one for one in meetings if self.is_over(one)],
            "open": [fate for fate in fates if fate.is_open],
        }

    def is_over(self, meeting):
        return meeting.is_closed_by(self.as_of) or meeting.held_on < self.as_of


class PrepareMeeting(MeetingPages, WritingPage):
    title = gettext_lazy("Prepare a stocktake")
    form_class = MeetingForm
    template_name = "meeting/form.html"

    def get_initial(self):
        number = Meeting.objects.filter(plan=self.plan).count()
        return super().get_initial() | {"title": next_title(number)}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"on": today(), "about": self.plan}

    def act(self, **values):
        return acts.prepare(self.plan, **values)

    def said(self, meeting):
        number = meeting.items.count()
        words = ngettext(
            "The agenda is put together: %(n)d task.",
            "The agenda is put together: %(n)d tasks.",
            number,
        )
        return words % {"n": number}

    def way_back(self, meeting=None):
        """Its agenda wants to be looked at, wherever one came from."""
        if meeting is None:
            return reverse("meeting-list", args=[self.plan.slug])
        return reverse("meeting", args=[self.plan.slug, meeting.pk])


class OfMeeting(MeetingPages):
    """Mixin: the page is about ``self.meeting``, which was set down by the day shown."""

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        meetings = Meeting.objects.of_plan(self.plan, self.as_of)
        self.meeting = get_object_or_404(meetings.select_related("chair__user"), pk=pk)
        self.meeting.plan = self.plan

    @property
    def is_open(self):
        """True where something in it can still be changed, by whoever may."""
        return self.meeting.closed_on is None

    def get_context_data(self, **kwargs):
        meeting = self.meeting
        return super().get_context_data(**kwargs) | {
            "meeting": meeting,
            "is_open": self.is_open,
            "is_closed": meeting.is_closed_by(self.as_of),
            "is_before": self.as_of < meeting.held_on,
        }

    def landing(self, result):
        return reverse("meeting", args=[self.plan.slug, self.meeting.pk])


class MeetingDetail(OfMeeting, TemplateView):
    template_name = "meeting/meeting.html"

    def get_context_data(self, **kwargs):
        items = self.meeting.items.shown_on(self.as_of).select_related("task", "milestone")
        items = list(items)
        decisions = MeetingDecision.objects.filter(item__meeting=self.meeting).up_to(self.as_of)
        fates = {}
        for fate in fates_of(decisions.for_fate(), self.as_of, self.reader):
            fates.setdefault(fate.decision.item_id, []).append(fate)
        return super().get_context_data(**kwargs) | {
            "items": [(item, fates.get(item.pk, [])) for item in items],
            "most": FULL if len(items) >= FULL else None,
            "left_out": self.meeting.items.left_out_by(self.as_of).select_related("task"),
            "earlier": earlier_fates(self.meeting, self.as_of, self.reader),
            "changes": self.meeting.changes.shown_on(self.as_of),
            "pick_form": PickForm(),
            "units": self.meeting.units.order_by("position"),
            "leaders": self.meeting.leaders.all(),
        }


class WritesMeeting(OfMeeting, WritingPage):
    """Mixin of a form about the meeting; what changed meanwhile is told, and every word kept."""

    def get_initial(self):
        return super().get_initial() | {"seen": self.meeting.version}

    def form_invalid(self, form):
        if form.has_error("__all__", STALE):
            self.meeting.refresh_from_db(fields=["version", "closed_on"])
            form.initial["seen"] = self.meeting.version
            renew(form)
        return super().form_invalid(form)


class ChangeMeeting(WritesMeeting):
    title = gettext_lazy("Change the meeting")
    form_class = ChangeMeetingForm
    template_name = "meeting/form.html"
    FACTS = ("title", "held_on", "place", "chair", "chair_words")

    def get_initial(self):
        facts = {name: getattr(self.meeting, name) for name in self.FACTS}
        scope = {"units": self.meeting.units.all(), "leaders": self.meeting.leaders.all()}
        return super().get_initial() | facts | scope

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"on": today(), "about": self.plan}

    def act(self, **values):
        acts.change(self.meeting, **values)


class PickTasks(OfMeeting, WritingPage):
    title = gettext_lazy("Put tasks on the agenda")
    form_class = PickForm
    template_name = "meeting/form.html"

    def act(self, **values):
        return acts.pick(self.meeting, **values)

    def said(self, items):
        words = ngettext("%(n)d task is added.", "%(n)d tasks are added.", len(items))
        return words % {"n": len(items)}


class RefreshAgenda(OfMeeting, View):
    """Puts the agenda together anew, before the day of the meeting."""

    right = "supervise"
    always_today = True

    def post(self, request, **kwargs):
        try:
            number = acts.refresh(self.meeting, by=request.user, on=today())
        except ValidationError as refused:
            messages.warning(request, " ".join(refused.messages))
        else:
            words = ngettext(
                "The agenda is put together anew: %(n)d task came or went.",
                "The agenda is put together anew: %(n)d tasks came or went.",
                number,
            )
            messages.success(request, words % {"n": number})
        return redirect(self.landing(None))


class CloseMeeting(WritesMeeting):
    title = gettext_lazy("Close the minutes")
    form_class = CloseForm
    template_name = "meeting/close.html"

    def act(self, **values):
        acts.close(self.meeting, **values)

    def said(self, result):
        return _("The minutes are closed: their words stay as they are.")

    def landing(self, result):
        return reverse("meeting-minutes", args=[self.plan.slug, self.meeting.pk])


class CloseNote(MeetingPages, WordsPage):
    """A supervisor says what became of a decision that no act tells of."""

    title, label = gettext_lazy("Close the decision"), gettext_lazy("What became of it")
    template_name = "meeting/note.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        notes = MeetingDecision.objects.for_fate().filter(item__meeting__plan=self.plan)
        self.decision = get_object_or_404(notes, pk=pk)
        if self.decision.kind != MeetingDecision.Kind.NOTE:
            raise Http404

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"decision": self.decision}

    def act(self, **values):
        acts.close_note(self.decision, **values)

    def landing(self, result):
        return reverse("meeting-list", args=[self.plan.slug])


def with_wording(page):
    """The plan of ``page`` with its official text, which other pages leave out."""
    source = Plan.objects.values_list("source_text", flat=True).get(pk=page.plan.pk)
    page.plan.source_text = source
    return page.plan
