from datetime import date

import pytest

from tasks.ground import workdays


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2015, 6, 18), True),
        (date(2015, 6, 20), False),  # Saturday
        (date(2015, 6, 22), False),  # Dragon Boat Festival, a Monday
        (date(2015, 10, 10), True),  # a Saturday worked for the National Day
        (date(2150, 6, 18), True),  # a Thursday beyond every list
        (date(2150, 6, 20), False),
    ],
)
def test_holidays_and_worked_weekends_count(day, expected):
    assert workdays.is_workday(day) == expected


def test_counting_forwards_skips_the_festival():
    assert workdays.after(date(2015, 6, 18), 0) == date(2015, 6, 18)
    assert workdays.after(date(2015, 6, 18), 1) == date(2015, 6, 19)
    assert workdays.after(date(2015, 6, 18), 2) == date(2015, 6, 23)


def test_days_between_count_the_last_and_not_the_first():
    assert workdays.between(date(2015, 6, 18), date(2015, 6, 18)) == 0
    assert workdays.between(date(2015, 6, 18), date(2015, 6, 23)) == 2
