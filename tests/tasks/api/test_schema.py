"""Whatever is asked, the answer is as the OpenAPI description says."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from tasks.api.acts import add_client
from tasks.api.endpoints import api
from tests.factories import TODAY, make_milestone, make_task_leader, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today"), pytest.mark.unmeasured]


def described():
    """The description without the token, which every question here carries."""
    told = api.get_openapi_schema()
    for methods in told["paths"].values():
        del methods["get"]["security"]
    return told


schema = schemathesis.openapi.from_dict(described())
schema.app = get_wsgi_application()


@pytest.fixture
def one_connection():
    """A server closes its connection with each request; here the test's own goes on, as in the client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def bearer(plan, milestone, one_connection):
    make_task_leader(milestone.task)
    make_milestone(task=milestone.task)
    token = add_client(plan, by=make_user(role="supervisor"), on=TODAY, name="门户")
    return {"Authorization": f"Bearer {token}"}


@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_answers_keep_to_the_description(case, bearer, plan):
    case.path_parameters["slug"] = plan.slug
    case.call_and_validate(headers=bearer)
