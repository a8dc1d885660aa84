"""How official papers write: in Chinese, whatever language the supervisor reads."""

from datetime import date

from django.utils import translation

in_chinese = translation.override("zh-hans")


def written(day: date | None) -> str:
    """A date as papers write it, 2015年6月30日; 待定 where there is none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "待定"


def short(day: date) -> str:
    """A day of the paper's own year, 6月12日."""
    return f"{day.month}月{day.day}日"


def quoted(words: str) -> str:
    """In Chinese quotation marks; those inside become single ones."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def titled(words: str) -> str:
    """The title of a document in 《》; those inside become 〈〉."""
    return f"《{words.replace('《', '〈').replace('》', '〉')}》"
