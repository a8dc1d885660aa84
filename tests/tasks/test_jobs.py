import logging

import pytest
from django.contrib.sessions.models import Session
from django.utils.timezone import now

from tasks.jobs import check_plan_data, clear_sessions
from tests.factories import make_task

pytestmark = pytest.mark.django_db


def test_the_nightly_check_warns_of_every_problem(caplog):
    make_task()
    with caplog.at_level(logging.WARNING, logger="tasks.jobs"):
        check_plan_data()
    assert len(caplog.records) == 3  # no lead unit, no lead leader, no milestone


def test_ended_sessions_are_cleared():
    Session.objects.create(session_key="old", session_data="", expire_date=now().replace(year=2000))
    clear_sessions()
    assert Session.objects.count() == 0
