"""What a lead unit saves, or who has its part, today changes nothing of the days before."""

from datetime import date

import pytest

from tasks.evidence.keeping import checked
from tasks.handover.acts import move_part
from tasks.implementation.acts import save_plan
from tasks.models import ImplementationPlan
from tests import files
from tests.factories import TODAY, make_assignment, make_task, make_unit, make_user
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
MARCH = date(2015, 3, 2)
YESTERDAY = "2015-06-17"


@pytest.fixture
def part(plan):
    return make_assignment(make_task(plan=plan, number=11), make_unit(name="区城管局"))


@pytest.fixture
def liaison(part):
    return make_user(role="liaison", unit=part.unit)


@pytest.fixture
def reader(client_as):
    return client_as("viewer")


def save(part, by, on, seen, responsible, content=files.PDF):
    words = {"responsible": responsible, "phone": "0755-1111", "working_group": ""}
    steps = [{"text": f"{responsible}的一步", "due_on": date(2015, 7, 10)}]
    document = checked(files.upload(f"{responsible}.pdf", content))
    return save_plan(part, by=by, on=on, seen=seen, words=words, steps=steps, document=document)


@pytest.fixture
def twice(part, liaison):
    save(part, liaison, MARCH, 0, "王某")
    save(part, liaison, TODAY, 1, "李某", files.PDF + b"2")


def pages(plan, part, **day):
    return [
        address("implementation-list", plan, **day),
        address("implementation", plan, part.pk, **day),
        address("task", plan, part.task.number, **day),
    ]


def shown_on(reader, page):
    """What the page says of the plans, not its head nor the task's history."""
    main = reader.get(page).text.partition("<main")[2]
    _before, mark, section = main.partition('id="implementation"')
    return section.partition("</section>")[0] if mark else main


def test_each_day_shows_the_plan_that_held_then(reader, plan, part, twice):
    for day, shown, hidden in [({"as_of": YESTERDAY}, "王某", "李某"), ({}, "李某", "王某")]:
        for page in pages(plan, part, **day):
            main = shown_on(reader, page).replace("王某.pdf", "")
            assert (shown in main, hidden in main) == (True, False), page


def test_each_day_has_its_document(reader, plan, part, twice):
    bytes_of = [
        reader.get(address("implementation-document", plan, part.pk, **day)).getvalue()
        for day in ({"as_of": YESTERDAY}, {})
    ]
    assert bytes_of == [files.PDF, files.PDF + b"2"]
    assert (
        reader.get(
            address("implementation-document", plan, part.pk, as_of="2015-03-01")
        ).status_code
        == 404
    )


def test_each_day_has_its_steps_on_the_timeline(reader, plan, part, twice):
    for day, shown, hidden in [({"as_of": YESTERDAY}, "王某", "李某"), ({}, "李某", "王某")]:
        text = reader.get(address("timeline", plan, **day)).text
        assert (f"{shown}的一步" in text, f"{hidden}的一步" in text) == (True, False)


def test_nobody_had_a_plan_before_the_first(reader, plan, part, twice):
    for page in pages(plan, part, as_of="2015-03-01"):
        text = reader.get(page).text
        assert "王某" not in text
        assert "李某" not in text
    missing = [
        reader.get(address("implementation-list", plan, as_of=day)).context["missing"]
        for day in ("2015-03-01", "2015-03-02")
    ]
    assert missing == [[(part.unit, 1)], []]


def test_what_is_saved_twice_on_a_day_is_that_days_last(part, liaison, twice):
    save(part, liaison, TODAY, 2, "赵某")
    held = ImplementationPlan.objects.order_by("saved_on")
    assert [(one.responsible, one.version) for one in held] == [("王某", 1), ("赵某", 3)]


def test_a_past_day_is_read_and_not_written(client, plan, part, liaison, twice):
    client.force_login(liaison)
    past = address("implementation", plan, part.pk, as_of=YESTERDAY)
    assert 'name="responsible"' not in client.get(past).text
    assert client.post(past, {"responsible": "某"}).status_code == 403


def test_a_part_that_moved_was_the_other_units_until_then(reader, plan, part, twice):
    new = make_unit(name="区水务局")
    move_part(part, unit=new, by=make_user(role="supervisor"), on=TODAY, reason="职责调整")
    for day, shown, hidden in [
        ({"as_of": YESTERDAY}, "区城管局", "区水务局"),
        ({}, "区水务局", "区城管局"),
    ]:
        for page in pages(plan, part, **day)[:2]:
            main = shown_on(reader, page)
            assert (shown in main, hidden in main) == (True, False), page
        steps = reader.get(address("timeline", plan, **day)).text
        assert (f"<title>{shown} " in steps, f"<title>{hidden} " in steps) == (True, False)
