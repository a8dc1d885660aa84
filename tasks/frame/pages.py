"""What all pages of a plan share: the plan and the date they show."""

from datetime import date
from functools import partial

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, BadRequest, PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from tasks.frame.fields import WordsForm
from tasks.frame.once import sent_once
from tasks.ground.clock import today
from tasks.ground.sense import Known, Sense, refusal
from tasks.plan.actors import Actor
from tasks.plan.correcting import STALE
from tasks.plan.dated_forms import answered
from tasks.plan.models import Plan
from tasks.plan.recording import Conflict, answering, seen_events, sentence
from units import unsent
from units.roles import may

# Fields of forms that carry which version of a thing their page showed.
VERSIONS = {"seen", "answer"}


class PlanPage:
    """Mixin: ``self.plan`` and ``self.as_of``, also on the request for templates and tags.

    ``nav`` names the entry of the navigation that is lit, ``right`` what the person's role must
    allow (units.roles); where a role is not enough, ``is_allowed`` says more. A page that is
    ``always_today`` shows today whatever day was chosen, and the banner says so.
    """

    nav = ""
    right = "read the plan"
    always_today = False

    def setup(self, request, *args, slug, **kwargs):
        super().setup(request, *args, **kwargs)
        self.plan = request.plan = get_object_or_404(self.plans(), slug=slug)
        request.chosen_day = date_of(request.GET.get("as_of", ""))
        self.as_of = request.as_of = today() if self.always_today else request.chosen_day
        # What lights are explained by: the day, unless nobody owed anything yet, and the amber days.
        shown = self.as_of if self.plan.is_issued_by(self.as_of) else None
        request.measure = (shown, self.plan.amber_days)
        # What links carry along, so that one stays on the day that one looks at.
        request.day_asked = {} if self.as_of == today() else {"as_of": self.as_of.isoformat()}

    def plans(self):
        return Plan.objects.for_page().defer("source_text")

    def dispatch(self, request, *args, **kwargs):
        if not self.is_allowed():
            raise PermissionDenied
        carry_out = partial(super().dispatch, request, *args, **kwargs)
        return sent_once(request, carry_out, way_back(request, request.get_full_path()))

    def is_allowed(self):
        return may(self.request.user, self.right)

    def get_form_kwargs(self):
        """Of pages with a form: what was typed before signing in stands in it again."""
        kwargs = super().get_form_kwargs()
        return kwargs | {"initial": kwargs["initial"] | self.typed}

    @cached_property
    def typed(self):
        """What was typed before signing in, by the names of the fields; {} where nothing was."""
        return typed_before(self.request) if self.request.method == "GET" else {}

    def typed_in(self, prefix):
        """Of pages with many forms: what was typed before signing in into the one with ``prefix``."""
        begin = f"{prefix}-"
        words = {
            name.removeprefix(begin): self.typed[name]
            for name in self.typed
            if name.startswith(begin)
        }
        return {name: value for name, value in words.items() if name not in VERSIONS}


def typed_before(request):
    """What the person sent to this page when his session had ended; he is told that it is back."""
    words = unsent.take(request)
    if words:
        messages.info(request, _("What you typed before signing in is back; please send it again."))
    return words


def way_back(request, default):
    """Where the person came from, by ``next``; else ``default``. Only paths come through the door:
    tasks.frame.incoming.
    """
    return request.POST.get("next") or request.GET.get("next") or default


def ids(texts):
    """The ids of rows among ``texts``; a number that no database can hold is nobody's."""
    return [int(text) for text in texts if text.isdecimal() and len(text) < 19]


def too_late(request, conflict, first=""):
    """The sentences for the person who came second: ``first`` (that somebody was faster), then one
    for each act since he opened the page: who did what when.
    """
    try:
        looked = float(request.POST.get("looked", ""))
    except ValueError:
        looked = 0
    first = first or _("Somebody else was faster; please look again.")
    events = seen_events(conflict.since(looked), Actor.of(request.user, today()))
    return [first, *(sentence(event) for event in events)]


def renew(form):
    """Give ``form``, sent by who came second, the versions of what is there now; its words stay."""
    form.data = form.data.copy()
    for name in form.fields.keys() & VERSIONS:
        form.data[form.add_prefix(name)] = form.initial[name]


def date_of(text):
    """The date that ``?as_of=`` names, today without one. Raises BadRequest for a bad one."""
    if not text:
        return today()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        sentence = _("“%(text)s” is not a date. Please write it like 2015-06-18.")
        raise BadRequest(sentence % {"text": text[:30]}) from None
    if refused := refusal(Sense.SHOWN, day, Known(day)):
        raise BadRequest(refused)
    return day


class WritingPage(PlanPage, FormView):
    """Who is refused, what two at once see, and the way back.

    A page says its ``title``, who ``is_allowed``, what ``act`` does with the form's values, and
    where one lands after it.
    """

    right = "supervise"
    always_today = True

    def get_context_data(self, **kwargs):
        context = {"title": self.title, "button": self.title, "next": self.way_back()}
        return super().get_context_data(**kwargs) | context

    def form_valid(self, form):
        try:
            with answering(answered(form)):
                result = self.perform(form)
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.form_invalid(form)
        except Conflict as conflict:
            form.add_error(None, too_late(self.request, conflict))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(self.request, self.said(result))
        return redirect(self.way_back(result))

    def form_invalid(self, form):
        """The page with what is wrong; 409 where it is about something that changed meanwhile."""
        answer = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, STALE):
            answer.status_code = 409
        return answer

    def perform(self, form):
        return self.act(by=self.request.user, on=today(), **form.cleaned_data)

    def said(self, result):
        """What became of it, in a sentence; ``result`` is what ``act`` returned."""
        return _("Done and recorded.")

    def way_back(self, result=None):
        """Where the person came from, else where the page lands with what ``act`` returned."""
        return way_back(self.request, self.landing(result))


class WordsPage(WritingPage):
    """One field of words, named by ``label``."""

    form_class = WordsForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"label": self.label}


class Deciding:
    """Mixin of a WritingPage: what is decided about may change while the page is open.

    ``outdated_by`` gives the events after which it is something else. The form carries the last one
    that its page knew of ({% looked %}); where there is a later one nothing is done.
    """

    def get_context_data(self, **kwargs):
        last = self.outdated_by().order_by("pk").values_list("pk", flat=True).last()
        return super().get_context_data(**kwargs) | {"last_event": last or 0}

    def perform(self, form):
        seen = max(ids([self.request.POST.get("seen", "")]), default=0)
        if self.outdated_by().filter(pk__gt=seen).exists():
            raise Conflict(self.outdated_by())
        return super().perform(form)
