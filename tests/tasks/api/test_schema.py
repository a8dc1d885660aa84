"""Whatever is asked, the answer is as the OpenAPI description says."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
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
def bearer(plan, milestone):
    make_task_leader(milestone.task)
    make_milestone(task=milestone.task)
    token = add_client(plan, by=make_user(role="supervisor"), on=TODAY, name="门户")
    return {"Authorization": f"Bearer {token}"}


@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_answers_keep_to_the_description(case, bearer, plan):
    case.path_parameters["slug"] = plan.slug
    case.call_and_validate(headers=bearer)
