"""A score sheet or a ranking as an official paper, in the words that it was published with."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tasks.evaluation.telling import counted_of
from tasks.ground.official import written
from tasks.paper.issuing import contact, office_of
from tasks.paper.sheet import Sheet
from tasks.plan.models import Assignment, Plan
from units.models import User

Role = Assignment.Role
Table = tuple[str, Sequence[tuple[str, int]], Sequence[Sequence[str]]]  # title, columns, rows
LINES = (("代码", 5), ("规则", 8), ("事项", 13), ("理由", 18), ("分值", 6))
RULES = (("代码", 5), ("规则", 34), ("分值", 6))
RANKS = (
    ("名次", 7), ("单位", 12), ("得分", 8), ("扣分", 9), ("加分", 8),
    ("牵头", 7), ("应办结", 8), ("已办结", 8), ("逾期", 7),
)  # fmt: skip
COUNTED = (("分工", 5), ("任务", 5), ("节点", 24), ("时限", 9), ("期末情况", 7))
MOST = 500  # milestones on a paper, some twenty pages; the workbook has all
TRIAL = "（试算）"


def score_paper(plan: Plan, sheet: dict[str, Any], by: User, on: date, *, is_trial: bool) -> Sheet:
    """The paper of one ``sheet`` (tasks.evaluation.telling), signed on ``on``."""
    counts = (
        f"本期牵头限期节点{sheet['dated']}个，其中应办结{sheet['due']}个，"
        f"已办结{sheet['done']}个，逾期{sheet['red']}个。"
        f"另参与{sheet['parts']}个，只对本单位部分负责。"
    )
    rank = f"排名第{sheet['rank']}。" if sheet["rank"] else ""
    rows = [
        [line["code"], line["name"], line["about"], line["reason"], line["points"]]
        for line in sheet["lines"]
    ]
    return paper(
        plan,
        sheet,
        by,
        on,
        title=f"{sheet['unit']}考核评分表{TRIAL if is_trial else ''}",
        addressees=[sheet["unit"]],
        words=[f"{span(sheet)}得分{sheet['points']}分（{sheet['sum']}）。{rank}", counts],
        tables=[
            ("评分明细", LINES, rows or [["—", "", "没有扣分，也没有加分。", "", "0"]]),
            *tables_of(sheet),
        ],
    )


def tables_of(sheet: dict[str, Any]) -> Iterator[Table]:
    """The milestones behind the numbers of ``sheet``, where it tells them; of very many the first."""
    rows = [
        [str(role.label), str(one["number"]), one["text"], one["due"], one["state"]]
        for role in Role
        for one in counted_of(sheet, leads=role == Role.LEAD)
    ]
    if len(rows) > MOST:
        rows[MOST:] = [["", "", f"另有{len(rows) - MOST}项，见Excel评分表。", "", ""]]
    if rows:
        yield "计入节点", COUNTED, rows


def ranking_paper(
    plan: Plan, sheets: Sequence[dict[str, Any]], by: User, on: date, *, is_trial: bool
) -> Sheet:
    """The paper of the ranking of ``sheets``, in their order."""
    ranked = [sheet for sheet in sheets if sheet["rank"]]
    first = sheets[0]
    rows = [
        [str(sheet["rank"] or "—"), sheet["unit"], sheet["points"], sheet["deducted"], sheet["earned"],
         *(str(sheet[name]) for name in ("dated", "due", "done", "red"))]
        for sheet in sheets
    ]  # fmt: skip
    words = (
        f"{span(first)}共评{len(sheets)}个单位，{len(ranked)}个参加排名。得分相同的名次并列；"
        f"牵头限期节点少于{first['least']}个的单位和各成员分别负责的单位不参加排名。"
    )
    return paper(
        plan,
        first,
        by,
        on,
        title=f"考核评分排名{TRIAL if is_trial else ''}",
        addressees=["各有关单位"],
        words=[words],
        tables=[("考核评分排名", RANKS, rows)],
    )


def span(sheet: dict[str, Any]) -> str:
    """The period in words."""
    begins, ends = (date.fromisoformat(sheet[name]) for name in ("begins", "ends"))
    return f"{written(begins)}至{written(ends)}，"


def paper(
    plan: Plan,
    sheet: dict[str, Any],
    by: User,
    on: date,
    *,
    title: str,
    addressees: Sequence[str],
    words: Sequence[str],
    tables: Sequence[Table],
) -> Sheet:
    """A paper with ``tables`` and the rules of ``sheet`` as its annexes."""
    rules = [
        [rule["code"], f"{rule['name']}：{rule['words']}", rule["points"]]
        for rule in sheet["rules"]
    ]
    name = f"评分规则（第{sheet['version']}版）"
    told = [f"依据{plan.full_name}，按评分规则第{sheet['version']}版计分，每张评分表从100分起算。"]
    return Sheet(
        office=office_of(plan, by),
        title=title,
        signed_on=on.isoformat(),
        addressees=addressees,
        parts=[("", [*words, *told])],
        attachments=[*(title for title, _columns, _rows in tables), name],
        tables=[*tables, (name, RULES, rules)],
        notes=[contact(plan)] if contact(plan) else [],
    )
