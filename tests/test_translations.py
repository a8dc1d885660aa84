"""Every word is translated, and the compiled file is the one of the source."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tests.conftest import require

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


@pytest.fixture(scope="module")
def entries():
    return [entry for entry in polib.pofile(ROOT / CATALOGUE) if not entry.obsolete]


def said(entry):
    return [entry.msgstr] if entry.msgstr else list(entry.msgstr_plural.values())


def test_every_word_is_translated(entries):
    missing = [entry.msgid for entry in entries if not all(said(entry)) or "fuzzy" in entry.flags]
    assert missing == []
    assert len(entries) > 300


def test_translations_keep_what_is_filled_in(entries):
    broken = [
        entry.msgid
        for entry in entries
        for text in said(entry)
        if set(PLACEHOLDER.findall(text))
        != set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    ]
    assert broken == []


def test_the_compiled_file_says_the_same(entries):
    compiled = polib.mofile(ROOT / CATALOGUE.with_suffix(".mo"))
    assert {(e.msgctxt, e.msgid): said(e) for e in compiled} == {
        (e.msgctxt, e.msgid): said(e) for e in entries
    }


def test_no_word_was_forgotten_in_the_catalogue(entries, tmp_path):
    require(shutil.which("xgettext"), "no gettext on this machine: install Debian's gettext")
    copy = tmp_path / "copy"
    for name in subprocess.check_output(["git", "ls-files"], cwd=ROOT, text=True).splitlines():
        if name.endswith((".py", ".html", ".po")) and not name.startswith("tests/"):
            target = copy / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "-l", "zh_Hans", "--no-location", "--no-wrap"],
        cwd=copy, check=True, capture_output=True,
    )  # fmt: skip
    fresh = {(e.msgctxt, e.msgid) for e in polib.pofile(copy / CATALOGUE) if not e.obsolete}
    assert fresh == {(entry.msgctxt, entry.msgid) for entry in entries}
