from django.contrib import admin

from tasks.burden.models import Ask
from tasks.plan.admin_mixins import ReadOnly


@admin.register(Ask)
class AskAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("on", "unit", "kind", "plan", "reason")
    list_filter = ("kind", "plan")
    list_select_related = ("unit", "plan")
    search_fields = ("unit__name", "reason")
    date_hierarchy = "on"
