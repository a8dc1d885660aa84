"""Bulletins: listed, drafted, written, issued, read."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from tasks.bulletin import acts
from tasks.bulletin.draft import draft_of, kept
from tasks.bulletin.drawn import lines_drawn, told_drawn
from tasks.bulletin.forms import HeadForm, IssueForm, PeriodForm, WordingForm
from tasks.bulletin.lines import plain
from tasks.bulletin.models import Bulletin, Wording
from tasks.bulletin.rules import last_month
from tasks.bulletin.sheets import bulletin_sheet, state_of
from tasks.frame.pages import PlanPage, WritingPage, ids
from tasks.ground.clock import today
from tasks.paper.pages import word
from tasks.plan.phases import why_not
from units.roles import may

LETTERS = 36  # on a line of the field of a section
LOWEST, HIGHEST = 3, 24  # lines of that field


class BulletinList(PlanPage, TemplateView):
    """Those issued up to the day that are for the person; supervisors see today's drafts too."""

    nav = "bulletin-list"
    template_name = "bulletin/list.html"

    def get_context_data(self, **kwargs):
        every = self.plan.bulletins.with_people()
        drafts = every.drafts() if may(self.request.user, "supervise") else every.none()
        return super().get_context_data(**kwargs) | {
            "bulletins": every.issued_by(self.as_of).published_to(self.request.user),
            "drafts": drafts if self.as_of == today() else every.none(),
            "refused": why_not(self.plan, acts.BULLETIN, today()),
        }


class BeginBulletin(WritingPage):
    nav = "bulletin-list"
    title = gettext_lazy("Draft a bulletin")
    form_class = PeriodForm
    template_name = "bulletin/begin.html"

    def setup(self, request, *args, pk=None, **kwargs):
        super().setup(request, *args, **kwargs)
        issued = self.plan.bulletins.issued_by(today())
        self.corrects = get_object_or_404(issued, pk=pk) if pk else None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"about": self.plan, "on": today()}

    def get_initial(self):
        first, last = last_month(today())
        layout = Bulletin.Layout.RED_HEAD.value
        if former := self.corrects:
            first, last, layout = former.first_on, former.last_on, former.layout
        return {"first_on": first, "last_on": last, "layout": layout}

    def get_context_data(self, **kwargs):
        refused = why_not(self.plan, acts.BULLETIN, today())
        shown = {"corrects": self.corrects, "refused": refused}
        return super().get_context_data(**kwargs) | shown

    def act(self, **values):
        return acts.begin(self.plan, corrects=self.corrects, **values)

    def said(self, bulletin):
        return _("The draft is made from the records; each section can be rewritten.")

    def way_back(self, bulletin=None):
        """The draft wants to be written, wherever one came from."""
        if bulletin is None:
            return reverse("bulletin-list", args=[self.plan.slug])
        return reverse("bulletin-draft", args=[self.plan.slug, bulletin.pk])


class OfDraft:
    """Mixin of the pages of one draft, for supervisors; once it is issued they lead to it."""

    nav = "bulletin-list"
    right = "supervise"
    always_today = True

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.bulletin = get_object_or_404(self.plan.bulletins.with_people(), pk=pk)

    def get(self, request, *args, **kwargs):
        if self.bulletin.is_issued:
            return redirect("bulletin", self.plan.slug, self.bulletin.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"bulletin": self.bulletin}

    def row(self, section):
        """A section for the page, with the words that its field begins with."""
        day = self.bulletin.last_on
        words = "\n".join(map(plain, section.lines))
        generated = lines_drawn(self.request, day, section.generated)
        lines = sum(1 + len(line) // LETTERS for line in words.split("\n"))
        high = min(max(lines + 1, LOWEST), HIGHEST)
        return {"section": section, "words": words, "generated": generated, "high": high}


class DraftPage(OfDraft, PlanPage, TemplateView):
    """Every section in its field, with what the records say beside it."""

    template_name = "bulletin/draft.html"

    def get_context_data(self, **kwargs):
        draft = draft_of(self.bulletin)
        annexes = told_drawn(self.request, self.bulletin.last_on, kept(draft))["annexes"]
        return super().get_context_data(**kwargs) | {
            "rows": [self.row(section) for section in draft.sections],
            "annexes": annexes,
            "refused": why_not(self.plan, acts.BULLETIN, today()),
        }


class WritingDraft(OfDraft, WritingPage):
    """Mixin: an act on the draft as its page showed it (``seen``)."""

    def perform(self, form):
        seen = max(ids([self.request.POST.get("seen", "")]), default=0)
        values = {"by": self.request.user, "on": today(), "seen": seen}
        return self.act(**values, **form.cleaned_data)

    def landing(self, result):
        return reverse("bulletin-draft", args=[self.plan.slug, self.bulletin.pk])


class DraftHead(WritingDraft):
    title = gettext_lazy("Title, period and layout")
    form_class = HeadForm
    template_name = "bulletin/head.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"about": self.plan, "on": today()}

    def get_initial(self):
        return {name: getattr(self.bulletin, name) for name in HeadForm.base_fields}

    def get_context_data(self, **kwargs):
        former = list(self.bulletin.wordings.filter(part="head").select_related("person"))
        shown = {"former": former, "last_event": former[0].version if former else 0}
        return super().get_context_data(**kwargs) | shown

    def act(self, **values):
        return acts.rewrite_head(self.bulletin, **values)


class WriteSection(WritingDraft):
    form_class = WordingForm
    template_name = "bulletin/section.html"

    def setup(self, request, *args, part, **kwargs):
        super().setup(request, *args, **kwargs)
        if part not in Wording.Part.values:
            raise Http404
        self.part = part

    @property
    def title(self):
        return Wording.Part(self.part).label

    def get_context_data(self, **kwargs):
        sections = {section.part: section for section in draft_of(self.bulletin).sections}
        row = self.row(sections[self.part])
        context = super().get_context_data(**kwargs)
        typed = context["form"]["text"].value()
        return context | {"row": row, "typed": row["words"] if typed is None else typed}

    def act(self, **values):
        return acts.write(self.bulletin, self.part, **values)

    def landing(self, result):
        return f"{super().landing(result)}#{self.part}"


class IssueBulletin(WritingDraft):
    """The paper as it will be, and for whom it is."""

    title = gettext_lazy("Issue the bulletin")
    form_class = IssueForm
    template_name = "bulletin/issue.html"

    def get_context_data(self, **kwargs):
        draft = draft_of(self.bulletin)
        sheet = bulletin_sheet(self.bulletin, draft, self.request.user, today())
        told = told_drawn(self.request, self.bulletin.last_on, kept(draft))
        shown = {"sheet": sheet, "last_event": state_of(self.bulletin, draft)}
        return super().get_context_data(**kwargs) | shown | told

    def act(self, **values):
        return acts.issue(self.bulletin, **values)

    def said(self, bulletin):
        return _("%(bulletin)s is issued and published.") % {"bulletin": bulletin.reference}

    def landing(self, bulletin):
        if bulletin is None:
            return super().landing(None)
        return reverse("bulletin", args=[self.plan.slug, bulletin.pk])


class IssuedPage(PlanPage):
    """Mixin of the pages of an issued bulletin, for the roles to which it is published."""

    nav = "bulletin-list"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        issued = self.plan.bulletins.issued_by(self.as_of).with_people()
        self.bulletin = get_object_or_404(issued, pk=pk)

    def dispatch(self, request, *args, **kwargs):
        if not self.bulletin.readers.filter(role=request.user.role).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class BulletinPage(IssuedPage, TemplateView):
    """As it was issued, and what corrects it."""

    template_name = "bulletin/bulletin.html"

    def get_context_data(self, **kwargs):
        bulletin = self.bulletin
        correction = getattr(bulletin, "correction", None)
        is_corrected = correction and correction.is_issued and correction.issued_on <= self.as_of
        roles = [reader.get_role_display() for reader in bulletin.readers.order_by("pk")]
        shown = {
            "bulletin": bulletin,
            "sheet": bulletin.sheet,
            "correction": correction if is_corrected else None,
            "is_being_corrected": correction is not None,
            "roles": roles,
        }
        told = told_drawn(self.request, bulletin.last_on, bulletin.told)
        return super().get_context_data(**kwargs) | shown | told


class BulletinWord(IssuedPage, View):
    def get(self, request, **kwargs):
        return word(self.bulletin.sheet, f"{self.bulletin.reference}-督查通报")
