"""Stories against the facts that they are told from: both say the same of every day."""

from datetime import timedelta
from operator import itemgetter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tasks.models import Milestone
from tests.factories import make_milestone, make_plan, make_reopening, make_task
from tests.tasks.plan.expressions import Stood, stood
from tests.tasks.plan.lives import FIRST, SPAN, lives, store


def day_of(number):
    return FIRST + timedelta(number)


EVERY_DAY = [day_of(number) for number in range(-2, SPAN + 3)]


class StandingsTests(TestCase):
    # Thirty lives cannot be made simpler in reasonable time; the one that differs is shown.
    @settings(
        max_examples=8,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        told=st.lists(lives(), min_size=20, max_size=30),
        plan=st.fixed_dictionaries(
            {"amber_days": st.integers(0, 5), "report_every_days": st.integers(1, 10)}
        ),
    )
    def test_a_milestone_stood_on_every_day_as_its_facts_say(self, told, plan):
        plan = make_plan(issued_on=EVERY_DAY[0], **plan)
        store(told, make_task(plan=plan))
        for day in EVERY_DAY:
            read = Milestone.objects.of(plan, day).with_holder(plan).values_list(*Stood._fields)
            differs = sorted({*read} ^ {*map(tuple, stood(plan, day))}, key=itemgetter(0))
            assert not differs, f"{day}: {differs[:2]} of {told[differs[0][0] - 1]}"


@pytest.mark.django_db
def test_of_two_undone_on_one_day_that_held_which_was_undone_first():
    milestone = make_milestone()
    for ended_as, ended_on in [("stopped", day_of(3)), ("done", FIRST)]:
        make_reopening(milestone, ended_as=ended_as, ended_on=ended_on, reopened_on=day_of(10))
    assert Milestone.objects.of(milestone.task.plan, day_of(4)).get().stage_then == "stopped"
