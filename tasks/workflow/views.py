"""One page for every action of the workflow: its form, files, drafts, and what may go wrong."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from tasks.evidence.pages import StagedFiles, is_fetched
from tasks.frame.pages import PlanPage, WritingPage, too_late, way_back
from tasks.frame.plans import plans_of
from tasks.ground.clock import today
from tasks.paper.pages import taken
from tasks.plan.actors import Actor
from tasks.plan.lines import tell_lines
from tasks.plan.models import Assignment, Event, Extension, Milestone
from tasks.plan.recording import Conflict, seen_events
from tasks.workflow.acts.cosigning import cosigners
from tasks.workflow.acts.dates import confirm_dates
from tasks.workflow.acts.reports import acknowledge
from tasks.workflow.acts.signing import way_of
from tasks.workflow.acts.splitting import add_milestone
from tasks.workflow.forms import FORMS, AddMilestoneForm
from tasks.workflow.hints import hollow_phrases, is_checkable
from tasks.workflow.models import Draft
from tasks.workflow.moves import MOVES, Action, fits, is_allowed, label_of
from tasks.workflow.next_step import next_step
from tasks.workflow.others import others_of
from tasks.workflow.review import case_of
from tasks.workflow.sheets import former_sheet

REQUESTS = (Action.REQUEST_COMPLETION, Action.REQUEST_EXTENSION)


class DecisionWord(PlanPage, View):
    """The answer to a wish for more time, as a paper."""

    def get(self, request, pk, **kwargs):
        readable = Extension.objects.readable_by(Actor.of(request.user, today()))
        mine = readable.decided().filter(milestone__task__plan=self.plan)
        extension = get_object_or_404(mine.filter(decided_on__lte=self.as_of), pk=pk)
        name = extension.reference or f"延期批复-{extension.decided_on}"
        return taken(request.user, extension, name, former_sheet)


class ActPage(StagedFiles, PlanPage, View):
    """The page of ``action``, one of MOVES, on a milestone."""

    nav = "task-list"
    action = None
    conflict = None
    always_today = True
    template_name = "workflow/act.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.day = self.as_of
        self.milestone = self.place = self.load(pk)
        self.actor = Actor.of(request.user, self.day)

    @property
    def form_class(self):
        return FORMS[self.action]

    def load(self, pk):
        milestones = Milestone.objects.of(self.plan, self.day).with_requests()
        milestone = get_object_or_404(milestones.for_table(), pk=pk)
        milestone.task.plan = self.plan
        return milestone

    def is_allowed(self):
        return is_allowed(self.action, self.milestone, self.actor)

    def get(self, request, **kwargs):
        if not fits(MOVES[self.action], self.milestone):
            return self.too_late(Conflict(self.milestone.events.all()[:3]))
        draft = self.draft().first()
        typed = (draft.fields if draft else {}) | self.typed
        return self.page(self.empty_form(typed))

    def post(self, request, **kwargs):
        form = self.form_class(request.POST, **self.form_kwargs())
        if self.form_class.takes_files:
            self.change_files()
        if "draft" in request.POST:
            return self.save_draft(form)
        if {"upload", "remove"} & set(request.POST):
            return self.page(self.empty_form(form.typed() | form.answers()))
        try:
            is_done = (
                not self.file_problems
                and form.is_valid()
                and form.perform(self.milestone, by=request.user, on=self.day)
            )
        except Conflict as conflict:
            self.milestone = self.load(self.milestone.pk)
            return self.too_late(conflict, form.typed())
        return self.done(form) if is_done else self.page(form)

    @property
    def unit(self):
        return self.actor.unit_for(self.milestone)

    def draft(self):
        return Draft.objects.filter(
            person=self.request.user, milestone=self.milestone, action=self.action
        )

    def save_draft(self, form):
        """Keep what is typed so far; the answer is the line below the form."""
        typed = form.typed() | form.answers()
        Draft.objects.update_or_create(
            person=self.request.user,
            milestone=self.milestone,
            action=self.action,
            defaults={"fields": typed},
        )
        return render(self.request, "workflow/_saved.html", hint(typed.get("done", "")))

    def empty_form(self, typed):
        """The form with what was typed before, on the milestone's present version."""
        initial = {"completed_on": self.case["completed_on"] or self.day}
        initial |= typed | {"seen": self.milestone.version}
        return self.form_class(initial=initial, **self.form_kwargs())

    def form_kwargs(self):
        about = {"about": self.milestone, "on": self.day}
        if self.action != Action.REPORT:
            return about
        plans = [plan for plan in plans_of(self.request) if plan.is_live(self.day)]
        return about | {"others": others_of(self.milestone, self.actor, plans, self.day)}

    def too_late(self, conflict, typed=None):
        self.conflict = Conflict(seen_events(conflict.events, self.actor))
        return self.page(self.empty_form(typed or {}), status=409)

    def page(self, form, status=200):
        template = "workflow/_files.html" if is_fetched(self.request) else self.template_name
        return render(self.request, template, self.context(form), status=status)

    @cached_property
    def case(self):
        """First asked when the page is drawn, so that it is that of the milestone drawn."""
        return case_of(self.milestone, self.day, self.actor)

    def context(self, form):
        return (
            self.case
            | self.staged_files()
            | {
                "form": form,
                "title": label_of(self.action),
                "button": label_of(self.action),
                "takes_files": form.takes_files,
                "keeps_draft": form.takes_files or len(form.fields) > 1,
                "milestone": self.milestone,
                "task": self.milestone.task,
                "conflict": self.conflict,
                "way": self.way(),
                "cosigners": self.cosigners(),
                "can_send": fits(MOVES[self.action], self.milestone),
                "next": self.way_back(),
            }
        )

    def way(self):
        """How a unit's request goes on; None for other acts."""
        if self.action not in REQUESTS:
            return None
        return way_of(self.milestone, self.actor, self.day)

    def cosigners(self):
        """Who confirms before a unit's request is sent; None for other acts."""
        if self.action in REQUESTS:
            return cosigners(self.milestone, self.action, self.unit, self.day)
        tell_lines(self.milestone.task, [self.milestone], self.day)
        return None

    def way_back(self):
        task = reverse("task", args=[self.plan.slug, self.milestone.task.number])
        return way_back(self.request, f"{task}#m{self.milestone.order}")

    def done(self, form):
        self.draft().delete()
        milestone = self.load(self.milestone.pk)
        taken = form.cleaned_data.get("decision", self.action)
        messages.success(self.request, next_step(taken, milestone, self.plan, self.day))
        if also := form.cleaned_data.get("also"):
            words = ngettext(
                "%(n)d milestone reported, with the same words.",
                "%(n)d milestones reported, with the same words.",
                len(also) + 1,
            )
            messages.success(self.request, words % {"n": len(also) + 1})
        is_hollow = hint(self.request.POST.get("done", ""))["is_hollow"]
        if self.action == Event.Action.REPORT and is_hollow:
            messages.warning(self.request, _("The report names nothing that can be checked."))
        return redirect(self.way_back())


def hint(text):
    """What the line about checkable words needs to know."""
    return {
        "is_hollow": bool(text.strip()) and not is_checkable(text),
        "phrases": hollow_phrases(text),
    }


class Acknowledge(PlanPage, View):
    """A unit has received the task."""

    def post(self, request, pk, **kwargs):
        assignments = Assignment.objects.of_plan(self.plan)
        assignment = get_object_or_404(assignments, pk=pk)
        try:
            acknowledge(assignment, by=request.user, on=today())
        except Conflict as conflict:
            first = _("This task was acknowledged before.")
            messages.info(request, " ".join(too_late(request, conflict, first)))
        else:
            messages.success(request, _("Acknowledged. Please report progress before it is due."))
        task = reverse("task", args=[self.plan.slug, assignment.task.number])
        return redirect(way_back(request, task))


class ConfirmDate(PlanPage, View):
    """A supervisor says that the document's date was read rightly."""

    def post(self, request, pk, **kwargs):
        milestones = Milestone.objects.filter(task__plan=self.plan)
        milestone = get_object_or_404(milestones.select_related("task"), pk=pk)
        if confirm_dates(milestones.filter(pk=pk), by=request.user, on=today()):
            messages.success(request, _("The date is confirmed."))
        else:
            conflict = Conflict(milestone.events.that(Action.CONFIRM_DATE, Action.SET_DATE))
            first = _("This date was confirmed or set before.")
            messages.info(request, " ".join(too_late(request, conflict, first)))
        address = reverse("task", args=[self.plan.slug, milestone.task.number])
        return redirect(way_back(request, f"{address}#m{milestone.order}"))


class AddMilestone(WritingPage):
    """A supervisor adds what the document does not have."""

    nav = "task-list"
    right = "change the plan"
    title = gettext_lazy("Add a milestone")
    form_class = AddMilestoneForm
    template_name = "workflow/add_milestone.html"

    def setup(self, request, *args, number, **kwargs):
        super().setup(request, *args, **kwargs)
        self.task = get_object_or_404(self.plan.tasks, number=number)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"task": self.task, "on": today()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"task": self.task}

    def act(self, **values):
        return add_milestone(self.task, **values)

    def said(self, result):
        return _("The milestone is added.")

    def landing(self, result):
        return reverse("task", args=[self.plan.slug, self.task.number])
