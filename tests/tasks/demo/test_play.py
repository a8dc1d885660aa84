from datetime import date
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.test import RequestFactory
from django.utils.timezone import localdate

from leaders.models import Leader
from tasks.demo.play import PASSWORD
from tasks.desk import duties as desk
from tasks.desk.leader import tasks_of_leader
from tasks.evaluation.models import Weights
from tasks.evaluation.period import Period
from tasks.evaluation.rules import ranked
from tasks.machine.consistency import problems
from tasks.models import (
    AgendaItem,
    Bulletin,
    CompletionRequest,
    Evaluation,
    Event,
    Evidence,
    Extension,
    GoodPractice,
    ImplementationPlan,
    Inspection,
    Instruction,
    Mail,
    Meeting,
    Milestone,
    Plan,
    ProgressReport,
    Slip,
)
from tasks.plan.actors import Actor
from tasks.workflow.review import reviews
from tests.benchmarks.pages import PAGES
from tests.factories import TODAY, make_extension, make_report, make_request
from units.models import User

pytestmark = pytest.mark.django_db
ROLES = {"admin", "supervisor", "leader", "head", "liaison", "viewer"}


def load():
    call_command("loaddata", "baoan-2015", verbosity=0)
    return Plan.objects.get(slug="baoan-2015")


def seed():
    out = StringIO()
    call_command("seed_demo", stdout=out)
    return out.getvalue().strip()


@pytest.fixture(scope="module")
def seeded(rows_of_this_file):
    load()
    count_from_one(Meeting, AgendaItem)
    seed()


def count_from_one(*models):
    """On PostgreSQL other tests used up the first ids, by which the pages that are measured are named."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


@pytest.fixture
def demo(seeded, db):
    return Plan.objects.get(slug="baoan-2015")


def test_it_tells_the_story_of_the_eighteenth_of_june(demo):
    tally = Milestone.objects.of(demo, TODAY).tally()
    counted = (tally.dated, tally.done, tally.late, tally.red, tally.amber, tally.green)
    assert counted == (78, 32, 6, 4, 17, 25)
    assert (tally.ongoing, tally.unscheduled) == (11, 1)


def test_nobody_signs_in_as_the_staff_that_no_account_is_named_for(demo):
    extras = User.objects.filter(username__startswith="demo-")
    assert extras
    assert not [person for person in extras if person.has_usable_password()]


def test_it_has_something_of_everything(demo):
    rows = Milestone.objects.of(demo, TODAY)
    stale = rows.filter(is_stale=True).count()
    moved = [row for row in rows if row.original_light != row.light]
    decisions = set(Extension.objects.values_list("decision", flat=True))
    assert (stale, len(moved), decisions) == (2, 1, {"granted", "refused", "pending"})
    assert ProgressReport.objects.exclude(difficulties="").count() > 10


def test_it_knows_nothing_of_the_future_and_breaks_no_rule(demo):
    assert not Milestone.objects.filter(completed_on__gt=TODAY).exists()
    assert not ProgressReport.objects.filter(reported_on__gt=TODAY).exists()
    assert problems() == []


def test_files_and_mails_are_of_the_day_of_their_cause(demo):
    sent = Evidence.objects.exclude(request=None).select_related("request")
    assert sent
    for file in sent:
        assert localdate(file.uploaded_at) == file.request.requested_on
    answered = Evidence.objects.exclude(reply=None).select_related("reply")
    assert [localdate(one.uploaded_at) for one in answered] == [
        one.reply.replied_on for one in answered
    ]
    told = {localdate(mail.written_at) for mail in Mail.objects.filter(kind="slip")}
    assert told == set(Slip.objects.exclude(level=1).values_list("issued_on", flat=True))
    assert localdate(Mail.objects.latest("written_at").written_at) <= TODAY


def test_papers_are_numbered_in_the_order_of_their_days(demo):
    days = {
        Slip: "issued_on",
        Instruction: "given_on",
        Inspection: "inspected_on",
        Extension: "decided_on",
    }
    for model, day in days.items():
        for year in (2014, 2015):
            numbered = model.objects.exclude(number=None).filter(**{f"{day}__year": year})
            told = list(numbered.order_by("number").values_list("number", day))
            assert [number for number, _day in told] == list(range(1, len(told) + 1))
            assert [day for _number, day in told] == sorted(day for _number, day in told)


def test_reports_come_from_units_that_lead(demo):
    for report in ProgressReport.objects.select_related("milestone__task"):
        parts = report.milestone.task.assignments.filter(unit=report.unit)
        assert [part.role for part in parts] == ["lead"], report


def test_each_role_has_an_account_that_signs_in(demo):
    request = RequestFactory().get("/")
    signed_in = {
        name: authenticate(request, username=name, password=PASSWORD).role for name in ROLES
    }
    assert signed_in == {name: name for name in ROLES}
    assert Leader.objects.get(user__username="leader").name == "谢晓东"


def test_a_second_run_changes_nothing(demo):
    before = (ProgressReport.objects.count(), User.objects.count())
    assert "未作改动" in seed()
    assert (ProgressReport.objects.count(), User.objects.count()) == before


@pytest.mark.parametrize("act", ["report", "extension", "completion"])
def test_it_starts_again_after_somebody_worked_in_it(demo, act):
    milestone = Milestone.objects.of(demo, TODAY).filter(stage="open", due_on__gt=TODAY).first()
    {
        "report": lambda: make_report(milestone),
        "extension": lambda: make_extension(milestone),
        "completion": lambda: make_request(milestone),
    }[act]()
    before = [model.objects.count() for model in (ProgressReport, Extension, CompletionRequest)]
    assert "未作改动" in seed()
    after = [model.objects.count() for model in (ProgressReport, Extension, CompletionRequest)]
    assert after == before


def test_what_it_adds_is_marked(demo):
    assert demo.is_demo
    assert not ProgressReport.objects.filter(is_demo=False).exists()
    assert not Extension.objects.filter(is_demo=False).exists()
    assert not User.objects.filter(is_demo=False).exists()


def test_everything_went_through_the_workflow(demo):
    done = Milestone.objects.filter(stage="done", task__plan=demo).select_related("task")
    for milestone in done:
        request = milestone.requests.get(state="approved")
        assert request.completed_on == milestone.completed_on
        assert request.evidence.count() == 1
        acts = set(milestone.events.values_list("action", flat=True))
        assert {"request-completion", "sign", "approve"} <= acts
    assert not Event.objects.filter(on__gt=TODAY).exists()


def test_evidence_of_every_kind_can_be_seen_at_once(demo, rows_of_this_file, settings):
    settings.MEDIA_ROOT = rows_of_this_file
    assert {file.kind for file in Evidence.objects.all()} == {"docx", "pdf", "jpg"}
    assert not Evidence.objects.untried().exists()
    for file in Evidence.objects.exclude(name__endswith="docx"):
        with file.open_preview() as picture:
            assert picture.read(3) == b"\xff\xd8\xff"


def test_plans_a_round_and_a_practice_are_there_to_look_at(demo):
    assert ImplementationPlan.objects.count() == 2
    assert demo.rounds.get().answers.filter(score=None).count() == 1
    assert GoodPractice.objects.get().published_on < TODAY


def test_a_bulletin_and_an_evaluation_are_published(demo):
    bulletin = Bulletin.objects.get()
    assert (bulletin.reference, bulletin.issue) == ("督通〔2015〕1号", 1)
    assert bulletin.readers.count() == 5
    assert "公民法律大讲堂" in str(bulletin.told)
    evaluation = Evaluation.objects.get()
    [line] = evaluation.lines.all()
    assert evaluation.sheets.count() > 30
    assert line.reason in str(evaluation.sheets.get(unit=line.unit).words["lines"])
    assert evaluation.appeals.get().answered_by == line.person


def test_the_sheet_of_a_unit_alone_is_that_of_the_ranking(demo):
    about = (demo, Period(date(2015, 1, 1), TODAY), Weights(plan=demo), None, TODAY)
    rows = ranked(*about)
    assert len(rows) > 40
    for row in rows:
        assert ranked(*about, row.unit) == [row._replace(rank=None)]


def test_something_waits_for_everybody(demo):
    def waits_for(name):
        actor = Actor.of(User.objects.get(username=name), TODAY)
        return {duty.action for duty in desk.Desk(demo, actor, TODAY).duties()}

    assert {"request-completion", "report", "acknowledge"} <= waits_for("liaison")
    assert "sign" in waits_for("head")
    assert [row.is_over for row in reviews(demo, TODAY)] == [True, False, False]
    leader = User.objects.get(username="leader")
    assert tasks_of_leader(demo, leader, TODAY)


@pytest.mark.parametrize("name", PAGES)
def test_each_page_that_is_measured_is_there(demo, today, client, name):
    page = PAGES[name]
    client.force_login(User.objects.get(username=page.role))
    if page.words is None:
        assert client.get(page.path).status_code == 200
    else:
        assert client.post(page.path, page.words).status_code == 302
