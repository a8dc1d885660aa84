from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tasks.ground.clock import today
from tasks.plan.admin_mixins import SPAN, ComesByImport
from tasks.plan.correction_admin import Corrected, MilestoneCorrection, page_link
from tasks.plan.models import Milestone
from tasks.workflow.acts.dates import confirm_dates
from tasks.workflow.models import HollowPhrase


@admin.register(HollowPhrase)
class HollowPhraseAdmin(admin.ModelAdmin):
    list_display = search_fields = ("text",)


class DateToCheck(admin.SimpleListFilter):
    title = _("reading of the date")
    parameter_name = "to_check"

    def lookups(self, request, model_admin):
        return [("yes", _("To be checked"))]

    def queryset(self, request, queryset):
        if self.value() == "yes":
            return queryset.with_dates_to_check()
        return queryset


@admin.register(Milestone)
class MilestoneAdmin(Corrected, ComesByImport, admin.ModelAdmin):
    form = MilestoneCorrection
    locks = ((Milestone, "pk"),)
    list_display = (
        "task_number",
        "order",
        "text",
        "raw_date",
        "due_on",
        "stage",
        "date_note",
        "date_confirmed_on",
    )
    list_display_links = ("text",)
    list_filter = (DateToCheck, "kind", "stage", "is_key", "task__project")
    list_select_related = ("task",)
    date_hierarchy = "due_on"
    search_fields = ("text", "task__title", "=task__number")
    ordering = ("task__number", "order")
    actions = ["confirm_date"]
    # Decided by acts of the workflow, on the task's page.
    readonly_fields = (
        "task",
        "order",
        "date_confirmed_on",
        "due_on",
        "answering_unit",
        "stage",
        "completed_on",
        "stopped_on",
        "acts",
        *SPAN,
    )
    fieldsets = [
        (None, {"fields": (("reason", "seen"), "task", "order", "text", "kind", "is_key")}),
        (
            _("The document's date"),
            {"fields": ("raw_date", "original_due_on", "date_note", "date_confirmed_on")},
        ),
        (
            _("Progress"),
            {"fields": ("acts", "due_on", "answering_unit", "stage", "completed_on", "stopped_on")},
        ),
        (_("Official text"), {"classes": ("collapse",), "fields": (SPAN,)}),
    ]

    @admin.display(description=_("decided by acts"))
    def acts(self, milestone):
        return page_link(milestone)

    @admin.display(description=_("task"), ordering="task__number")
    def task_number(self, milestone):
        return milestone.task.number

    @admin.action(description=_("Confirm date"))
    def confirm_date(self, request, queryset):
        number = confirm_dates(queryset, by=request.user, on=today())
        text = ngettext("%(n)d date confirmed.", "%(n)d dates confirmed.", number)
        self.message_user(request, text % {"n": number}, messages.SUCCESS)
