"""The planted faults fit the rules as they stand; whether tests see them: ``make mutants``."""

import ast
from pathlib import Path

from tests.mutants import listed

ROOT = Path(__file__).resolve().parent.parent


def test_each_fault_can_be_planted_once_and_is_python():
    for mutant in listed():
        assert mutant.fits(ROOT), f"stale mutant: {mutant}"
        assert mutant.old != mutant.new, f"no fault: {mutant}"
        ast.parse(mutant.planted(ROOT))


def test_each_fault_is_planted_under_a_name_of_its_own_and_where_tests_are():
    names = [str(mutant) for mutant in listed()]
    assert len(names) == len(set(names)) >= 80
    tests = {name for mutant in listed() for name in mutant.tests.split()}
    assert [name for name in tests if not (ROOT / name).exists()] == []
