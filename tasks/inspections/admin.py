from django.contrib import admin

from tasks.inspections.models import Inspection
from tasks.plan.admin_mixins import ReadOnly


@admin.register(Inspection)
class InspectionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = (
        "inspected_on",
        "reference",
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
