"""The plan's content. It comes in by import; people correct words, dates and responsibility."""

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.forms import Textarea, TextInput
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tasks.ground.clock import today
from tasks.plan.models import Assignment, Milestone, Plan, SpecialProject, Task, TaskLeader
from tasks.workflow.acts.dates import confirm_dates

SPAN = ("source_start", "source_end")


class ComesByImport:
    """Rows are made and removed by importing a plan, never by hand."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class SpecialProjectInline(ComesByImport, admin.TabularInline):
    model = SpecialProject
    fields = ("number", "title")
    readonly_fields = ("number",)


@admin.register(Plan)
class PlanAdmin(ComesByImport, admin.ModelAdmin):
    list_display = ("short_title", "slug", "issuer", "issued_on", "is_active", "is_demo")
    readonly_fields = ("slug", "source_text", "is_demo")
    inlines = [SpecialProjectInline]
    fieldsets = [
        (None, {"fields": ("title", "short_title", "issuer", "issued_on", "is_active")}),
        (
            _("Settings"),
            {"fields": ("amber_days", "report_every_days", "recheck_size", "auto_blue")},
        ),
        (_("Official text"), {"classes": ("collapse",), "fields": ("slug", "source_text")}),
    ]


class MilestoneInline(ComesByImport, admin.StackedInline):
    model = Milestone
    fields = (("order", "kind", "is_key"), "text", ("original_due_on", "due_on", "stage"))
    readonly_fields = ("order", "original_due_on", "due_on", "stage")
    show_change_link = True
    formfield_overrides = {models.CharField: {"widget": TextInput(attrs={"size": 100})}}


class AssignmentInline(admin.TabularInline):
    model = Assignment
    extra = 0
    autocomplete_fields = ("unit",)


class TaskLeaderInline(admin.TabularInline):
    model = TaskLeader
    extra = 0
    autocomplete_fields = ("leader",)


@admin.register(Task)
class TaskAdmin(ComesByImport, admin.ModelAdmin):
    list_display = ("number", "title", "project", "lead_units", "key_focus")
    list_display_links = ("number", "title")
    list_filter = ("plan", "project", ("units", admin.RelatedOnlyFieldListFilter))
    list_per_page = 50
    search_fields = ("=number", "title", "description", "schedule", "units__name")
    readonly_fields = ("plan", "number", *SPAN)
    inlines = [MilestoneInline, AssignmentInline, TaskLeaderInline]
    formfield_overrides = {
        models.CharField: {"widget": TextInput(attrs={"size": 100})},
        models.TextField: {"widget": Textarea(attrs={"rows": 6, "cols": 100})},
    }
    fieldsets = [
        (None, {"fields": (("plan", "number"), "project", "title", "key_focus")}),
        (_("Official wording"), {"fields": ("description", "schedule", SPAN)}),
    ]

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("plan", "project")
        return rows.prefetch_related("assignments__unit")

    @admin.display(description=_("lead units"))
    def lead_units(self, task):
        return "、".join(
            str(assignment.unit)
            for assignment in task.assignments.all()
            if assignment.role == Assignment.Role.LEAD
        )


class DateToCheck(admin.SimpleListFilter):
    title = _("reading of the date")
    parameter_name = "to_check"

    def lookups(self, request, model_admin):
        return [("yes", _("To be checked"))]

    def queryset(self, request, queryset):
        if self.value() == "yes":
            return queryset.with_dates_to_check()
        return queryset


class MilestoneForm(forms.ModelForm):
    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on is None and self.instance.original_due_on:
            raise forms.ValidationError(_("A dated milestone keeps a due date."))
        return due_on


@admin.register(Milestone)
class MilestoneAdmin(ComesByImport, admin.ModelAdmin):
    form = MilestoneForm
    list_display = (
        "task_number",
        "order",
        "text",
        "raw_date",
        "due_on",
        "stage",
        "date_note",
        "date_confirmed_on",
    )
    list_display_links = ("text",)
    list_filter = (DateToCheck, "kind", "stage", "is_key", "task__project")
    list_select_related = ("task",)
    date_hierarchy = "due_on"
    search_fields = ("text", "task__title", "=task__number")
    ordering = ("task__number", "order")
    actions = ["confirm_date"]
    # The stage moves through the workflow only, and the document's date never moves.
    readonly_fields = (
        "task",
        "order",
        "raw_date",
        "date_note",
        "date_confirmed_on",
        "original_due_on",
        "stage",
        "completed_on",
        "stopped_on",
        *SPAN,
    )
    fieldsets = [
        (None, {"fields": ("task", "order", "text", "kind", "is_key")}),
        (
            _("Dates"),
            {"fields": ("raw_date", "original_due_on", "due_on", "date_note", "date_confirmed_on")},
        ),
        (_("Progress"), {"fields": ("stage", "completed_on", "stopped_on")}),
        (_("Official text"), {"classes": ("collapse",), "fields": (SPAN,)}),
    ]

    @admin.display(description=_("task"), ordering="task__number")
    def task_number(self, milestone):
        return milestone.task.number

    @admin.action(description=_("Confirm date"))
    def confirm_date(self, request, queryset):
        number = confirm_dates(queryset, by=request.user, on=today())
        text = ngettext("%(n)d date confirmed.", "%(n)d dates confirmed.", number)
        self.message_user(request, text % {"n": number}, messages.SUCCESS)
