from django.contrib import admin

from tasks.past.models import PastBatch
from tasks.plan.admin_mixins import ReadOnly


@admin.register(PastBatch)
class PastBatchAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("entered_on", "entered_by", "plan", "number", "undone_on")
    list_filter = ("plan",)
    list_select_related = ("entered_by", "plan")
    date_hierarchy = "entered_on"
