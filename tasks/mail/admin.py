"""The delivery log and the diary of the jobs: to be read; a delivery can be sent again."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tasks.mail.delivery import send_again
from tasks.mail.models import Delivery, Mail, Outage
from tasks.plan.admin_mixins import ReadOnly


@admin.register(Mail)
class MailAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("written_at", "kind", "recipient", "subject", "read_at")
    list_filter = ("kind",)
    list_select_related = ("recipient",)
    search_fields = ("subject", "period", "recipient__username", "recipient__name")
    date_hierarchy = "written_at"


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("mail_subject", "recipient", "channel", "address", "state", "sent_at", "due_at", "tries", "error")  # fmt: skip
    list_filter = ("state", "channel", "mail__kind")
    list_select_related = ("mail__recipient",)
    search_fields = ("address", "mail__subject", "mail__recipient__name", "error")
    actions = ["send_once_more"]

    @admin.display(description=_("mail"))
    def mail_subject(self, delivery):
        return delivery.mail.subject

    @admin.display(description=_("recipient"))
    def recipient(self, delivery):
        return delivery.mail.recipient

    @admin.action(description=_("Send again"))
    def send_once_more(self, request, queryset):
        send_again(queryset, timezone.now())
        self.message_user(request, _("Queued; the mails go out within minutes."))


@admin.register(Outage)
class OutageAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("channel", "since", "resume_at", "error")
