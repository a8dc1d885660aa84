"""A whole bulletin, as it stands: its sections with the words that count, and its annexes."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from tasks.bulletin.facts import Facts
from tasks.bulletin.lines import Line, Piece, figure, rate
from tasks.bulletin.models import Bulletin, Wording
from tasks.bulletin.telling import DATED, KEPT, of_task, sections
from tasks.ground.days import days_overdue
from tasks.ground.official import in_chinese
from tasks.ground.tally import Tally
from tasks.plan.models.responsibility import Assignment

LEAD = Assignment.Role.LEAD.value
NUMBERS = (("限期节点", 2), ("已办结", 2), ("办结率", 3), ("按期率", 3), ("逾期", 2), ("临期", 2))


class Section(NamedTuple):
    """One section: the ``lines`` that count, those that the records say (``generated``), and the
    ``former`` wordings, the last first, with the ``version`` of the latest.
    """

    part: str
    heading: str
    lines: list[Line]
    generated: list[Line]
    former: list[Wording]

    @property
    def version(self) -> int:
        return self.former[0].version if self.former else 0

    @property
    def is_generated(self) -> bool:
        return not self.former or self.former[0].generated


class Annex(NamedTuple):
    """A table; a column is (name, share of the width)."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: list[list[Piece]]


class Draft(NamedTuple):
    sections: list[Section]
    annexes: list[Annex]


@in_chinese
def draft_of(bulletin: Bulletin) -> Draft:
    """The bulletin as it would be issued now; it may be unsaved."""
    facts = Facts(bulletin.plan, bulletin.first_on, bulletin.last_on)
    generated = sections(facts)
    written: dict[str, list[Wording]] = {part: [] for part in generated}
    words = bulletin.wordings.filter(part__in=generated).select_related("person__unit")
    for wording in words.order_by("-version"):
        written[wording.part].append(wording)
    told = [section(part, generated[part], written[part]) for part in generated]
    return Draft(told, [annex for annex in annexes(facts) if annex.rows])


def section(part: str, generated: list[Line], former: list[Wording]) -> Section:
    """The latest wording counts, unless it gives way to the records."""
    lines = generated
    if former and not former[0].generated:
        lines = [[words] for words in former[0].text.splitlines() if words]
    return Section(part, Wording.HEADINGS[Wording.Part(part)], lines, generated, former)


def annexes(facts: Facts) -> Iterable[Annex]:
    """By special project, by lead unit, and what is overdue."""
    yield Annex("各专项办结情况", (("专项", 7), *NUMBERS), list(project_rows(facts)))
    yield Annex("各牵头单位办结情况", (("牵头单位", 7), *NUMBERS), list(unit_rows(facts)))
    columns = (("序号", 3), ("任务", 5), ("节点", 9), ("责任单位", 6), ("时限", 5), ("逾期天数", 3))
    yield Annex("逾期未办节点清单", columns, list(overdue_rows(facts)))


def project_rows(facts: Facts) -> Iterable[list[Piece]]:
    own = [row for row in facts.projects if not row["project"].is_extra]
    for row in own:
        yield numbers(row["project"].title, row["tally"], project=row["project"].number)
    if own:
        yield numbers("合计", facts.tally)


def unit_rows(facts: Facts) -> Iterable[list[Piece]]:
    """A milestone of several lead units counts for each."""
    for row in facts.units:
        if row["tally"].dated:
            yield numbers(row["owner"].name, row["tally"], unit=row["owner"].pk, role=LEAD)


def numbers(name: str, tally: Tally, **asked: Any) -> list[Piece]:
    return [
        name,
        figure(tally.dated, **asked, **DATED),
        figure(tally.done, **asked, **KEPT),
        rate(tally.completion_rate),
        rate(tally.on_time_rate),
        figure(tally.red, **asked, light="red"),
        figure(tally.amber, **asked, light="amber"),
    ]


def overdue_rows(facts: Facts) -> Iterable[list[Piece]]:
    for number, row in enumerate(facts.red, 1):
        days = days_overdue(row["due"], facts.last)
        units = "、".join(row["units"])
        yield [str(number), of_task(row), row["text"], units, row["due"].isoformat(), str(days)]


def kept(draft: Draft) -> dict[str, Any]:
    """The draft as JSON, with the lists that its numbers count; sections without words are left out."""
    told = [section for section in draft.sections if section.lines]
    return {
        "parts": [[section.heading, section.lines] for section in told],
        "annexes": [list(annex) for annex in draft.annexes],
    }
