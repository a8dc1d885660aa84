"""The lead units' own plans: who has one, what it says, and changing one's own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from tasks.evidence.pages import attachment, inert
from tasks.frame.pages import PlanPage, too_late
from tasks.ground.clock import today
from tasks.implementation.acts import save_plan
from tasks.implementation.forms import ImplementationForm, StepFormSet
from tasks.implementation.models import EarlierDocument
from tasks.implementation.rules import lead_parts, saved_by, units_without
from tasks.plan.actors import Actor
from tasks.plan.dated_forms import answered
from tasks.plan.recording import Conflict, answering

FIELDS = ("responsible", "phone", "working_group")


class ImplementationList(PlanPage, TemplateView):
    """Who has a plan and, plainly, who has none."""

    nav = "implementation-list"
    template_name = "implementation/list.html"

    def get_context_data(self, **kwargs):
        parts = list(lead_parts(self.plan, self.as_of))
        return super().get_context_data(**kwargs) | {
            "parts": parts,
            "missing": units_without(parts),
        }


class ImplementationPage(PlanPage, View):
    """Everybody reads it as it was on the day; the unit's own staff change today's here."""

    nav = "implementation-list"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.part = get_object_or_404(lead_parts(self.plan, self.as_of), assignment=pk)
        self.assignment, self.saved = self.part.assignment, saved_by(self.part)
        is_own = self.part.unit_id in Actor.of(request.user, today()).units
        self.can_save = is_own and self.as_of == today()

    def get(self, request, **kwargs):
        initial = {name: getattr(self.saved, name) for name in FIELDS} if self.saved else {}
        initial |= self.typed | {"seen": self.saved.version if self.saved else 0}
        return self.page(ImplementationForm(initial=initial), self.steps())

    def post(self, request, **kwargs):
        if not self.can_save:
            raise PermissionDenied
        form = ImplementationForm(request.POST, request.FILES)
        steps = self.steps(request.POST)
        if not (form.is_valid() & steps.is_valid()):
            return self.page(form, steps)
        try:
            with answering(answered(*steps)):
                self.save(form.cleaned_data, steps.steps())
        except ValidationError as refused:
            form.add_error("document", refused)
            return self.page(form, steps)
        except Conflict as conflict:
            first = _("A colleague saved this plan meanwhile; yours is below.")
            form.add_error(None, too_late(request, conflict, first))
            return self.page(self.on_top_of_the_present(form), steps, status=409)
        messages.success(request, _("The implementation plan is saved."))
        return redirect("implementation", self.plan.slug, self.assignment.pk)

    def steps(self, data=None):
        saved = self.saved.steps.all() if self.saved else []
        names = ("text", "milestone", "due_on", "done_on")
        initial = [{name: getattr(step, name) for name in names} for step in saved]
        numbers = [name.split("-")[1] for name in self.typed if name.startswith("form-")]
        if begun := [number for number in dict.fromkeys(numbers) if number.isdecimal()]:
            initial = [self.typed_in(f"form-{number}") for number in begun]
        about = {"task": self.part.task, "on": today()}
        return StepFormSet(data, initial=initial, form_kwargs=about)

    def save(self, values, steps):
        save_plan(
            self.assignment,
            by=self.request.user,
            on=today(),
            seen=values["seen"],
            words={name: values[name] for name in FIELDS},
            steps=steps,
            document=values["document"],
        )

    def on_top_of_the_present(self, form):
        """The same words for the version that is stored now, to be sent again knowingly."""
        data = form.data.copy()
        data["seen"] = self.saved.version
        again = ImplementationForm(data, self.request.FILES)
        again.errors.update(form.errors)
        return again

    def page(self, form, steps, status=200):
        context = {
            "form": form,
            "steps": steps,
            "part": self.part,
            "saved": self.saved,
            "earlier_documents": EarlierDocument.objects.filter(
                plan__assignment=self.assignment, until_on__lte=self.as_of
            ),
            "task": self.part.task,
            "can_save": self.can_save,
        }
        return render(self.request, "implementation/page.html", context, status=status)


@inert
class ImplementationDocument(PlanPage, View):
    """The unit's own document, as an attachment."""

    def get(self, request, pk, **kwargs):
        part = get_object_or_404(lead_parts(self.plan, self.as_of), assignment=pk)
        saved = saved_by(part)
        if saved is None or not saved.document_name:
            raise Http404
        return attachment(saved.open(), saved.document_name)


@inert
class EarlierDocumentDownload(PlanPage, View):
    """What stood there before."""

    def get(self, request, pk, **kwargs):
        earlier = EarlierDocument.objects.filter(plan__assignment__task__plan=self.plan)
        document = get_object_or_404(earlier, pk=pk)
        return attachment(document.open(), document.name)
