"""``make mutants``: break rules on purpose, one at a time, and see whether a test goes red.

``python -m tests.mutants [words…]`` takes the faults that name all these words. Two are tried at
once unless WORKERS says otherwise. Ends with 1 when too many survive or a row fits no rule any more.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from importlib import import_module
from importlib.util import cache_from_source
from pathlib import Path

from tests.mutants import listed

ROOT = Path(__file__).resolve().parents[2]
WORKERS = int(os.environ.get("WORKERS", "2"))
LEAST = 95.0  # per cent that must be caught
SECONDS = 120  # of work, for one fault; asleep it may be longer on a busy machine
OPTIONS = ("-x", "-p", "no:cacheprovider", "--reuse-db", "--ds=tests.mutants.settings")
# Imported once; each fault is tried in a fork that has them already.
PRELOADED = ("pytest", "hypothesis", "celery", "docx", "aiosmtpd.controller", "django.test")
VERDICTS = {0: "SURVIVED", 1: "caught"}  # by pytest's exit status; all else is broken


def main(words):
    """Try the chosen faults; return the exit status."""
    chosen = [mutant for mutant in listed() if all(word in str(mutant) for word in words)]
    if stale := [mutant for mutant in chosen if not mutant.fits(ROOT)]:
        say("\n".join(f"stale mutant: {mutant}" for mutant in stale))
        return 1
    for name in PRELOADED:
        import_module(name)
    with tempfile.TemporaryDirectory() as folder:
        trees = made(Path(folder))
        files = sorted({name for mutant in chosen for name in mutant.tests.split()})
        unbroken = in_forks(trees, [(None, [name]) for name in files])
        if red := [names[0] for (_, names), status in unbroken if status]:
            say(f"Red before anything is planted: {', '.join(red)}")
            return 1
        jobs = [(mutant, mutant.tests.split()) for mutant in chosen]
        found = Counter(tell(mutant, status) for (mutant, _), status in in_forks(trees, jobs))
    rate = 100 * found["caught"] / max(len(chosen), 1)
    words = f"{found['caught']} caught, {found['SURVIVED']} survived"
    say(f"{len(chosen)} planted, {words}: {rate:.1f} %")
    return 0 if rate >= LEAST and found["caught"] + found["SURVIVED"] == len(chosen) else 1


def tell(mutant, status):
    """Tell and return what became of ``mutant``."""
    verdict = VERDICTS.get(status, "broken")
    say(f"{verdict:<9} {mutant}")
    return verdict


def in_forks(trees, jobs):
    """Do each job ``(mutant or None, test files)`` in a tree of its own; yield it with its status."""
    waiting, free, running = list(reversed(jobs)), list(trees), {}
    while waiting or running:
        if waiting and free:
            tree, job = free.pop(), waiting.pop()
            plant(tree, job[0])
            running[forked(tree, job[1])] = tree, job
        else:
            pid, status = os.wait()
            tree, job = running.pop(pid)
            restore(tree, job[0])
            free.append(tree)
            yield job, os.waitstatus_to_exitcode(status)


def made(folder):
    """WORKERS copies of what Git knows, each with a migrated database."""
    first, *others = trees = [folder / str(number) for number in range(WORKERS)]
    for name in subprocess.check_output(["git", "ls-files"], cwd=ROOT, text=True).splitlines():
        (first / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, first / name)
    env = {"VAR": str(first / "var"), "DATABASE_URL": f"sqlite:///{first}/made.sqlite3"}
    migrate = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(migrate, cwd=first, env=os.environ | env, check=True)
    for tree in others:
        shutil.copytree(first, tree)
    return trees


def plant(tree, mutant):
    if mutant:
        write(tree / mutant.path, mutant.planted(ROOT))


def restore(tree, mutant):
    if mutant:
        write(tree / mutant.path, (ROOT / mutant.path).read_text())


def write(file, source):
    """What Python compiled before goes: it knows a newer source by the second only."""
    file.write_text(source)
    Path(cache_from_source(str(file))).unlink(missing_ok=True)


def forked(tree, tests):
    """The id of a process that runs ``tests`` in ``tree``; its status is pytest's."""
    shutil.copy(tree / "made.sqlite3", tree / "used.sqlite3")
    if child := os.fork():
        return child
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    signal.alarm(10 * SECONDS)
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    os.chdir(tree)
    sys.path[0] = str(tree)
    for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
        del sys.modules[name]
    os.environ |= {"VAR": "var", "DATABASE_URL": "", "MADE_DATABASE": str(tree / "used.sqlite3")}
    try:
        os._exit(sys.modules["pytest"].main([*OPTIONS, *tests]))
    finally:
        os._exit(3)


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
