from django.contrib import admin

from tasks.inspections.models import Inspection, Visit
from tasks.plan.admin_mixins import ReadOnly


@admin.register(Inspection)
class InspectionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("inspected_on", "reference", "kind", "milestone", "inspected_by")
    list_filter = ("kind",)
    list_select_related = ("milestone", "inspected_by")
    search_fields = ("findings", "milestone__text")


@admin.register(Visit)
class VisitAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("inspection", "unit", "passed", "rectify_by", "rectified_on", "closed_on")
    list_filter = ("passed",)
    list_select_related = ("inspection__milestone", "unit")
    search_fields = ("findings", "unit__name", "rectification")
