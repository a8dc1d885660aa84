from django.contrib import admin

from tasks.plan.admin_mixins import ReadOnly
from tasks.ratings.models import SupervisorRating


@admin.register(SupervisorRating)
class SupervisorRatingAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("rated_on", "milestone", "rating", "rated_by")
    list_filter = ("rating",)
    list_select_related = ("milestone", "rated_by")
    date_hierarchy = "rated_on"
