"""What units said. It is history: to be read here, not to be changed."""

from django.contrib import admin

from tasks.plan.admin_mixins import ReadOnly, WithoutRestricted
from tasks.plan.models import (
    CompletionRequest,
    Confirmation,
    Event,
    Extension,
    ProgressReport,
    Reopening,
    TaskChange,
)

ENTERED = ("batch", admin.EmptyFieldListFilter)


@admin.register(ProgressReport)
class ProgressReportAdmin(WithoutRestricted, admin.ModelAdmin):
    list_display = ("reported_on", "unit", "milestone", "done", "forecast_on")
    list_filter = ("is_demo", ENTERED, ("unit", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("unit", "milestone")
    date_hierarchy = "reported_on"
    search_fields = ("done", "milestone__text", "unit__name")


@admin.register(Extension)
class ExtensionAdmin(WithoutRestricted, admin.ModelAdmin):
    list_display = (
        "requested_on",
        "milestone",
        "old_due_on",
        "new_due_on",
        "decision",
        "decided_on",
        "reference",
    )
    list_filter = ("decision", "is_demo", ENTERED)
    list_select_related = ("milestone",)
    search_fields = ("reason", "milestone__text")


@admin.register(CompletionRequest)
class CompletionRequestAdmin(WithoutRestricted, admin.ModelAdmin):
    list_display = ("requested_on", "unit", "milestone", "completed_on", "state", "decided_on")
    list_filter = ("state", "is_demo", ENTERED)
    list_select_related = ("unit", "milestone")
    search_fields = ("statement", "milestone__text", "unit__name")


@admin.register(Confirmation)
class ConfirmationAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("confirmed_on", "unit", "assignment", "milestone", "confirmed_by")
    list_select_related = ("unit", "assignment__unit", "milestone", "confirmed_by")
    search_fields = ("milestone__text", "unit__name", "assignment__unit__name")


@admin.register(Reopening)
class ReopeningAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("reopened_on", "milestone", "ended_as", "ended_on")
    list_select_related = ("milestone",)
    search_fields = ("milestone__text",)


@admin.register(Event)
class EventAdmin(WithoutRestricted, admin.ModelAdmin):
    list_display = ("on", "at", "person", "unit", "action", "task", "milestone", "note")
    list_filter = ("action", ("unit", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("person", "unit", "task", "milestone")
    date_hierarchy = "on"
    search_fields = ("note", "person__name", "task__title", "milestone__text")


@admin.register(TaskChange)
class TaskChangeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("on", "task", "kind", "into")
    list_filter = ("kind",)
    list_select_related = ("task", "into")
    date_hierarchy = "on"
    search_fields = ("task__title",)
