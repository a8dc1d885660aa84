"""The search over all that a plan holds."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from tasks.frame.kept import SEARCH
from tasks.frame.pages import PlanPage
from tasks.frame.plans import plans_of
from tasks.ground.clock import today
from tasks.plan.actors import Actor
from tasks.search.hits import hits
from tasks.search.rules import Kind, Question
from tasks.search.words import LONGEST, asked

PAGE = 50  # things of one kind


class SearchPage(PlanPage, TemplateView):
    """The first things of each kind, or with ``kind`` all of one, and how many other plans have."""

    template_name = "search/search.html"

    def get_context_data(self, **kwargs):
        typed = self.request.GET.get(SEARCH, "").strip()
        context = super().get_context_data(**kwargs) | {"typed": typed[:LONGEST]}
        words = asked(typed) if len(typed) <= LONGEST else None
        if words is None:
            return context | {"refused": refused(typed)}
        reader = Actor.of(self.request.user, today())
        day = self.request.day_asked.get("as_of", "")
        question = Question(words, self.plan, self.as_of, reader, day)
        found = question.found()
        here, others = found.numbers, found.others
        kind = self.request.GET.get("kind", "")
        parts = self.one(question, kind, here) if kind in here else self.all(question, found)
        return context | {
            "number": sum(here.values()),
            "kind": kind if kind in here else "",
            "others": [(one, others[one.pk]) for one in plans_of(self.request) if one.pk in others],
            "other_query": urlencode({SEARCH: typed} | self.request.day_asked),
            **parts,
        }

    def all(self, question, found):
        kinds = [kind for kind in Kind if kind in found.first]
        return {
            "parts": [
                (kind, found.numbers[kind], hits(kind, found.first[kind], question))
                for kind in kinds
            ]
        }

    def one(self, question, kind, here):
        pages = Paginator(question.all_of(kind), PAGE)
        pages.count = here[kind]
        page = pages.get_page(self.request.GET.get("page"))
        part = (Kind(kind), here[kind], hits(kind, list(page), question))
        return {"parts": [part], "page": page if page.has_other_pages() else None}


def refused(typed):
    """Why nothing was looked for, in a sentence; empty where nothing was typed."""
    if not typed:
        return ""
    if len(typed) > LONGEST:
        return _("This is too long: please type at most %(n)d characters.") % {"n": LONGEST}
    return _("There is no word in this to look for: please type a word, a name or a number.")
