"""``make bench``: what the pages and the digests cost. How to read it: docs/performance.md.

Ends with 1 when a page takes more than twice the recorded CPU, a digest more than 2 ms, or a ledger as a
file more than 10 s for 10,000 rows or 300 MB.
"""

import argparse
import signal
import subprocess
import sys
from tempfile import TemporaryDirectory

from tests.benchmarks.databases import has_postgres
from tests.benchmarks.measures import cpu, http
from tests.benchmarks.pages import BARE, LEDGER, PAGES
from tests.benchmarks.projects import projects, serve
from tests.benchmarks.recorded import excesses, record
from tests.benchmarks.table import DATABASES, pages_table, servers_table, told_export

TASKS, MILESTONES = 44, 90
COPIES = (0, 227)
MOST_MS, MOST_MB = 1, 300  # of a ledger as a file: for each row, and in all


def main():
    """Measure, print, compare or record; return the exit status."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--small", action="store_true", help="only CPU, only 44 tasks")
    options.add_argument("--record", action="store_true", help="keep the ratios of this run")
    told = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(1))  # children and databases go too
    rows, servers, exports = {}, [], {}
    for copies in (0,) if told.small else COPIES:
        for database in DATABASES[:1] if told.small else available():
            measure(rows, servers, exports, copies, database, told.small)
    say(pages_table(rows, with_http=not told.small))
    if told.small:
        return judge(rows, told.record)
    say("")
    say(servers_table(servers))
    say("")
    for number, export in exports.items():
        say(told_export(number, export))
    digests = subprocess.run([sys.executable, "-m", "tests.benchmarks.digests"], check=False)
    is_heavy = any(
        1000 * one["seconds"] > MOST_MS * number or one["held"] > MOST_MB
        for number, one in exports.items()
    )
    return judge(rows, told.record) or digests.returncode or int(is_heavy)


def available():
    return DATABASES if has_postgres() else DATABASES[:1]


def measure(rows, servers, exports, copies, database, small):
    """Add to ``rows``, ``servers`` and ``exports`` what ``copies`` more demonstrations cost on
    ``database``.
    """
    with TemporaryDirectory() as folder, projects(folder, copies, database) as pair:
        if database == "SQLite":
            for key, temperature, asked in questions(*pair, copies):
                rows.setdefault(key, {})[temperature] = cpu(*asked)
        if small:
            return
        if database == "SQLite":
            exports[MILESTONES * (1 + copies)] = pair[1].ask("export", page=LEDGER)
        seconds = serve(*pair)
        for key, temperature, asked in questions(*pair, copies):
            rows[key][temperature][database] = http(*asked)
        for project, name in zip(pair, seconds, strict=True):
            size = project.megabytes()
            servers.append((name, tasks(copies), database, seconds[name], size))


def questions(bare, ledger, copies):
    """What to measure: the row, whether warm or cold, and (bare, project, page, cold)."""
    yield ("bare page", tasks(copies)), "warm", (bare, bare, BARE, False)
    temperatures = {"warm": False} | ({"cold": True} if ledger.ask("can_cool") else {})
    for name, page in PAGES.items():
        for temperature, cold in temperatures.items():
            sys.stderr.write(f"{tasks(copies)} tasks: {name}, {temperature}\n")
            yield (name, tasks(copies)), temperature, (bare, ledger, page, cold)


def tasks(copies):
    return TASKS * (1 + copies)


def judge(rows, is_record):
    """Keep the ratios or compare them with those kept; return the exit status."""
    ratios = {
        f"{name}, {temperature}": round(figures["ratio"], 1)
        for (name, number), row in rows.items()
        for temperature, figures in row.items()
        if number == TASKS and name in PAGES
    }
    if is_record:
        record(ratios)
        return 0
    worse = excesses(ratios)
    for sentence in worse:
        say(sentence)
    return 1 if worse else 0


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
