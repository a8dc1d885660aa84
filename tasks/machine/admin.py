from django.contrib import admin

from tasks.frame.admin import ReadOnly
from tasks.mail.models import JobRun


@admin.register(JobRun)
class JobRunAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("started_at", "job", "period", "state", "seconds", "result")
    list_filter = ("job", "state")
