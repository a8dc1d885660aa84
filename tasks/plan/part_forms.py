"""Units and leaders of a task in the administration: rows that change places in one save."""

from django.core.exceptions import ValidationError
from django.db.models import F
from django.forms.models import BaseInlineFormSet, construct_instance

from tasks.plan.correcting import refuse_to_drop

# Farther than any document's rows go, and no farther than both databases store.
APART = 10_000


class PlacesFormSet(BaseInlineFormSet):
    """Each of those who stay keeps the row in the database, wherever the form puts them.

    So what hangs on the row stays theirs, and two can change places. ``who`` names them, ``once`` what no two rows share.
    """

    who = ""
    once = ()

    def kept(self):
        """The forms of rows that stay."""
        return [form for form in self.initial_forms if form not in self.deleted_forms]

    def save(self, commit=True):
        self.give_back_rows()
        self.make_room()
        return super().save(commit)

    def give_back_rows(self):
        """Exchange the rows of forms until everybody who stays has his own."""
        owners = {form.initial[self.who]: form for form in self.initial_forms}
        for form in self.kept():
            owner = owners.get(form.cleaned_data[self.who].pk, form)
            if owner is not form:
                former = next(key for key, one in owners.items() if one is form)
                owners |= {form.cleaned_data[self.who].pk: form, former: owner}
                form.instance, owner.instance = owner.instance, form.instance
        for form in self.kept():
            construct_instance(form, form.instance, form._meta.fields)
            if owners.get(form.cleaned_data[self.who].pk) is not form:
                self.begin_anew(form.instance)

    def begin_anew(self, row):
        """``row`` is that of somebody who was not in the task."""

    def make_room(self):
        """Rows that are saved or removed stand in no other one's place meanwhile."""
        moving = [form.instance.pk for form in self.initial_forms if form.has_changed()]
        self.model.objects.filter(pk__in=moving).update(order=F("order") + APART)

    def refuse_twice(self):
        """The constraints are of present rows only, which forms do not look at."""
        left = [one for one in self.forms if one.cleaned_data and one not in self.deleted_forms]
        for names in self.once:
            values = [tuple(form.cleaned_data[name] for name in names) for form in left]
            if len(set(values)) < len(values):
                raise ValidationError(self.get_unique_error_message(names))


class LeadersFormSet(PlacesFormSet):
    who = "leader"
    once = (("leader",), ("order",))

    def clean(self):
        super().clean()
        if not any(self.errors):
            self.refuse_twice()


class PartsFormSet(PlacesFormSet):
    """The parts of units: who has papers or answers for a milestone does not drop out."""

    who = "unit"
    once = (("unit",), ("role", "order"))

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        self.refuse_twice()
        stay = {form.cleaned_data["unit"].pk for form in self.kept()}
        refusals = []
        for form in self.initial_forms:
            if form.initial["unit"] not in stay:
                try:
                    refuse_to_drop(self.model.objects.get(pk=form.instance.pk))
                except ValidationError as refusal:
                    refusals.append(refusal)
        if refusals:
            raise ValidationError(refusals)

    def begin_anew(self, row):
        row.acknowledgements.all().delete()
