from django.contrib import admin

from tasks.evidence.models import Evidence
from tasks.plan.admin_mixins import WithoutRestricted


@admin.register(Evidence)
class EvidenceAdmin(WithoutRestricted, admin.ModelAdmin):
    list_display = ("uploaded_at", "name", "size", "unit", "uploaded_by", "task", "milestone", "sha256")  # fmt: skip
    list_select_related = ("unit", "uploaded_by", "task", "milestone")
    search_fields = ("name", "sha256", "milestone__text", "unit__name")
