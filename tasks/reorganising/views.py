"""Pages on which units are changed: the form, then what it would do, then it is done."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from tasks.frame.previewing import LookedAt, Previewed
from tasks.ground.clock import today
from tasks.reorganising import acts
from tasks.reorganising.forms import (
    ChangeForm,
    MergeForm,
    MoveForm,
    RenameForm,
    SplitForm,
)
from tasks.reorganising.models import UnitChange
from tasks.reorganising.rules import left_over, sentences
from units.models import Unit, User
from units.rights import may_set_up


class ChangePage(Previewed):
    """Of a unit, or of somebody who belongs to it."""

    nav = "unit-list"
    right = "reorganise"
    template_name = "reorganising/change.html"
    sentences = staticmethod(sentences)

    def get_context_data(self, **kwargs):
        context = {"unit": self.unit, "explained": self.explained}
        return super().get_context_data(**kwargs) | context

    def landing(self, change):
        return reverse("unit", args=[self.plan.slug, self.unit.pk])


class ChangeOfUnit(ChangePage):
    form_class = ChangeForm

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.unit = get_object_or_404(Unit, pk=pk)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"on": today(), "about": self.plan}

    def get_initial(self):
        return {"since": today()}

    def outdated_by(self):
        return UnitChange.objects.of(self.unit)

    def change(self, **values):
        return type(self).does(self.plan, self.unit, **values)


class RenameUnit(ChangeOfUnit):
    title = gettext_lazy("Rename the unit")
    explained = gettext_lazy(
        "Days before show the former name; search, filters and imports find the unit by both."
    )
    form_class = RenameForm
    does = staticmethod(acts.rename_unit)


class MergeUnit(ChangeOfUnit):
    title = gettext_lazy("Merge the unit into another one")
    explained = gettext_lazy(
        "The other unit gets its parts, open duties, people and places in groups; this one is "
        "dissolved. Where both have a part in a task, the stronger one stays."
    )
    form_class = MergeForm
    does = staticmethod(acts.merge_units)


class SplitUnit(ChangeOfUnit):
    title = gettext_lazy("Split off a new unit")
    explained = gettext_lazy(
        "The new unit gets the parts and people that you choose, with what is owed in those "
        "tasks; all else stays."
    )
    form_class = SplitForm
    does = staticmethod(acts.split_unit)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"unit": self.unit}


class DissolveUnit(ChangeOfUnit):
    title = gettext_lazy("Dissolve the unit")
    explained = gettext_lazy(
        "Only a unit without parts, open duties and people is dissolved; days before keep it."
    )
    does = staticmethod(acts.dissolve_unit)

    def get_context_data(self, **kwargs):
        left = [(one.words, self.link(one)) for one in left_over(self.unit, today())]
        return super().get_context_data(**kwargs) | {"left": left}

    def link(self, left):
        if left.name == "people":
            return f"{reverse('people')}?{left.query}"
        args = [self.plan.slug, *([self.unit.pk] if left.name == "unit" else [])]
        return f"{reverse(left.name, args=args)}?{left.query}"


class ChangeOfPerson(ChangePage):
    form_class = LookedAt

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.person = get_object_or_404(User, pk=pk, unit__isnull=False)
        self.unit = self.person.unit

    def is_allowed(self):
        return super().is_allowed() and may_set_up(self.request.user, self.person)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"person": self.person}

    def outdated_by(self):
        return UnitChange.objects.of(self.unit).filter(whom=self.person)

    def change(self, **values):
        return type(self).does(self.person, **values)


class MovePerson(ChangeOfPerson):
    title = gettext_lazy("Move the person to another unit")
    explained = gettext_lazy(
        "From today on. What the old unit owes stays with it; deputies and acting heads end."
    )
    form_class = MoveForm
    does = staticmethod(acts.move_person)


class LetGo(ChangeOfPerson):
    title = gettext_lazy("The person leaves")
    explained = gettext_lazy(
        "From today on the account is closed; what the person did stays. What the unit owes stays "
        "with it; deputies and acting heads end."
    )
    does = staticmethod(acts.let_go)
