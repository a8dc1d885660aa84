"""One word per thing: what docs/terms.md rules out stands nowhere on the screen or on paper."""

import ast
import re
from functools import cache
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
CHINESE = re.compile("[\u4e00-\u9fff]")
# They hold the words of the official text, of people, and of the document's own grammar.
OTHERS = {"importer", "migrations", "demo", "pinyin.py", "search.py", "passwords.py"}


def table():
    """``[(Chinese term, patterns ruled out), …]``"""
    rows = re.findall(
        r"^\| (.+?) \| .+? \| .+? \| (.+) \|$", (ROOT / "docs/terms.md").read_text(), re.M
    )
    return [
        (term, [found.replace("\\|", "|") for found in re.findall("`(.+?)`", words)])
        for term, words in rows[2:]
    ]


@cache
def texts():
    """``[(where, text), …]`` of all that the interface and the papers say of themselves."""
    catalogue = polib.pofile(ROOT / "locale/zh_Hans/LC_MESSAGES/django.po")
    said = [
        (entry.msgid, text)
        for entry in catalogue
        if not entry.obsolete
        for text in (entry.msgid, entry.msgstr, *entry.msgstr_plural.values())
    ]
    for path in (ROOT / "templates").rglob("*.html"):
        said += [
            (path.name, line) for line in path.read_text().splitlines() if CHINESE.search(line)
        ]
    for app in ("tasks", "units", "leaders", "baoan_rule"):
        for path in (ROOT / app).rglob("*.py"):
            if OTHERS.isdisjoint(path.parts):
                said += [(path.name, text) for text in written(ast.parse(path.read_text()))]
    return said


def written(tree):
    """The Chinese of a module that is no docstring."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in told and CHINESE.search(node.value):
            yield node.value


@pytest.mark.parametrize(("term", "patterns"), table())
def test_each_thing_has_one_word(term, patterns):
    guilty = [
        (pattern, where, text)
        for pattern in patterns
        for where, text in texts()
        if re.search(pattern, text)
    ]
    assert guilty == []


def test_the_table_rules_out_words_and_none_of_its_own():
    rows = table()
    assert len(rows) > 25
    for term, _patterns in rows:
        for _other, patterns in rows:
            assert not [pattern for pattern in patterns if re.search(pattern, term)]


def test_what_is_ruled_out_would_be_found():
    patterns = dict(table())
    for term, wrong, right in (
        ("督查员", "请联系督查室", "区委督查室"),
        ("时限", "到期提醒", "今天到期"),
        ("任务10", "第%(number)d项任务", "第10项任务"),
    ):
        assert any(re.search(pattern, wrong) for pattern in patterns[term])
        assert not any(re.search(pattern, right) for pattern in patterns[term])
