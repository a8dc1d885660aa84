"""How official papers write: in Chinese, whatever language the supervisor reads."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import ParamSpec, TypeVar

from django.utils import translation

P = ParamSpec("P")
T = TypeVar("T")


def in_chinese(write: Callable[P, T]) -> Callable[P, T]:
    """``write``, done in Chinese; also where one writer calls another, and in several threads."""

    @wraps(write)
    def writing(*args: P.args, **kwargs: P.kwargs) -> T:
        with translation.override("zh-hans"):
            return write(*args, **kwargs)

    return writing


def written(day: date | None) -> str:
    """A date as papers write it, 2015年6月30日; 待定 where there is none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "待定"


def short(day: date) -> str:
    """A day of the paper's own year, 6月12日."""
    return f"{day.month}月{day.day}日"


def spanned(first: date, last: date) -> str:
    """Days from ``first`` to ``last``, 2015年6月1日至18日; the year and the month stand but once."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{written(first)}至{last.day}日"
    return f"{written(first)}至{short(last) if first.year == last.year else written(last)}"


def quoted(words: str) -> str:
    """In Chinese quotation marks; those inside become single ones."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def titled(words: str) -> str:
    """The title of a document in 《》; those inside become 〈〉."""
    return f"《{words.replace('《', '〈').replace('》', '〉')}》"
