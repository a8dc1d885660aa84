"""How this document family writes dates, and how we read them. Rules: docs/document-reading.md."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

DATE = re.compile(
    r"在?(?P<raw>"
    r"(?:(?P<year>[12]\d{3})年)?"
    r"(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?(?P<before>底前|底|前)?"
    r"|(?P<half_or_quarter>[上下]半年|第[一二三四]季度)(?:[末底]前?)?)"
    r"|(?P<whole_year>[12]\d{3})年(?:年?底前?|全年|年?内)"
    # "Every year's end" is no date.
    r"|(?<![每年])(?P<year_end>年底前?)"
    r"|[“\"]?(?P<period>十[三四五])五[”\"]?(?:发展规划)?期间"
    r"|(?P<now>立即)"
    r")"
)
PERIOD_ENDS = {"十三": date(2020, 12, 31), "十四": date(2025, 12, 31), "十五": date(2030, 12, 31)}
LAST_MONTHS = {
    "上半年": 6,
    "下半年": 12,
    "第一季度": 3,
    "第二季度": 6,
    "第三季度": 9,
    "第四季度": 12,
}


@dataclass(frozen=True)
class ReadDate:
    """A date as written and as read; ``day`` is None where the document names none."""

    raw: str
    day: date | None
    note: str = ""


def year_of(match: re.Match[str]) -> int | None:
    """The year that a match of DATE names, or None."""
    written = match["year"] or match["whole_year"]
    return int(written) if written else None


def read_date(match: re.Match[str], year: int) -> ReadDate:
    """The ReadDate of a match of DATE; ``year`` stands in where none is written.

    Raises ValueError for a day that no calendar has, such as 2月30日.
    """
    raw = match["raw"]
    if match["now"]:
        return ReadDate(raw, None, "no_date")
    if match["period"]:
        return ReadDate(raw, PERIOD_ENDS[match["period"]], "period")
    year = year_of(match) or year
    if match["month"]:
        return read_month(match, year, int(match["month"]))
    return ReadDate(raw, last_day(year, LAST_MONTHS.get(match["half_or_quarter"], 12)))


def read_month(match: re.Match[str], year: int, month: int) -> ReadDate:
    """A month without a day means its last day, 月前 the last day of the month before."""
    raw = match["raw"]
    if match["day"]:
        return ReadDate(raw, date(year, month, int(match["day"])))
    if match["before"] == "前":
        return ReadDate(raw, date(year, month, 1) - timedelta(days=1), "before_month")
    return ReadDate(raw, last_day(year, month))


def last_day(year: int, month: int) -> date:
    """The last day of a month. Raises ValueError for a month that no calendar has."""
    return date(year, month, monthrange(year, month)[1])
