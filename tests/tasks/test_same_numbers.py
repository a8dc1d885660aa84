"""One day, one set of numbers: on pages, lists, pictures, files, the bulletin, the agenda, the interface for programs
and in mails, whoever asks; all beside a count by hand of the plain facts.
"""

import csv
import re
from collections import Counter
from datetime import timedelta
from io import StringIO
from random import Random

import pytest

from tasks.bulletin.draft import draft_of
from tasks.digests.news import News
from tasks.digests.weekly import digest_of
from tasks.ground.lights import Light
from tasks.meeting.rules import Reason, called_for
from tasks.plan.actors import Roll
from tests.factories import TODAY, make_unit, make_user
from tests.meetings import make_meeting
from tests.pages import address
from tests.supervising import make_bulletin
from tests.tasks.figures.test_compare import ISSUED, all_rows, numbers_of, tallied, world  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
SCOPES = ("all", "project", "unit", "leader")


def some_days():
    """Twenty days of the year from the issue on, the same in each run."""
    chance = Random(17)
    days = [ISSUED + timedelta(days=number) for number in range(320)]
    return sorted(chance.sample(days, 20))


DAYS = some_days()


@pytest.fixture
def expected(world):  # noqa: F811
    """``expected(day)``: {scope: (dated, in time, late, red)} by hand."""

    def counted(day):
        return {
            scope: tallied(
                [fact for fact in world["facts"] if world["scopes"][scope][1](fact)], day
            )
            for scope in SCOPES
        }

    return counted


@pytest.mark.parametrize("role", ["viewer", "liaison", "supervisor"])
def test_pages_lists_pictures_and_files_say_the_same(role, plan, world, expected, client):  # noqa: F811
    client.force_login(make_user(role=role, unit=make_unit() if role == "liaison" else None))
    for day in DAYS:
        told, asked = expected(day), {"as_of": day.isoformat()}
        for scope in SCOPES:
            context = client.get(world["pages"][scope], asked).context
            tally = context["tally"] if "tally" in context else context["year"].tally
            assert numbers_of(tally) == told[scope], (day, scope)
        _dated, in_time, late, red = told["all"]
        curve = client.get(world["pages"]["all"], asked).context["curve"].sums
        assert (curve["done"] + curve["early"], curve["overdue"]) == (in_time + late, red), day
        for light, number in (("done", in_time), ("late", late), ("red", red)):
            link = address("milestone-list", plan, dated="yes", light=light, **asked)
            assert len(all_rows(client, link)) == number, (day, light)
        lights = Counter(row[9] for row in lines_of(client, "ledger-text", plan, **asked))
        words = [str(light.label) for light in (Light.DONE, Light.LATE, Light.RED)]
        apart = len(outside_of(client, plan, day))
        assert [lights[word] for word in words] == [in_time, late, red + apart], day
        units = client.get(address("unit-list", plan, **asked)).context["table"].rows
        tallies = [row.record["tally"] for row in units]
        assert told["unit"] in map(numbers_of, tallies), day
        filed = lines_of(client, "unit-text", plan, **asked)[: len(tallies)]
        assert [int(row[3]) for row in filed] == [tally.red for tally in tallies], day


def lines_of(client, name, plan, **query):
    """The rows of a file of values, below its head."""
    text = client.get(address(name, plan, **query)).content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))[1:]


def outside_of(client, plan, day):
    """The overdue milestones that stand apart on the list."""
    link = address("milestone-list", plan, light="red", as_of=day.isoformat())
    outside = client.get(link).context["outside"]
    return outside.rows if outside else ()


@pytest.fixture
def token(client, plan):
    client.force_login(make_user(role="supervisor"))
    page = client.post(address("api-clients", plan), {"name": "区政府门户"}, follow=True)
    client.logout()
    return page.context["token"]


def test_programs_bulletin_agenda_and_mail_say_the_same(plan, world, expected, client, token):  # noqa: F811
    supervisor = make_user(role="supervisor")
    for day in DAYS:
        dated, in_time, late, red = expected(day)["all"]
        counts = client.get(
            f"/api/v1/plans/{plan.slug}",
            {"as_of": day.isoformat()},
            headers={"authorization": f"Bearer {token}"},
        ).json()["counts"]
        names = ("dated", "on_time", "late", "red")
        assert [counts[name] for name in names] == [dated, in_time, late, red], day
        draft = draft_of(make_bulletin(plan, first_on=day.replace(day=1), last_on=day))
        said = {section.part: section.generated for section in draft.sections}
        figures = [piece.words for piece in said["overall"][0] if not isinstance(piece, str)]
        assert figures[:3] == [str(dated), str(in_time + late), str(red)], day
        client.force_login(supervisor)
        link = address("milestone-list", plan, light="red", as_of=day.isoformat())
        listed = [*client.get(link).context["table"].rows, *outside_of(client, plan, day)]
        agenda = called_for(make_meeting(plan, held_on=max(day, TODAY)), day)
        pressing = {one.task for one in agenda if str(Reason.RED) in one.reasons}
        assert pressing == {row.record["task"] for row in listed}, day
        letter = digest_of(supervisor, [News(plan, day, Roll(day))], day)
        numbers = re.findall(r"逾期(\d+)", letter.subject) if letter else []
        assert numbers[:1] == ([str(red)] if red else []), day
