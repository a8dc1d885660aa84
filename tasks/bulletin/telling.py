"""The sections of a draft in official Chinese: each paragraph is made of Facts, and each number leads to
the list that it counts.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tasks.browse.compared import ADDED, DONE, EXTENDED, RED, SLIPPED
from tasks.bulletin.facts import DAY, Facts
from tasks.bulletin.lines import Figure, Line, days_beside, figure, joined, line, rate, share
from tasks.bulletin.models import Wording
from tasks.ground.days import days_overdue
from tasks.ground.lights import Light
from tasks.ground.official import quoted, short, spanned, titled, written
from tasks.plan.outside import FIRST

Part = Wording.Part
NAMED = 12  # of what was done; the list has the others
TELLS = 8  # signs of a milestone that say what it is about
DATED = {"dated": "yes"}
KEPT = DATED | {"light": "done,late"}
ORDINALS = ("一是", "二是", "三是", "四是")


def sections(facts: Facts) -> dict[str, list[Line]]:
    """``{part: paragraphs}`` in the usual order; one about which there is nothing to say is empty."""
    return {part: list(tell(facts)) for part, tell in TELLING.items()}


def overall(facts: Facts) -> Iterator[Line]:
    """Where the plan stands, and how far it keeps its own rhythm."""
    tally = facts.tally
    yield line(
        "截至{day}，{plan}确定的{dated}个限期节点已办结{done}个，办结率{rate}，按期率{on_time}；"
        "逾期未办{red}个，{days}日内到期{amber}个。",
        day=written(facts.last),
        plan=titled(facts.plan.title),
        dated=figure(tally.dated, **DATED),
        done=figure(tally.done, **KEPT),
        rate=rate(tally.completion_rate),
        on_time=rate(tally.on_time_rate),
        red=figure(tally.red, light="red"),
        amber=figure(tally.amber, light="amber"),
        days=str(facts.plan.amber_days),
    )
    yield rhythm(facts)
    if beside := [*uncounted(facts)]:
        yield joined(beside, end="。以上节点不计入办结率。")
    if extra := tally.extra:
        outside = {"project": FIRST}
        yield line(
            "计划外立项的{dated}个限期节点另行统计，已办结{done}个，逾期未办{red}个。",
            dated=figure(extra.dated, **outside, **DATED),
            done=figure(extra.done, **outside, **KEPT),
            red=figure(extra.red, **outside, light="red"),
        )


def rhythm(facts: Facts) -> Line:
    """What was promised by the day, and how much of it was kept."""
    sums, due = facts.sums, DATED | {"due_to": facts.last, "by": "approved"}
    early = KEPT | {"due_from": facts.last + DAY, "by": "approved"}
    return line(
        "按批准时限，应办结{promised}个，已办结{kept}个，尚差{missing}个；提前办结{early}个。",
        promised=figure(sums["promised"], **due),
        kept=figure(sums["done"], **due | KEPT),
        missing=figure(sums["missing"], **due, light="red,amber"),
        early=figure(sums["early"], **early),
    )


def uncounted(facts: Facts) -> Iterator[Line]:
    """What counts in no rate."""
    kinds = (
        ("长期坚持的工作{n}个", Light.ONGOING),
        ("待定时限{n}个", Light.UNSCHEDULED),
        ("中止{n}个", Light.STOPPED),
    )
    for template, light in kinds:
        if number := facts.tally.showing(light):
            yield line(template, n=figure(number, light=light.slug))


def done(facts: Facts) -> Iterator[Line]:
    """What was done in the period: how much of it in time, and which."""
    rows, asked = facts.done, {"since": facts.since, "changed": DONE}
    late = sum(row["light"] == Light.LATE for row in rows)
    period = spanned(facts.first, facts.last)
    number = facts.comparison.numbers[DONE]
    if not number:
        yield line("{period}没有新办结的限期节点。", period=period)
        return
    yield line(
        "{period}，办结限期节点{n}个，其中按期{on_time}个，逾期办结{late}个。",
        period=period,
        n=figure(number, **asked),
        on_time=figure(number - late, **asked, light="done"),
        late=figure(late, **asked, light="late"),
    )
    yield joined([what_was_done(row) for row in rows[:NAMED]], end=rest(number - NAMED))


def what_was_done(row: Mapping[str, Any]) -> Line:
    return line(
        "{units}{day}{beside}完成{task}{text}",
        units="、".join(row["units"]),
        day=short(row["done_on"]),
        beside=days_beside(row["due"], row["done_on"]),
        task=of_task(row),
        text=named(row),
    )


def named(row: Mapping[str, Any]) -> str:
    """A milestone by its words; where they alone say little, as 完成 does, by its task's title too."""
    text = row["text"].rstrip("。；")
    return quoted(text) if len(text) >= TELLS else f"{quoted(row['task__title'])}（{text}）"


def rest(left: int) -> str:
    return f"；其余{left}个见台账。" if left > 0 else "。"


def of_task(row: Mapping[str, Any]) -> Figure:
    number = row["task__number"]
    return Figure(f"第{number}项任务", "task", (number,))


def progress(facts: Facts) -> Iterator[Line]:
    """How the special projects compare, and what moved."""
    rows = [row for row in facts.projects if not row["project"].is_extra and row["tally"].dated]
    yield joined([of_project(row) for row in rows])
    numbers, since = facts.comparison.numbers, {"since": facts.since}
    kinds = (
        ("新增逾期{n}个", RED),
        ("错过时限{n}个", SLIPPED),
        ("批准延期{n}个", EXTENDED),
        ("新增节点{n}个", ADDED),
    )
    moved = [
        line(template, n=figure(numbers[kind], **since, changed=kind))
        for template, kind in kinds
        if numbers[kind]
    ]
    if moved:
        yield ["本期内，", *joined(moved, between="，")]


def of_project(row: Mapping[str, Any]) -> Line:
    tally, asked = row["tally"], {"project": row["project"].number}
    told = line(
        "{title}限期节点{dated}个，已办结{done}个，占{rate}",
        title=quoted(row["project"].title),
        dated=figure(tally.dated, **asked, **DATED),
        done=figure(tally.done, **asked, **KEPT),
        rate=share(tally.done, tally.dated),
    )
    if tally.red:
        told += line("，逾期{red}个", red=figure(tally.red, **asked, light="red"))
    return told


def late(facts: Facts) -> Iterator[Line]:
    """Who is behind with which item, by name."""
    if not facts.red:
        yield line("截至{day}，没有逾期未办的限期节点。", day=written(facts.last))
        return
    yield line(
        "截至{day}，逾期未办{red}个：",
        day=written(facts.last),
        red=figure(facts.tally.red, light="red"),
    )
    behind: dict[str, list[Line]] = {}
    for row in facts.red:
        behind.setdefault("、".join(row["units"]), []).append(what_is_late(row, facts))
    for units, lines in behind.items():
        yield [f"由{units}负责的", *joined(lines, end="，进展滞后。")]


def what_is_late(row: Mapping[str, Any], facts: Facts) -> Line:
    return line(
        "{task}{text}时限为{due}，已逾期{days}天",
        task=of_task(row),
        text=named(row),
        due=written(row["due"]),
        days=str(days_overdue(row["due"], facts.last)),
    )


def practice(facts: Facts) -> Iterator[Line]:
    """What was published as good practice."""
    for unit, one in facts.practices:
        yield line(
            "{unit}在{task}中总结的{title}已在全区公布，请各单位结合实际学习借鉴。",
            unit=unit,
            task=of_task({"task__number": one.report.milestone.task.number}),
            title=Figure(quoted(one.title), "practice-list"),
        )


def wanted(facts: Facts) -> Iterator[Line]:
    """What is asked of the units."""
    asked = []
    if red := facts.tally.red:
        asked.append(
            line(
                "对逾期未办的{red}个节点，请责任单位逐项说明原因、明确办结日期，抓紧办结并报送佐证材料。",
                red=figure(red, light="red"),
            )
        )
    if amber := facts.tally.amber:
        asked.append(
            line(
                "对{day}前到期的{amber}个节点，请责任单位倒排工期，确保按期办结。",
                day=written(facts.last + facts.plan.amber_days * DAY),
                amber=figure(amber, light="amber"),
            )
        )
    asked.append(["请各单位如实填报进展，已办结事项按要求提交佐证材料。"])
    asked.append(["我们将对已办结事项开展“回头看”，对逾期未办的依次印发蓝色、黄色、红色督办单。"])
    for ordinal, words in zip(ORDINALS, asked, strict=False):
        yield [ordinal, *words]


TELLING: Mapping[str, Callable[[Facts], Iterator[Line]]] = {
    Part.OVERALL: overall,
    Part.DONE: done,
    Part.PROGRESS: progress,
    Part.LATE: late,
    Part.PRACTICE: practice,
    Part.NEXT: wanted,
}
