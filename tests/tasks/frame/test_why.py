"""Why a light stands where it stands: the due day and the days, in a sentence."""

from datetime import date

import pytest
from django.utils import translation

from tasks.frame.words import why, why_task
from tasks.ground.lights import Light
from tests.factories import TODAY, grant, make_milestone, make_task
from tests.pages import address

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


@pytest.mark.django_db
@pytest.mark.usefixtures("today")
class TestPages:
    @pytest.fixture
    def milestone(self, plan):
        milestone = make_milestone(task=make_task(plan=plan, number=11), due_on=date(2015, 5, 31))
        grant(milestone, new_due_on=JULY, decided_on=date(2015, 5, 20))
        return milestone

    def get(self, client, page):
        client.cookies["language"] = "en"
        return " ".join(client.get(page).text.split())

    def test_the_page_of_a_task_says_it_by_either_date_and_leads_to_the_rules(
        self, viewer, plan, milestone
    ):
        page = self.get(viewer, address("task", plan, 11))
        panel = page.partition('class="milestone-state"')[2].partition("</details>")[0]
        assert "Due 31 July: 43 days left, more than 15." in panel
        assert "By the original date: Due 31 May and not completed: 18 days overdue." in panel
        assert f'href="{address("about", plan)}#lights"' in panel
        assert "Its most urgent milestone: Due 31 July" in page

    @pytest.mark.parametrize("name", ["task-list", "milestone-list"])
    def test_lists_say_it_at_the_light(self, name, viewer, plan, milestone):
        page = self.get(viewer, address(name, plan))
        lights = page.partition("<tbody")[2].partition("</tr>")[0]
        assert "43 days left, more than 15." in lights.partition('class="light')[0]
        assert f'href="{address("about", plan)}#lights"' in page
