from django.contrib import admin

from tasks.plan.admin_mixins import ReadOnly
from tasks.urging.models import Urge


@admin.register(Urge)
class UrgeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("urged_at", "unit", "milestone", "text", "reason", "urged_by")
    list_select_related = ("unit", "milestone", "urged_by")
    search_fields = ("text", "unit__name", "milestone__text")
