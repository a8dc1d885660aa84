"""Giving instructions, answering them, sending answers back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from tasks.actors import Actor
from tasks.acts.instructions import instruct, reply, send_back_reply
from tasks.clock import today
from tasks.forms import InstructionForm, ReplyForm
from tasks.models import Reply
from tasks.views.base import PlanPage, way_back
from tasks.workflow import Conflict
from units.roles import may


class InstructionPage(PlanPage, FormView):
    """What the three forms share: the task, the refusal, the way back."""

    template_name = "tasks/instruction_form.html"

    def dispatch(self, request, *args, **kwargs):
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self):
        return may(self.request.user, "instruct")

    def get_context_data(self, **kwargs):
        context = {"task": self.task, "title": self.title, "row": getattr(self, "row", None)}
        return super().get_context_data(**kwargs) | context

    def form_valid(self, form):
        try:
            self.act(form.cleaned_data)
        except Conflict:
            form.add_error(None, _("Somebody else was faster; please look again."))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(self.request, _("Done and recorded."))
        return redirect(way_back(self.request, self.task_page()))

    def task_page(self):
        return redirect("task", self.plan.slug, self.task.number).url


class Instruct(InstructionPage):
    form_class = InstructionForm

    @property
    def title(self):
        return _("Write an instruction")

    def setup(self, request, *args, number, **kwargs):
        super().setup(request, *args, **kwargs)
        self.task = get_object_or_404(self.plan.tasks, number=number)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"task": self.task, "on": today()}

    def act(self, said):
        instruct(self.task, by=self.request.user, on=today(), **said)


class ReplyPage(InstructionPage):
    form_class = ReplyForm

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        rows = Reply.objects.filter(instruction__task__plan=self.plan)
        rows = rows.select_related("instruction__task", "instruction__given_by", "unit")
        self.row = get_object_or_404(rows, pk=pk)
        self.task = self.row.instruction.task


class AnswerInstruction(ReplyPage):
    @property
    def title(self):
        return _("Reply to the instruction")

    def is_allowed(self):
        return self.row.unit_id in Actor.of(self.request.user, today()).units

    def act(self, said):
        reply(self.row, by=self.request.user, on=today(), **said)


class SendBackReply(ReplyPage):
    @property
    def title(self):
        return _("Send the reply back")

    def act(self, said):
        send_back_reply(self.row, by=self.request.user, on=today(), **said)
