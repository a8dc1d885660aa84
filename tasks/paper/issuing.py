"""What the papers of a plan have in common: office, day, copies, whom to ask."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Model

from tasks.ground.official import quoted, titled
from tasks.paper.sheet import Sheet
from tasks.plan.models import Plan, Task
from units.models import User


def office_of(plan: Plan, by: User) -> str:
    """The full name under which ``by`` issues papers: the plan's office, his unit, the plan's issuer."""
    return plan.office or (by.unit.name if by.unit else plan.issuer)


def issued(task: Task, by: User, on: date, *notes: str) -> dict[str, Any]:
    """The fields of a Sheet about ``task`` that ``by`` issues on the day ``on``, with a copy to the
    lead leaders. ``notes`` stand below it, after whom to ask.
    """
    plan = task.plan
    leaders = [row.leader for row in task.lead_leaders.select_related("leader")]
    return {
        "office": office_of(plan, by),
        "signed_on": on.isoformat(),
        "copies": [f"{leader.title}{leader.name}同志" for leader in leaders],
        "notes": [note for note in (contact(plan), *notes) if note],
    }


def make_up(paper: Model, sheet: Sheet, on: date) -> None:
    """Freeze ``sheet`` as the words of ``paper``, which was issued before papers kept theirs.

    The paper says that it was made up (补制) on the day ``on``. Of two who open it at once one makes
    it, and both read that.
    """
    words = replace(sheet, made_up_on=on.isoformat()).kept()
    type(paper)._default_manager.filter(pk=paper.pk, sheet={}).update(sheet=words)
    paper.refresh_from_db(fields=["sheet"])


def contact(plan: Plan) -> str:
    """联系人 and telephone, as far as the plan's settings say."""
    who = f"联系人：{plan.contact}" if plan.contact else ""
    return "，".join(
        filter(None, (who, f"联系电话：{plan.contact_phone}" if plan.contact_phone else ""))
    )


def form(number: str, units: list[str], *about: tuple[str, str]) -> list[tuple[str, str]]:
    """The rows that a unit fills in and sends back (回执), below the paper's number and what it is about."""
    to_fill_in = [(label, "") for label in ("承办单位意见", "办理结果", "签字")]
    numbered = [("文号", number)] if number else []
    return [*numbered, *about, ("承办单位", "、".join(units)), *to_fill_in]


def item(task: Task) -> str:
    """The task as papers name it: 《…》第10项任务“…”."""
    return f"{titled(task.plan.title)}第{task.number}项任务{quoted(task.title)}"
