from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from tasks.plan.admin_mixins import ReadOnly
from tasks.plan.models import ProposedCorrection


@admin.register(ProposedCorrection)
class ProposedCorrectionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("proposed_on", "about", "proposed_by", "state", "decided_by", "decided_on")
    list_filter = ("state",)
    list_select_related = ("plan", "task", "milestone", "proposed_by", "decided_by")
    search_fields = ("reason", "task__title", "milestone__text")
    date_hierarchy = "proposed_on"
    exclude = ("sent",)

    @admin.display(description=_("what it is about"))
    def about(self, proposal):
        return proposal.about
