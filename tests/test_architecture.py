"""Rules of the house that a reviewer would otherwise have to remember."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("baoan_rule", "leaders", "tasks", "units")
CLOCK = {"now", "today", "moment", "localdate", "localtime"}
# Files of these names stand at the edge: they read the clock, everything else is given a date.
EDGES = {
    "views",
    "endpoints",
    "review_views",
    "issue_views",
    "agenda_views",
    "pack_views",
    "sitting_views",
    "pages",
    "kept",
    "admin",
    "correction_admin",
    "jobs",
    "context",
}
EDGES |= {"health", "clock", "home", "once"}
EDGE_FOLDERS = {"commands", "templatetags"}
# A mail is written when its cause is; acts know the day, and only the queue needs the time.
READS_THE_TIME = "tasks/mail/delivery.py"
MAY_SET_A_STAGE = ("tasks/workflow/moves.py", "tasks/importer/loading.py")
CHINESE = r"[一-鿿“”）》〉〕]"
HALF_WIDTH = re.compile(rf"(?<={CHINESE})[,;:?!]|[,;:?!](?={CHINESE})|(?<=[一-鿿])[()]")


def tracked(*patterns):
    listed = subprocess.check_output(["git", "ls-files", *patterns], cwd=ROOT, text=True)
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).exists()]


def sources():
    for path in tracked(*(f"{app}/*.py" for app in APPS)):
        if "migrations" not in path.parts:
            yield path, ast.parse(path.read_text())


def place(path, node):
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def called(node):
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def test_rules_take_the_date_instead_of_reading_the_clock():
    guilty = [
        place(path, node)
        for path, tree in sources()
        if path.stem not in EDGES and not EDGE_FOLDERS & set(path.parts)
        if str(path.relative_to(ROOT)) != READS_THE_TIME
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) in CLOCK
    ]
    assert guilty == []


def test_a_room_imports_no_views_or_forms_of_another():
    """What pages of several rooms share stands in the frame, or in a room's ``pages``."""
    private = re.compile(r"tasks\.(\w+)\.(\w*views|forms|urls|admin)")
    guilty = [
        place(path, node)
        for path, tree in sources()
        if path.parent.parent == ROOT / "tasks"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (found := private.fullmatch(node.module or ""))
        if found[1] != path.parent.name
    ]
    assert guilty == []


def test_no_message_is_for_later():
    """With Redis what waits longer than the visibility timeout is done many times over."""
    guilty = [
        place(path, node)
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg in ("eta", "countdown")
    ]
    assert guilty == []


def sets_a_stage(node):
    if isinstance(node, ast.Assign):
        return any(getattr(target, "attr", "") == "stage" for target in node.targets)
    keywords = {keyword.arg for keyword in node.keywords} if isinstance(node, ast.Call) else set()
    return "stage" in keywords and called(node) in ("update", "create")


def test_only_the_workflow_sets_a_stage():
    guilty = [
        place(path, node)
        for path, tree in sources()
        if str(path.relative_to(ROOT)) not in MAY_SET_A_STAGE
        for node in ast.walk(tree)
        if sets_a_stage(node)
    ]
    assert guilty == []


def test_every_text_of_a_form_is_cleaned():
    guilty = [
        place(path, node)
        for path, tree in sources()
        if path.stem == "forms" and path.parts[-3] == "tasks"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "CharField"
    ]
    assert guilty == []


# Functions past 30 lines below their signature, files past 300: each with its reason; a new one is a decision (docs/contributing.md).
LONG = {
    "tasks/machine/consistency.py facts_and_present": "a table of sentences and rows",
    "tasks/plan/keeping.py facts_of": "one query to a kind of fact",
}


def test_what_is_long_has_a_reason():
    long = {
        f"{path.relative_to(ROOT)} {node.name}"
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.body[0].lineno >= 30
    }
    long |= {
        str(path.relative_to(ROOT))
        for path, _tree in sources()
        if len(path.read_text().splitlines()) > 300
    }
    assert long == set(LONG)


@pytest.mark.parametrize(
    "pattern", [r"\sstyle=", r"\son[a-z]+=", r"<script(?![^>]*\ssrc=)", r"<style"]
)
def test_templates_hold_no_inline_style_script_or_handler(pattern):
    guilty = [
        str(path.relative_to(ROOT))
        for path in tracked("templates/*.html")
        if "email" not in path.parts  # mail programs know nothing but inline styles
        if re.search(pattern, path.read_text())
    ]
    assert guilty == []


def test_templates_are_no_wider_than_a_screen():
    guilty = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked("templates/*")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if len(line) > 120
    ]
    assert guilty == []


def test_pages_name_no_other_host():
    guilty = [
        str(path.relative_to(ROOT))
        for path in tracked("templates/*", "static/*")
        if re.search(
            r"(https?:)?//[a-z]", path.read_text().replace("http://www.w3.org/2000/svg", "")
        )
    ]
    assert guilty == []


def test_chinese_texts_use_full_width_punctuation():
    texts = {
        path.name: "\n".join(re.findall(r'^msgstr(?:\[0\])? "(.*)"$', path.read_text(), re.M))
        for path in tracked("locale/*.po")
    }
    texts |= {path.name: path.read_text() for path in tracked("fixtures/*.txt", "templates/*.html")}
    texts |= {
        path.name: "\n".join(re.findall(r': "((?:[^"\\]|\\.)*)"', path.read_text()))
        for path in tracked("fixtures/demo*.json")
    }
    guilty = {
        name: found
        for name, text in texts.items()
        if (
            found := [
                m[0] for m in HALF_WIDTH.finditer(re.sub(r"%\(\w+\)[sd]|<[^>]*>", "甲", text))
            ]
        )
    }
    assert guilty == {}


def test_nothing_is_tracked_that_is_made_or_belongs_to_others():
    strangers = re.compile(r"\.min\.(js|css)$|\.sqlite3$|\.pyc$|node_modules/")
    assert [path.name for path in tracked() if strangers.search(str(path))] == []


def test_locks_carry_no_address():
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-node.lock"):
        assert "http" not in (ROOT / name).read_text()
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()


def test_every_migration_can_be_undone():
    for path in tracked("*/migrations/*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and called(node) in ("RunPython", "RunSQL"):
                given = len(node.args) + len([k for k in node.keywords if "reverse" in k.arg])
                assert given >= 2, place(path, node)


def test_jobs_and_commands_are_thin():
    thick = [
        place(path, node)
        for path, tree in sources()
        if path.name == "jobs.py" or "commands" in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and len(node.body) > 10
    ]
    assert thick == []


WRITES = {"record", "make_move", "create", "bulk_create", "update", "save", "delete"}
# What writes and needs no @act, each with its reason.
NO_ACTS = {
    "tasks/flags/acts.py flag_overdue": "flags stand on no page that is kept",
    "tasks/notices/acts.py write_mornings": "mails stand on no page that is kept",
}


def functions_of_acts():
    """``(name, node, all functions of its file)`` of what stands in files of acts."""
    for path, tree in sources():
        if path.name == "acts.py" or path.parent.name == "acts":
            functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
            for node in functions:
                yield f"{path.relative_to(ROOT)} {node.name}", node, functions


def names_called(node):
    return {called(part) for part in ast.walk(node) if isinstance(part, ast.Call)}


def decorators(node):
    return {getattr(part, "attr", getattr(part, "id", "")) for part in node.decorator_list}


def test_what_writes_is_an_act_or_part_of_one():
    guilty = [
        name
        for name, node, functions in functions_of_acts()
        if names_called(node) & WRITES and "act" not in decorators(node)
        if not any(node.name in names_called(other) for other in functions if other is not node)
    ]
    assert guilty == list(NO_ACTS)


def test_acts_have_no_transaction_of_another_kind():
    others = {name for name, node, _all in functions_of_acts() if "atomic" in decorators(node)}
    assert others == set(NO_ACTS)
