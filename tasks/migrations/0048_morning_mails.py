"""The morning mails at 08:30 in Asia/Shanghai; the job itself leaves out days off.

Called every hour and run once a day: a machine that slept catches up.
"""

from django.db import migrations


def install(apps, schema_editor):
    crontabs = apps.get_model("django_celery_beat", "CrontabSchedule").objects
    entries = apps.get_model("django_celery_beat", "PeriodicTask").objects
    crontab, _made = crontabs.get_or_create(
        minute="30",
        hour="8-18",
        day_of_week="*",
        day_of_month="*",
        month_of_year="*",
        timezone="Asia/Shanghai",
    )
    entries.get_or_create(
        name="morning", defaults={"task": "tasks.jobs.morning", "crontab": crontab}
    )


def remove(apps, schema_editor):
    apps.get_model("django_celery_beat", "PeriodicTask").objects.filter(name="morning").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0047_notices"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]
    operations = [migrations.RunPython(install, remove)]
