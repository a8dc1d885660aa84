"""Tasks that move to another unit, deputies, and people who leave."""

from datetime import timedelta
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from tasks.frame.once import sent_once
from tasks.frame.pages import Deciding, WritingPage, typed_before
from tasks.ground.clock import today
from tasks.handover.acts import (
    DECISIONS,
    ask_relief,
    hand_over,
    move_part,
    name_acting_head,
    name_deputy,
    name_host,
    refuse_relief,
)
from tasks.handover.forms import (
    ActingHeadForm,
    DeputyForm,
    HandOverForm,
    HostForm,
    MoveForm,
    ReliefForm,
)
from tasks.plan.actors import UNIT_STAFF, Actor
from tasks.plan.models import Assignment, Plan
from tasks.workflow.moves import Action
from units.models import Deputy, Unit
from units.roles import may

# What makes it another matter whose part it is, and who hosts.
MOVES = (Action.ASK_RELIEF, *DECISIONS, Action.CORRECT)
NAMINGS = (Action.NAME_HOST, Action.MOVE_TASK, Action.REORGANISE, Action.CORRECT)


class PartPage(WritingPage):
    """A form about one unit's part in a task, its assignment."""

    nav = "task-list"
    right = "change the plan"
    template_name = "handover/part.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        assignments = Assignment.objects.of_plan(self.plan)
        self.assignment = get_object_or_404(assignments, pk=pk)

    def get_context_data(self, **kwargs):
        context = {
            "assignment": self.assignment,
            "task": self.assignment.task,
            "relief": self.assignment.reliefs.pending().first(),
        }
        return super().get_context_data(**kwargs) | context

    def landing(self, result):
        return reverse("task", args=[self.plan.slug, self.assignment.task.number])


class AskRelief(PartPage):
    title = gettext_lazy("Ask to be relieved of the task")
    right = "read the plan"
    form_class = ReliefForm

    def is_allowed(self):
        return self.assignment.unit_id in Actor.of(self.request.user, today()).units

    def act(self, **values):
        ask_relief(self.assignment, **values)


class MovePart(Deciding, PartPage):
    """A supervisor gives the task to another unit, or refuses the request."""

    title = gettext_lazy("Move the task to another unit")
    form_class = MoveForm

    def outdated_by(self):
        return self.assignment.task.events.with_people().that(*MOVES)

    def act(self, unit, **decision):
        if unit:
            move_part(self.assignment, unit=unit, **decision)
        else:
            refuse_relief(self.assignment, **decision)


class NameHost(Deciding, PartPage):
    """A supervisor makes this lead unit the host of the task."""

    title = gettext_lazy("Name the host unit")
    form_class = HostForm

    def outdated_by(self):
        return self.assignment.task.events.with_people().that(*NAMINGS)

    def act(self, **decision):
        name_host(self.assignment, **decision)


class NameActingHead(WritingPage):
    """A supervisor, or the head himself, says who signs for a unit on some days."""

    nav = "unit-list"
    right = "read the plan"
    form_class = ActingHeadForm
    template_name = "handover/acting_head.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.unit = get_object_or_404(Unit, pk=pk)

    def is_allowed(self):
        person = self.request.user
        return may(person, "supervise") or Actor.of(person, today()).heads(self.unit.pk)

    @property
    def title(self):
        return _("Name an acting head")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"unit": self.unit, "on": today()}

    def get_initial(self):
        return {"from_on": today(), "until_on": today() + timedelta(days=30)}

    def get_context_data(self, **kwargs):
        named = self.unit.acting_heads.select_related("person", "named_by")
        return super().get_context_data(**kwargs) | {"unit": self.unit, "named": named}

    def act(self, **values):
        return name_acting_head(self.unit, **values)

    def landing(self, result):
        return reverse("unit", args=[self.plan.slug, self.unit.pk])


class HandOver(FormView):
    """Naming a deputy for a span of days, or leaving for good."""

    template_name = "handover/hand_over.html"
    form_class = DeputyForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.role not in UNIT_STAFF:
            raise PermissionDenied
        carry_out = partial(super().dispatch, request, *args, **kwargs)
        return sent_once(request, carry_out, request.path)

    def get_form_class(self):
        return HandOverForm if "leave" in self.request.POST else DeputyForm

    def get_form_kwargs(self):
        day = {} if "leave" in self.request.POST else {"on": today()}
        typed = typed_before(self.request) if self.request.method == "GET" else {}
        return super().get_form_kwargs() | {"initial": typed, "person": self.request.user} | day

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        person, form = self.request.user, context["form"]
        leaving = isinstance(form, HandOverForm)
        return context | {
            "deputy_form": DeputyForm(person=person, on=today()) if leaving else form,
            "leave_form": form if leaving else HandOverForm(person=person, initial=form.initial),
            "acting_head_url": acting_head_url(person),
            "deputies": Deputy.objects.filter(person=person).select_related("deputy"),
        }

    def form_valid(self, form):
        person = self.request.user
        if isinstance(form, HandOverForm):
            hand_over(person, to=form.cleaned_data["to"], on=today())
            messages.success(self.request, _("Everything is handed over. You can still read."))
            return redirect("home")
        name_deputy(person, **form.cleaned_data)
        messages.success(self.request, _("Your deputy acts for you on the days named."))
        return redirect("hand-over")


def acting_head_url(person):
    """Where a head names who signs while he is away; empty for others."""
    plan = Plan.objects.filter(is_active=True).first()
    if person.role != person.Role.HEAD or plan is None:
        return ""
    return reverse("acting-head", args=[plan.slug, person.unit_id])
