from django.contrib import admin

from leaders.models import Leader, LeaderAbsence
from units.admin import ByName, NothingIsDeleted, ReadOnly
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


@admin.register(LeaderAbsence)
class LeaderAbsenceAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("leader", "stand_in", "from_on", "until_on", "named_by")
    list_select_related = ("leader", "stand_in", "named_by")
    search_fields = ("leader__name", "stand_in__name")
    date_hierarchy = "from_on"
