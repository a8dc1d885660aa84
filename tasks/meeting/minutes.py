"""会议纪要: the words and names of the day on which the minutes were closed; as a paper.

They are kept as plain values with the events behind them, so that what is restricted later is left
out for who may not read it; nothing else of them ever changes.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tasks.ground.official import in_chinese, short, titled, written
from tasks.meeting.fates import Fate, earlier_fates, fates_of
from tasks.meeting.models import AgendaItem, MeetingDecision
from tasks.meeting.words import owners, state_of
from tasks.paper.issuing import contact, office_of
from tasks.paper.sheet import HEADINGS, Sheet
from tasks.plan.actors import Actor
from tasks.plan.models import Event, Meeting
from tasks.plan.models.restriction import NOTICE, Reader
from units.models import User

Kind = MeetingDecision.Kind
KINDS = {
    Kind.INSTRUCTION: "批示",
    Kind.URGE: "催办",
    Kind.GRANT: "同意延期",
    Kind.REFUSE: "不同意延期",
    Kind.NOTE: "议定",
}


@in_chinese
def frozen(meeting: Meeting, on: date, by: User) -> dict[str, Any]:
    """The minutes of ``meeting`` as they stand at the end of ``on``, closed by ``by``; to be stored."""
    reader = Actor(by)
    decisions = MeetingDecision.objects.filter(item__meeting=meeting).up_to(on).for_fate()
    fates: dict[int, list[Fate]] = {}
    for fate in fates_of(decisions, on, reader):
        fates.setdefault(fate.decision.item_id, []).append(fate)
    items = meeting.items.shown_on(on).select_related("task", "milestone")
    return {
        "plan": meeting.plan.title,
        "title": meeting.title,
        "held_on": meeting.held_on.isoformat(),
        "place": meeting.place,
        "chair": meeting.chaired_by,
        "attended": meeting.attended,
        "office": office_of(meeting.plan, by),
        "signed_on": on.isoformat(),
        "contact": contact(meeting.plan),
        "items": [item_of(item, fates.get(item.pk, [])) for item in items],
        "earlier": [earlier_of(fate, on) for fate in earlier_fates(meeting, on, reader)],
    }


def item_of(item: AgendaItem, fates: Iterable[Fate]) -> dict[str, Any]:
    """One item with what was decided about it."""
    return {
        "number": item.task.number,
        "title": item.task.title,
        "milestone": item.milestone.text,
        "decisions": [decision_of(fate.decision) for fate in fates],
    }


def decision_of(decision: MeetingDecision) -> dict[str, Any]:
    """One decision, with the event that says whether its words may be read."""
    return {
        "event": decision.event_id,
        "kind": KINDS[Kind(decision.kind)],
        "text": decision.text,
        "owners": owners(decision),
        "units": [unit.pk for unit in decision.units.all()],
        "due_on": decision.due_on and decision.due_on.isoformat(),
    }


def earlier_of(fate: Fate, on: date) -> dict[str, Any]:
    """What had become of a decision of an earlier meeting."""
    decision = fate.decision
    return decision_of(decision) | {
        "closed": decision.closed_event_id,
        "meeting": decision.item.meeting.title,
        "number": decision.item.task.number,
        "task": decision.item.task.title,
        "state": state_of(fate, on),
    }


def readable(minutes: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The ``minutes`` as ``reader`` may read them: restricted words say that they are. One query."""
    rows = [row for item in minutes["items"] for row in item["decisions"]] + minutes["earlier"]
    keys = {row[name] for row in rows for name in ("event", "closed") if row.get(name)}
    seen = set(Event.objects.readable_by(reader).filter(pk__in=keys).values_list("pk", flat=True))

    def veiled(row: dict[str, Any]) -> dict[str, Any]:
        text = row["text"] if row["event"] in seen else NOTICE
        is_told = not row.get("closed") or row["closed"] in seen
        return row | {"text": text} | ({} if is_told else {"state": NOTICE})

    items = [
        item | {"decisions": [veiled(row) for row in item["decisions"]]}
        for item in minutes["items"]
    ]
    return minutes | {"items": items, "earlier": [veiled(row) for row in minutes["earlier"]]}


def sheet_of(minutes: dict[str, Any]) -> Sheet:
    """The official paper of ``minutes`` (``readable``)."""
    held = date.fromisoformat(minutes["held_on"])
    place = f"在{minutes['place']}" if minutes["place"] else ""
    opening = (
        f"{written(held)}，{minutes['chair']}{place}主持召开{titled(minutes['plan'])}{minutes['title']}，"
        f"逐项调度{len(minutes['items'])}项任务。现将会议议定事项纪要如下。"
    )
    chapters = [
        ("上次会议议定事项落实情况", [told(row) for row in minutes["earlier"]]),
        ("本次会议议定事项", [line for item in minutes["items"] for line in lines(item)]),
        ("参加人员", minutes["attended"].splitlines()),
    ]
    filled = [(heading, words) for heading, words in chapters if words]
    headed = zip(HEADINGS, filled, strict=False)
    parts = [("", [opening])]
    parts += [(f"{number}、{heading}", words) for number, (heading, words) in headed]
    return Sheet(
        office=minutes["office"],
        title=f"{minutes['title']}纪要",
        signed_on=minutes["signed_on"],
        addressees=[],
        parts=parts,
        notes=[minutes["contact"]] if minutes["contact"] else [],
    )


def lines(item: dict[str, Any]) -> list[str]:
    """The paragraphs of one item."""
    head = f"第{item['number']}项“{item['title']}”"
    decided = item["decisions"]
    if not decided:
        return [f"{head}：会议听取了情况，未作新的决定。"]
    if len(decided) == 1:
        return [f"{head}：{sentence(decided[0])}"]
    return [f"{head}："] + [f"{n}. {sentence(row)}" for n, row in enumerate(decided, start=1)]


def sentence(row: dict[str, Any]) -> str:
    """What was decided, who sees to it and by when."""
    words = row["text"].strip().removesuffix("。")
    due = row["due_on"] and f"{short(date.fromisoformat(row['due_on']))}前"
    who = "，".join(filter(None, (row["owners"], due)))
    said = f"{row['kind']}：{words}" if words else row["kind"]
    return f"{said}（{who}）。" if who else f"{said}。"


def told(row: dict[str, Any]) -> str:
    """An earlier decision and what became of it."""
    return f"{row['meeting']}第{row['number']}项：{sentence(row)}{row['state']}。"


def receivers(minutes: dict[str, Any]) -> set[int]:
    """The ids of the units that see to something decided."""
    decided = [row for item in minutes["items"] for row in item["decisions"]]
    return {unit for row in decided for unit in row["units"]}
