"""People with browsers: requests to running servers, timed by the clock on the wall."""

import threading
import time
from http.client import HTTPConnection
from urllib.parse import urlencode

from tests.benchmarks.pages import Page

CROWD = 8
ACTS_EVERY = 0.5  # seconds, while a crowd looks at pages that are cold
PATIENCE = 300  # seconds until an answer counts as none
TOKEN = "a" * 32  # stands in the cookie and in the form


class Visitor:
    """Somebody signed in by ``session`` who asks the server at ``port`` for ``page``."""

    def __init__(self, page, port, session):
        self.page = Page(*page)
        self.connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}"}

    def ask(self):
        """Milliseconds until the whole answer is here."""
        begun = time.perf_counter()
        self.send()
        answer = self.connection.getresponse()
        answer.read()
        spent = time.perf_counter() - begun
        expected = 200 if self.page.words is None else 302
        assert answer.status == expected, (self.page, answer.status, answer.getheaders())
        return spent * 1000

    def send(self):
        """The connection opens itself anew where the server has closed it."""
        if self.page.words is None:
            self.connection.request("GET", self.page.path, headers=self.headers)
            return
        form = urlencode(self.page.words | {"csrfmiddlewaretoken": TOKEN})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request("POST", self.page.path, form, self.headers | kind)


def visit(bare, page, seconds, before_each):
    """The times of the bare page and of ``page``, asked in turn: ``[[bare, page], …]``.

    At least one pair; ``before_each`` is done before the page, untimed.
    """
    bare, page = Visitor(**bare), Visitor(**page)
    pairs, until = [], time.monotonic() + seconds
    while not pairs or time.monotonic() < until:
        first = bare.ask()
        if before_each:
            before_each()
        pairs.append([first, page.ask()])
    return pairs


def crowd(page, seconds, meanwhile):
    """How many requests a second CROWD people at once get answered.

    ``meanwhile`` is done every ACTS_EVERY seconds.
    """
    begun, done = time.monotonic(), []
    people = [
        threading.Thread(target=keep_asking, args=[Visitor(**page), begun + seconds, done])
        for _person in range(CROWD)
    ]
    for person in people:
        person.start()
    while meanwhile and any(person.is_alive() for person in people):
        meanwhile()
        time.sleep(ACTS_EVERY)
    for person in people:
        person.join()
    return len(done) / (max(done) - begun)


def keep_asking(visitor, until, done):
    """Note in ``done`` when each answer came."""
    while time.monotonic() < until:
        visitor.ask()
        done.append(time.monotonic())
