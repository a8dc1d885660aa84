"""Somebody looks, another decides, the first sends what he saw: 409, what happened, words kept."""

from datetime import date

import pytest

from tasks.models import Event, Milestone
from tasks.workflow.acts import dates, extensions, splitting
from tests.factories import TODAY, make_assignment, make_extension, make_user
from tests.pages import KIND_OF, act, address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
WISH = {"reason": "等文件", "progress": "过半", "measures": "每周调度"}


def first(role, unit=None):
    """Who is faster."""
    return {"by": make_user(role=role, unit=unit, name="林先到"), "on": TODAY}


def asks_again(milestone):
    """The unit takes its request back and asks for a later date, of the same reader."""
    to_sign = milestone.extensions.get().decision == "signing"
    unit = first("liaison" if to_sign else "head", milestone.lead)
    extensions.withdraw_extension(milestone, **unit, seen=0)
    wish = {"new_due_on": date(2015, 12, 31)} | WISH
    extensions.request_extension(milestone, **unit, seen=1, **wish)


def sets_date(milestone):
    due_on = date(2015, 8, 31)
    dates.set_date(milestone, **first("supervisor"), seen=0, due_on=due_on, reason="商定")


def grants(milestone):
    wish = {"new_due_on": date(2015, 9, 30)} | WISH
    extensions.request_extension(milestone, **first("head", milestone.lead), seen=0, **wish)
    extensions.grant(milestone, **first("supervisor"), seen=1)


def names_unit(milestone):
    unit = make_assignment(milestone.task).unit
    splitting.name_unit(milestone, **first("supervisor"), seen=0, unit=unit, reason="商定")


AGAIN = ["request-extension", "withdraw-extension"]
# Action of the page: (who looks, state of the request that he sees, what happens then, its events,
# what he sends).
STORIES = {
    "grant": ("supervisor", "pending", asks_again, AGAIN, {"reason": "同意延至9月底"}),
    "refuse": ("supervisor", "pending", asks_again, AGAIN, {"reason": "9月底太晚"}),
    "sign-extension": ("head", "signing", asks_again, AGAIN, {}),
    "send-back-extension": ("head", "signing", asks_again, AGAIN, {"reason": "请写明进展"}),
    "withdraw-extension": ("liaison", "signing", asks_again, AGAIN, {"reason": "日期有误"}),
    "request-extension": (
        "liaison",
        "",
        sets_date,
        ["set-date"],
        {"new_due_on": "2015-10-31"} | WISH,
    ),
    "set-date": (
        "supervisor",
        "",
        grants,
        ["grant", "request-extension"],
        {"due_on": "2015-07-15", "reason": "以纪要为准"},
    ),
    "name-unit": ("supervisor", "", names_unit, ["name-unit"], {"reason": "按职能分工"}),
    "split": (
        "supervisor",
        "",
        sets_date,
        ["set-date"],
        {"text1": "起草", "due_on1": "2015-06-25", "text2": "论证", "due_on2": "2015-06-30"}
        | {"reason": "两家分工"},
    ),
}


@pytest.fixture(params=STORIES)
def story(request, client, milestone):
    """The action, what is written, the unit's part of it included, the decision that is chosen,
    and the events of the other.
    """
    role, state, happens, events, words = STORIES[request.param]
    client.force_login(make_user(role=role, unit=None if role == "supervisor" else milestone.lead))
    if state:
        make_extension(milestone, decision=state, unit=milestone.lead)
    happens(milestone)
    units = {"name-unit": ["unit"], "split": ["unit1", "unit2"]}.get(request.param, [])
    chosen = {"decision": request.param} if request.param in KIND_OF else {}
    return request.param, words | dict.fromkeys(units, milestone.lead.pk), chosen, events


def everything():
    """All that could be overwritten."""
    tables = (Milestone.objects.all(), Milestone.objects.get().extensions, Event.objects)
    return [list(table.values()) for table in tables]


def test_it_is_refused_with_what_happened_and_every_word_is_kept(client, milestone, story):
    action, words, chosen, events = story
    before = everything()
    answer = client.post(act(action, milestone), words | chosen | {"seen": 0})
    assert answer.status_code == 409
    assert [event.action for event in answer.context["conflict"].events] == events
    told = [event.get_action_display() for event in answer.context["conflict"].events]
    for text in ["林先到", "2015-06-18", *told]:
        assert text in answer.text
    form = answer.context["form"]
    assert {name: form[name].value() for name in words} == {k: str(v) for k, v in words.items()}
    assert not chosen or not form["decision"].value()
    assert everything() == before


def test_having_looked_again_he_can_send_it(client, milestone, story):
    action, words, chosen, _events = story
    words = words | chosen
    answer = client.post(act(action, milestone), words | {"seen": 0})
    seen = answer.context["form"]["seen"].value()
    assert client.post(act(action, milestone), words | {"seen": seen}).status_code == 302
    assert Event.objects.order_by("pk").last().action == action


def test_a_reading_is_not_confirmed_where_another_set_the_date(as_supervisor, milestone):
    Milestone.objects.update(date_note="inherited")
    milestone.refresh_from_db()
    sets_date(milestone)
    before = everything()
    target = address("confirm-date", milestone.task.plan, milestone.pk)
    answer = as_supervisor.post(target, follow=True)
    for text in ["该时限此前已确认或设定。", "林先到", "设定时限"]:
        assert text in answer.text
    assert "时限已确认" not in answer.text
    assert everything() == before
