"""The filters of the lists. Their state is the address, so a filtered list can be sent."""

from functools import reduce
from operator import or_

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tasks.browse.choices import choices_of
from tasks.browse.compared import ComparedFilter, DayFilter
from tasks.browse.ended import EndedFilter
from tasks.browse.records import RecordFilter
from tasks.browse.search import holds, names, number_in
from tasks.frame.fields import DateInput, NamedSelect
from tasks.frame.printed import label_of
from tasks.ground.lights import BY_SLUG, Light
from tasks.plan.models import (
    Assignment,
    Milestone,
    Task,
    TaskLeader,
)
from tasks.rhythm.rules import ReportState

# Which dates are meant; without a word a span of days is of either, a light of the approved one.
DATES_BY = [("original", _("Original")), ("approved", pgettext_lazy("dates", "Approved"))]
COLUMNS = {"original": ["original_due_on"], "approved": ["due"], "": ["original_due_on", "due"]}


class LedgerFilter(EndedFilter):
    """The questions both lists answer; without ``choices`` those of the plan are offered."""

    q = django_filters.CharFilter(method="search", label=_("Search"))
    project = django_filters.ChoiceFilter(
        method="by_project", label=_("Special project"), empty_label=_("All")
    )
    unit = django_filters.ChoiceFilter(
        method="by_unit", label=_("Unit"), empty_label=_("All"), widget=NamedSelect
    )
    role = django_filters.ChoiceFilter(
        method="as_given", label=_("Its part"), choices=Assignment.Role, empty_label=_("Either")
    )
    leader = django_filters.ChoiceFilter(
        method="by_leader", label=_("Leader"), empty_label=_("All")
    )
    light = django_filters.TypedMultipleChoiceFilter(
        method="by_light",
        label=_("Light"),
        choices=[(light.slug, light.label) for light in reversed(Light)],
        coerce=BY_SLUG.get,
        widget=forms.CheckboxSelectMultiple,
    )
    kind = django_filters.ChoiceFilter(
        method="as_given", label=_("Kind"), choices=Milestone.Kind, empty_label=_("All")
    )
    key = django_filters.ChoiceFilter(
        method="as_given",
        label=_("Key focus"),
        choices=[("yes", _("Key focus only"))],
        empty_label=_("All"),
    )
    due_from = DayFilter(method="as_given", label=_("Due from"), widget=DateInput)
    due_to = DayFilter(method="as_given", label=_("Due to"), widget=DateInput)
    by = django_filters.ChoiceFilter(
        method="as_given",
        label=_("Dates by"),
        choices=DATES_BY,
        empty_label=_("Original or approved"),
    )

    task, task_key = "", "pk"  # the way from the listed row to its task
    own_words = ()

    def __init__(self, data, queryset=None, *, plan=None, as_of=None, choices=None):
        super().__init__(data, queryset)
        self.plan, self.as_of = plan, as_of
        for name, rows in (choices or choices_of(plan, as_of)).items():
            self.filters[name].extra["choices"] = rows

    @classmethod
    def is_asked(cls, data):
        """True where ``data`` names a field: else no form has to be read."""
        return any(name in data for name in cls.base_filters)

    MAIN = ("q", "project", "unit", "role", "leader")

    @property
    def main(self):
        return [self.form[name] for name in self.MAIN]

    @property
    def more(self):
        return [field for field in self.form if field.name not in (*self.MAIN, "light")]

    @property
    def more_is_used(self):
        return any(self.data.get(field.name) for field in self.more)

    @property
    def by_original(self):
        """True where lights and dates are those of the document."""
        return self.form.cleaned_data.get("by") == "original"

    @property
    def question(self):
        """What is asked of one milestone: its kind, and one of its dates within the span."""
        given = self.form.cleaned_data.get
        question = Q(kind=given("kind")) if given("kind") else Q()
        if given("key"):
            question &= Q(is_key=True)
        span = {"gte": given("due_from"), "lte": given("due_to")}
        ends = [(side, day) for side, day in span.items() if day]
        dates = [
            Q(*((f"{date}__{side}", day) for side, day in ends))
            for date in COLUMNS[given("by", "")]
        ]
        return question & reduce(or_, dates)

    @property
    def chips(self):
        """One ``{"key", "value", "field", "label"}`` for every value that narrows the list."""
        return [
            {
                "key": field.name,
                "value": value,
                "field": field.label,
                "label": label_of(field, value),
            }
            for field in self.form
            for value in self.data.getlist(field.name)
            if value
        ]

    def as_given(self, queryset, name, value):
        """A field that only sharpens another one."""
        return queryset

    def by_light(self, queryset, name, value):
        column = "original_light" if self.by_original else "light"
        return queryset.filter(**{f"{column}__in": value}) if value else queryset

    def by_project(self, queryset, name, value):
        return queryset.filter(**{f"{self.task}project__number": value})

    def by_leader(self, queryset, name, value):
        led = TaskLeader.ever.on(self.as_of).filter(leader=value)
        return queryset.filter(**{f"{self.task_key}__in": led.values("task")})

    def by_unit(self, queryset, name, value):
        return queryset.of_unit(value, self.form.cleaned_data.get("role"))

    def search(self, queryset, name, value):
        """A number finds the task of that number; other text is looked for in the wording and in
        the names of units and leaders.
        """
        if number := number_in(value):
            return queryset.filter(**{f"{self.task}number": number})
        wording = [f"{self.task}{name}" for name in ("title", "description", "schedule")]
        return queryset.filter(
            holds([*wording, *self.own_words], value) | names(value, self.task_key, self.as_of)
        )


class MilestoneFilter(RecordFilter, ComparedFilter, LedgerFilter):
    """Of milestones ``with_reports``."""

    dated = django_filters.ChoiceFilter(
        method="by_dated",
        label=_("Counted"),
        choices=[("yes", _("Only those in the rates"))],
        empty_label=_("All"),
    )
    stale = django_filters.ChoiceFilter(
        method="by_stale",
        label=_("Silence"),
        choices=[("yes", _("Stale only"))],
        empty_label=_("All"),
    )
    report = django_filters.ChoiceFilter(
        "report_state", label=_("Regular report"), choices=ReportState, empty_label=_("All")
    )
    entered = django_filters.ChoiceFilter(
        method="by_entered",
        label=_("Entered afterwards"),
        choices=[("yes", _("Only what was done before"))],
        empty_label=_("All"),
    )
    done_from = DayFilter("done_on", "gte", label=_("Completed from"), widget=DateInput)
    done_to = DayFilter("done_on", "lte", label=_("Completed to"), widget=DateInput)

    task, task_key = "task__", "task"
    own_words = ("text",)

    class Meta:
        model = Milestone
        fields = []

    def by_dated(self, queryset, name, value):
        return queryset.filter(is_dated=True)

    def by_entered(self, queryset, name, value):
        return queryset.with_entered().filter(is_entered=True)

    def by_stale(self, queryset, name, value):
        return queryset.filter(is_stale=True)

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset).filter(self.question)


class TaskFilter(LedgerFilter):
    class Meta:
        model = Task
        fields = []

    def by_unit(self, queryset, name, value):
        return queryset.of_unit(value, self.as_of, self.form.cleaned_data.get("role"))

    def by_light(self, queryset, name, value):
        column = "original_light" if self.by_original else "light"
        return queryset.with_light(self.plan, self.as_of, value, column) if value else queryset

    def filter_queryset(self, queryset):
        """Tasks with one milestone that fits all that is asked of it."""
        queryset = super().filter_queryset(queryset)
        if not self.question:
            return queryset
        milestones = Milestone.objects.of(self.plan, self.as_of)
        return queryset.filter(Exists(milestones.filter(self.question, task=OuterRef("pk"))))
