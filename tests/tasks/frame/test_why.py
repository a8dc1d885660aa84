"""Why a light stands where it stands: the due day and the days, in a sentence."""

from datetime import date

import pytest
from django.utils import translation

from tasks.frame.words import why, why_task
from tasks.ground.lights import Light
from tests.factories import TODAY

JUNE, JULY = date(2015, 6, 17), date(2015, 7, 31)
CASES = [
    (Light.RED, JUNE, None, "Due 17 June and not completed: 1 day overdue."),
    (Light.AMBER, date(2015, 6, 30), None, "Due 30 June: 12 days left, no more than 15."),
    (Light.AMBER, TODAY, None, "Due 18 June: due today, no more than 15."),
    (Light.GREEN, JULY, None, "Due 31 July: 43 days left, more than 15."),
    (Light.DONE, JUNE, date(2015, 6, 16), "Completed on 16 June, due 17 June: 1 day early."),
    (Light.LATE, JUNE, TODAY, "Completed on 18 June, due 17 June: 1 day late."),
    (Light.DONE, None, JUNE, "Completed on 17 June."),
    (Light.STOPPED, JUNE, None, "Stopped by the supervisors; it counts in no rate."),
    (Light.ONGOING, None, None, "Long-term work without a time limit."),
    (Light.UNSCHEDULED, None, None, "No due date yet: a supervisor must set one."),
]


@pytest.mark.parametrize(("light", "due", "done_on", "said"), CASES)
def test_each_light_is_explained_by_its_days(light, due, done_on, said):
    with translation.override("en"):
        assert why(light, due, done_on, TODAY, 15) == said


def test_where_nobody_owed_it_yet_only_the_day_is_said():
    with translation.override("en"):
        assert why(Light.GREEN, JUNE, None, None, 15) == "Due 2015-06-17."


@pytest.mark.parametrize(
    ("light", "due", "said"),
    [
        (
            Light.RED,
            JUNE,
            "Its most urgent milestone: Due 17 June and not completed: 1 day overdue.",
        ),
        (Light.DONE, None, "All its dated milestones are completed on time."),
        (Light.LATE, None, "All its dated milestones are completed, one or more of them late."),
        (Light.ONGOING, None, "Long-term work without a time limit."),
    ],
)
def test_a_task_shows_why_its_most_urgent_milestone_does(light, due, said):
    with translation.override("en"):
        assert why_task(light, due, TODAY, 15) == said
