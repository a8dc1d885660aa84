"""Giving instructions, answering them, sending answers back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from tasks.evidence.pages import AnswerWithFiles
from tasks.frame.pages import Deciding, PlanPage, WordsPage, WritingPage, too_late, way_back
from tasks.frame.words import day, names, unread
from tasks.ground.clock import today
from tasks.instructions import acts
from tasks.instructions.forms import InstructionForm
from tasks.instructions.models import Instruction, Reply
from tasks.instructions.sheets import former_sheet
from tasks.paper.pages import taken
from tasks.plan.actors import Actor
from tasks.plan.models import Milestone, ProgressReport
from tasks.plan.reach import readers, with_readers
from tasks.plan.recording import Conflict, history
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
    """The form that the leader's desk has at each task, beside how the task stands."""

    title = gettext_lazy("Write an instruction")
    form_class = InstructionForm
    template_name = "instructions/instruct.html"

    def setup(self, request, *args, number, **kwargs):
        super().setup(request, *args, **kwargs)
        self.task = get_object_or_404(self.plan.tasks, number=number)

    def get_form_kwargs(self):
        parts = with_readers(self.task.assignments.select_related("unit"))
        return super().get_form_kwargs() | {"parts": parts, "about": self.plan, "on": today()}

    def get_context_data(self, **kwargs):
        milestones = Milestone.objects.of(self.plan, self.as_of).filter(task=self.task)
        reports = ProgressReport.objects.filter(milestone__task=self.task)
        reader = Actor.of(self.request.user, today())
        return super().get_context_data(**kwargs) | {
            "milestones": milestones.order_by("order"),
            "words": reports.last_words(self.as_of).seen_by(reader).select_related("unit"),
            "instructions": Instruction.objects.of_plan(self.plan).filter(task=self.task),
        }

    def act(self, **values):
        return acts.instruct(self.task, **values)

    def said(self, result):
        number = result.replies.count()
        words = ngettext(
            "The instruction went to %(n)d unit; %(answer)s.",
            "The instruction went to %(n)d units; %(answer)s.",
            number,
        )
        due = result.reply_by
        answer = (
            _("please reply by %(day)s") % {"day": day(due, today())}
            if due
            else _("no day is set for the reply")
        )
        return words % {"n": number, "answer": answer}


class ChaseReplies(PlanPage, View):
    """Writes again to the units that owe their reply after its day."""

    right = "chase replies"

    def post(self, request, pk, **kwargs):
        late = Instruction.objects.of_plan(self.plan).late(today())
        instruction = get_object_or_404(late, pk=pk)
        try:
            units = acts.chase(instruction, by=request.user, on=today())
        except Conflict as conflict:
            first = _("They were urged to reply today already.")
            messages.info(request, " ".join(too_late(request, conflict, first)))
        else:
            self.tell(units)
        return redirect(
            way_back(request, redirect("task", self.plan.slug, instruction.task.number).url)
        )

    def tell(self, units):
        """Who was written to; whom nobody reads for, one has to telephone."""
        people = readers(units)
        reached = [unit for unit in units if people[unit.pk]]
        if reached:
            words = _("%(units)s: urged to reply.") % {"units": names(reached)}
            messages.success(self.request, words)
        if silent := [unit for unit in units if not people[unit.pk]]:
            messages.warning(self.request, unread(names(silent)))


class InstructionWord(PlanPage, View):
    def get(self, request, pk, **kwargs):
        given = Instruction.objects.filter(task__plan=self.plan, given_on__lte=self.as_of)
        instruction = get_object_or_404(given, pk=pk)
        name = instruction.reference or f"批示办理单-{instruction.given_on}"
        return taken(request.user, instruction, name, former_sheet)


class OfReply(OfTask):
    """Mixin: the page is about ``self.reply``, what one unit owes or answered."""

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        reader = Actor.of(request.user, today())
        self.reply = get_object_or_404(Reply.objects.of_plan(self.plan).seen_by(reader), pk=pk)
        self.task = self.place = self.reply.instruction.task
        self.unit, self.answers = self.reply.unit, self.reply.pk

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"reply": self.reply}


class AnswerInstruction(Deciding, OfReply, AnswerWithFiles):
    title, label = gettext_lazy("Reply to the instruction"), gettext_lazy("Reply")
    action = Action.REPLY

    def is_allowed(self):
        return self.reply.unit_id in Actor.of(self.request.user, today()).units

    def outdated_by(self):
        """The leader sent the words back that the page showed as the last."""
        sent_back = history(self.reply.instruction).that(Action.SEND_BACK_REPLY)
        return sent_back if self.reply.state == Reply.State.SENT_BACK else sent_back.none()

    def act(self, **values):
        acts.reply(self.reply, **values)


class SendBackReply(Deciding, OfReply, WordsPage):
    title, label = gettext_lazy("Send the reply back"), gettext_lazy("Reason")

    def outdated_by(self):
        return history(self.reply.instruction).that(Action.REPLY).filter(unit=self.reply.unit)

    def act(self, **values):
        acts.send_back_reply(self.reply, **values)
