"""Who is there beside those whom an act concerns."""

import pytest

from tests.factories import (
    make_assignment,
    make_unit,
    make_user,
)


@pytest.fixture
def head(unit):
    return make_user(role="head", unit=unit)


@pytest.fixture
def others(task, unit, liaison, head, supervisor):
    """Whom nothing here concerns: another unit, one that takes part, who left, who only reads."""
    part = make_assignment(task, role="participating").unit
    return [
        make_user(role="liaison", unit=make_unit()),
        make_user(role="liaison", unit=part),
        make_user(role="liaison", unit=unit, is_active=False),
        make_user(role="viewer", unit=unit),
        make_user(role="supervisor", is_active=False),
        make_user(role="leader"),
    ]
