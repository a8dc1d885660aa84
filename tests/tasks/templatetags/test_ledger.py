from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation

from tasks.ground.lights import Light
from tasks.ground.tally import Tally
from tasks.templatetags import ledger
from tests.factories import TODAY

pytestmark = pytest.mark.usefixtures("today")
EN = "en"


@pytest.mark.parametrize(
    ("language", "value", "said"),
    [
        ("zh-hans", date(2015, 6, 30), "6月30日"),
        ("zh-hans", date(2020, 12, 31), "2020年12月31日"),
        ("en", date(2015, 6, 30), "30 June"),
        ("en", date(2020, 12, 31), "31 December 2020"),
    ],
)
def test_a_day_is_said_with_its_year_only_when_it_is_another_one(language, value, said):
    with translation.override(language):
        assert ledger.day(value, TODAY) == said
        assert ledger.day(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (date(2015, 6, 17), "1 day overdue"),
        (date(2015, 6, 16), "2 days overdue"),
        (date(2015, 6, 18), "due today"),
        (date(2015, 6, 19), "1 day left"),
        (date(2015, 6, 20), "2 days left"),
    ],
)
def test_days_to_a_date(value, said):
    with translation.override(EN):
        assert ledger.days_to(value, TODAY) == said


@pytest.mark.parametrize(
    ("completed", "said"),
    [
        (date(2015, 6, 19), "1 day late"),
        (date(2015, 6, 18), "on the due date"),
        (date(2015, 6, 16), "2 days early"),
    ],
)
def test_days_of_a_completion(completed, said):
    with translation.override(EN):
        assert ledger.days_late(completed, TODAY) == said


def test_names_are_joined_as_the_language_does():
    with translation.override("zh-hans"):
        assert ledger.names(["甲", "乙"]) == "甲、乙"
    with translation.override(EN):
        assert ledger.names(["甲", "乙"]) == "甲, 乙"


@pytest.mark.parametrize(("value", "said"), [(None, "—"), (100 / 3, "33.3%"), (0.0, "0.0%")])
def test_a_rate_is_a_number_or_a_dash(value, said):
    assert ledger.rate(value) == said


@pytest.mark.parametrize(("number", "said"), [(1, "一"), (10, "十"), (11, 11)])
def test_projects_are_numbered_like_the_document(number, said):
    assert ledger.chinese_number(number) == said


@pytest.mark.parametrize("light", Light)
def test_a_light_is_shape_and_word(light):
    context = Context({"light": light.value})
    html = Template("{% load ledger %}{% light light %}{% light light word=False %}").render(
        context
    )
    assert html.count(f"#mark-{light.slug}") == 2
    assert f'<span class="word">{light.label}</span>' in html
    assert f'aria-label="{light.label}"' in html


def test_a_bar_says_in_words_what_it_shows():
    tally = Tally()
    tally.add(Light.DONE, True, 1)
    tally.add(Light.RED, True, 3)
    tally.add(Light.ONGOING, False, 5)
    html = Template("{% load ledger %}{% bar tally %}").render(Context({"tally": tally}))
    assert 'aria-label="按期办结 1; 逾期 3; 共4个"' in html
    assert 'x="0.0%" width="25.0%"' in html
    assert 'x="25.0%" width="75.0%"' in html


def test_an_empty_bar_divides_nothing():
    html = Template("{% load ledger %}{% bar tally %}").render(Context({"tally": Tally()}))
    assert html.count("<rect") == 1
