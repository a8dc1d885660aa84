"""Restricting what was written, lifting that, and adding a lead leader."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tasks.frame.pages import WordsPage
from tasks.plan.models import Restriction
from tasks.restricted import acts
from tasks.restricted.forms import AdmitForm
from tasks.restricted.rules import concerned, place_of, things_of, to_admit


class AboutThing(WordsPage):
    """Mixin: the page is about ``self.thing``, and leads back to where it stands."""

    nav = "task-list"
    label = _("Reason")
    template_name = "restricted/form.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "thing": self.thing,
            "place": place_of(self.thing),
            "restriction": self.restriction,
        }

    def landing(self, result):
        if self.restriction and self.restriction.slip_id:
            return reverse("slip", args=[self.plan.slug, self.restriction.slip_id])
        place = place_of(self.thing)
        task = getattr(place, "task", place)
        anchor = f"#m{place.order}" if task != place else ""
        return reverse("task", args=[self.plan.slug, task.number]) + anchor


class Restrict(AboutThing):
    """A thing of one ``kind``: what supervisors and the unit concerned alone are to read; where it is
    restricted, who reads it and why.
    """

    kind = None
    title = _("Restrict who can read it")

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.thing = get_object_or_404(things_of(self.kind, self.plan), pk=pk)
        mine = Restriction.objects.active().filter(**{self.kind: self.thing})
        self.restriction = mine.select_related("marked__person").first()

    def get_context_data(self, **kwargs):
        known = self.restriction
        return super().get_context_data(**kwargs) | {
            "title": _("Who can read it") if known else self.title,
            "units": known.units.all() if known else concerned(self.thing),
            "may_admit": known and to_admit(known).exists(),
        }

    def act(self, **values):
        return acts.restrict(self.thing, **values)


class Referral(Restrict):
    """Of a referral, which always is restricted, only who reads it."""

    kind = "slip"
    http_method_names = ["get", "head"]

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if self.restriction is None:
            raise Http404


class OfRestriction(AboutThing):
    """Mixin: the thing is restricted, or was until somebody was faster."""

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        mine = Restriction.objects.filter(task__plan=self.plan).select_related("marked__person")
        self.restriction = get_object_or_404(mine, pk=pk)
        self.thing = self.restriction.thing


class Lift(OfRestriction):
    title = _("Lift the restriction")

    def is_allowed(self):
        return super().is_allowed() and not self.restriction.slip_id

    def act(self, **values):
        acts.lift(self.restriction, **values)


class Admit(OfRestriction):
    title = _("Let a lead leader read it")
    form_class = AdmitForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"leaders": to_admit(self.restriction)}

    def act(self, **values):
        acts.admit(self.restriction, **values)
