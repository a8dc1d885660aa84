"""A supervisor who sets up people, signed in."""

import pytest

from tests.factories import make_unit, make_user


@pytest.fixture
def supervisor():
    return make_user(role="supervisor", name="朱督查", language="en")


@pytest.fixture
def page(client, supervisor):
    client.force_login(supervisor)
    return client


@pytest.fixture
def unit():
    return make_unit(name="区教育局")
