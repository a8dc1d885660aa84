"""Where pictures of counts draw their axes, lines, areas and words."""

import re
from datetime import date

import pytest
from django.utils.safestring import SafeString

from tasks.figures import plot
from tasks.figures.plot import Label, Plot, Taken, ticks

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


def places_of(drawn, *names):
    """The numbers that each element has in the attributes ``names``."""
    return [
        tuple(float(re.search(rf' {name}="([-\d.]+)', one)[1]) for name in names)
        for one in re.findall("<(?:line|rect) .+?/>", drawn)
    ]


def test_a_step_line_runs_level_and_rises_on_its_days():
    drawn = plot.steps(YEAR, [(date(2015, 1, 1), 0), (JULY, 40), (JULY, 40)], "css")
    x = YEAR.x(JULY)
    assert places_of(drawn, "x1", "x2", "y1", "y2") == [
        (0, x, 230, 230),
        (x, x, 230, 130),
        (x, x, 130, 130),
        (x, 100, 130, 130),
    ]


def test_an_area_joins_what_goes_on_and_leaves_out_what_is_nothing():
    days = [date(2015, 1, 1), JULY, date(2015, 10, 1), date(2016, 1, 1)]
    spans = [(days[0], days[1], 0, 40), (days[1], days[2], 0, 40), (days[2], days[3], 40, 40)]
    drawn = plot.area(YEAR, spans, "fill-late")
    assert places_of(drawn, "x", "width", "y", "height") == [(0, YEAR.x(days[2]), 130, 100)]
    assert drawn.count('class="fill-late"') == 1


def test_an_area_stays_in_two_where_days_or_counts_differ():
    days = [date(2015, 1, 1), JULY, date(2015, 10, 1), date(2016, 1, 1)]
    for spans in (
        [(days[0], days[1], 0, 40), (days[2], days[3], 0, 40)],
        [(days[0], days[1], 0, 40), (days[1], days[2], 0, 60)],
        [(days[0], days[1], 0, 40), (days[1], days[2], 20, 40)],
    ):
        assert plot.merged(spans) == spans


@pytest.mark.parametrize(
    ("x", "anchor"), [(19, "start"), (20, "middle"), (80, "middle"), (81, "end")]
)
def test_the_words_of_an_upright_line_stay_within(x, anchor):
    drawn = plot.upright(YEAR, x, "今天", "plot-shown")
    assert f'text-anchor="{anchor}" class="plot-shown-label">今天</text>' in drawn


def test_a_bracket_tells_of_a_difference_and_of_none_nothing():
    drawn = plot.bracket(YEAR, 50, 20, 60, "−40", "plot-missing")
    assert '<path d="M3 80.0h5V180.0h-5"/>' in drawn and 'y="134.0">−40</text>' in drawn
    assert plot.bracket(YEAR, 50, 20, 20, "0", "plot-missing") == ""


def test_a_mark_is_a_link_with_a_name_and_a_target_for_a_finger():
    drawn = plot.mark(YEAR, JULY, 40, "/?a=1&b=2", "到7月2日", "plot-dot")
    assert '<a href="/?a=1&amp;b=2" aria-label="到7月2日">' in drawn
    assert '<rect x="-12" y="-12" width="24" height="24"' in drawn


class TestLabels:
    """Of letters that take 12.5 or 7 pixels."""

    def drawn(self, *wanted, taken=()):
        drawn = plot.labels(wanted, taken)
        return re.findall(r'text-anchor="(\w+)" class="plot-label([^"]*)">(.+?)<', drawn)

    def test_the_weightiest_stands_and_what_touches_it_waits_for_a_wider_screen(self):
        first, second = (Label(x, 100, words, "end") for x, words in ((60, "六月"), (50, "五月")))
        assert self.drawn([first], [second]) == [("end", "", "六月"), ("end", " plot-wide", "五月")]

    def test_one_that_has_no_room_anywhere_is_left_out(self):
        one, other = Label(50, 100, "六月", "end"), Label(50, 90, "五月", "end")
        assert self.drawn([one], [other]) == [("end", "", "六月")]

    def test_labels_above_each_other_do_not_touch(self):
        one, other = Label(50, 100, "六月", "end"), Label(50, 86, "五月", "end")
        assert len(self.drawn([one], [other])) == 2

    def test_the_second_place_is_taken_where_the_first_is_not_free(self):
        places = [Label(50, 100, "六月", anchor) for anchor in ("end", "start")]
        assert self.drawn(places, taken=[Taken(46, 0, 250)]) == [("start", "", "六月")]

    def test_a_label_stays_within_the_picture(self):
        left, right = Label(2, 100, "六月", "end"), Label(97, 100, "六月", "start")
        assert self.drawn([left]) == []
        assert self.drawn([right]) == [("start", " plot-wide", "六月")]

    def test_what_is_free_in_a_narrow_picture_is_free_in_a_wider_one(self):
        labels = [Label(x, 100, "1月", side) for x in range(0, 101, 7) for side in ("end", "start")]
        for one in labels:
            for other in labels:
                if plot.has_room(one, 250, [other]):
                    assert plot.has_room(one, 900, [other])


def test_the_picture_is_one_image_with_links_beside_it():
    drawn = plot.picture(YEAR, "曲线 <2015>", "应办结24", SafeString("<line/>"), SafeString("<a/>"))
    assert drawn == (
        '<svg class="plot" width="100%" height="252" role="group" aria-label="曲线 &lt;2015&gt;">'
        '<g role="img"><title>曲线 &lt;2015&gt;</title><desc>应办结24</desc><line/></g>'
        "<a/></svg>"
    )


def test_a_slope_goes_straight_from_point_to_point():
    points = [(date(2015, 1, 1), 0), (JULY, 40), (JULY, 60)]
    drawn = plot.slope(YEAR, points, "css")
    assert re.findall(r'x1="(.+?)%" x2="(.+?)%" y1="(.+?)" y2="(.+?)"', drawn) == [
        ("0", "49.86", "230.0", "130.0"), ("49.86", "49.86", "130.0", "80.0"),
    ]  # fmt: skip
    assert plot.slope(YEAR, points[:1], "css") == ""


def test_a_mark_can_be_a_square():
    drawn = [
        plot.mark(YEAR, JULY, 40, "/", "title", "css", *shape) for shape in ((), (plot.SQUARE,))
    ]
    assert ["<circle" in one for one in drawn] == [True, False]
    assert 'width="8" height="8" class="css"' in drawn[1]
