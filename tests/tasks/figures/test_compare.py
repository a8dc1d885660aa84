"""Two days compared, recounted by hand from the facts for random pairs of days."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from random import Random

import pytest

from tasks.figures.compare import Comparison, sampled
from tasks.figures.scope import EVERYTHING, led_by_leader, led_by_unit, of_project
from tests.factories import (
    TODAY,
    grant,
    make_assignment,
    make_done,
    make_extra_task,
    make_leader,
    make_milestone,
    make_project,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)
from tests.pages import address, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)
ISSUED, FIRST, LAST = date(2015, 2, 5), date(2015, 1, 10), date(2015, 12, 20)
NUMBER = 70  # milestones of the random plan
PAIRS = 8


@dataclass
class Fact:
    """What happened to a milestone, in plain days."""

    project: int
    unit: int
    leader: int
    due: date
    moved_on: date | None = None
    moved_to: date | None = None
    done_on: date | None = None
    stopped_on: date | None = None
    added_on: date | None = None

    def at(self, day):
        """``(due, word)`` at the end of ``day``; None where nobody knew it. The plain reading of the
        counting rules, written anew.
        """
        if day < ISSUED:
            return None if self.added_on else (self.due, "open")
        if self.added_on and self.added_on > day:
            return None
        due = self.moved_to if self.moved_on and self.moved_on <= day else self.due
        if self.stopped_on and self.stopped_on <= day:
            return due, "stopped"
        if self.done_on and self.done_on <= day:
            return due, "in time" if self.done_on <= due else "late"
        return due, "red" if due < day else "open"


def random_fact(chance):
    """One fact, drawn so that nothing impossible happens."""

    def between(first, last):
        return first + timedelta(days=chance.randrange((last - first).days + 1))

    fact = Fact(*(chance.randrange(2) for _number in range(3)), due=between(FIRST, LAST))
    if chance.random() < 0.2:
        fact.added_on = between(ISSUED + DAY, date(2015, 5, 1))
    begun = fact.added_on or ISSUED
    kind = chance.random()
    if kind < 0.35:
        fact.moved_on = between(begun + DAY, date(2015, 9, 1))
        fact.moved_to = max(fact.due, fact.moved_on) + timedelta(days=chance.randrange(1, 60))
    begun = fact.moved_on or begun
    if chance.random() < 0.55:
        fact.done_on = between(begun + DAY, date(2015, 12, 1))
    elif chance.random() < 0.2:
        fact.stopped_on = between(begun + DAY, date(2015, 12, 1))
    return fact


@pytest.fixture
def world(plan):
    """A random plan and the plain facts of which it was made; the same in each run."""
    chance = Random(2015)
    projects = [make_project(plan=plan) for _number in range(2)]
    units = [make_unit(name=name) for name in ("甲局", "乙局")]
    leaders = [make_leader(name=name) for name in ("甲领导", "乙领导")]
    tasks = {}
    facts = [random_fact(chance) for _number in range(NUMBER)]
    for fact in facts:
        key = fact.project, fact.unit, fact.leader
        if key not in tasks:
            tasks[key] = make_task(project=projects[fact.project])
            make_assignment(tasks[key], units[fact.unit])
            make_assignment(tasks[key], units[1 - fact.unit], role="participating")
            make_task_leader(tasks[key], leaders[fact.leader])
        made_of(fact, tasks[key])
    make_milestone(task=tasks[key], kind="ongoing", due_on=None)
    make_assignment(make_extra_task(plan, added_on=date(2015, 4, 1), due_on=TODAY), units[0])
    scopes = {
        "all": (EVERYTHING, lambda fact: True),
        "project": (of_project(projects[0]), lambda fact: fact.project == 0),
        "unit": (led_by_unit(units[0]), lambda fact: fact.unit == 0),
        "leader": (led_by_leader(leaders[0]), lambda fact: fact.leader == 0),
    }
    pages = {
        "all": address("overview", plan),
        "project": address("project", plan, projects[0].number),
        "unit": address("unit", plan, units[0].pk),
        "leader": address("leader", plan, leaders[0].pk),
    }
    return {"facts": facts, "scopes": scopes, "pages": pages}


def made_of(fact, task):
    given = {"task": task, "due_on": fact.due, "added_on": fact.added_on}
    if fact.stopped_on:
        milestone = make_milestone(stage="stopped", stopped_on=fact.stopped_on, **given)
    elif fact.done_on:
        milestone = make_done(fact.done_on, **given)
    else:
        milestone = make_milestone(**given)
    if fact.moved_on:
        grant(milestone, new_due_on=fact.moved_to, decided_on=fact.moved_on)


def recounted(facts, since, day):
    """What changed, counted by hand."""
    numbers = dict.fromkeys(("done", "red", "slipped", "extended", "added"), 0)
    kept = ("in time", "late")
    for fact in facts:
        then, now = fact.at(since), fact.at(day)
        if now is None or now[1] == "stopped":
            continue
        due, word = now
        old_due, old_word = then or (None, "")
        numbers["done"] += word in kept and old_word not in kept
        numbers["red"] += word == "red" and old_word != "red"
        numbers["slipped"] += word in ("red", "late") and due >= since
        numbers["extended"] += old_due is not None and due > old_due
        numbers["added"] += then is None
    return numbers


def tallied(facts, day):
    """``(dated, in time, late, red)`` at the end of ``day``, counted by hand."""
    words = [found[1] for found in (fact.at(day) for fact in facts) if found]
    numbers = [words.count(word) for word in ("in time", "late", "red")]
    return len(words) - words.count("stopped"), *numbers


def pairs():
    """Pairs of days: random ones, and some at the edges."""
    chance = Random(18)
    days = [date(2015, 1, 1) + timedelta(days=number) for number in range(400)]
    random = [tuple(sorted(chance.sample(days, 2))) for _number in range(PAIRS)]
    return [
        *random,
        (ISSUED - DAY, ISSUED),
        (ISSUED, ISSUED + DAY),
        (TODAY - DAY, TODAY),
        (date(2014, 6, 1), date(2015, 1, 20)),
    ]


def numbers_of(tally):
    return tally.dated, tally.on_time, tally.late, tally.red


@pytest.mark.parametrize("name", ["all", "project", "unit", "leader"])
def test_every_number_is_what_a_recount_by_hand_gives(name, plan, world):
    scope, is_mine = world["scopes"][name]
    facts = [fact for fact in world["facts"] if is_mine(fact)]
    told = []
    for since, day in pairs():
        comparison = Comparison(plan, scope, since, day)
        assert comparison.numbers == recounted(facts, since, day), (since, day)
        for point in comparison.points:
            assert numbers_of(point.tally) == tallied(facts, point.day), point.day
        assert (comparison.then.day, comparison.now.day) == (since, day)
        told.append(comparison.numbers)
    for kind in told[0]:
        assert any(numbers[kind] for numbers in told), f"no case of {kind}"


@pytest.mark.parametrize("name", ["all", "project", "unit", "leader"])
def test_each_number_of_a_page_leads_to_as_many_rows(name, client, plan, world):
    client.force_login(make_user(language="en"))
    _scope, is_mine = world["scopes"][name]
    facts = [fact for fact in world["facts"] if is_mine(fact)]
    for since, day in pairs()[:2]:
        page = client.get(world["pages"][name], {"since": since, "as_of": day}).text
        card = page.partition('aria-labelledby="compare"')[2].partition("</section>")[0]
        links = re.findall(r'<a class="count[^"]*" href="([^"]+)">(\d+)</a>', card)
        marks = re.findall(r'<a href="([^"]+)" aria-label="[^"]*: (\d+) done, (\d+) over', card)
        links += [(link, int(done) + int(red)) for link, done, red in marks]
        own = [link for link in links if "project=1001" not in link[0]]
        assert [int(number) for _link, number in own[:5]] == list(
            recounted(facts, since, day).values()
        )
        assert len(marks) >= 10
        for link, number in own:
            assert len(all_rows(client, unescape(link))) == int(number), link


def all_rows(client, link):
    """The rows of all pages of a list."""
    first = client.get(link)
    pages = first.context["table"].paginator.num_pages
    rows = rows_of(first)
    for number in range(2, pages + 1):
        rows += rows_of(client.get(f"{link}&page={number}"))
    return rows


def test_what_is_outside_the_plan_stands_apart(client, plan, world):
    client.force_login(make_user(language="en"))
    asked = {"since": "2015-03-31", "as_of": "2015-06-20"}
    for name, is_told in (("all", True), ("unit", True), ("project", False), ("leader", False)):
        page = client.get(world["pages"][name], asked).text
        card = page.partition('aria-labelledby="compare"')[2].partition("</section>")[0]
        apart = card.partition("compare-outside")[2].partition("</p>")[0]
        words = " ".join(re.sub("<.+?>", " ", apart.partition(">")[2]).split())
        expected = "Outside the plan: Newly overdue 1 , Missed their date 1 , Newly added 1"
        assert words == (expected if is_told else "")
        for link in re.findall('href="([^"]+)"', apart):
            assert client.get(unescape(link)).context["outside"].rows


def test_samples_are_both_days_and_at_most_ten_between():
    for days in (1, 2, 10, 11, 12, 400):
        found = sampled(TODAY, TODAY + timedelta(days))
        assert found[0] == TODAY and found[-1] == TODAY + timedelta(days)
        assert found == sorted(set(found)) and len(found) == min(days + 1, 12)
    assert sampled(TODAY, TODAY - DAY) == [TODAY - DAY]
