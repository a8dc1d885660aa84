"""The plan's content. It comes in by import; people correct words, dates and responsibility."""

from django.contrib import admin
from django.db import models
from django.forms import Textarea, TextInput
from django.utils.translation import gettext_lazy as _

from tasks.plan.admin_mixins import SPAN, ComesByImport
from tasks.plan.correcting import correct_plan
from tasks.plan.correction_admin import (
    Corrected,
    CorrectionForm,
    LinesField,
    MilestoneFacts,
    PlanCorrectionForm,
    page_link,
)
from tasks.plan.models import Assignment, Milestone, Plan, SpecialProject, Task, TaskLeader
from tasks.plan.part_forms import LeadersFormSet, PartsFormSet


class SpecialProjectInline(ComesByImport, admin.TabularInline):
    model = SpecialProject
    fields = ("number", "title")
    readonly_fields = ("number",)


@admin.register(Plan)
class PlanAdmin(Corrected, ComesByImport, admin.ModelAdmin):
    form = PlanCorrectionForm
    locks = ((Plan, "pk"),)
    correct = staticmethod(correct_plan)
    list_display = ("short_title", "slug", "issuer", "issued_on", "is_active", "is_demo")
    readonly_fields = ("slug", "source_text", "is_demo")
    inlines = [SpecialProjectInline]
    fieldsets = [
        (
            None,
            {
                "fields": (
                    ("reason", "seen"),
                    "title",
                    "short_title",
                    "issuer",
                    "issued_on",
                    "is_active",
                )
            },
        ),
        (
            _("Settings"),
            {
                "fields": (
                    "amber_days",
                    "report_every_days",
                    "review_days",
                    "reminds_after_every",
                    "head_signoff",
                    "needs_evidence",
                    "second_consent",
                    "recheck_size",
                    "auto_blue",
                    "idle_days",
                    "overdue_limit",
                    "asks_a_month",
                )
            },
        ),
        (_("Papers"), {"fields": ("office", "contact", "contact_phone")}),
        (_("Official text"), {"classes": ("collapse",), "fields": ("slug", "source_text")}),
    ]


class MilestoneInline(ComesByImport, admin.StackedInline):
    model = Milestone
    form = MilestoneFacts
    fields = (
        ("order", "kind", "is_key"),
        "text",
        ("raw_date", "date_note", "original_due_on"),
        ("due_on", "stage", "acts"),
    )
    readonly_fields = ("order", "due_on", "stage", "acts")
    show_change_link = True
    formfield_overrides = {models.CharField: {"widget": TextInput(attrs={"size": 60})}}

    @admin.display(description=_("decided by acts"))
    def acts(self, milestone):
        return page_link(milestone)


class AssignmentInline(admin.TabularInline):
    model = Assignment
    formset = PartsFormSet
    extra = 0
    autocomplete_fields = ("unit",)


class TaskLeaderInline(admin.TabularInline):
    model = TaskLeader
    formset = LeadersFormSet
    extra = 0
    autocomplete_fields = ("leader",)


@admin.register(Task)
class TaskAdmin(Corrected, ComesByImport, admin.ModelAdmin):
    form = CorrectionForm
    # A task that moves changes a part first, its milestones after it.
    locks = ((Assignment, "task"), (Milestone, "task"))
    list_display = ("number", "title", "project", "lead_units", "key_focus")
    list_display_links = ("number", "title")
    list_filter = ("plan", "project", ("units", admin.RelatedOnlyFieldListFilter))
    list_per_page = 50
    search_fields = ("=number", "title", "description", "schedule", "units__name")
    readonly_fields = ("plan", "number", *SPAN)
    inlines = [MilestoneInline, AssignmentInline, TaskLeaderInline]
    formfield_overrides = {
        models.CharField: {"widget": TextInput(attrs={"size": 100})},
        models.TextField: {
            "form_class": LinesField,
            "widget": Textarea(attrs={"rows": 6, "cols": 100}),
        },
    }
    fieldsets = [
        (
            None,
            {"fields": (("reason", "seen"), ("plan", "number"), "project", "title", "key_focus")},
        ),
        (_("Official wording"), {"fields": ("description", "schedule", SPAN)}),
    ]

    def get_queryset(self, request):
        tasks = super().get_queryset(request).select_related("plan", "project")
        return tasks.prefetch_related("assignments__unit")

    @admin.display(description=_("lead units"))
    def lead_units(self, task):
        return "、".join(
            str(assignment.unit)
            for assignment in task.assignments.all()
            if assignment.role == Assignment.Role.LEAD
        )
