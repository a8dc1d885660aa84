import pytest


@pytest.fixture
def viewer(client_as):
    return client_as("viewer")
