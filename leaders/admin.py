from django.contrib import admin

from leaders.models import Leader
from units.admin import ByName, NothingIsDeleted


@admin.register(Leader)
class LeaderAdmin(ByName, NothingIsDeleted, admin.ModelAdmin):
    list_display = ("by_name", "title", "user", "position")
    list_editable = ("position",)
    list_select_related = ("user",)
    search_fields = ("name", "title")
    autocomplete_fields = ("user",)
