"""The page of the collision map: what units and leaders have to keep in each of the coming weeks, over all plans."""

import re
from collections import Counter
from datetime import date
from html import unescape

import pytest

from tasks.models import Plan
from tests.factories import (
    make_assignment,
    make_extra_task,
    make_leader,
    make_plan,
    make_unit,
    make_user,
)
from tests.pages import address
from tests.tasks.figures.crowded import JUNE_30, LAST, SUNDAY, due, led

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def unit():
    return make_unit(name="区法院")


@pytest.fixture
def leader():
    return make_leader(name="某区长")


class TestPage:
    @pytest.fixture
    def reader(self, client):
        client.force_login(make_user(language="en"))
        return client

    @pytest.fixture
    def busy(self, plan, unit, leader):
        due(led(plan, unit, leader), *[JUNE_30] * 4, date(2015, 7, 1))
        due(led(make_plan(), unit), SUNDAY, LAST)
        make_assignment(make_extra_task(plan, due_on=JUNE_30), unit)
        due(led(plan, make_unit(name="清闲者"), leader), LAST)

    def shown(self, reader, plan, **asked):
        return reader.get(address("collision-map", plan, **asked))

    def test_each_number_leads_to_as_many_rows(self, reader, plan, busy):
        page = self.shown(reader, plan).text
        links = re.findall(r'<a class="count" href="([^"]+)#listed">(\d+)</a>', page)
        assert Counter(number for _link, number in links) == Counter("67111156")
        for link, number in links:
            listed = reader.get(unescape(link))
            assert len([row for row in listed.context["listed"] if not row["is_extra"]]) == int(
                number
            )
            drawn = listed.text.partition('id="listed"')[2].partition("</section>")[0]
            assert drawn.count('class="listed-row"') == len(listed.context["listed"])

    def test_shape_and_word_say_where_much_falls_together(self, reader, plan, busy):
        page = self.shown(reader, plan).text
        cells = re.findall(r'<td class="(load-\w+)">(.*?)</td>', page)
        words = [(css, re.sub("<.+?>", " ", cell).split()) for css, cell in cells]
        assert words == [
            ("load-crowded", ["6", "+1", "outside", "the", "plan", "■■", "crowded"]),
            ("load-some", ["1"]),
            ("load-whole", ["7", "+1", "outside", "the", "plan"]),
            ("load-some", ["1"]),
            ("load-whole", ["1"]),
            ("load-crowded", ["5", "■■", "crowded"]),
            ("load-some", ["1"]),
            ("load-whole", ["6"]),
        ]

    @pytest.mark.parametrize(
        ("number", "css"), [(2, "some"), (3, "many"), (4, "many"), (5, "crowded")]
    )
    def test_where_many_begins(self, number, css, reader, plan, unit):
        due(led(plan, unit), *[JUNE_30] * number)
        page = self.shown(reader, plan).text
        assert re.findall(r'<td class="load-(some|many|crowded)">', page) == [css]

    def test_the_fullest_come_first_and_the_sentence_names_one(self, reader, plan, busy):
        page = self.shown(reader, plan).text
        assert page.index("区法院") < page.index("清闲者")
        assert "Units with 3 or more promises in one week: 1; leaders: 1" in " ".join(page.split())
        assert "most in one week: 区法院, 7 from 29 June to 5 July" in page

    def test_plans_are_named_where_there_are_several(self, reader, plan, busy, unit):
        listed = self.shown(reader, plan, unit=unit.pk, week="2015-07-03").text
        assert "Outside the plan" in listed
        names = [one.full_name for one in Plan.objects.all()]
        assert all(name in listed for name in names)

    def test_a_cell_that_has_emptied_says_so(self, reader, plan, leader):
        page = self.shown(reader, plan, leader=leader.pk, week="2015-07-03")
        assert page.text.count("Nothing falls due in these weeks.") == 2

    @pytest.mark.parametrize(
        ("asked", "status"),
        [
            ({"unit": "9" * 20}, 404),
            ({"unit": "12345"}, 404),
            ({"leader": "x"}, 404),
            ({"unit": None, "week": "2015-02-30"}, 400),
            ({"unit": None, "week": "1800-01-01"}, 400),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, asked, status, reader, plan, unit):
        asked = {key: unit.pk if value is None else value for key, value in asked.items()}
        assert self.shown(reader, plan, **asked).status_code == status

    @pytest.mark.parametrize("name", ["unit-list", "leader-list", "supervision"])
    def test_the_way_to_it(self, name, reader, plan):
        page = reader.get(address(name, plan)).text
        content = page.partition("<main")[2]
        assert address("collision-map", plan) in content

    @pytest.mark.parametrize("plans", [1, 3])
    def test_it_asks_as_often_for_many_plans(self, plans, reader, unit, django_assert_num_queries):
        made = [make_plan() for _number in range(plans)]
        for one in made:
            due(led(one, unit), JUNE_30)
        with django_assert_num_queries(7 if plans == 1 else 8):
            self.shown(reader, made[0], unit=unit.pk)
