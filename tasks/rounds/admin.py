from django.contrib import admin

from tasks.plan.admin_mixins import ReadOnly
from tasks.rounds.models import AssessmentRound, SelfAssessment


@admin.register(AssessmentRound)
class AssessmentRoundAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("title", "from_on", "until_on", "deadline_on", "opened_by")
    list_select_related = ("opened_by",)
    search_fields = ("title",)


@admin.register(SelfAssessment)
class SelfAssessmentAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("round", "assignment", "own_score", "score", "answered_on")
    list_select_related = ("round", "assignment__unit")
    search_fields = ("progress", "assignment__unit__name")
