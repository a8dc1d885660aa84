"""The overview says where the plan stands, and every number leads to its list."""

import re
from datetime import date

import pytest

from tasks.models import Milestone, Standing
from tests.factories import (
    make_assignment,
    make_done,
    make_milestone,
    make_project,
    make_report,
    make_task,
    make_unit,
)
from tests.pages import address, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
EARLY, LATE = date(2015, 1, 31), date(2015, 12, 31)


class TestOverview:
    @pytest.fixture
    def story(self, plan):
        """One milestone of every kind, under one lead unit."""
        project = make_project(plan=plan)
        task = make_task(project=project)
        make_assignment(task, make_unit(name="区法院"))
        make_milestone(task=task, due_on=EARLY, text="逾期的事")
        make_milestone(task=task, due_on=date(2015, 6, 20), text="临期的事")
        make_milestone(task=task, due_on=LATE)
        make_done(date(2015, 6, 15), task=task, due_on=date(2015, 6, 30))
        make_done(date(2015, 3, 1), task=task, due_on=EARLY)
        make_milestone(task=task, kind="ongoing", due_on=None)
        make_milestone(task=task, due_on=None)
        return task

    def test_the_sentence_of_a_day_in_another_year_says_the_year(self, viewer, plan, story):
        page = viewer.get(address("overview", plan, as_of="2016-02-01")).text
        assert "截至2016年2月1日" in page.split("</h1>")[0]

    def test_one_sentence_says_where_the_plan_stands(self, viewer, plan, story):
        headline = viewer.get(address("overview", plan)).text.split("</h1>")[0]
        for words in (
            "截至6月18日",
            ">5</a>个限期节点",
            ">2</a>个，",
            ">1</a>个逾期未办",
            "15天内",
        ):
            assert words in headline

    def test_a_milestone_that_no_number_counts_is_told(self, viewer, plan, story):
        assert "keep_standings" not in viewer.get(address("overview", plan)).text
        Standing.objects.filter(milestone__text="逾期的事").delete()
        assert "keep_standings" in viewer.get(address("overview", plan)).text

    def test_the_legend_counts_every_light_and_leads_to_its_list(self, viewer, plan, story):
        page = viewer.get(address("overview", plan)).text.partition('class="legend')[2]
        items = re.findall(
            r'<a class="(lit[^"]*)" href="([^"]+)">(.+?)</a>', page.partition("</ul>")[0]
        )
        told = [(re.sub("<.+?>", "", words), css) for css, _link, words in items]
        counts = {"按期办结": 1, "逾期办结": 1, "逾期": 1, "临期": 1, "推进中": 1, "长期": 1,
                  "待定时限": 1, "中止": 0}  # fmt: skip
        assert [words.split() for words, _css in told] == [
            [light, str(number)] for light, number in counts.items()
        ]
        assert [css for _words, css in told] == ["lit"] * 7 + ["lit quiet"]
        for (_css, link, _words), number in zip(items, counts.values(), strict=True):
            assert len(rows_of(viewer.get(link.replace("&amp;", "&")))) == number, link

    def test_the_week_is_counted(self, viewer, plan, story):
        make_milestone(task=story, due_on=date(2015, 6, 10))
        make_milestone(task=story, due_on=date(2015, 6, 11))
        make_done(date(2015, 6, 11), task=story)
        make_done(date(2015, 6, 12), task=story)
        make_done(date(2015, 6, 13), task=story, kind="ongoing", due_on=None)
        movement = viewer.get(address("overview", plan)).context["movement"]
        assert movement == {"done": 2, "red": 1}

    def test_attention_goes_to_the_overdue_first_with_the_units_last_word(
        self, viewer, plan, story
    ):
        overdue = Milestone.objects.get(text="逾期的事")
        make_report(overdue, reported_on=date(2015, 6, 1), done="早先的话")
        make_report(overdue, reported_on=date(2015, 6, 2), done="最后的话")
        make_report(overdue, reported_on=date(2015, 6, 17), done="无变化", kind="no-change")
        make_report(overdue, reported_on=date(2015, 6, 19), done="明天的话")
        page = viewer.get(address("overview", plan))
        rows = list(page.context["attention"])
        assert [row["text"] for row in rows] == ["逾期的事", "临期的事"]
        assert rows[0]["word"]["done"] == "最后的话"
        assert "6月2日：最后的话" in page.text

    def test_months_and_units_count_the_same_milestones(self, viewer, plan, story):
        context = viewer.get(address("overview", plan)).context
        assert sum(row["tally"].dated for row in context["months"]) == context["tally"].dated == 5
        assert [(row["unit"]["name"], row["tally"].red) for row in context["units"]] == [
            ("区法院", 1)
        ]

    def test_months_are_those_of_the_year_and_units_lead(self, viewer, plan, story):
        make_milestone(task=story, due_on=date(2016, 6, 30))
        make_assignment(story, role="participating")
        context = viewer.get(address("overview", plan)).context
        assert sum(row["tally"].dated for row in context["months"]) == 5
        assert [str(row["last"])[5:] for row in context["months"][:3]] == [
            "01-31",
            "02-28",
            "03-31",
        ]
        assert len(context["units"]) == 1

    def test_good_news_are_said(self, viewer, plan):
        page = viewer.get(address("overview", plan)).text
        assert "没有逾期和临期节点" in page
        assert "没有单位存在逾期或临期节点" in page

    def test_every_number_leads_to_as_many_rows(self, viewer, plan, story):
        page = viewer.get(address("overview", plan)).text
        links = re.findall(r'<a class="count[^"]*" href="([^"]+)">(\d+)[^<]*</a>', page)
        assert len(links) > 12
        for link, number in links:
            listed = viewer.get(link.replace("&amp;", "&"))
            assert len(rows_of(listed)) == int(number), link
