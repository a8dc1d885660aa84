from django.contrib import admin

from tasks.plan.admin_mixins import ReadOnly
from tasks.reorganising.models import UnitChange


@admin.register(UnitChange)
class UnitChangeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("on", "action", "unit", "before", "after", "whom", "person")
    list_filter = ("action",)
    list_select_related = ("unit", "whom", "person")
    search_fields = ("before", "after", "note")
    date_hierarchy = "on"
