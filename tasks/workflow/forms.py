"""The form of each action of the workflow; its ``act`` is the function that carries it out.

Those that say yes or no to a request stand in decision_forms.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import TextField, unit_field, wanted, words
from tasks.ground.sense import Sense
from tasks.plan.dated_forms import Dated, DateField
from tasks.plan.models import Milestone
from tasks.plan.models.reporting import Outlook
from tasks.workflow.acts import completion, dates, extensions, rating, reports, splitting
from tasks.workflow.base_forms import ActForm, ReasonForm, RestrictableForm, exception_field
from tasks.workflow.moves import Action
from tasks.workflow.pieces import MOST, TEXT_LENGTH


def rating_field(label):
    """One of three answers; none is chosen before the person chooses."""
    return forms.ChoiceField(
        label=label,
        choices=Outlook,
        widget=forms.RadioSelect,
        error_messages={"required": wanted(label)},
    )


class AnyMilestone(forms.MultipleChoiceField):
    """Some of the offered milestones; the act says which of them do not take it any more."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value):
        return value.isdecimal() and len(value) < 19


class ReportForm(RestrictableForm):
    """One report; with the same words also about some of ``others``, milestones of the unit."""

    act = staticmethod(reports.report)
    only_adds = takes_files = True
    done = words(_("Done so far"), _("Numbers, dates and document numbers can be checked."), rows=5)
    difficulties = words(_("Difficulties"), required=False)
    rating = rating_field(_("Will it be done in time?"))
    rating_cause = words(
        _("Cause of the rating"), _("Needed where it is at risk or cannot be done."), required=False
    )
    next_steps = words(_("Next steps"), required=False)
    forecast_on = DateField(Sense.FORECAST, label=_("Expected completion"), required=False)
    also = AnyMilestone(
        label=_("The same words also answer"),
        help_text=_("Files stand at each of them too; all are reported, or none."),
        required=False,
    )

    def __init__(self, *args, others=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["also"].choices = [(one.pk, name_of(one)) for one in others]
        if not others:
            del self.fields["also"]

    def clean_also(self):
        chosen = Milestone.objects.filter(pk__in=self.cleaned_data["also"])
        return list(chosen.select_related("task__plan"))

    def typed(self):
        also = {"also": self.data.getlist("also")} if "also" in self.fields else {}
        return super().typed() | also


def name_of(milestone):
    """A milestone among those of several tasks, perhaps of several plans."""
    task = milestone.task
    where = _("Task %(n)d") % {"n": task.number}
    plan = f"{task.plan.full_name} " if task.plan.is_one_of_many else ""
    return f"{plan}{where} {milestone}"


class RateForm(ActForm):
    act = staticmethod(rating.rate)
    only_adds = True
    rating = rating_field(_("Will it be done in time, as you see it?"))
    note = words(_("Why you see it so"))


class NoChangeForm(ActForm):
    act = staticmethod(reports.report_no_change)
    only_adds = True


class ConfirmForm(ActForm):
    act = staticmethod(reports.confirm_part)
    only_adds = True
    note = words(_("What our part was"), required=False)


class CompletionForm(RestrictableForm):
    act = staticmethod(completion.request_completion)
    takes_files = True
    completed_on = DateField(Sense.COMPLETION, label=_("Completed on"))
    statement = words(
        _("What was achieved"), _("The result, and which document or record shows it."), rows=5
    )
    exception = exception_field()


class WithdrawForm(ReasonForm):
    act = staticmethod(completion.withdraw)


class ReopenForm(ReasonForm):
    act = staticmethod(completion.reopen)


class StopForm(ReasonForm):
    act = staticmethod(completion.stop)


class ResumeForm(ReasonForm):
    act = staticmethod(completion.resume)


class ExtensionForm(RestrictableForm):
    act = staticmethod(extensions.request_extension)
    takes_files = True
    new_due_on = DateField(Sense.EXTENSION, label=_("New due date"))
    reason = words(_("Reason"))
    progress = words(_("Progress so far"))
    measures = words(_("Measures to keep the new date"))
    exception = exception_field()


class WithdrawExtensionForm(ReasonForm):
    act = staticmethod(extensions.withdraw_extension)


class NameUnitForm(ReasonForm):
    act = staticmethod(splitting.name_unit)
    unit = unit_field()
    field_order = ("unit", "reason")

    def prepare(self, task):
        self.fields["unit"].queryset = task.present_units()


class SplitForm(ReasonForm):
    """Rows of parts; empty ones are left out."""

    PARTS = range(1, MOST + 1)
    template = "workflow/_parts.html"
    LABELS = (_("Part {n}: deliverable"), _("Part {n}: answering unit"), _("Part {n}: due date"))
    act = staticmethod(splitting.split)

    def prepare(self, task):
        for n in self.PARTS:
            text, unit, due = (format_lazy(label, n=n) for label in self.LABELS)
            self.fields[f"text{n}"] = TextField(label=text, required=False, max_length=TEXT_LENGTH)
            self.fields[f"unit{n}"] = unit_field(label=unit, required=False)
            self.fields[f"unit{n}"].queryset = task.present_units()
            self.fields[f"due_on{n}"] = DateField(Sense.PROMISE, label=due, required=False)
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def rows(self):
        """(number, its fields with what confirms them) of each part, for the page."""
        pairs = {field.name: (field, answers) for field, answers in self.with_answers()}
        for number in self.PARTS:
            yield number, [pairs[f"{name}{number}"] for name in ("text", "unit", "due_on")]

    def clean(self):
        """Gather the rows into ``parts``."""
        values = super().clean()
        rows = {
            number: {
                name: values.pop(f"{name}{number}", None) for name in ("text", "unit", "due_on")
            }
            for number in self.PARTS
        }
        written = {number: row for number, row in rows.items() if any(row.values())}
        self.written, values["parts"] = list(written), list(written.values())
        return values

    def blame(self, error):
        """The act counts the parts, the form its rows."""
        told = {self.in_row(name): said for name, said in error.message_dict.items()}
        super().blame(ValidationError(told))

    def in_row(self, name):
        """The field for ``name`` of the act, such as text2; other names are the same in both."""
        field, number = name[:-1], name[-1]
        return f"{field}{self.written[int(number) - 1]}" if number.isdecimal() else name


class SetDateForm(ReasonForm):
    act = staticmethod(dates.set_date)
    due_on = DateField(Sense.PROMISE, label=_("Due date"))

    def stands(self, name):
        return self.about.due_on


FORMS = {
    Action.REPORT: ReportForm,
    Action.NO_CHANGE: NoChangeForm,
    Action.RATE: RateForm,
    Action.CONFIRM: ConfirmForm,
    Action.REQUEST_COMPLETION: CompletionForm,
    Action.WITHDRAW: WithdrawForm,
    Action.REOPEN: ReopenForm,
    Action.STOP: StopForm,
    Action.RESUME: ResumeForm,
    Action.REQUEST_EXTENSION: ExtensionForm,
    Action.WITHDRAW_EXTENSION: WithdrawExtensionForm,
    Action.SET_DATE: SetDateForm,
    Action.NAME_UNIT: NameUnitForm,
    Action.SPLIT: SplitForm,
}


class AddMilestoneForm(Dated, forms.Form):
    text = TextField(label=_("Deliverable"), max_length=TEXT_LENGTH)
    kind = forms.ChoiceField(label=_("Kind"), choices=Milestone.Kind)
    unit = unit_field()
    due_on = DateField(Sense.PROMISE, label=_("Due date"), required=False)
    reason = words(_("Reason"))

    def __init__(self, *args, task, **kwargs):
        super().__init__(*args, about=task.plan, **kwargs)
        self.fields["unit"].queryset = task.present_units()
