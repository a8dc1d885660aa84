"""The jobs' default times, all in Asia/Shanghai; the administration changes them.

Nightly jobs are called every hour and run once a day: a machine that slept catches up.
"""

from django.db import migrations

SCHEDULE = {
    "flag_overdue_milestones": ("30", "*", "*"),
    "check_plan_data": ("40", "*", "*"),
    "clear_sessions": ("50", "*", "*"),
    "remind": ("30", "8-18", "*"),
    "digest": ("30", "8-23", "1,2"),  # from Monday 08:30 on; what was missed until Tuesday night
    "send_due_mails": ("*/5", "*", "*"),
}


def install(apps, schema_editor):
    crontabs = apps.get_model("django_celery_beat", "CrontabSchedule").objects
    entries = apps.get_model("django_celery_beat", "PeriodicTask").objects
    for job, (minute, hour, weekday) in SCHEDULE.items():
        crontab, _made = crontabs.get_or_create(
            minute=minute,
            hour=hour,
            day_of_week=weekday,
            day_of_month="*",
            month_of_year="*",
            timezone="Asia/Shanghai",
        )
        entries.get_or_create(name=job, defaults={"task": f"tasks.jobs.{job}", "crontab": crontab})


def remove(apps, schema_editor):
    entries = apps.get_model("django_celery_beat", "PeriodicTask").objects
    entries.filter(name__in=SCHEDULE).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0012_slips"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]
    operations = [migrations.RunPython(install, remove)]
