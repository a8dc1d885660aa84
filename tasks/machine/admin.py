from django.contrib import admin

from tasks.mail.models import JobRun
from tasks.plan.admin_mixins import ReadOnly


@admin.register(JobRun)
class JobRunAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("started_at", "job", "period", "state", "seconds", "result")
    list_filter = ("job", "state")
