from django.contrib import admin
from django_celery_beat.models import ClockedSchedule, IntervalSchedule, SolarSchedule

from tasks.mail.models import JobRun
from tasks.plan.admin_mixins import ReadOnly

# Our jobs run by the hour of the office (crontab) alone.
admin.site.unregister([ClockedSchedule, IntervalSchedule, SolarSchedule])


@admin.register(JobRun)
class JobRunAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("started_at", "job", "period", "state", "seconds", "result")
    list_filter = ("job", "state")
