"""A draft: begun, its head and sections written; nothing that was typed is lost."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.bulletin import acts
from tasks.bulletin.draft import draft_of
from tasks.bulletin.lines import plain
from tasks.bulletin.models import Bulletin
from tasks.plan.phases import OutOfPhase
from tasks.plan.recording import Conflict, sentence
from tests.factories import TODAY, make_done, make_unit, make_user
from tests.supervising import make_bulletin
from units.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
MAY = {"first_on": date(2015, 5, 1), "last_on": date(2015, 5, 31)}
HEAD = MAY | {"layout": "periodical", "title": "关于五月的通报", "addressees": "各街道"}
OTHERS = [role for role in User.Role.values if role != "supervisor"]


def write(bulletin, by, text="另拟。", seen=0, **words):
    return acts.write(bulletin, "done", by=by, on=TODAY, seen=seen, text=text, **words)


def section(bulletin, part="done"):
    [found] = [one for one in draft_of(bulletin).sections if one.part == part]
    return found


def test_a_supervisor_begins_a_draft_without_a_number(plan, promises, supervisor):
    draft = acts.begin(plan, by=supervisor, on=TODAY, **MAY)
    assert (draft.reference, draft.is_issued, draft.layout) == ("", False, "red-head")
    assert draft.title == f"关于《{plan.short_title}》2015年5月推进情况的通报"
    assert (draft.addressees, draft.begun_by, draft.begun_on) == (
        "各街道、区直各单位",
        supervisor,
        TODAY,
    )


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_drafts_writes_or_issues(role, bulletin, plan):
    unit = make_unit() if role in ("liaison", "head") else None
    who = {"by": make_user(role=role, unit=unit), "on": TODAY}
    for act in (
        lambda: acts.begin(plan, **who, **MAY),
        lambda: acts.write(bulletin, "done", **who, seen=0, text="另拟。"),
        lambda: acts.rewrite_head(bulletin, **who, seen=0, **HEAD),
        lambda: acts.issue(bulletin, **who, seen=0, roles=[]),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize(
    "phase", [{"in_use_from": None}, {"closing_from": TODAY, "archived_from": TODAY}]
)
def test_a_plan_that_is_prepared_or_archived_has_none(phase, plan, promises, bulletin, supervisor):
    type(plan).objects.filter(pk=plan.pk).update(**phase)
    plan.refresh_from_db()
    with pytest.raises(OutOfPhase):
        acts.begin(plan, by=supervisor, on=TODAY, **MAY)
    with pytest.raises(OutOfPhase):
        write(bulletin, supervisor)


def test_a_plan_that_closes_still_tells_of_itself(plan, promises, supervisor):
    plan.closing_from = TODAY
    plan.save()
    assert acts.begin(plan, by=supervisor, on=TODAY, **MAY).pk


def test_a_section_is_what_the_records_say_until_somebody_writes_it(bulletin, supervisor, task):
    before = section(bulletin)
    assert (before.version, before.is_generated, before.lines) == (0, True, before.generated)
    write(bulletin, supervisor, "五月办结一个。\r\n\r\n其余抓紧。")
    make_done(date(2015, 5, 2), task=task, due_on=date(2015, 5, 31))
    after = section(bulletin)
    assert after.lines == [["五月办结一个。"], ["其余抓紧。"]]
    assert (after.version, after.is_generated) == (1, False)
    assert "办结限期节点2个" in plain(after.generated[0])


def test_the_words_of_the_records_are_taken_again_and_the_typed_ones_stay(bulletin, supervisor):
    write(bulletin, supervisor, "手写。")
    write(bulletin, supervisor, "没有用。", seen=1, generated=True)
    found = section(bulletin)
    assert found.lines == found.generated
    assert [(one.version, one.text) for one in found.former] == [(2, ""), (1, "手写。")]
    write(bulletin, supervisor, "又写。", seen=2)
    assert section(bulletin).lines == [["又写。"]]


def test_a_section_without_words_is_left_out(bulletin, supervisor):
    write(bulletin, supervisor, "")
    assert section(bulletin).lines == []


def test_who_saw_other_words_is_told_what_was_written(bulletin, supervisor):
    other = make_user(role="supervisor", unit=make_unit(name="区委政法委"), name="李四")
    write(bulletin, other, "李四写的。")
    with pytest.raises(Conflict) as refused:
        write(bulletin, supervisor)
    [told] = refused.value.since(0)
    assert sentence(told).endswith("区委政法委 李四 Wrote the section: 李四写的。")
    assert section(bulletin).lines == [["李四写的。"]]
    acts.write(bulletin, "late", by=supervisor, on=TODAY, seen=0, text="别处不冲突。")


def test_the_head_is_rewritten_by_who_saw_the_latest(bulletin, supervisor):
    who = {"by": supervisor, "on": TODAY}
    acts.rewrite_head(bulletin, **who, seen=0, **HEAD)
    fresh = Bulletin.objects.get()
    assert {name: getattr(fresh, name) for name in HEAD} == HEAD
    with pytest.raises(Conflict) as refused:
        acts.rewrite_head(bulletin, **who, seen=0, **HEAD)
    assert "关于五月的通报 各街道 2015年5月1日至31日" in sentence(
        refused.value.since(0)[0]
    ).replace("\n", " ")
    with pytest.raises(ValidationError, match="ends before it begins"):
        acts.rewrite_head(bulletin, **who, seen=1, **HEAD | {"last_on": date(2015, 4, 1)})


def test_what_is_issued_is_not_written_any_more(plan, promises, supervisor):
    issued = make_bulletin(plan, by=supervisor, issued_on=TODAY)
    with pytest.raises(Conflict) as refused:
        write(issued, supervisor)
    assert issued.reference in sentence(refused.value.since(0)[0])
    with pytest.raises(Conflict):
        acts.rewrite_head(issued, by=supervisor, on=TODAY, seen=0, **HEAD)
