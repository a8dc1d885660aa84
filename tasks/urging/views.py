"""Urging: one page for a milestone, a filtered list or a unit."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView

from tasks.browse.filters import MilestoneFilter
from tasks.burden.pages import limit_of
from tasks.frame.pages import PlanPage, ids, way_back
from tasks.frame.words import names
from tasks.ground.clock import today
from tasks.ground.lights import Light
from tasks.ground.official import in_chinese
from tasks.plan.actors import answering_units
from tasks.plan.models import Milestone
from tasks.plan.reach import readers
from tasks.rhythm.rules import with_reports
from tasks.urging.acts import urge, urged_lately
from tasks.urging.forms import UrgeForm


class UrgePage(PlanPage, FormView):
    """The address carries the list's filter, or the milestones themselves as ``m``.

    A past day shows who would have been urged; only today anybody is.
    """

    nav = "supervision"
    right = "supervise"
    form_class = UrgeForm
    template_name = "urging/urge.html"

    def milestones(self, chosen, on):
        """The milestones in the units' hands on the day ``on`` that the address names, or the
        ``chosen`` ones.
        """
        milestones = Milestone.objects.of(self.plan, on).in_work()
        milestones = milestones.select_related("task__plan").for_table()
        if chosen:
            return milestones.filter(pk__in=ids(chosen))
        listed = with_reports(milestones, self.plan, on)
        return MilestoneFilter(self.request.GET, listed, plan=self.plan, as_of=on).qs

    @cached_property
    def shown(self):
        """What the address names, each with its units and those urged lately."""
        milestones = list(self.milestones(self.request.GET.getlist("m"), self.as_of))
        is_today = self.as_of == today()
        lately = urged_lately(milestones, timezone.now()) if is_today else {}
        for one in milestones:
            one.receivers = answering_units(one)
            one.urged = [unit for unit in one.receivers if (one.pk, unit.pk) in lately]
        return milestones

    def get_form_kwargs(self):
        units = {unit.pk: unit for one in self.shown for unit in one.receivers}
        reached = readers(units.values())
        named = ids(self.request.GET.getlist("unit"))
        return super().get_form_kwargs() | {
            "reached": [(unit, reached[pk]) for pk, unit in units.items()],
            "chosen": named or list(units),
            "limit": limit_of(self.plan, units.values(), today()),
        }

    @in_chinese
    def get_initial(self):
        late = [one.light == Light.RED for one in self.shown]
        if all(late):
            text = _("This work is overdue. Please say why, and by when it will be finished.")
        elif any(late):
            text = _(
                "Some of this work is overdue. Please say why, and by when it will be finished; "
                "please report the progress of the rest and finish it in time."
            )
        else:
            text = _("Please report the progress of this work and finish it in time.")
        return super().get_initial() | {"text": text}

    def get_context_data(self, **kwargs):
        posted = self.request.POST.getlist("m")
        return super().get_context_data(**kwargs) | {
            "milestones": self.shown,
            "chosen": ids(posted)
            if self.request.method == "POST"
            else [one.pk for one in self.shown if not one.urged],
        }

    def form_valid(self, form):
        chosen = list(self.milestones(self.request.POST.getlist("m") or ["none"], today()))
        if not chosen:
            form.add_error(None, _("Please choose at least one milestone."))
            return self.form_invalid(form)
        who = {"by": self.request.user, "on": today(), "at": timezone.now()}
        try:
            number = urge(chosen, **who, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.form_invalid(form)
        sentence = ngettext(
            "%(n)d person is written to: %(units)s.",
            "%(n)d people are written to: %(units)s.",
            number,
        )
        units = {unit.pk: unit for one in chosen for unit in answering_units(one)}
        urged = names(units[pk] for pk in form.cleaned_data["units"] if pk in units)
        if number:
            messages.success(self.request, sentence % {"n": number, "units": urged})
        else:
            words = _("It is recorded, but nobody was written to: %(units)s. Please telephone.")
            messages.warning(self.request, words % {"units": urged})
        return redirect(way_back(self.request, redirect("supervision", self.plan.slug).url))
