"""The official text and small plans made of the same parts."""

import json
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
SOURCE = FIXTURES / "source.txt"


def fixture(name):
    return json.loads((FIXTURES / name).read_text())


def small_plan(*items, projects=("第一项工作",), title="关于办好一件事的工作方案"):
    """A document with ``items`` under the last of ``projects``; line 1 is the date of issue."""
    headings = [f"（{number}）{name}" for number, name in zip("一二三", projects, strict=False)]
    return "\n".join(["2015年2月5日", f"区委{title}", "三、专项工作", *headings, *items])


def item(
    number=1,
    title="办好这件事",
    schedule="2015年6月底前，完成工作。",
    responsible="（牵头区领导：甲某，牵头单位：区法院，参与单位：区司法局）",
):
    return f"{number}. {title}。要求。\n进度安排：{schedule}\n{responsible}"
