"""Celery jobs: read the clock, call one function. Their schedule is in the settings."""

import logging

from celery import shared_task
from django.core.management import call_command

from tasks.clock import today
from tasks.consistency import problems
from tasks.flags import flag_overdue
from tasks.models import Plan

logger = logging.getLogger(__name__)


@shared_task
def check_plan_data():
    for problem in problems():
        logger.warning(problem)


@shared_task
def flag_overdue_milestones():
    for plan in Plan.objects.all():
        flag_overdue(plan, today())


@shared_task
def clear_sessions():
    call_command("clearsessions")
