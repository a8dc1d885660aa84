import pytest

from tests.factories import make_user


@pytest.fixture
def person():
    return make_user(role="viewer")


@pytest.fixture
def reader(client, person):
    client.force_login(person)
    return client
