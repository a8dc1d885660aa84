from django.contrib import admin

from tasks.instructions.models import Instruction, Reply
from tasks.plan.admin_mixins import ReadOnly, WithoutRestricted


@admin.register(Instruction)
class InstructionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("given_on", "reference", "given_by", "task", "text", "reply_by")
    list_select_related = ("given_by", "task")
    search_fields = ("text", "task__title")


@admin.register(Reply)
class ReplyAdmin(WithoutRestricted, admin.ModelAdmin):
    list_display = ("instruction", "unit", "state", "replied_on")
    list_filter = ("state",)
    list_select_related = ("instruction", "unit")
    search_fields = ("text", "unit__name")
