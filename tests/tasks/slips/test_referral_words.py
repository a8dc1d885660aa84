"""What a referral says of inspections."""

import pytest

from tasks.slips.sheets import rectified
from tests.factories import TODAY
from tests.supervising import make_visit

pytestmark = pytest.mark.django_db


def test_where_nothing_was_to_be_put_right_nothing_is_said_of_it():
    assert rectified(make_visit(rectify_by=None), TODAY, None) == ""
