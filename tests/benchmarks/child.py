"""A process that serves one project and answers questions about it, a line of JSON each way.

Its project is that of DJANGO_SETTINGS_MODULE. What is timed here is the CPU of this process alone.
"""

import json
import logging
import resource
import sys
import time
from functools import cache

import django
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.benchmarks import visitors
from tests.benchmarks.cooling import cool
from tests.benchmarks.pages import PLAN, Page


@cache
def client_of(role):
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(get_user_model().objects.get(username=role))
    return client


def can_cool():
    """True where pages are kept warm at all."""
    return cool(PLAN.split("/")[2])


def sign_in(role):
    """The session of the one account that has this name."""
    return client_of(role).cookies["sessionid"].value


def look(page, cold):
    """One request: its queries, its kilobytes, and the milliseconds of CPU that it took."""
    page = Page(*page)
    if cold:
        can_cool()
    with CaptureQueriesContext(connection) as asked:
        ms, answer = request(page)
    return {"queries": len(asked), "kB": len(answer.content) / 1000, "ms": ms}


def spend(page, cold):
    """Milliseconds of CPU of one request."""
    if cold:
        can_cool()
    return request(Page(*page))[0]


def request(page):
    client = client_of(page.role)
    begun = time.process_time()
    answer = client.get(page.path) if page.words is None else client.post(page.path, page.words)
    spent = time.process_time() - begun
    assert answer.status_code == (200 if page.words is None else 302), (page, answer)
    return spent * 1000, answer


def export(page):
    """A file: its seconds on the clock, its megabytes, and those that the process ever held."""
    page = Page(*page)
    begun = time.monotonic()
    answer = client_of(page.role).get(page.path)
    size = sum(map(len, answer.streaming_content))
    seconds = time.monotonic() - begun
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000  # Linux counts in kilobytes
    return {"seconds": seconds, "size": size / 1e6, "held": held}


def visit(cold, **told):
    return visitors.visit(before_each=can_cool if cold else None, **told)


def crowd(cold, **told):
    return visitors.crowd(meanwhile=can_cool if cold else None, **told)


QUESTIONS = {one.__name__: one for one in (can_cool, sign_in, look, spend, export, visit, crowd)}


def main():
    django.setup()
    logging.disable(logging.WARNING)
    for line in sys.stdin:
        question, told = json.loads(line)
        sys.stdout.write(json.dumps(QUESTIONS[question](**told)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
