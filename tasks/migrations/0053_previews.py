"""Which evidence has a preview, and the job that makes them; called every hour and when files come."""

from django.db import migrations, models

NAME = "make_previews"


def install(apps, schema_editor):
    crontab, _made = apps.get_model("django_celery_beat", "CrontabSchedule").objects.get_or_create(
        minute="25",
        hour="*",
        day_of_week="*",
        day_of_month="*",
        month_of_year="*",
        timezone="Asia/Shanghai",
    )
    apps.get_model("django_celery_beat", "PeriodicTask").objects.get_or_create(
        name=NAME, defaults={"task": f"tasks.jobs.{NAME}", "crontab": crontab}
    )


def remove(apps, schema_editor):
    apps.get_model("django_celery_beat", "PeriodicTask").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0052_slips_by_hand"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]
    operations = [
        migrations.AddField(
            "evidence",
            "has_preview",
            models.BooleanField(editable=False, null=True, verbose_name="has a preview"),
        ),
        migrations.RunPython(install, remove),
    ]
