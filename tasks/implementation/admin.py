from django.contrib import admin

from tasks.implementation.models import EarlierDocument, ImplementationPlan, ImplementationStep
from tasks.plan.admin_mixins import ReadOnly


@admin.register(ImplementationPlan)
class ImplementationPlanAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("assignment", "responsible", "phone", "saved_by", "saved_on")
    list_select_related = ("assignment__unit", "saved_by")
    search_fields = ("responsible", "assignment__unit__name")


@admin.register(EarlierDocument)
class EarlierDocumentAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("name", "plan", "until_on", "sha256")
    list_select_related = ("plan__assignment__unit",)
    search_fields = ("name", "sha256")


@admin.register(ImplementationStep)
class ImplementationStepAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("due_on", "text", "plan", "done_on")
    list_select_related = ("plan__assignment__unit",)
    search_fields = ("text",)
