"""Commands after ``make run``, and before anything was set up."""

import shutil
import subprocess
import sys

import pytest

from tests.processes import ROOT, environment

SECONDS = 90


ENGLISH, CHINESE = "en_US.UTF-8", "zh_CN.UTF-8"


def manage(folder, *command, **settings):
    settings = {"LC_ALL": ENGLISH} | settings
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment(folder, **settings),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def test_a_command_works_on_what_make_run_served(demonstration, tmp_path):
    folder = shutil.copytree(demonstration, tmp_path, dirs_exist_ok=True)
    done = manage(folder, "check_data")
    assert (done.returncode, done.stderr) == (0, "")
    assert not (folder / "ledger.sqlite3").exists()
    asked = manage(folder, "shell", "--no-imports", "-c", PRINT)
    assert asked.stdout.split() == ["demo.sqlite3", "2015-06-18"]


@pytest.mark.parametrize(
    ("language", "found", "unread", "says"),
    [
        (
            ENGLISH,
            "0 problems found.\n",
            "There is no such file.",
            "Look for data that breaks a rule",
        ),
    ],
)
def test_a_command_speaks_the_language_of_the_shell(
    demonstration, tmp_path, language, found, unread, says
):
    folder = shutil.copytree(demonstration, tmp_path, dirs_exist_ok=True)
    assert manage(folder, "check_data", LC_ALL=language).stdout == found
    assert says in manage(folder, "check_data", "--help", LC_ALL=language).stdout
    refused = manage(folder, "import_plan", "nowhere.txt", LC_ALL=language)
    assert (refused.returncode, refused.stderr) == (1, f"CommandError: nowhere.txt: {unread}\n")


PRINT = """
from django.conf import settings
print(settings.DATABASE_FILE.name, settings.PLAN_TODAY)
"""


@pytest.mark.parametrize("said", [{"DEMO": "0"}, {"DATABASE_URL": "sqlite:////nowhere.sqlite3"}])
def test_who_says_which_data_is_heard(demonstration, tmp_path, said):
    folder = shutil.copytree(demonstration, tmp_path, dirs_exist_ok=True)
    asked = manage(folder, "shell", "--no-imports", "-c", PRINT, **said)
    assert asked.stdout.split() == ["ledger.sqlite3", "None"]


def test_where_there_is_no_database_none_is_made(tmp_path):
    done = manage(tmp_path, "check_data")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert str(tmp_path / "ledger.sqlite3") in done.stderr
    assert not (tmp_path / "ledger.sqlite3").exists()


def test_where_nothing_was_set_up_a_sentence_says_so(tmp_path):
    (tmp_path / "ledger.sqlite3").touch()
    done = manage(tmp_path, "check_data")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("The database cannot be used (no such table")
    assert "Was it set up" in done.stderr
    assert "Traceback" in manage(tmp_path, "check_data", "--traceback").stderr
