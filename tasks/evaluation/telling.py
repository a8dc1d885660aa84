"""A sheet in words and numbers, as page, file, paper and the frozen sheet all tell it: docs/evaluation.md."""

from decimal import Decimal
from typing import Any

from tasks.evaluation.models import Weights
from tasks.evaluation.period import Period
from tasks.evaluation.rules import Ranked, Rule, rules_of
from tasks.evaluation.scoring import Counted, Line, Outcome

NUMBERS = ("dated", "due", "done", "red", "parts")


def sheet_of(row: Ranked, period: Period, weights: Weights) -> dict[str, Any]:
    """What the sheet of ``row`` says, as JSON keeps it, in the language of the reader."""
    rules = rules_of(weights)
    names = {rule.code: rule.name for rule in rules}
    score = row.score
    return {
        "unit": row.unit.name,
        "begins": period.begins.isoformat(),
        "ends": period.ends.isoformat(),
        "version": weights.version,
        "least": weights.least,
        "rules": [told_rule(rule) for rule in rules],
        "lines": [told_line(line, names[line.code]) for line in score.lines],
        "points": told(score.points),
        "deducted": signed(score.deducted),
        "earned": signed(score.earned),
        "sum": f"100 − {told(-score.deducted)} + {told(score.earned)} = {told(score.points)}",
        "counted": [told_counted(one) for one in score.counted],
        "rank": row.rank,
        "why": row.why,
        **{name: getattr(score, name) for name in NUMBERS},
    }


def told_rule(rule: Rule) -> dict[str, str]:
    """A rule of the sheet."""
    points = "" if rule.points is None else signed(rule.points)
    return {"code": rule.code, "name": rule.name, "words": rule.words, "points": points}


def told_line(line: Line, name: str) -> dict[str, Any]:
    """A line of the sheet, with the ``name`` of its rule."""
    return {
        "code": line.code,
        "name": name,
        "about": line.about,
        "reason": line.reason,
        "thing": list(line.thing or ()),
        "points": signed(line.points),
    }


def told_counted(one: Counted) -> dict[str, Any]:
    """A milestone behind the numbers of the sheet; ``outcome`` is a value of Outcome."""
    return {
        "number": one.number,
        "text": one.text,
        "due": one.due.isoformat(),
        "outcome": one.outcome.value,
        "leads": one.leads,
    }


def counted_of(sheet: dict[str, Any], *, leads: bool) -> list[dict[str, Any]]:
    """What ``sheet`` counted of what its unit led or took part in, with the ``state`` in the language of
    the reader; of a sheet that was published before it told them there is nothing.
    """
    return [
        one | {"state": str(Outcome(one["outcome"]).label)}
        for one in sheet.get("counted", ())
        if one["leads"] == leads
    ]


def told(points: Decimal) -> str:
    """Points with one digit."""
    return f"{points:.1f}"


def signed(points: Decimal) -> str:
    """Points that are given or taken; none without a sign."""
    return f"{points:+.1f}".replace("-", "−") if points else "0"
