from datetime import timedelta

import pytest

from tasks.machine.runs import State, begin, finish, run_once
from tasks.models import JobRun
from tests.supervising import NOW

pytestmark = pytest.mark.django_db


def at(now=NOW):
    return lambda: now


def test_a_job_runs_once_per_period():
    calls = []
    assert run_once("digests", "2015-W25", lambda: calls.append(1), at())
    assert not run_once("digests", "2015-W25", lambda: calls.append(2), at())
    assert run_once("digests", "2015-W26", lambda: calls.append(3), at())
    assert calls == [1, 3]


def test_a_run_tells_how_long_it_took_and_what_came_of_it():
    times = iter([NOW, NOW + timedelta(seconds=3)])
    run_once("digests", "2015-W25", lambda: "5 mails", lambda: next(times))
    run = JobRun.objects.get()
    assert (run.state, run.seconds, run.result) == ("done", 3, "5 mails")


def fails():
    raise LookupError("no plan")


def test_a_failed_run_is_told_and_taken_over():
    with pytest.raises(LookupError):
        run_once("digests", "2015-W25", fails, at())
    run = JobRun.objects.get()
    assert (run.state, run.result) == ("failed", "LookupError: no plan")
    assert run_once("digests", "2015-W25", lambda: None, at())
    assert JobRun.objects.get().state == "done"


def test_a_run_that_died_is_taken_over_after_a_while():
    begin("digests", "2015-W25", NOW)
    assert JobRun.objects.get().seconds is None
    dead = NOW + timedelta(minutes=15)
    assert not run_once("digests", "2015-W25", lambda: None, at(dead))
    assert run_once("digests", "2015-W25", lambda: None, at(dead + timedelta(seconds=1)))


def test_a_run_that_was_taken_over_ends_nothing():
    slow = begin("digests", "2015-W25", NOW)
    begin("digests", "2015-W25", NOW + timedelta(hours=1))
    finish(slow, State.DONE, NOW + timedelta(hours=1), "5 mails")
    assert JobRun.objects.get().state == "running"


def test_of_two_that_find_a_dead_run_one_takes_it(monkeypatch):
    begin("digests", "2015-W25", NOW)
    later = NOW + timedelta(minutes=30)
    seen = JobRun.objects.get()
    assert begin("digests", "2015-W25", later)
    monkeypatch.setattr(JobRun.objects, "get_or_create", lambda **kwargs: (seen, False))
    assert begin("digests", "2015-W25", later) is None


def test_what_is_done_runs_again_when_asked_but_not_beside_one_that_runs():
    calls = []
    run_once("digests", "2015-W25", lambda: calls.append(1), at())
    assert run_once("digests", "2015-W25", lambda: calls.append(2), at(), again=True)
    assert calls == [1, 2]
    begin("digests", "2015-W26", NOW)
    assert not run_once("digests", "2015-W26", lambda: calls.append(3), at(), again=True)
