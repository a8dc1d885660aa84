"""How changes of a meeting are written down, in the language of papers: docs/meeting.md."""

from collections.abc import Iterable, Sequence

from leaders.models import Leader
from tasks.frame.words import names
from tasks.ground.official import in_chinese, quoted, written
from tasks.plan.models import Meeting
from units.models import Unit


@in_chinese
def facts_of(meeting: Meeting, units: Iterable[Unit], leaders: Iterable[Leader]) -> dict[str, str]:
    """What is set down of ``meeting``, which is about what ``units`` and ``leaders`` lead, in words."""
    scope = [str(one) for one in (*leaders, *units)]
    return {
        "名称": meeting.title,
        "时间": written(meeting.held_on),
        "地点": meeting.place,
        "主持": meeting.chaired_by,
        "范围": names(scope) if scope else "整个方案",
    }


def prepared(facts: dict[str, str]) -> str:
    """That a meeting was prepared, and how."""
    return "筹备会议：" + "；".join(f"{name}{quoted(now)}" for name, now in facts.items() if now)


def changed(before: dict[str, str], after: dict[str, str]) -> str:
    """Which of the facts changed, from what to what; empty where none did."""
    return "；".join(
        from_to(name, was, after[name]) for name, was in before.items() if was != after[name]
    )


def from_to(name: str, was: str, now: str) -> str:
    """From which words to which ``name`` changed."""
    before, after = (quoted(words) if words else "未填" for words in (was, now))
    return f"{name}由{before}改为{after}"


def came_and_went(came: Sequence[int], gone: Sequence[int]) -> list[str]:
    """The tasks of these numbers that came on the agenda or went, a line each."""
    told = (("列入议题", came), ("移出议题", gone))
    return [f"{deed}：{tasks(numbers)}" for deed, numbers in told if numbers]


def reordered(before: Sequence[int], after: Sequence[int]) -> list[str]:
    """A line about what came, went and moved; none where the agenda is the same."""
    lines = came_and_went(
        [one for one in after if one not in before], [one for one in before if one not in after]
    )
    stayed = [one for one in before if one in after]
    stay = [one for one in after if one in before]
    return lines + ([f"议题顺序由{tasks(stayed)}改为{tasks(stay)}"] if stayed != stay else [])


def tasks(numbers: Iterable[int]) -> str:
    """The tasks of these numbers, in their order."""
    return f"第{'、'.join(map(str, numbers))}项"


def closed(attended: str) -> str:
    """That the minutes were closed, and who had attended."""
    lines = "、".join(filter(None, map(str.strip, attended.splitlines())))
    return f"纪要定稿；参加人员：{lines}" if lines else "纪要定稿"


def decided(number: int, kind: str) -> str:
    """That something of a ``kind`` was decided about a task; what it says stands in its history, as who
    may read it sees it.
    """
    return f"作出决定：{tasks([number])}，{kind}"
