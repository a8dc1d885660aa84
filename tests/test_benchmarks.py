"""What ``make bench`` says of its figures; the figures themselves are nobody's test."""

import json

from tests.benchmarks import recorded
from tests.benchmarks.pages import PAGES
from tests.benchmarks.table import pages_table, servers_table, told_export

FIGURES = {"ms": 110.4, "ratio": 17.26, "queries": 12, "kB": 44.1}


def test_more_than_twice_what_was_recorded_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(recorded, "FILE", tmp_path / "recorded.json")
    recorded.record({"overview, warm": 2.5, "task, warm": 3.0})
    assert recorded.excesses({"overview, warm": 5.0, "task, warm": 6.0, "new, warm": 99}) == []
    assert recorded.excesses({"overview, warm": 5.1, "task, warm": 6.0}) == [
        "overview, warm: 5.1 times the bare page, recorded were 2.5"
    ]


def test_each_page_has_its_ratio():
    ratios = json.loads(recorded.FILE.read_text())
    assert {name.rpartition(", ")[0] for name in ratios} == set(PAGES)


def test_the_small_table_is_about_cpu():
    rows = {("overview", 44): {"warm": FIGURES | {"ms": 4.72}, "cold": FIGURES}}
    assert pages_table(rows, with_http=False).splitlines() == [
        "| page | tasks | CPU ms | × bare | queries | kB |",
        "| --- | --- | --- | --- | --- | --- |",
        "| overview | 44 | 4.7 / 110 | 17 / 17 | 12 / 12 | 44 / 44 |",
    ]


def test_the_whole_table_says_where_there_was_no_server_and_where_nobody_waited():
    served = {"SQLite": {"p50": 2345.6, "p95": 2345.6, "rate": None}}
    rows = {("overview", 10032): {"warm": FIGURES | served}}
    assert pages_table(rows, with_http=True).splitlines()[-1] == (
        "| overview | 10,032 | 110 | 17 | 12 | 44 | 2,346 | 2,346 | – "
        "| no server | no server | no server |"
    )


def test_servers_have_a_table_of_their_own():
    rows = [("bare", 44, "SQLite", 0.81, 48.2), ("ledger", 44, "SQLite", 2.04, None)]
    assert servers_table(rows).splitlines()[2:] == [
        "| bare | 44 | SQLite | 0.8 | 48 |",
        "| ledger | 44 | SQLite | 2.0 | – |",
    ]


def test_a_ledger_as_a_file_is_told_in_a_line():
    assert told_export(20520, {"seconds": 7.31, "size": 2.5, "held": 141.2}) == (
        "Ledger of 20,520 milestones as Excel: 7.3 s, 2.5 MB, process at most 141 MB."
    )
