from django.contrib import admin

from tasks.plan.admin_mixins import ReadOnly
from tasks.rhythm.models import Rhythm


@admin.register(Rhythm)
class RhythmAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("since", "plan", "task", "kind", "every", "day", "grace", "set_by")
    list_filter = ("plan", "every")
    list_select_related = ("plan", "task", "set_by")
