from django.contrib import admin

from leaders.models import Leader
from units.admin import ByName, NothingIsDeleted
from units.rights import GivesRights


@admin.register(Leader)
class LeaderAdmin(GivesRights, ByName, NothingIsDeleted, admin.ModelAdmin):
    rights = ("user",)
    receiver = "user"
    list_display = ("by_name", "title", "user", "position")
    list_editable = ("position",)
    list_select_related = ("user",)
    search_fields = ("name", "title")
    autocomplete_fields = ("user",)
