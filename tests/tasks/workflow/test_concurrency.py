"""Several people at once: nobody overwrites anybody, and nothing happens twice."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from tasks.models import CompletionRequest, Edition, Event, Extension, Milestone, ProgressReport
from tasks.plan.acting import act, touch_plan
from tasks.plan.recording import Conflict
from tasks.workflow.acts import completion, dates, extensions, reports, splitting
from tasks.workflow.moves import MOVES, Action, fits
from tests.factories import (
    TODAY,
    make_assignment,
    make_evidence,
    make_extension,
    make_milestone,
    make_report,
    make_request,
    make_unit,
    make_user,
)

SESSIONS = 50
WISH = {"reason": "等", "progress": "半", "measures": "赶"}


@pytest.fixture
def people():
    """A milestone with evidence, its unit's staff, and three supervisors."""
    milestone = make_milestone()
    unit = make_assignment(milestone.task).unit
    staff = [make_user(role=role, unit=unit) for role in ("liaison", "liaison", "head")]
    make_evidence(milestone, uploaded_by=staff[0], report=make_report(milestone))
    supervisors = [make_user(role="supervisor", unit=make_unit()) for _time in range(3)]
    return milestone, staff, supervisors


def at_once(acts):
    """Run all ``acts`` at one moment, each in a session of its own; count what comes of them."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait()
            act()
            return "done"
        except (Conflict, ValidationError) as refused:
            return type(refused).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(run, acts))


def of(acts, number=SESSIONS):
    return [acts[n % len(acts)] for n in range(number)]


@pytest.mark.usefixtures("many_sessions")
@pytest.mark.django_db(transaction=True)
class TestFiftySessions:
    def test_one_decides_and_the_others_learn_it(self, people):
        milestone, _staff, (first, second, _third) = people
        make_request(milestone)
        who = {"on": TODAY, "seen": 0}
        results = at_once(
            of(
                [
                    lambda: completion.approve(milestone, by=first, **who),
                    lambda: completion.return_request(milestone, by=second, reason="补", **who),
                ]
            )
        )
        assert results == {"done": 1, "Conflict": SESSIONS - 1}
        assert Event.objects.count() == 1
        assert CompletionRequest.objects.get().state in ("approved", "returned")

    def test_the_first_acts_of_a_plan_raise_its_edition_one_after_the_other(self, people):
        plan = people[0].task.plan
        Edition.objects.all().delete()
        assert at_once(of([lambda: act(touch_plan)(plan.pk)])) == {"done": SESSIONS}
        assert Edition.objects.get().number == SESSIONS

    def test_one_request_is_made(self, people):
        milestone, staff, _supervisors = people
        words = {"seen": 0, "completed_on": TODAY, "statement": "办结。"}
        asks = [
            lambda by=by: completion.request_completion(milestone, by=by, on=TODAY, **words)
            for by in staff
        ]
        assert at_once(of(asks)) == {"done": 1, "Conflict": SESSIONS - 1}
        assert CompletionRequest.objects.count() == Event.objects.count() == 1

    def test_one_extension_is_asked(self, people):
        milestone, staff, _supervisors = people
        words = {"on": TODAY, "seen": 0, "new_due_on": date(2015, 9, 1)}
        asks = [
            lambda by=by: extensions.request_extension(milestone, by=by, **words, **WISH)
            for by in staff
        ]
        assert at_once(of(asks)) == {"done": 1, "Conflict": SESSIONS - 1}
        assert Extension.objects.count() == 1

    def test_one_decides_about_an_extension(self, people):
        milestone, staff, supervisors = people
        make_extension(milestone, unit=staff[0].unit)
        acts = decisions(milestone, staff, supervisors, "grant", "refuse", "withdraw-extension")
        assert at_once(of(acts)) == {"done": 1, "Conflict": SESSIONS - 1}
        extension, event = Extension.objects.get(), Event.objects.get()
        decision = {"grant": "granted", "refuse": "refused"}.get(event.action, "withdrawn")
        assert extension.decision == decision
        is_moved = Milestone.objects.get().due_on == extension.new_due_on
        assert is_moved == (event.action == "grant")

    def test_the_unit_decides_once_about_its_own_request(self, people):
        milestone, staff, supervisors = people
        make_extension(milestone, unit=staff[0].unit, decision="signing")
        names = ("sign-extension", "send-back-extension", "withdraw-extension")
        acts = decisions(milestone, staff, supervisors, *names)
        assert at_once(of(acts)) == {"done": 1, "Conflict": SESSIONS - 1}
        assert Event.objects.count() == 1

    def test_one_sets_the_date_names_splits_or_asks(self, people):
        milestone, staff, supervisors = people
        names = ("set-date", "name-unit", "split", "request-extension", "stop")
        acts = decisions(milestone, staff, supervisors, *names)
        assert at_once(of(acts)) == {"done": 1, "Conflict": SESSIONS - 1}
        assert Event.objects.count() == Milestone.objects.get(pk=milestone.pk).version == 1

    def test_nobody_grants_what_was_asked_after_he_looked(self, people):
        milestone, staff, supervisors = people
        make_extension(milestone, unit=staff[0].unit, new_due_on=date(2015, 7, 31))
        who = {"by": staff[2], "on": TODAY}
        again = {"seen": 1, "new_due_on": date(2015, 12, 31)}
        extensions.withdraw_extension(milestone, **who, seen=0)
        grants = decisions(milestone, staff, supervisors, "grant", "refuse")
        asks = [lambda: extensions.request_extension(milestone, **who, **again, **WISH)]
        assert at_once(asks + of(grants, SESSIONS - 1)) == {"done": 1, "Conflict": SESSIONS - 1}
        assert milestone.extensions.undecided().count() == 1
        assert Milestone.objects.get().due_on == date(2015, 6, 30)

    def test_all_reports_are_kept(self, people):
        milestone, staff, _supervisors = people
        before = ProgressReport.objects.count()
        sends = [
            lambda by=by: reports.report(milestone, by=by, on=TODAY, done="已办3件。")
            for by in staff
        ]
        assert at_once(of(sends)) == {"done": SESSIONS}
        assert ProgressReport.objects.count() == before + SESSIONS

    def test_no_change_is_never_said_three_times(self, people):
        milestone, staff, _supervisors = people
        say = [lambda: reports.report_no_change(milestone, by=staff[0], on=TODAY)]
        results = at_once(of(say))
        assert results == {"done": 2, "ValidationError": SESSIONS - 2}

    def test_new_milestones_have_numbers_of_their_own(self, people):
        milestone, staff, supervisors = people
        Milestone.objects.update(order=1)
        words = {"unit": staff[0].unit, "text": "补充培训", "kind": "deadline", "reason": "批示"}
        adds = [
            lambda by=by: splitting.add_milestone(
                milestone.task, by=by, on=TODAY, due_on=TODAY, **words
            )
            for by in supervisors
        ]
        assert at_once(of(adds)) == {"done": SESSIONS}
        orders = milestone.task.milestones.exclude(added_on=None).values_list("order", flat=True)
        assert sorted(orders) == list(range(101, 101 + SESSIONS))

    def test_a_task_is_acknowledged_once(self, people):
        milestone, staff, _supervisors = people
        part = milestone.task.assignments.get()
        say = [lambda by=by: reports.acknowledge(part, by=by, on=TODAY) for by in staff]
        assert at_once(of(say)) == {"done": 1, "Conflict": SESSIONS - 1}


def acts_on(milestone, staff, supervisors):
    """{action: how to take it on the version seen}; the people take turns."""
    one, other, head = staff
    first, second, third = supervisors

    def act(does, by, **words):
        return lambda seen: does(milestone, by=by, on=TODAY, seen=seen, **words)

    def ask_for_a_month(seen):
        later = {"new_due_on": milestone.due_on + timedelta(days=30)}
        extensions.request_extension(milestone, by=one, on=TODAY, seen=seen, **later, **WISH)

    def split_in_two(seen):
        part = {"text": "分项", "unit": one.unit, "due_on": milestone.due_on}
        splitting.split(milestone, by=third, on=TODAY, seen=seen, parts=[part] * 2, reason="分")

    claim = {"completed_on": TODAY, "statement": "办结。"}
    return {
        Action.REPORT: lambda seen: reports.report(milestone, by=one, on=TODAY, done="3件"),
        Action.REQUEST_COMPLETION: act(completion.request_completion, other, **claim),
        Action.SIGN: act(completion.sign, head),
        Action.SEND_BACK: act(completion.send_back, head, reason="补"),
        Action.WITHDRAW: act(completion.withdraw, one),
        Action.APPROVE: act(completion.approve, first),
        Action.RETURN: act(completion.return_request, second, reason="补"),
        Action.REOPEN: act(completion.reopen, third, reason="查"),
        Action.STOP: act(completion.stop, third, reason="停"),
        Action.RESUME: act(completion.resume, first, reason="续"),
        Action.REQUEST_EXTENSION: ask_for_a_month,
        Action.SIGN_EXTENSION: act(extensions.sign_extension, head),
        Action.SEND_BACK_EXTENSION: act(extensions.send_back_extension, head, reason="补"),
        Action.WITHDRAW_EXTENSION: act(extensions.withdraw_extension, other),
        Action.GRANT: act(extensions.grant, second, reason="准"),
        Action.REFUSE: act(extensions.refuse, third, reason="不准"),
        Action.SET_DATE: act(dates.set_date, first, due_on=date(2015, 7, 8), reason="定"),
        Action.NAME_UNIT: act(splitting.name_unit, second, unit=one.unit, reason="定"),
        Action.SPLIT: split_in_two,
    }


def decisions(milestone, staff, supervisors, *actions):
    """``actions``, each taken on the first version."""
    acts = acts_on(milestone, staff, supervisors)
    return [lambda act=acts[action]: act(0) for action in actions]


def begin(chance, milestone, by):
    """Where a story starts: open, done, or with something that a head or supervisors decide."""
    asks = {"unit": by.unit, "requested_by": by}
    start = chance.choice(["open", "done", make_request, *[make_extension] * 3])
    if start == "done":
        Milestone.objects.filter(pk=milestone.pk).update(stage=start, completed_on=TODAY)
    if start == make_request:
        make_request(milestone, state=chance.choice(["signing", "submitted"]), **asks)
    if start == make_extension:
        make_extension(milestone, decision=chance.choice(["signing", "pending"]), **asks)


def present(milestone):
    return Milestone.objects.with_requests().get(pk=milestone.pk)


def facts(row):
    """What a page shows and people decide about: stage, dates, who answers, what is asked."""
    asked = [list(asked.undecided().values()) for asked in (row.requests, row.extensions)]
    return row.stage, row.due_on, row.answering_unit_id, row.namings.count(), asked


def play(chance, milestone, acts, told):
    """Two or three people open pages and send them later; compare with what must come of it.

    A page that only adds succeeds while the stage allows it. A page that decides succeeds when
    besides nothing was decided since it was opened, and then it shows what is so. Everything else
    is a conflict and changes nothing. ``told`` counts both.
    """
    pages = {}  # person: (action, version seen, facts seen)
    decides = set(acts) - {Action.REPORT}
    version = 0
    for _step in range(chance.randint(5, 9)):
        person = chance.choice("甲乙丙"[: chance.randint(2, 3)])
        row = present(milestone)
        if person not in pages:
            possible = [action for action in acts if fits(MOVES[action], row)]
            pages[person] = (chance.choice(possible), version, facts(row))
            continue
        action, seen, shown = pages.pop(person)
        milestone.refresh_from_db()
        is_current = action not in decides or seen == version
        must_succeed = fits(MOVES[action], row) and is_current
        before, events = facts(row), row.events.that(action).count()
        try:
            acts[action](seen)
            succeeded = True
        except Conflict:
            succeeded = False
        assert succeeded == must_succeed, (action, row.stage, seen, version)
        version += succeeded and action in decides
        row = present(milestone)
        assert row.version == version
        assert row.events.that(action).count() == events + succeeded
        if succeeded:
            assert action not in decides or shown == before
        else:
            assert facts(row) == before
        told[action, succeeded] += 1


@pytest.mark.unmeasured
@pytest.mark.django_db
@pytest.mark.parametrize("half", range(2))
def test_a_thousand_interleavings_lose_nothing_and_invent_no_conflict(half, people):
    """Five hundred on each database, and each others."""
    seed = 2 * (connection.vendor == "postgresql") + half
    milestone, staff, supervisors = people
    acts, told = acts_on(milestone, staff, supervisors), Counter()
    for number in range(250):
        undo, chance = transaction.savepoint(), random.Random(1000 * seed + number)
        begin(chance, milestone, staff[0])
        play(chance, milestone, acts, told)
        transaction.savepoint_rollback(undo)
        milestone.refresh_from_db()
    assert set(told) == {(action, succeeded) for action in acts for succeeded in (True, False)}
