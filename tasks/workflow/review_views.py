"""Deciding several completion requests on one page; each is decided by itself."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from tasks.frame.pages import PlanPage, ids, too_late
from tasks.ground.clock import today
from tasks.plan.models import CompletionRequest
from tasks.plan.recording import Conflict
from tasks.workflow.forms import ReviewForm
from tasks.workflow.review import queue


class ReviewPage(PlanPage, View):
    """What waited on the day shown; only today's can be decided."""

    nav = "desk"
    right = "review"
    is_late = False

    def get(self, request, **kwargs):
        return self.page([(one, ReviewForm(**bound_to(one))) for one in self.queue(self.as_of)])

    def post(self, request, **kwargs):
        """Decide what was marked; what could not be decided comes back with its words."""
        left, decided = [], 0
        for completion in self.queue(today(), self.shown()):
            form = ReviewForm(request.POST, **bound_to(completion))
            if self.decide(completion, form):
                decided += 1
            elif form.is_marked:
                left.append((completion, form))
            elif completion.is_waiting:
                left.append((completion, unmarked(completion, form)))
        if decided:
            sentence = ngettext("%(n)d request decided.", "%(n)d requests decided.", decided)
            messages.success(request, sentence % {"n": decided})
        if any(form.is_marked for _completion, form in left):
            return self.page(left, status=409 if self.is_late else 200)
        return redirect("review", self.plan.slug)

    def decide(self, completion, form):
        """True when this one was marked and decided; ``form`` then says what is wrong."""
        if not form.is_marked or not form.is_valid():
            return False
        try:
            return form.perform(completion.milestone, by=self.request.user, on=today())
        except Conflict as conflict:
            first = _("It changed while this page was open; please look again.")
            form.add_error(None, too_late(self.request, conflict, first))
            self.is_late = True
            return False

    def shown(self):
        """The ids of the requests that the sent page showed, decided by others or not."""
        names = (name.removesuffix("-seen").removeprefix("r") for name in self.request.POST)
        return ids(names)

    def queue(self, on, shown=()):
        requests = CompletionRequest.objects.filter(milestone__task__plan=self.plan)
        return queue(requests, on, shown)

    def page(self, requests, status=200):
        return render(self.request, "workflow/review.html", {"requests": requests}, status=status)


def unmarked(completion, form):
    """The form of a request that was left for later, with what was typed and without complaints."""
    fields = bound_to(completion)
    typed = {"reason": form.data.get(form.add_prefix("reason"), "")}
    return ReviewForm(**fields | {"initial": fields["initial"] | typed})


def bound_to(completion):
    """What ties a form to its request: its name on the page and the version it shows."""
    milestone = completion.milestone
    initial = {"completed_on": completion.completed_on, "seen": milestone.version}
    about = {"about": milestone, "on": today()}
    return {"prefix": f"r{completion.pk}", "initial": initial} | about
