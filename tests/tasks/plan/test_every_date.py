"""Every day that people type anywhere comes under the rule of tasks.ground.sense."""

import pkgutil
import re
from copy import deepcopy
from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib import admin
from django.forms import modelform_factory

import tasks
import units
from tasks.browse.filters import LedgerFilter
from tasks.bulletin.forms import HeadForm, PeriodForm
from tasks.carrying.forms import BeginPlanForm
from tasks.endings.forms import EndForm, RestoreForm
from tasks.extra.forms import ProposeForm
from tasks.ground.sense import Sense
from tasks.handover.admin import DeputyOfToday
from tasks.handover.forms import ActingHeadForm, DeputyForm, DeputySpan
from tasks.implementation.forms import StepForm
from tasks.inspections.forms import InspectionForm, OfUnits, RecheckForm
from tasks.instructions.forms import InstructionForm
from tasks.leading.forms import AbsenceForm, ReplaceForm
from tasks.meeting.forms import ChangeMeetingForm, DecisionForm, MeetingForm
from tasks.past.forms import EntryForm
from tasks.plan.correction_admin import MilestoneCorrection, MilestoneFacts, PlanCorrectionForm
from tasks.plan.dated_forms import Dated, DateField, ShownDateField
from tasks.plan.known import known_of_plan
from tasks.reorganising.forms import ChangeForm, MergeForm, RenameForm, SplitForm
from tasks.rounds.forms import RoundForm
from tasks.setup.forms import PutInUseForm
from tasks.sheets.forms import RowForm
from tasks.slips.forms import HandForm, IssueForm, SlipForm
from tasks.workflow.base_forms import ActForm
from tasks.workflow.forms import AddMilestoneForm
from tests.factories import TODAY, make_leader, make_milestone, make_unit, make_user
from units.models import Deputy, Unit

pytestmark = pytest.mark.django_db
DUE, YESTERDAY = (Sense.PROMISE, Sense.STEP), date(2015, 6, 17)
NAMES_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def of_task(form, data, milestone):
    return form(data, task=milestone.task, on=TODAY)


def of_visits(form, data, milestone):
    return form(data, task=milestone.task, on=TODAY, lines=[Unit(pk=1, name="区法制办")])


def of_parts(form, data, milestone):
    task = milestone.task
    return form(data, parts=task.assignments.all(), about=task.plan, on=TODAY)


def of_a_proposal(form, data, milestone):
    proposal = SimpleNamespace(milestone=milestone, requirement="请办", reply_by=TODAY)
    sent = {f"m{milestone.pk}-{name}": value for name, value in data.items()}
    return form(sent, proposal=proposal, about=milestone.task.plan, on=TODAY)


def of_an_item(form, data, milestone):
    page = SimpleNamespace(milestone=milestone, units=[])
    about = {"about": milestone.task.plan, "on": TODAY}
    return form(data, page=page, kinds=[], parts=[], **about)


def of_row(form, data, row):
    """A form of the administration, which gets its other fields there."""
    return modelform_factory(type(row), form, fields=list(form.base_fields))(data, instance=row)


# How each form is made; one that is not here and has a day fails below.
MADE = {
    ActingHeadForm: lambda form, data, _: form(data, unit=make_unit(), on=TODAY),
    AddMilestoneForm: of_task,
    BeginPlanForm: lambda form, data, _: form(data, on=TODAY),
    DeputyForm: lambda form, data, _: form(data, person=make_user(), on=TODAY),
    DeputyOfToday: lambda form, data, _: of_row(form, data, Deputy()),
    EntryForm: lambda form, data, milestone: form(
        {f"m{milestone.pk}-{name}": value for name, value in data.items()},
        about=milestone,
        known=known_of_plan(milestone.task.plan, TODAY),
    ),
    RowForm: lambda form, data, milestone: form(
        data, about=milestone, known=known_of_plan(milestone.task.plan, TODAY)
    ),
    DecisionForm: of_an_item,
    HandForm: lambda form, data, milestone: form(data, about=milestone, on=TODAY),
    InspectionForm: of_visits,
    InstructionForm: of_parts,
    IssueForm: of_a_proposal,
    MilestoneCorrection: lambda form, data, milestone: of_row(form, data, milestone),
    MilestoneFacts: lambda form, data, milestone: of_row(form, data, milestone),
    RecheckForm: lambda form, data, milestone: form(data, on=TODAY),
    PlanCorrectionForm: lambda form, data, milestone: of_row(form, data, milestone.task.plan),
    PutInUseForm: lambda form, data, milestone: form(data, about=milestone.task.plan, on=TODAY),
    RoundForm: lambda form, data, milestone: form(data, about=milestone.task.plan, on=TODAY),
    StepForm: of_task,
    **dict.fromkeys(
        (ChangeForm, ChangeMeetingForm, MeetingForm, MergeForm, RenameForm, RestoreForm),
        lambda form, data, milestone: form(data, about=milestone.task.plan, on=TODAY),
    ),
    **dict.fromkeys(
        (HeadForm, PeriodForm),
        lambda form, data, milestone: form(data, about=milestone.task.plan, on=TODAY),
    ),
    ProposeForm: lambda form, data, milestone: form(data, about=milestone.task.plan, on=TODAY),
    AbsenceForm: lambda form, data, milestone: form(
        data, about=milestone.task.plan, on=TODAY, leader=make_leader()
    ),
    ReplaceForm: lambda form, data, milestone: form(
        data, about=milestone.task.plan, on=TODAY, leader=make_leader()
    ),
    EndForm: lambda form, data, milestone: form(
        data, about=milestone.task.plan, on=TODAY, task=milestone.task
    ),
    SplitForm: lambda form, data, milestone: form(
        data, about=milestone.task.plan, on=TODAY, unit=make_unit()
    ),
}
BASES = {ActForm, DeputySpan, OfUnits, SlipForm}


def made(form, data, milestone):
    if issubclass(form, ActForm):
        return form(data, about=milestone, on=TODAY)
    return MADE[form](form, data, milestone)


def import_everything():
    for package in (tasks, units):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "migrations" not in module.name:
                import_module(module.name)


def descendants(of):
    for form in of.__subclasses__():
        yield form
        yield from descendants(form)


def is_ours(form):
    return form.__module__.split(".")[0] in ("tasks", "units", "leaders") and form not in BASES


import_everything()
OURS = sorted({form for form in descendants(forms.BaseForm) if is_ours(form)}, key=str)
TYPED = [
    form
    for form in OURS
    if issubclass(form, (ActForm, Dated))
    or any(isinstance(field, forms.DateField) for field in form.base_fields.values())
]


@pytest.mark.parametrize("form", TYPED)
@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)], ids=str)
def test_a_day_that_makes_no_sense_is_refused_with_a_bound(form, day, today):
    empty = made(form, {}, make_milestone())
    days = [name for name, one in empty.fields.items() if isinstance(one, forms.DateField)]
    assert all(isinstance(empty.fields[name], DateField) for name in days)
    filled = made(form, dict.fromkeys(days, str(day)), make_milestone())
    for name in days:
        (sentence,) = filled.errors[name]
        assert NAMES_A_DAY.search(sentence)


@pytest.mark.parametrize("form", TYPED)
def test_a_due_date_that_has_passed_is_asked_about_wherever_it_is_typed(form, today):
    empty = made(form, {}, make_milestone())
    due = [name for name, one in empty.fields.items() if getattr(one, "sense", None) in DUE]
    filled = made(form, dict.fromkeys(due, str(YESTERDAY)), make_milestone())
    for name in due:
        (question,) = filled.errors[name]
        assert question == "该日期已过（今天是2015-06-18），设定后即为逾期。是否确定？"
        assert f"{name}_answer" in filled.fields


def test_the_forms_with_days_are_found():
    assert set(MADE) <= set(TYPED)
    names = {form.__name__ for form in TYPED}
    assert {"CompletionForm", "ExtensionForm", "SetDateForm", "SplitForm", "ApproveForm"} <= names


@pytest.mark.parametrize("filters", sorted(descendants(LedgerFilter), key=str))
def test_lists_are_asked_for_days_that_can_be_shown(filters):
    # Of a copy: a filter remembers its field, and would keep these choices for every list.
    fields = {name: one.field for name, one in deepcopy(filters.base_filters).items()}
    days = {name: one for name, one in fields.items() if isinstance(one, forms.DateField)}
    assert {"due_from", "due_to"} <= days.keys()
    for field in days.values():
        assert isinstance(field, ShownDateField)
        with pytest.raises(forms.ValidationError, match="1949-10-01"):
            field.clean("1949-09-30")
        assert field.clean("1949-10-01") == date(1949, 10, 1)
        assert field.clean("") is None


def test_the_administration_has_no_day_of_its_own(rf):
    """Every row that somebody can change there, inlines included."""
    request = rf.get("/")
    request.user = make_user(role="admin")
    found = set()
    for model, registered in admin.site._registry.items():
        if model._meta.app_label in ("tasks", "units", "leaders"):
            if registered.has_change_permission(request):
                found |= days_of(registered.get_form(request, model(), change=True))
            for inline in registered.get_inline_instances(request, model()):
                found |= days_of(inline.get_formset(request, model()).form)
    assert found == {"from_on", "until_on", "issued_on", "original_due_on"}


def days_of(form):
    """The names of the days in ``form``, all of them under the rule."""
    days = {name: one for name, one in form.base_fields.items() if isinstance(one, forms.DateField)}
    assert all(isinstance(field, DateField) for field in days.values())
    assert not days or issubclass(form, Dated)
    return set(days)
