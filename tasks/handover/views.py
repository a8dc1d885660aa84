"""Tasks that move to another unit, deputies, and people who leave."""

from datetime import timedelta
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView

from tasks.frame.once import sent_once
from tasks.frame.pages import PlanPage, WritingPage, too_late
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
from tasks.plan.actors import UNIT_STAFF, Actor, host_of
from tasks.plan.models import Assignment, Plan
from tasks.plan.recording import Conflict
from tasks.workflow.moves import Action
from units.models import Deputy, Unit
from units.roles import may


class PartPage(PlanPage, FormView):
    """A form about one unit's part in a task, its assignment."""

    nav = "task-list"
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
            "title": self.title,
        }
        return super().get_context_data(**kwargs) | context

    def form_valid(self, form):
        try:
            self.act(form)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        except Conflict as conflict:
            return self.changed_meanwhile(form, conflict)
        messages.success(self.request, _("Done and recorded."))
        return redirect("task", self.plan.slug, self.assignment.task.number)

    def changed_meanwhile(self, form, conflict):
        """409, what happened, and the same words for what is there now."""
        form.data = form.data.copy()
        form.data.update(self.get_initial())
        form.add_error(None, too_late(self.request, conflict))
        return self.render_to_response(self.get_context_data(form=form), status=409)


class DecidingPage(PartPage):
    """Mixin: what is decided about may change while the page is open."""

    right = "change the plan"

    def get_initial(self):
        return {"seen": self.holder()}

    def act(self, form):
        if form.cleaned_data["seen"] != self.holder():
            raise Conflict(self.assignment.task.events.that(*self.outdated_by))
        self.decide(form.cleaned_data["reason"], form)


class AskRelief(PartPage):
    form_class = ReliefForm

    @property
    def title(self):
        return _("Ask to be relieved of the task")

    def is_allowed(self):
        return self.assignment.unit_id in Actor.of(self.request.user, today()).units

    def act(self, form):
        ask_relief(self.assignment, by=self.request.user, on=today(), **form.cleaned_data)


class MovePart(DecidingPage):
    """A supervisor gives the task to another unit, or refuses the request."""

    form_class = MoveForm
    outdated_by = DECISIONS

    @property
    def title(self):
        return _("Move the task to another unit")

    def holder(self):
        return self.assignment.unit_id

    def decide(self, reason, form):
        decision = {"by": self.request.user, "on": today(), "reason": reason}
        if unit := form.cleaned_data["unit"]:
            move_part(self.assignment, unit=unit, **decision)
        else:
            refuse_relief(self.assignment, **decision)


class NameHost(DecidingPage):
    """A supervisor makes this lead unit the host of the task."""

    form_class = HostForm
    outdated_by = (Action.NAME_HOST,)

    @property
    def title(self):
        return _("Name the host unit")

    def holder(self):
        host = host_of(self.assignment.task)
        return host and host.pk

    def decide(self, reason, form):
        name_host(self.assignment, by=self.request.user, on=today(), reason=reason)


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
        return super().get_form_kwargs() | {"person": self.request.user} | day

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        person, form = self.request.user, context["form"]
        leaving = isinstance(form, HandOverForm)
        return context | {
            "deputy_form": DeputyForm(person=person, on=today()) if leaving else form,
            "leave_form": form if leaving else HandOverForm(person=person),
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
