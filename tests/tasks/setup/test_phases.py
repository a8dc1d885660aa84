"""From phase to phase: who, when, in which order, and what is written down."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from tasks.models import Delivery, Edition, Mail, Plan, PlanCorrection
from tasks.plan.phases import OutOfPhase
from tasks.setup.acts import change_settings, turn
from tasks.setup.rules import SETTINGS, TURNS, turns_of
from tests.factories import TODAY, make_plan, make_plan_correction, make_user
from tests.supervising import make_delivery, make_mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = timedelta(days=1)
DAYS = {
    "preparing": {"in_use_from": None},
    "in-use": {},
    "closing": {"closing_from": TODAY},
    "archived": {"closing_from": TODAY, "archived_from": TODAY},
}
# From each phase where each turn leads, None where it is refused.
ORDER = {
    ("preparing", "put-in-use"): "in-use",
    ("in-use", "begin-closing"): "closing",
    ("closing", "go-on"): "in-use",
    ("closing", "archive"): "archived",
    ("archived", "reopen"): "closing",
}


def take(plan, name, seen=None, role="supervisor", by=None, **more):
    latest = plan.corrections.order_by("-pk").values_list("pk", flat=True).first() or 0
    words = {"reason": "会议决定", "seen": latest if seen is None else seen} | more
    return turn(plan, name, by=by or make_user(role=role), on=TODAY, **words)


@pytest.mark.parametrize("name", TURNS)
@pytest.mark.parametrize("phase", DAYS)
def test_turns_lead_from_phase_to_phase_in_their_order(phase, name):
    plan = make_plan(**DAYS[phase])
    assert (name in turns_of(plan, TODAY)) is ((phase, name) in ORDER)
    if (phase, name) in ORDER:
        assert take(plan, name).phase(TODAY) == ORDER[phase, name]
    else:
        with pytest.raises(ValidationError):
            take(plan, name)
        assert Plan.objects.get().phase(TODAY) == phase


@pytest.mark.parametrize("role", ["viewer", "leader", "supervisor", "admin"])
def test_supervisors_and_administrators_turn_it(plan, role):
    if role in ("supervisor", "admin"):
        assert take(plan, "begin-closing", role=role)
    else:
        with pytest.raises(PermissionDenied):
            take(plan, "begin-closing", role=role)


def test_it_is_written_down_and_the_edition_rises(plan):
    by = make_user(role="supervisor")
    Edition.objects.all().delete()
    with translation.override("en"):
        take(plan, "begin-closing", by=by)
    line = PlanCorrection.objects.get()
    told = (line.field, line.before, line.after, line.reason, line.on)
    assert told == ("阶段", "自2015-01-01起进行", "自2015-06-18起收官", "会议决定", TODAY)
    assert Edition.objects.get(plan=plan).number == 1


def test_the_day_is_changed_until_it_has_come():
    plan = make_plan(in_use_from=None)
    assert take(plan, "put-in-use", day=TODAY + 9 * DAY).in_use_from == TODAY + 9 * DAY
    assert take(plan, "put-in-use", day=TODAY + DAY).in_use_from == TODAY + DAY
    assert take(plan, "put-in-use", day=TODAY).phase(TODAY) == Plan.Phase.IN_USE
    with pytest.raises(ValidationError, match="进行"):
        take(plan, "put-in-use", day=TODAY + DAY)


@pytest.mark.parametrize(("day", "taken"), [(date(2015, 2, 4), False), (date(2015, 2, 5), True)])
def test_it_is_in_use_no_day_before_its_issue(day, taken):
    plan = make_plan(in_use_from=None)
    if taken:
        assert take(plan, "put-in-use", day=day).in_use_from == day
    else:
        with pytest.raises(ValidationError, match="2015-02-05"):
            take(plan, "put-in-use", day=day)


def test_who_had_not_seen_what_happened_since_changes_nothing(plan):
    make_plan_correction(plan, reason="同事先改")
    with pytest.raises(ValidationError, match="同事先改"):
        take(plan, "begin-closing", seen=0)
    with pytest.raises(ValidationError, match="同事先改"):
        save(plan, {"amber_days": 7}, seen=0)
    assert Plan.objects.get().phase(TODAY) == Plan.Phase.IN_USE


def line_to(plan, path="tasks/1/"):
    return {"sections": [{"title": "", "lines": [{"text": "", "path": f"/plans/{plan}/{path}"}]}]}


def unsent(body, waits):
    mail = make_mail(period=f"{len(Mail.objects.all())}")
    Mail.objects.filter(pk=mail.pk).update(body=body, waits=waits)
    if not waits:
        make_delivery(mail)
    return mail


@pytest.mark.parametrize("waits", [True, False])
def test_an_archived_plan_sends_nothing(plan, waits):
    plan.closing_from = TODAY
    plan.save()
    both = line_to("other")
    both["sections"] += line_to(plan.slug)["sections"]
    mine = unsent(line_to(plan.slug), waits)
    others = [unsent(body, waits) for body in (line_to(f"{plan.slug}-b"), both, {"sections": []})]
    sent = make_delivery(make_mail(), state="sent", sent_at="2015-06-01T00:00Z")
    take(plan, "archive")
    waiting = Mail.objects.filter(waits=True) if waits else Delivery.objects.waiting()
    keys = set(waiting.values_list("pk" if waits else "mail", flat=True))
    assert keys == {one.pk for one in others}
    assert Mail.objects.filter(pk=mine.pk).exists()
    sent.refresh_from_db()
    assert sent.state == "sent"


def save(plan, values, seen=None, reason="办法修订", role="supervisor"):
    latest = plan.corrections.order_by("-pk").values_list("pk", flat=True).first() or 0
    who = {"by": make_user(role=role), "on": TODAY}
    return change_settings(
        plan, values, reason=reason, seen=latest if seen is None else seen, **who
    )


def test_each_setting_that_changes_is_written_down_before_and_after(plan):
    blue = make_user(role="supervisor", name="林某")
    with translation.override("en"):
        save(
            plan,
            {"amber_days": 10, "head_signoff": False, "auto_blue": blue, "office": "区委督查室"}
            | {"second_consent": True},
        )
    lines = PlanCorrection.objects.values_list("field", "before", "after", "reason")
    assert {line[1:] for line in lines} == {
        ("15", "10", "办法修订"),
        ("是", "否", "办法修订"),
        ("否", "是", "办法修订"),
        ("—", "林某", "办法修订"),
        ("—", "区委督查室", "办法修订"),
    }
    plan.refresh_from_db()
    assert (plan.amber_days, plan.head_signoff, plan.auto_blue) == (10, False, blue)
    assert plan.second_consent
    assert plan.settings_seen_on == TODAY


def test_nobody_alone_does_away_with_the_second_person(plan):
    save(plan, {"second_consent": True})
    save(plan, {"amber_days": 10})
    for role in ("supervisor", "admin"):
        with pytest.raises(ValidationError) as refused:
            save(plan, {"second_consent": False, "amber_days": 12}, role=role)
        assert list(refused.value.message_dict) == ["second_consent"]
    plan.refresh_from_db()
    assert (plan.second_consent, plan.amber_days) == (True, 10)


def test_settings_that_are_right_are_only_looked_at(plan):
    assert save(plan, {"amber_days": 15}, reason="") == []
    plan.refresh_from_db()
    assert plan.settings_seen_on == TODAY
    assert not PlanCorrection.objects.exists()


def test_a_change_needs_a_reason_a_right_and_a_setting(plan):
    with pytest.raises(ValidationError):
        save(plan, {"amber_days": 10}, reason="")
    with pytest.raises(PermissionDenied):
        save(plan, {"amber_days": 10}, role="leader")
    with pytest.raises(KeyError):
        save(plan, {"title": "别的"})
    plan.refresh_from_db()
    assert (plan.amber_days, plan.settings_seen_on) == (15, None)


def test_an_archived_plan_keeps_its_settings_and_one_in_preparation_does_not():
    with pytest.raises(OutOfPhase):
        save(make_plan(**DAYS["archived"]), {"amber_days": 10})
    assert save(make_plan(**DAYS["preparing"]), {"amber_days": 10})


def test_every_column_that_people_may_change_is_a_setting_or_a_fact_of_the_document():
    facts = {"slug", "title", "short_title", "issuer", "issued_on", "source_text", "is_active"}
    editable = {field.name for field in Plan._meta.concrete_fields if field.editable}
    assert editable - {"id"} == facts | set(SETTINGS)


def test_the_administration_offers_every_setting(client, plan):
    client.force_login(make_user(role="admin"))
    page = client.get(f"/admin/tasks/plan/{plan.pk}/change/")
    assert set(SETTINGS) <= set(page.context["adminform"].form.fields)
