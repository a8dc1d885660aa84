"""Where pictures of counts draw their axes, lines, areas and words."""

import re
from datetime import date

import pytest

from tasks.figures import plot
from tasks.figures.plot import Plot, ticks

YEAR = Plot(date(2015, 1, 1), date(2015, 12, 31), 80, tall=200)
JULY = date(2015, 7, 2)  # 182 days after New Year's morning


@pytest.mark.parametrize(
    ("highest", "expected"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (5, [0, 1, 2, 3, 4, 5]),
        (6, [0, 2, 4, 6]),
        (77, [0, 20, 40, 60, 80]),
        (80, [0, 20, 40, 60, 80]),
        (101, [0, 50, 100, 150]),
        (17_784, [0, 5000, 10_000, 15_000, 20_000]),
    ],
)
def test_counts_have_round_ticks_up_to_the_highest(highest, expected):
    assert ticks(highest) == expected


def test_days_lie_in_per_cent_and_counts_in_pixels_from_above():
    assert [YEAR.x(day) for day in (date(2015, 1, 1), JULY)] == [0, round(100 * 182 / 365, 2)]
    assert (YEAR.x(date(2014, 12, 1)), YEAR.x(date(2016, 1, 2))) == (0, 100)
    assert (YEAR.y(0), YEAR.y(40), YEAR.y(80)) == (230, 130, 30)
    assert (YEAR.floor, YEAR.height) == (230, 252)


def test_nothing_to_count_has_a_picture_too():
    assert Plot(date(2015, 1, 1), date(2015, 12, 31), 0).y(0) == 250


def test_axes_name_the_counts_and_the_months_on_phones_every_second_one():
    drawn = plot.axes(YEAR, lambda first: f"M{first.month}", date(2015, 6, 18))
    counts = re.findall(r'class="plot-count">(\d+)<', drawn)
    months = re.findall(r'class="(plot-month[^"]*)">M(\d+)<', drawn)
    assert counts == ["0", "20", "40", "60", "80"]
    assert [int(number) for _css, number in months] == list(range(1, 13))
    assert [css for css, _number in months[4:7]] == [
        "plot-month",
        "plot-month plot-wide plot-now",
        "plot-month",
    ]


def test_a_picture_may_begin_in_the_middle_of_a_month():
    months = Plot(date(2015, 6, 15), date(2015, 7, 14), 1)
    drawn = plot.axes(months, lambda first: first.day, date(2016, 1, 1))
    assert re.findall(r'x="([\d.]+)%"[^>]+plot-month[^>]+>(\d+)<', drawn) == [
        ("26.66", "15"),
        ("76.66", "1"),
    ]
