from django.contrib import admin

from tasks.handover.models import ReliefRequest
from tasks.plan.admin_mixins import ReadOnly


@admin.register(ReliefRequest)
class ReliefRequestAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("requested_on", "unit", "assignment", "state", "decided_on")
    list_filter = ("state",)
    list_select_related = ("unit", "assignment__unit")
    search_fields = ("reason", "unit__name")
