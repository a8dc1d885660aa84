"""Every number of a draft is the length of the list to which it leads, and what pages count."""

from datetime import date, timedelta

import pytest
from django.test import RequestFactory

from tasks.bulletin.draft import draft_of, kept
from tasks.bulletin.drawn import piece_drawn
from tasks.bulletin.lines import LIST, plain
from tests.factories import TODAY, make_done, make_milestone, make_user
from tests.supervising import make_bulletin
from tests.tasks.figures.test_compare import all_rows, recounted, tallied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)
PERIODS = [
    (date(2015, 2, 1), date(2015, 2, 28)),
    (date(2015, 5, 1), date(2015, 5, 31)),
    (date(2015, 1, 1), TODAY),
    (TODAY, TODAY),
]


def pieces(draft):
    """Every piece of the draft that leads to a list, in its order."""
    told = kept(draft)
    lines = [line for _heading, lines in told["parts"] for line in lines]
    lines += [row for _title, _columns, rows in told["annexes"] for row in rows]
    return [piece for line in lines for piece in line if not isinstance(piece, str)]


@pytest.mark.parametrize(("first", "last"), PERIODS)
def test_each_number_leads_to_as_many_rows(first, last, plan, world, client):
    client.force_login(make_user(role="supervisor"))
    request = RequestFactory().get("/")
    request.plan, request.as_of = plan, TODAY
    draft = draft_of(make_bulletin(plan, first_on=first, last_on=last))
    numbers = [piece for piece in pieces(draft) if piece.page == LIST]
    assert len(numbers) > 40
    for number in numbers:
        link = piece_drawn(request, last, number).partition('href="')[2].partition('"')[0]
        link = link.replace("&amp;", "&")
        assert f"as_of={last}" in link
        assert listed(client, link) == int(number.words), link


def listed(client, link):
    """How many rows the list has; what is outside the plan stands apart on it."""
    if "project=1001" in link:
        outside = client.get(link).context["outside"]
        return len(outside.rows) if outside else 0
    return len(all_rows(client, link))


@pytest.mark.parametrize(("first", "last"), PERIODS)
def test_they_are_those_that_a_recount_by_hand_gives(first, last, plan, world):
    draft = draft_of(make_bulletin(plan, first_on=first, last_on=last))
    said = {section.part: section.generated for section in draft.sections}
    dated, in_time, late, red = tallied(world["facts"], last)
    figures = [piece.words for piece in said["overall"][0] if not isinstance(piece, str)]
    assert figures[:3] == [str(dated), str(in_time + late), str(red)]
    changed = recounted(world["facts"], first - DAY, last)
    done = [piece.words for piece in said["done"][0] if not isinstance(piece, str)]
    assert done[:1] == ([str(changed["done"])] if changed["done"] else [])
    moved = plain(said["progress"][-1]) if len(said["progress"]) > 1 else ""
    for kind, words in (("red", "新增逾期"), ("slipped", "错过时限"), ("extended", "批准延期")):
        assert (f"{words}{changed[kind]}个" in moved) == bool(changed[kind])


def test_annexes_add_up_to_what_the_text_says(plan, world):
    draft = draft_of(make_bulletin(plan, first_on=date(2015, 5, 1), last_on=TODAY))
    projects, units, overdue = draft.annexes
    dated, in_time, late, red = tallied(world["facts"], TODAY)
    assert [plain([cell]) for cell in projects.rows[-1][:3]] == [
        "合计",
        str(dated),
        str(in_time + late),
    ]
    for column in (1, 2, 5, 6):
        every = [int(plain([row[column]])) for row in projects.rows]
        assert sum(every[:-1]) == every[-1]
        assert sum(int(plain([row[column]])) for row in units.rows) == every[-1]
    assert len(overdue.rows) == red
    days = [int(row[-1]) for row in overdue.rows]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("factor", [1, 5])
def test_a_draft_asks_as_often_however_much_there_is(
    factor, plan, promises, second, django_assert_num_queries
):
    for number in range(factor):
        make_milestone(task=second, due_on=date(2015, 3, 1 + number))
        make_done(date(2015, 5, 2 + number), task=second, due_on=date(2015, 5, 1))
    bulletin = make_bulletin(plan)
    with django_assert_num_queries(12):
        draft_of(bulletin)
