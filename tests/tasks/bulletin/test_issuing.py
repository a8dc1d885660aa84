"""An issued bulletin: numbered, frozen, published, corrected only by another one."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from tasks.bulletin import acts
from tasks.bulletin.draft import draft_of
from tasks.bulletin.models import Bulletin
from tasks.bulletin.sheets import state_of
from tasks.models import Mail
from tasks.notices.acts import write_mornings
from tasks.plan.correcting import STALE
from tasks.plan.recording import Conflict
from tests.factories import (
    TODAY,
    grant,
    make_done,
    make_milestone,
    make_plan,
    make_task,
    make_unit,
    make_user,
)
from tests.supervising import make_bulletin
from tests.tasks.workflow.test_concurrency import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
MAY = {"first_on": date(2015, 5, 1), "last_on": date(2015, 5, 31)}


def issue(bulletin, by, on=TODAY, roles=("leader",)):
    seen = state_of(bulletin, draft_of(bulletin))
    return acts.issue(bulletin, by=by, on=on, seen=seen, roles=list(roles))


def plan_with_promise():
    plan = make_plan()
    make_milestone(task=make_task(plan=plan), due_on=date(2015, 4, 30))
    return plan


def test_it_takes_the_next_number_of_the_year_and_the_next_issue_of_its_plan(
    plan, bulletin, supervisor
):
    other = make_bulletin(plan_with_promise(), by=supervisor)
    later, next_year = make_bulletin(plan), make_bulletin(plan)
    issued = [issue(one, supervisor) for one in (bulletin, other, later)]
    issued.append(issue(next_year, supervisor, on=date(2016, 1, 8)))
    assert [(one.reference, one.issue) for one in issued] == [
        ("督通〔2015〕1号", 1),
        ("督通〔2015〕2号", 1),
        ("督通〔2015〕3号", 2),
        ("督通〔2016〕1号", 3),
    ]
    assert [one.sheet["number"] for one in issued] == [one.reference for one in issued]


def test_a_refused_issue_takes_no_number(bulletin, supervisor):
    with pytest.raises(ValidationError) as refused:
        acts.issue(bulletin, by=supervisor, on=TODAY, seen=1, roles=[])
    assert refused.value.code == STALE
    assert Bulletin.objects.get().number is None
    assert issue(bulletin, supervisor).number == 1


@pytest.mark.parametrize("what", ["section", "head", "records"])
def test_what_changed_since_it_was_read_is_not_issued(what, bulletin, supervisor, task):
    seen = state_of(bulletin, draft_of(bulletin))
    if what == "section":
        acts.write(bulletin, "late", by=supervisor, on=TODAY, seen=0, text="另拟。")
    elif what == "head":
        head = MAY | {"layout": bulletin.layout, "title": bulletin.title, "addressees": "各街道"}
        acts.rewrite_head(bulletin, by=supervisor, on=TODAY, seen=0, **head)
    else:
        make_done(date(2015, 5, 9), task=task, due_on=date(2015, 5, 31))
    with pytest.raises(ValidationError, match="changed since you looked"):
        acts.issue(bulletin, by=supervisor, on=TODAY, seen=seen, roles=[])


def test_it_is_issued_once(bulletin, supervisor):
    issue(bulletin, supervisor)
    with pytest.raises(Conflict):
        issue(bulletin, supervisor)


def test_it_stays_as_it_was_whatever_happens_later(bulletin, supervisor, task, unit, promises):
    acts.write(bulletin, "late", by=supervisor, on=TODAY, seen=0, text="请抓紧。")
    issue(bulletin, supervisor)
    before = Bulletin.objects.values("sheet", "told", "title").get()
    assert before["sheet"]["parts"][0][0] == "一、总体情况"
    assert ["四、滞后点名", ["请抓紧。"]] in before["sheet"]["parts"]
    assert [title for title, _columns, _rows in before["sheet"]["tables"]] == [
        "各专项办结情况",
        "各牵头单位办结情况",
        "逾期未办节点清单",
    ]
    make_done(date(2015, 5, 9), task=task, due_on=date(2015, 5, 31))
    grant(promises[1], date(2015, 7, 31), date(2015, 5, 20))
    for row in (unit, task, task.project, task.plan):
        name = "name" if row is unit else "title"
        setattr(row, name, "改了名")
        row.save()
    assert Bulletin.objects.values("sheet", "told", "title").get() == before


def test_its_readers_are_those_chosen_and_supervisors(bulletin, supervisor):
    issue(bulletin, supervisor, roles=["leader", "head"])
    roles = set(Bulletin.objects.get().readers.values_list("role", flat=True))
    assert roles == {"leader", "head", "supervisor"}


def test_each_reader_has_one_entry_that_waits_for_the_morning(bulletin, supervisor, liaison):
    leader, other = make_user(role="leader"), make_user(role="supervisor", unit=make_unit())
    gone = make_user(role="leader", is_active=False)
    issue(bulletin, supervisor)
    [mail] = leader.mails.all()
    assert (mail.kind, mail.waits, mail.period) == (
        Mail.Kind.NOTICE,
        True,
        f"bulletin-{bulletin.pk}",
    )
    assert other.mails.count() == 1
    assert [person.mails.count() for person in (supervisor, liaison, gone)] == [0, 0, 0]
    [section] = mail.body["sections"]
    assert section["lines"][0]["path"].endswith(f"/bulletins/{bulletin.pk}/")


def test_the_morning_mail_carries_it(bulletin, supervisor):
    leader = make_user(role="leader", email="leader@example.org", language="zh-hans")
    issue(bulletin, supervisor)
    assert write_mornings(date(2015, 6, 19)) == 1
    morning = leader.mails.get(kind=Mail.Kind.MORNING)
    assert "督查通报已发布：关于五月推进情况的通报" in str(morning.body)
    assert f"/bulletins/{bulletin.pk}/" in str(morning.body)


def test_a_correction_names_what_it_corrects_and_reaches_all_who_read_it(
    bulletin, plan, supervisor
):
    issue(bulletin, supervisor, roles=["viewer"])
    viewer = make_user(role="viewer")
    fresh = acts.begin(plan, by=supervisor, on=TODAY, corrects=bulletin, **MAY)
    issued = issue(fresh, supervisor, roles=["leader"])
    assert issued.sheet["parts"][0] == (
        "",
        ["本通报更正督通〔2015〕1号（第1期），内容以本通报为准。"],
    )
    roles = set(issued.readers.values_list("role", flat=True))
    assert roles == {"viewer", "leader", "supervisor"}
    assert "督通〔2015〕1号" in viewer.mails.get(period=f"bulletin-{issued.pk}").body["opening"]


def test_a_bulletin_is_corrected_once_and_its_correction_after_it(bulletin, plan, supervisor):
    issue(bulletin, supervisor)
    fresh = acts.begin(plan, by=supervisor, on=TODAY, corrects=bulletin, **MAY)
    with pytest.raises(ValidationError, match="exists already"):
        acts.begin(plan, by=supervisor, on=TODAY, corrects=bulletin, **MAY)
    issue(fresh, supervisor)
    assert acts.begin(plan, by=supervisor, on=TODAY, corrects=fresh, **MAY).corrects == fresh


@pytest.mark.usefixtures("many_sessions")
@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_each_has_a_number_and_none_is_left_out():
    plans = plan_with_promise(), plan_with_promise()
    by = make_user(role="supervisor", unit=make_unit())
    drafts = [make_bulletin(plans[number % 2], by=by) for number in range(6)]
    acts_of_both = [lambda row=row: issue(row, by) for row in drafts * 2]
    assert at_once(acts_of_both) == {"done": 6, "Conflict": 6}
    assert sorted(Bulletin.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    for plan in plans:
        issues = Bulletin.objects.filter(plan=plan).values_list("issue", flat=True)
        assert sorted(issues) == [1, 2, 3]
    connection.close()
