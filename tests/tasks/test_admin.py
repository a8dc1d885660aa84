import pytest
from django.contrib import admin
from django.urls import reverse

from leaders.models import Leader
from tasks.models import Milestone, Plan, Task
from tests.factories import (
    TODAY,
    make_absence,
    make_answer,
    make_assignment,
    make_batch,
    make_confirmation,
    make_deputy,
    make_earlier_document,
    make_event,
    make_evidence,
    make_extension,
    make_implementation,
    make_milestone,
    make_plan,
    make_plan_of,
    make_practice,
    make_proposed_correction,
    make_rating,
    make_relief,
    make_reopening,
    make_report,
    make_request,
    make_rhythm,
    make_round,
    make_step,
    make_task,
    make_task_change,
    make_unit,
    make_unit_change,
    make_user,
)
from tests.meetings import make_change, make_meeting
from tests.supervising import (
    make_ask,
    make_delivery,
    make_flag,
    make_inspection,
    make_instruction,
    make_outage,
    make_run,
    make_slip,
    make_urge,
)
from units.models import Deputy, Unit, User

pytestmark = pytest.mark.django_db
OURS = [
    model
    for model in admin.site._registry
    if model._meta.app_label in ("units", "leaders", "tasks")
]


@pytest.fixture
def administrator(client_as):
    return client_as("admin")


def page(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


@pytest.fixture
def everything():
    """At least one row of every model the admin shows."""
    plan = make_plan_of(1)
    milestone = plan.tasks.get().milestones.first()
    make_extension(milestone)
    make_request(milestone)
    make_confirmation(milestone, milestone.task.assignments.first())
    make_reopening(milestone)
    make_evidence(milestone)
    make_event(milestone)
    make_deputy()
    make_instruction(milestone.task, make_unit())
    make_flag(milestone)
    make_answer(make_round(plan=plan), milestone.task.assignments.first())
    own = make_implementation(milestone.task.assignments.first())
    make_step(plan=own)
    make_earlier_document(plan=own)
    make_relief(milestone.task.assignments.first())
    make_practice(milestone.reports.first())
    make_user(role="head", unit=make_unit())
    make_slip(milestone)
    make_urge(milestone)
    make_inspection(milestone)
    make_delivery()
    make_outage()
    make_run()
    make_batch(plan=milestone.task.plan)
    make_unit_change()
    make_rhythm(plan)
    make_rating(milestone)
    make_task_change(milestone.task)
    make_absence()
    make_ask(plan=plan)
    make_proposed_correction(milestone)
    make_change(make_meeting(plan))


@pytest.mark.parametrize("model", OURS)
def test_every_list_and_row_opens(model, administrator, everything):
    assert administrator.get(page(model, "changelist")).status_code == 200
    assert administrator.get(page(model, "changelist"), {"q": "1"}).status_code == 200
    assert administrator.get(page(model, "change", model.objects.first().pk)).status_code == 200


@pytest.mark.parametrize("model", OURS)
@pytest.mark.parametrize("tasks", [3, 12])
def test_lists_ask_as_often_for_many_rows_as_for_few(
    model, tasks, administrator, django_assert_max_num_queries
):
    make_plan_of(tasks)
    with django_assert_max_num_queries(14):
        administrator.get(page(model, "changelist"))


@pytest.mark.parametrize("model", [Plan, Task, Milestone])
def test_plans_come_by_import_and_are_never_deleted_by_hand(model, administrator, everything):
    row = model.objects.first()
    assert administrator.get(page(model, "add")).status_code == 403
    assert administrator.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_the_office_of_the_papers_is_set_on_the_plan(administrator):
    plan = make_plan_of(1)
    form = administrator.get(page(Plan, "change", plan.pk)).context["adminform"].form
    values = {name: value for name, value in form.initial.items() if value is not None}
    rows = {"projects-TOTAL_FORMS": 0, "projects-INITIAL_FORMS": 0}
    reason = {"reason": "机构调整"}
    words = {"office": "区委督查室", "contact": "王某", "contact_phone": "0755-1"}
    answer = administrator.post(page(Plan, "change", plan.pk), values | rows | reason | words)
    assert answer.status_code == 302
    plan.refresh_from_db()
    assert {name: getattr(plan, name) for name in words} == words


def test_no_day_that_makes_no_sense_is_corrected_into_a_plan(administrator, settings):
    settings.PLAN_TODAY = TODAY
    milestone = make_milestone()
    plan = milestone.task.plan
    reason, rows = {"reason": "校对"}, {"projects-TOTAL_FORMS": 0, "projects-INITIAL_FORMS": 0}
    for row, name, day, bound in (
        (milestone, "original_due_on", "2036-01-01", "最晚可填2035-12-31"),
        (plan, "issued_on", "1949-09-30", "最早可填1949-10-01"),
    ):
        address = page(type(row), "change", row.pk)
        form = administrator.get(address).context["adminform"].form
        values = {key: value for key, value in form.initial.items() if value is not None}
        answer = administrator.post(address, values | reason | rows | {name: day})
        assert bound in answer.text
        row.refresh_from_db()
        assert str(getattr(row, name)) != day


def test_a_deputy_has_days_to_come(administrator, settings):
    settings.PLAN_TODAY = TODAY
    head, deputy = (make_user(role=role, unit=make_unit()) for role in ("head", "liaison"))
    people = {"person": head.pk, "deputy": deputy.pk}
    for days, problem in (
        ({"from_on": "2015-06-17", "until_on": "2015-06-20"}, "该日期已过"),
        ({"from_on": "2015-06-18", "until_on": "2015-08-17"}, "最多60天"),
    ):
        assert problem in administrator.post(page(Deputy, "add"), people | days).text
    days = {"from_on": "2015-06-18", "until_on": "2015-06-20"}
    assert administrator.post(page(Deputy, "add"), people | days).status_code == 302


@pytest.mark.parametrize("model", [Unit, User, Leader])
def test_who_took_part_is_never_deleted(model, administrator, everything):
    row = model.objects.first()
    assert administrator.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_the_action_confirms_dates(administrator, settings):
    settings.PLAN_TODAY = TODAY
    noted, plain = make_milestone(date_note="inherited"), make_milestone()
    answer = administrator.post(
        page(Milestone, "changelist"),
        {"action": "confirm_date", "_selected_action": [noted.pk, plain.pk]},
        follow=True,
    )
    assert "已确认1个时限" in answer.text
    noted.refresh_from_db()
    assert noted.date_confirmed_on == TODAY


def test_dates_to_check_can_be_listed(administrator):
    make_milestone(date_note="inherited", text="待核对的节点")
    make_milestone(text="无需核对的节点")
    listed = administrator.get(page(Milestone, "changelist"), {"to_check": "yes"}).text
    assert ("待核对的节点" in listed, "无需核对的节点" in listed) == (True, False)


def test_reports_are_history(administrator):
    report = make_report(make_milestone())
    answer = administrator.post(page(type(report), "change", report.pk), {"done": "改写"})
    assert answer.status_code == 403


def signs_in(client, username, password):
    sent = {"username": username, "password": password}
    return client.post("/accounts/login/", sent).status_code == 302


def test_a_person_is_added_and_gets_a_password(administrator, client):
    unit = make_unit()
    administrator.post(
        page(User, "add"),
        {
            "username": "wang", "name": "王某", "role": "liaison", "unit": unit.pk,
            "usable_password": "true", "password1": "correct horse 9", "password2": "correct horse 9",
        },
    )  # fmt: skip
    assert signs_in(client, "wang", "correct horse 9")


def test_a_liaison_without_a_unit_is_refused_in_words(administrator):
    answer = administrator.post(
        page(User, "add"),
        {
            "username": "wang", "name": "王某", "role": "liaison",
            "usable_password": "true", "password1": "correct horse 9", "password2": "correct horse 9",
        },
    )  # fmt: skip
    assert "联络员和单位负责人必须指定单位" in answer.text
    assert not User.objects.filter(username="wang").exists()


def test_a_forgotten_password_is_replaced(administrator, client):
    person = make_user(username="wang")
    administrator.post(
        reverse("admin:auth_user_password_change", args=[person.pk]),
        {"usable_password": "true", "password1": "new words 2015", "password2": "new words 2015"},
    )
    assert signs_in(client, "wang", "new words 2015")


def test_a_task_shows_its_lead_units_in_the_list(administrator):
    plan = make_plan_of(1)
    make_assignment(plan.tasks.get(), make_unit(name="区法院"), order=90)
    make_assignment(plan.tasks.get(), make_unit(name="区财政局"), role="participating", order=91)
    cells = (
        administrator.get(page(Task, "changelist")).text.split("<tbody>")[1].split("</tbody>")[0]
    )
    assert ("区法院" in cells, "区财政局" in cells) == (True, False)


def test_a_delivery_can_be_sent_again_from_the_log(administrator):
    row = make_delivery(state="refused", error="550")
    chosen = {"action": "send_once_more", "_selected_action": [row.pk]}
    answer = administrator.post(page(type(row), "changelist"), chosen, follow=True)
    assert answer.status_code == 200
    row.refresh_from_db()
    assert (row.state, row.error) == ("waiting", "")


def test_who_stood_in_for_whom_is_history(administrator):
    row = make_deputy()
    assert administrator.post(page(type(row), "delete", row.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    "make",
    [
        make_slip,
        make_inspection,
        lambda: make_instruction(make_task()),
        lambda: make_extension(make_milestone()),
    ],
)
def test_papers_are_listed_with_their_number(make, administrator):
    paper = make()
    type(paper).objects.update(plan=paper.plan or make_plan(), year=2015, number=4)
    said = administrator.get(page(type(paper), "changelist")).text
    assert ("文号" in said, "〔2015〕4号" in said) == (True, True)
