"""What is measured of one page: pairs of the bare page and of it, so that noise hits both."""

import time
from statistics import median, quantiles

from tests.benchmarks.pages import BARE

SECONDS = 1.2  # for each measure of each page
SLOW = 2000  # milliseconds from which a page is asked for no more often than it must be


def cpu(bare, project, page, cold):
    """CPU in one process: milliseconds, times the bare page, queries and kilobytes."""
    seen = project.ask("look", page=page, cold=cold)
    if not cold and seen["ms"] < SLOW:  # the first look only warmed it
        seen = project.ask("look", page=page, cold=cold)
    pairs, until = [], time.monotonic() + SECONDS
    while not pairs or time.monotonic() < until:
        first = bare.ask("spend", page=BARE, cold=False)
        pairs.append((first, project.ask("spend", page=page, cold=cold)))
    ms = median(ms for _bare, ms in pairs)
    ratio = median(ms / first for first, ms in pairs)
    return {"ms": ms, "ratio": ratio, "queries": seen["queries"], "kB": seen["kB"]}


def http(bare, project, page, cold):
    """Over HTTP: p50 and p95 in milliseconds, and how many a second a crowd gets.

    A page that is slow is asked for once, and by no crowd.
    """
    visitors = {"bare": bare.visitor(BARE), "page": project.visitor(page)}
    pairs = project.ask("visit", **visitors, seconds=0, cold=cold)
    rate = None
    if pairs[0][1] < SLOW:
        rate = project.ask("crowd", page=visitors["page"], seconds=SECONDS, cold=cold)
        pairs = project.ask("visit", **visitors, seconds=SECONDS, cold=cold)
    times = [times for _bare, times in pairs]
    p95 = quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
    return {"p50": median(times), "p95": p95, "rate": rate}
