import pytest

from tests.factories import make_unit


@pytest.fixture
def old():
    """The unit that changes."""
    return make_unit(name="区科创局")
