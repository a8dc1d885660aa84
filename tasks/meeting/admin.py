"""What changed in stocktakes. It is history: to be read here, not to be changed."""

from django.contrib import admin

from tasks.meeting.models import MeetingChange
from tasks.plan.admin_mixins import ReadOnly


@admin.register(MeetingChange)
class MeetingChangeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("on", "meeting", "text", "person")
    list_select_related = ("meeting", "person")
    date_hierarchy = "on"
    search_fields = ("text", "meeting__title")
