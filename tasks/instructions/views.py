"""Giving instructions, answering them, sending answers back."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from tasks.evidence.pages import AnswerWithFiles
from tasks.frame.pages import PlanPage, WordsPage, WritingPage
from tasks.ground.clock import today
from tasks.instructions import acts
from tasks.instructions.forms import InstructionForm
from tasks.instructions.models import Instruction, Reply
from tasks.paper.pages import taken
from tasks.plan.actors import Actor
from tasks.workflow.moves import Action


class OfTask:
    """Mixin: the page is about ``self.task``, and leads back to it."""

    template_name = "instructions/instruction_form.html"
    nav = "task-list"
    right = "instruct"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"task": self.task}

    def landing(self, paper):
        return reverse("task", args=[self.plan.slug, self.task.number]) + "#instructions"


class Instruct(OfTask, WritingPage):
    title = _("Write an instruction")
    form_class = InstructionForm

    def setup(self, request, *args, number, **kwargs):
        super().setup(request, *args, **kwargs)
        self.task = get_object_or_404(self.plan.tasks, number=number)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"task": self.task, "on": today()}

    def act(self, **values):
        acts.instruct(self.task, **values)


class InstructionWord(PlanPage, View):
    def get(self, request, pk, **kwargs):
        given = Instruction.objects.filter(task__plan=self.plan, given_on__lte=self.as_of)
        instruction = get_object_or_404(given, pk=pk)
        return taken(request.user, instruction, f"批示办理单-{instruction.given_on}")


class OfReply(OfTask):
    """Mixin: the page is about ``self.reply``, what one unit owes or answered."""

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.reply = get_object_or_404(Reply.objects.of_plan(self.plan), pk=pk)
        self.task = self.place = self.reply.instruction.task
        self.unit, self.answers = self.reply.unit, self.reply.pk

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"reply": self.reply}


class AnswerInstruction(OfReply, AnswerWithFiles):
    title, label = _("Reply to the instruction"), _("Reply")
    action = Action.REPLY

    def is_allowed(self):
        return self.reply.unit_id in Actor.of(self.request.user, today()).units

    def act(self, **values):
        acts.reply(self.reply, **values)


class SendBackReply(OfReply, WordsPage):
    title, label = _("Send the reply back"), _("Reason")

    def act(self, **values):
        acts.send_back_reply(self.reply, **values)
