"""What units said. It is history: to be read here, not to be changed."""

from django.contrib import admin

from tasks.frame.admin import ReadOnly
from tasks.models import (
    CompletionRequest,
    Confirmation,
    Event,
    Extension,
    Flag,
    Inspection,
    ProgressReport,
    Receipt,
    Reopening,
    Slip,
    Urge,
)


@admin.register(ProgressReport)
class ProgressReportAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("reported_on", "unit", "milestone", "done", "forecast_on")
    list_filter = ("is_demo", ("unit", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("unit", "milestone")
    date_hierarchy = "reported_on"
    search_fields = ("done", "milestone__text", "unit__name")


@admin.register(Extension)
class ExtensionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = (
        "requested_on",
        "milestone",
        "old_due_on",
        "new_due_on",
        "decision",
        "decided_on",
    )
    list_filter = ("decision", "is_demo")
    list_select_related = ("milestone",)
    search_fields = ("reason", "milestone__text")


@admin.register(CompletionRequest)
class CompletionRequestAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("requested_on", "unit", "milestone", "completed_on", "state", "decided_on")
    list_filter = ("state", "is_demo")
    list_select_related = ("unit", "milestone")
    search_fields = ("statement", "milestone__text", "unit__name")


@admin.register(Confirmation)
class ConfirmationAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("confirmed_on", "assignment", "milestone", "confirmed_by")
    list_select_related = ("assignment__unit", "milestone", "confirmed_by")
    search_fields = ("milestone__text", "assignment__unit__name")


@admin.register(Reopening)
class ReopeningAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("reopened_on", "milestone", "ended_as", "ended_on")
    list_select_related = ("milestone",)
    search_fields = ("milestone__text",)


@admin.register(Event)
class EventAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("on", "at", "person", "unit", "action", "task", "milestone", "note")
    list_filter = ("action", ("unit", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("person", "unit", "task", "milestone")
    date_hierarchy = "on"
    search_fields = ("note", "person__name", "task__title", "milestone__text")


@admin.register(Flag)
class FlagAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("first_on", "milestone", "due_on", "closed_on", "cause")
    list_filter = ("cause",)
    list_select_related = ("milestone",)
    date_hierarchy = "first_on"
    search_fields = ("milestone__text",)


@admin.register(Slip)
class SlipAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("reference", "level", "milestone", "issued_on", "reply_by", "lifted_on")
    list_filter = ("level", "year", "lifted_because")
    list_select_related = ("milestone",)
    search_fields = ("number", "milestone__text")


@admin.register(Receipt)
class ReceiptAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("slip", "unit", "received_on", "replied_on")
    list_select_related = ("slip", "unit")
    search_fields = ("unit__name", "text")


@admin.register(Urge)
class UrgeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("urged_at", "unit", "milestone", "text", "reason", "urged_by")
    list_select_related = ("unit", "milestone", "urged_by")
    search_fields = ("text", "unit__name", "milestone__text")


@admin.register(Inspection)
class InspectionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = (
        "inspected_on",
        "kind",
        "unit",
        "milestone",
        "passed",
        "rectify_by",
        "closed_on",
    )
    list_filter = ("kind", "passed")
    list_select_related = ("unit", "milestone")
    search_fields = ("findings", "unit__name", "milestone__text")
