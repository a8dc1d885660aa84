"""Milestones whose outcome is known, as rows of forecasts."""

from datetime import date, timedelta

from tasks.models import Forecast
from tests.factories import make_milestone

DAY, WEEK = timedelta(days=1), timedelta(days=7)
MONDAY = date(2015, 6, 15)
BEFORE = date(2015, 3, 2)  # a Monday


def make_forecast(milestone=None, **fields):
    """A forecast that said nothing, of a milestone of its own unless one is given."""
    defaults = {
        "monday": BEFORE,
        "due": date(2015, 3, 10),
        "left": 1,
        "reported": "fresh",
        "expected": "in-time",
        "had_setback": False,
        "depth": 0,
        "cases": 0,
        "came": 0,
        "all_cases": 0,
        "all_came": 0,
    }
    milestone = milestone or make_milestone()
    return Forecast.objects.create(milestone=milestone, **defaults | fields)


def make_cases(task, number, in_time, known_on=MONDAY, **fields):
    """So many milestones of ``task`` that stood alike, ``in_time`` of them in time."""
    for at in range(number):
        milestone = make_milestone(task=task, due_on=date(2015, 3, 10))
        make_forecast(milestone, in_time=at < in_time, known_on=known_on, **fields)
