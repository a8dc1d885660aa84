from django.contrib import admin

from tasks.ground.clock import today
from tasks.handover.forms import DeputySpan
from tasks.handover.models import ReliefRequest
from tasks.plan.admin_mixins import ReadOnly
from units.admin import NothingIsDeleted
from units.models import Deputy
from units.rights import GivesRights


class DeputyOfToday(DeputySpan):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, on=today(), **kwargs)


@admin.register(Deputy)
class DeputyAdmin(GivesRights, NothingIsDeleted, admin.ModelAdmin):
    form = DeputyOfToday
    list_display = fields = rights = ("person", "deputy", "from_on", "until_on")
    receiver = "deputy"
    autocomplete_fields = ("person", "deputy")
    list_select_related = ("person", "deputy")


@admin.register(ReliefRequest)
class ReliefRequestAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("requested_on", "unit", "assignment", "state", "decided_on")
    list_filter = ("state",)
    list_select_related = ("unit", "assignment__unit")
    search_fields = ("reason", "unit__name")
