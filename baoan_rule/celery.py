import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baoan_rule.settings")

app = Celery("baoan_rule")
app.config_from_object("django.conf:settings", namespace="CELERY")
# The app is called tasks, so its Celery jobs live in jobs.py: tasks.tasks would stutter.
app.autodiscover_tasks(related_name="jobs")
