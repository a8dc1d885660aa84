"""Forms of inspections and re-checks; of several units each has fields of its own."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tasks.burden.pages import SaysWhy
from tasks.frame.fields import unit_field, words
from tasks.ground.sense import Sense
from tasks.inspections.models import Inspection
from tasks.inspections.rules import Found
from tasks.plan.dated_forms import Dated, DateField

Kind = Inspection.Kind
ABOVE, PASSED, FAILED, ABSENT = "", "passed", "failed", "absent"
NOBODY = _("Please say at which unit somebody was.")
LEAVE = _("Please leave this empty, or choose another outcome.")
AGREE = _("The outcome is one of all units: it does not hold when it does not at one of them.")


class OfUnits(Dated, forms.Form):
    """What was found, and what at each of ``lines``, units, where there are several."""

    template = "inspections/_fields.html"
    outcomes = ()

    def __init__(self, *args, lines=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = {f"u{unit.pk}": unit for unit in lines}
        for prefix, unit in self.lines.items():
            for name, field in self.own_fields().items():
                field.of = unit
                self.fields[f"{prefix}-{name}"] = field

    def own_fields(self):
        """The fields of one unit, new ones, by name."""
        outcome = forms.ChoiceField(label=_("Outcome"), choices=self.outcomes, required=False)
        return {"outcome": outcome, "findings": words(_("Found there"), rows=2, required=False)}

    def unit_of(self, name):
        """Whose field it is; None for one about all units."""
        return self.lines.get(name.partition("-")[0])

    def fields_of_all(self):
        """Pairs of a field about all units and of those that confirm it."""
        return [pair for pair in self.with_answers() if self.unit_of(pair[0].name) is None]

    def fields_of_units(self):
        """(unit, such pairs of its own) of each of the lines."""
        pairs = list(self.with_answers())
        return [
            (unit, [pair for pair in pairs if self.unit_of(pair[0].name) == unit])
            for unit in self.lines.values()
        ]

    def line(self, name, day, reason):
        return f"{self.unit_of(name) or ''}{super().line(name, day, reason)}"

    def clean(self):
        values = super().clean()
        general = {name: value for name, value in values.items() if not self.unit_of(name)}
        own = {
            unit: {name: values.get(f"{prefix}-{name}") for name in self.own_fields()}
            for prefix, unit in self.lines.items()
        }
        self.refuse_unfit(own)
        if self.lines and not self.errors:
            general["found"] = self.found(own, general)
        return general

    def refuse_unfit(self, own):
        """What stays empty with the outcome of its unit is asked back."""
        for prefix, unit in self.lines.items():
            for name in self.unfit(own[unit]["outcome"]):
                if own[unit][name]:
                    self.add_error(f"{prefix}-{name}", LEAVE)

    def found(self, own, general):
        """``{unit: Found}`` of those at which somebody was, by what was typed of each and of all."""
        found = {
            unit: self.found_at(typed, general)
            for unit, typed in own.items()
            if typed["outcome"] != ABSENT
        }
        if not found:
            raise ValidationError(NOBODY)
        return found

    def unfit(self, outcome):
        """The names of a unit's fields that stay empty with this outcome."""
        return ["findings"] if outcome == ABSENT else []


class InspectionForm(SaysWhy, OfUnits):
    outcomes = [
        (ABOVE, _("As above")),
        (PASSED, _("Nothing to put right")),
        (ABSENT, _("Not visited")),
    ]
    unit = unit_field()
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind.value, kind.label) for kind in (Kind.SITE, Kind.COVERT)],
        widget=forms.RadioSelect,
        initial=Kind.SITE,
    )
    visited_on = DateField(
        Sense.DONE, label=_("Day of the visit"), required=False, help_text=_("Empty: today.")
    )
    findings = words(_("Findings"), rows=4)
    rectify_by = DateField(
        Sense.REPLY,
        label=_("Rectify by"),
        required=False,
        help_text=_("Empty: nothing is to be put right."),
    )

    def __init__(self, *args, task, **kwargs):
        super().__init__(*args, about=task.plan, **kwargs)
        self.fields["visited_on"].initial = self.on
        self.fields["unit"].label = _("Inspected unit")
        self.fields["unit"].queryset = task.present_units()

    def own_fields(self):
        fields = super().own_fields()
        day = DateField(Sense.REPLY, label=_("Its own day"), required=False)
        return {"outcome": fields["outcome"], "rectify_by": day, "findings": fields["findings"]}

    def unfit(self, outcome):
        return [*super().unfit(outcome), *(["rectify_by"] if outcome else [])]

    def found_at(self, typed, general):
        """What the unit has to do; by the day that holds for all where it has none of its own."""
        day = None if typed["outcome"] else typed["rectify_by"] or general["rectify_by"]
        return Found(typed["findings"], rectify_by=day)


class RecheckForm(OfUnits):
    outcomes = [
        (ABOVE, _("As above")),
        (PASSED, _("Holds")),
        (FAILED, _("Does not hold")),
        (ABSENT, _("Not looked at")),
    ]
    passed = forms.TypedChoiceField(
        label=_("Outcome"),
        choices=[("yes", _("Holds: it is really done")), ("no", _("Does not hold: reopen it"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    findings = words(_("Findings"), rows=4)

    def found_at(self, typed, general):
        """Whether it holds at the unit; as for all where nothing else is said."""
        outcome = typed["outcome"]
        passed = general["passed"] if outcome == ABOVE else outcome == PASSED
        return Found(typed["findings"], passed=passed)

    def found(self, own, general):
        found = super().found(own, general)
        if general["passed"] != all(one.passed for one in found.values()):
            self.add_error("passed", AGREE)
        return found
