"""Setting up people: from a spreadsheet, one by one, and their one-time codes."""

from io import BytesIO
from uuid import NAMESPACE_URL, uuid4, uuid5

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from units import unsent
from units.models import PeopleSheet, SignInCode, Unit, User
from units.people import lists
from units.people.codes import mail_goes_out, make_codes, plain
from units.people.entries import Kind
from units.people.forms import InviteForm, SheetForm, UnitsForm, WayForm
from units.people.importing import (
    WorldChanged,
    carry_out,
    import_sheet,
    keep_sheet,
    preview_of,
)
from units.people.template import template
from units.rights import may_set_up, roles_given
from units.roles import may

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = 50


class SetsUpPeople:
    """Mixin of the pages for those who set up people; the same form sent twice is done once."""

    def dispatch(self, request, *args, **kwargs):
        if not may(request.user, "set up people"):
            raise PermissionDenied
        self.batch = batch_of(request)
        if request.method == "POST" and (answer := self.answer_of_before()):
            return answer
        try:
            return super().dispatch(request, *args, **kwargs)
        except IntegrityError:  # the same form was sent twice in this very moment
            if answer := self.answer_of_before():
                return answer
            raise

    def answer_of_before(self):
        """Where the same form led when it was sent before; None the first time."""
        if not SignInCode.objects.filter(batch=self.batch).exists():
            return None
        messages.info(self.request, _("This was sent already; it is done once."))
        return to_notices(self.request, self.batch)

    def get_context_data(self, **kwargs):
        context = {"next": way_back(self.request), "mail_goes_out": mail_goes_out()}
        return super().get_context_data(**kwargs) | context


def batch_of(request):
    """The id of what one click makes: the same for the same form of the same page."""
    looked = request.POST.get("looked")
    return uuid5(NAMESPACE_URL, f"{request.user.pk} {request.path} {looked}") if looked else uuid4()


def way_back(request):
    """Where the person came from, else the page of all people. Only paths come through the door."""
    return request.POST.get("next") or request.GET.get("next") or reverse("people")


def to_notices(request, batch):
    """The answer after codes were made: their notices, and from there back."""
    return redirect(reverse("account-notices", args=[batch], query={"next": way_back(request)}))


class PeoplePage(SetsUpPeople, FormView):
    """Uploading a sheet; who has never signed in; finding whom one lets in anew."""

    form_class = SheetForm
    template_name = "people/people.html"
    success_url = reverse_lazy("people-preview")

    def get_context_data(self, **kwargs):
        by, now, words = self.request.user, timezone.now(), self.request.GET.get("q", "").strip()
        people = lists.found(by, words) if words else lists.never_here(by)
        pages = Paginator(lists.with_codes(people, now), PAGE)
        return super().get_context_data(**kwargs) | {
            "words": words,
            "page": pages.get_page(self.request.GET.get("page")),
            "waiting": PeopleSheet.objects.filter(person=by).first(),
            "codeless": lists.without_code(by, now).count(),
        }

    def form_valid(self, form):
        name = form.cleaned_data["file"].name
        keep_sheet(self.request.user, name, form.rows, at=timezone.now())
        return super().form_valid(form)


class Template(SetsUpPeople, View):
    """The sheet to be filled in."""

    def get(self, request):
        bodies = Unit.objects.present().exclude(kind=Unit.Kind.GROUP).order_by("sort_name")
        names = list(bodies.values_list("name", flat=True))
        content = template(names, [role.label for role in roles_given(request.user)])
        file, name = BytesIO(content), _("People.xlsx")
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


class PreviewPage(SetsUpPeople, TemplateView):
    """What the uploaded sheet would do; then it is done, or thrown away."""

    template_name = "people/preview.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.sheet = PeopleSheet.objects.filter(person_id=request.user.pk).first()

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.sheet else redirect("people")

    def get_context_data(self, **kwargs):
        preview = preview_of(self.sheet)
        kinds = {kind.value: [one for one in preview.entries if one.kind == kind] for kind in Kind}
        return super().get_context_data(**kwargs) | {
            "sheet": self.sheet,
            "preview": preview,
            "kinds": kinds,
            "units_form": self.units_form(preview),
            "mailable": sum(bool(one.values["email"]) for one in kinds["new"]),
        }

    def units_form(self, preview, data=None):
        return UnitsForm(data, names=preview.units.unknown, answers=self.sheet.answers)

    def post(self, request):
        if self.sheet is None:
            messages.info(request, _("This was sent already; it is done once."))
            return redirect("people")
        if "discard" in request.POST:
            self.sheet.delete()
            return redirect("people")
        return self.answer() if "answer" in request.POST else self.confirm()

    def answer(self):
        form = self.units_form(preview_of(self.sheet), self.request.POST)
        if form.is_valid():
            self.sheet.answers |= form.answers
            self.sheet.save(update_fields=["answers"])
        return redirect("people-preview")

    def confirm(self):
        sent, now = self.request.POST, timezone.now()
        way = {"batch": self.batch, "by_mail": "by_mail" in sent}
        try:
            done = import_sheet(self.sheet, sent.get("token", ""), at=now, **way)
        except WorldChanged:
            messages.error(
                self.request, _("The accounts have changed since you looked. Please look again.")
            )
            return self.render_to_response(self.get_context_data(), status=409)
        counts = {"new": len(done.codes), "changed": done.changed}
        said = _("Done and recorded: %(new)d new people, %(changed)d changed.") % counts
        messages.success(self.request, said)
        return to_notices(self.request, self.batch) if done.codes else redirect("people")


# What the page of a unit or a leader fills in.
ASKED = ("unit", "name", "role")


class Invite(SetsUpPeople, FormView):
    """One new person, from the page of his unit."""

    form_class = InviteForm
    template_name = "people/invite.html"

    def get_initial(self):
        asked = {"role": User.Role.LIAISON}
        asked |= {name: self.request.GET.get(name) for name in ASKED if name in self.request.GET}
        typed = unsent.take(self.request) if self.request.method == "GET" else {}
        return asked | typed

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    def form_valid(self, form):
        by_mail = bool(form.cleaned_data["email"]) and "by_mail" in self.request.POST
        try:
            carry_out(form.preview, at=timezone.now(), batch=self.batch, by_mail=by_mail)
        except IntegrityError:
            if answer := self.answer_of_before():
                return answer
            form.add_error("username", _("This user name is taken."))
            return self.form_invalid(form)
        return to_notices(self.request, self.batch)


class NewCode(SetsUpPeople, FormView):
    """A new one-time code for somebody who lost his, or forgot his password."""

    form_class = WayForm
    template_name = "people/new_code.html"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.person = get_object_or_404(User, pk=pk, is_active=True)

    def get(self, request, *args, **kwargs):
        self.check()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.check()
        return super().post(request, *args, **kwargs)

    def check(self):
        """Raise PermissionDenied for oneself, and whom somebody else has to let in."""
        if self.person == self.request.user:
            raise PermissionDenied(_("You change your own password under your name, on top."))
        if not may_set_up(self.request.user, self.person):
            raise PermissionDenied

    def get_form_kwargs(self):
        address = self.person.email if mail_goes_out() else ""
        return super().get_form_kwargs() | {"address": address}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"person": self.person}

    def form_valid(self, form):
        mailed = [self.person.pk] if form.cleaned_data.get("by_mail") else []
        make_codes(
            [self.person],
            by=self.request.user,
            at=timezone.now(),
            batch=self.batch,
            by_mail=mailed,
        )
        return to_notices(self.request, self.batch)


class MissingCodes(SetsUpPeople, View):
    """New codes, on paper, for all who were never here and have none that counts."""

    def post(self, request):
        by, now = request.user, timezone.now()
        make_codes(lists.without_code(by, now), by=by, at=now, batch=self.batch)
        return to_notices(request, self.batch)


class AccountNotices(SetsUpPeople, TemplateView):
    """The printed notices with the codes of one batch, for whoever made them, while they count."""

    template_name = "people/notices.html"

    def get_context_data(self, batch, **kwargs):
        made = SignInCode.objects.filter(batch=batch, made_by=self.request.user)
        codes = list(made.select_related("person__unit").order_by("person__unit__position", "pk"))
        if not codes:
            raise Http404
        now = timezone.now()
        mailed = [code for code in codes if code.by_mail]
        printed = codes if "all" in self.request.GET else [c for c in codes if not c.by_mail]
        counting = [code for code in printed if code.is_open(now)]
        return super().get_context_data(**kwargs) | {
            "notices": [(code, plain(code)) for code in counting],
            "ended": [code for code in printed if code not in counting],
            "mailed": [] if "all" in self.request.GET else mailed,
            "address": self.request.build_absolute_uri(reverse("enter-code")),
        }
