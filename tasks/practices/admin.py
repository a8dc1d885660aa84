from django.contrib import admin

from tasks.plan.admin_mixins import ReadOnly
from tasks.practices.models import GoodPractice


@admin.register(GoodPractice)
class GoodPracticeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("title", "report", "proposed_on", "published_on")
    list_select_related = ("report__unit",)
    search_fields = ("title",)
