"""Where rules live, public functions say what they take, give and mean."""

import ast

from tests.test_architecture import ROOT, place, sources

ROOMS = ("tasks/ground/", "tasks/plan/", "tasks/importer/", "tasks/mail/")
FILES = ("rules.py", "acts.py", "moves.py", "review.py")
EDGES = ("views.py", "admin.py", "urls.py", "admin_mixins.py", "history_admin.py")


def holds_rules(path):
    name = str(path.relative_to(ROOT))
    if name.endswith(EDGES):
        return False
    return name.startswith(ROOMS) or path.name in FILES or "acts" in path.parts


def public_functions():
    for path, tree in sources():
        if holds_rules(path):
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield place(path, node), node


def arguments(node):
    return [*node.args.args, *node.args.kwonlyargs]


def test_public_functions_are_annotated():
    bare = [
        where
        for where, node in public_functions()
        if node.returns is None or any(one.annotation is None for one in arguments(node))
    ]
    assert bare == []


def test_public_functions_say_what_they_do():
    silent = [where for where, node in public_functions() if not ast.get_docstring(node)]
    assert silent == []
