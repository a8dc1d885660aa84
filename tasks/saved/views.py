"""Saved views: all of them, a new one, its name, removing it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from tasks.frame.pages import PlanPage, WritingPage, way_back
from tasks.frame.printed import chosen
from tasks.ground.clock import today
from tasks.saved.acts import change_view, remove_view, save_view
from tasks.saved.forms import ViewForm
from tasks.saved.models import SavedView
from tasks.saved.rules import MOST, Lists, cleaned, may_change, shown
from units.roles import may


class SavedViews(PlanPage, TemplateView):
    """One's own and what others share, with what each lists today."""

    nav = "desk"
    always_today = True
    template_name = "saved/views.html"

    def get_context_data(self, **kwargs):
        person = self.request.user
        views = list(SavedView.objects.shown_to(person, self.plan))
        found = shown(views, self.plan, person, self.as_of)
        return super().get_context_data(**kwargs) | {
            "mine": [one for one in found if one.is_mine],
            "shared": [one for one in found if not one.is_mine],
            "most": MOST,
        }


class ViewPage(WritingPage):
    """Mixin of the two pages with a form; the page says which list, and what is asked of it."""

    nav = "desk"
    right = "read the plan"
    form_class = ViewForm
    template_name = "saved/form.html"

    def get_form_kwargs(self):
        may_share = may(self.request.user, "supervise")
        return super().get_form_kwargs() | {"may_share": may_share}

    def get_context_data(self, **kwargs):
        query = cleaned(self.page, self.query)
        form = Lists(self.plan, today()).filterset(self.page, query).form
        return super().get_context_data(**kwargs) | {
            "list": SavedView.Page(self.page).label,
            "asked": chosen(form),
        }

    def landing(self, result):
        return reverse("saved-views", args=[self.plan.slug])


class SaveView(ViewPage):
    title = gettext_lazy("Save this view")

    def setup(self, request, *args, page, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page, self.query = page, request.GET.get("filter", "")
        if self.page not in SavedView.Page:
            raise Http404

    def perform(self, form):
        by, on = self.request.user, today()
        return save_view(self.plan, self.page, self.query, by=by, on=on, **form.cleaned_data)

    def said(self, view):
        return _("Saved as %(name)s.") % {"name": view.name}

    def landing(self, view):
        """The list as it was, with its filter and on its day."""
        day = self.request.GET.get("as_of", "")
        asked = [cleaned(self.page, self.query), f"as_of={day}" if day else ""]
        return f"{reverse(self.page, args=[self.plan.slug])}?{'&'.join(filter(None, asked))}"


class OfView(PlanPage):
    """Mixin: ``self.view``, one that the person may see; only some may change it."""

    nav = "desk"
    always_today = True

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        seen = SavedView.objects.shown_to(request.user, self.plan)
        self.view = get_object_or_404(seen, pk=pk)

    def is_allowed(self):
        return super().is_allowed() and may_change(self.view, self.request.user)


class ChangeView(OfView, ViewPage):
    title = gettext_lazy("Change the view")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page, self.query = self.view.page, self.view.query

    def get_initial(self):
        return {"name": self.view.name, "is_shared": self.view.is_shared}

    def perform(self, form):
        change_view(self.view, by=self.request.user, **form.cleaned_data)


class RemoveView(OfView, View):
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        remove_view(self.view, by=request.user)
        messages.success(request, _("Removed: %(name)s.") % {"name": self.view.name})
        return redirect(way_back(request, reverse("saved-views", args=[self.plan.slug])))
