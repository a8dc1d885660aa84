from django.contrib import admin

from tasks.plan.admin_mixins import ReadOnly, WithoutRestricted
from tasks.slips.models import Receipt, Slip


@admin.register(Slip)
class SlipAdmin(WithoutRestricted, admin.ModelAdmin):
    list_display = ("reference", "level", "milestone", "issued_on", "reply_by", "lifted_on")
    list_filter = ("level", "year", "lifted_because")
    list_select_related = ("milestone",)
    search_fields = ("number", "milestone__text")


@admin.register(Receipt)
class ReceiptAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("slip", "unit", "received_on", "replied_on")
    list_select_related = ("slip", "unit")
    search_fields = ("unit__name", "text")
