from django.contrib import admin

from tasks.flags.models import Flag
from tasks.plan.admin_mixins import ReadOnly


@admin.register(Flag)
class FlagAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("first_on", "milestone", "due_on", "closed_on", "cause")
    list_filter = ("cause",)
    list_select_related = ("milestone",)
    date_hierarchy = "first_on"
    search_fields = ("milestone__text",)
