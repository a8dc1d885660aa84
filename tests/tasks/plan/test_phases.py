"""What a plan takes in each of its phases."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tasks.desk.duties import Desk
from tasks.desk.watch import watch
from tasks.digests.reminders import reminders
from tasks.digests.weekly import digests
from tasks.importer.loading import load
from tasks.importer.plan import read_plan
from tasks.instructions.acts import instruct
from tasks.machine.nightly import supervise
from tasks.models import Event, Flag, Mail, Plan
from tasks.plan.actors import Actor
from tasks.plan.phases import OutOfPhase
from tasks.rounds.acts import open_round
from tasks.slips.rules import called_for
from tasks.workflow.acts.dates import set_date
from tasks.workflow.acts.reports import acknowledge, report
from tests.factories import TODAY, make_user
from tests.pages import act, address
from tests.supervising import overdue
from tests.texts import SOURCE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)
PHASES = {
    "preparing": {"in_use_from": None},
    "before its day": {"in_use_from": TODAY + 30 * DAY},
    "in use": {"in_use_from": TODAY},
    "closing": {"closing_from": TODAY},
    "archived": {"closing_from": TODAY, "archived_from": TODAY},
}
LIVE = {"in use", "closing"}
FOR_BEGINNERS = ("corrections", "dates")  # what may be watched before a plan is in use


@pytest.fixture(params=PHASES)
def phase(request, plan):
    """The plan is in this phase today."""
    Plan.objects.filter(pk=plan.pk).update(**PHASES[request.param])
    return request.param


@pytest.fixture
def late(task, phase):
    """Overdue since yesterday, as the database has its plan."""
    milestone = overdue(task)
    milestone.task.plan.refresh_from_db()
    return milestone


def taken(deed, **words):
    try:
        with transaction.atomic():
            deed(**words, on=TODAY)
    except OutOfPhase as refused:
        assert str(refused)
        return False
    return True


def test_units_work_only_in_a_plan_in_use(phase, late, liaison):
    part = late.task.assignments.get()
    assert taken(lambda **who: acknowledge(part, **who), by=liaison) is (phase in LIVE)
    done = {"done": "已完成3项。"}
    assert taken(lambda **who: report(late, **who), by=liaison, **done) is (phase in LIVE)


def test_supervisors_put_the_document_right_until_it_is_archived(phase, late, supervisor):
    words = {"seen": 0, "due_on": date(2015, 9, 30), "reason": "以会议纪要为准"}
    assert taken(lambda **who: set_date(late, **who), by=supervisor, **words) is (
        phase != "archived"
    )


def test_what_is_new_comes_only_in_use(phase, late, unit, plan, supervisor):
    words = {"text": "请抓紧。", "reply_by": None, "units": [unit]}
    leader = make_user(role="leader")
    new = {"title": "半年", "from_on": TODAY, "until_on": TODAY, "deadline_on": TODAY}
    late.task.plan.refresh_from_db()
    is_new = phase == "in use"
    assert taken(lambda **who: instruct(late.task, **who), by=leader, **words) is is_new
    opened = {"questions": "进展？"} | new
    fresh = Plan.objects.get()
    assert taken(lambda **who: open_round(fresh, **who), by=supervisor, **opened) is is_new


def test_nothing_is_asked_of_anybody_but_in_use(phase, late, liaison, supervisor):
    plan = Plan.objects.for_page().get()
    actor = Actor.of(liaison, TODAY)
    supervise(TODAY)
    asked = {
        "slips": called_for(plan, TODAY),
        "flags": Flag.objects.all(),
        "desk": Desk(plan, actor, TODAY).duties(),
        "watch": [topic for topic in watch(plan, TODAY) if topic not in FOR_BEGINNERS],
        "digest": list(digests(TODAY)),
    }
    assert {name: bool(found) for name, found in asked.items()} == dict.fromkeys(
        asked, phase in LIVE
    )
    assert bool(list(reminders(date(2015, 6, 23)))) is (phase in LIVE)


def test_of_a_move_in_preparation_nobody_hears(phase, late, unit, supervisor):
    make_user(role="head", unit=unit)
    words = {"seen": 0, "due_on": date(2015, 9, 30), "reason": "以会议纪要为准"}
    if taken(lambda **who: set_date(late, **who), by=supervisor, **words):
        assert Mail.objects.exists() is (phase in LIVE)


def test_who_sends_a_form_reads_why_and_keeps_his_words(phase, late, client, liaison):
    client.force_login(liaison)
    answer = client.post(
        act("report", late), {"seen": 0, "rating": "confident", "done": "已培训412家企业。"}
    )
    assert answer.status_code == (302 if phase in LIVE else 409)
    if phase not in LIVE:
        assert "已培训412家企业。" in answer.text
        assert ("归档" in answer.text) is (phase == "archived")
        assert not Event.objects.exists()


def test_past_days_of_an_archived_plan_stay_what_they_were(plan, task):
    overdue(task, 10)
    last_week = TODAY - 7 * DAY
    before = called_for(plan, last_week)
    plan.closing_from = plan.archived_from = TODAY
    plan.save()
    assert before == called_for(plan, last_week) != called_for(plan, TODAY) == []


def test_an_imported_plan_is_in_preparation(db):
    load(read_plan(SOURCE.read_bytes(), "neu"))
    assert Plan.objects.get().phase(TODAY) == Plan.Phase.PREPARING


@pytest.mark.parametrize(
    "days",
    [
        {"in_use_from": None, "closing_from": TODAY},
        {"closing_from": date(2014, 12, 31)},
        {"closing_from": None, "archived_from": TODAY},
        {"closing_from": TODAY, "archived_from": TODAY - DAY},
    ],
)
def test_the_days_are_in_order(plan, days):
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**days)


def test_the_page_of_a_plan_in_preparation_says_so(client_as, plan):
    Plan.objects.update(in_use_from=None)
    assert "筹备" in client_as("viewer").get(address("overview", plan)).text
