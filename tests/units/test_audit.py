"""The record of edits: field, before, after, person and address, for administrators to read."""

import pytest
from auditlog.models import LogEntry
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.utils.timezone import now

from tests.factories import make_unit, make_user
from units.models import Unit

pytestmark = pytest.mark.django_db
RECORD = "/admin/auditlog/logentry/"
NO_ALIASES = {
    f"aliases-{name}": value for name, value in {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}.items()
}


@pytest.fixture
def administrator(client):
    client.force_login(make_user(role="admin", name="孙明远"))
    return client


@pytest.fixture
def edited(administrator):
    """A unit whose position and members an administrator has changed."""
    unit, member = make_unit(name="区旧局", position=51), make_unit(name="某街道")
    words = {"kind": "group", "position": 23, "members": [member.pk]}
    address = f"/admin/units/unit/{unit.pk}/change/"
    evil = {"HTTP_X_FORWARDED_FOR": "6.6.6.6", "REMOTE_ADDR": "10.0.0.7"}
    assert administrator.post(address, words | NO_ALIASES, **evil).status_code == 302
    return unit


def test_an_edit_is_recorded_with_person_and_address(edited):
    entry = LogEntry.objects.filter(object_id=edited.pk, changes__has_key="position").latest("id")
    assert entry.changes["position"] == ["51", "23"]
    assert (entry.actor.name, entry.remote_addr) == ("孙明远", "10.0.0.7")


def test_administrators_read_it_in_words(administrator, edited):
    page = administrator.get(RECORD).text
    for words in ("51 → 23", "孙明远", "10.0.0.7", "某街道"):
        assert words in page
    assert administrator.get(f"{RECORD}?q=孙明远").status_code == 200


def test_it_cannot_be_changed_and_others_do_not_see_it(administrator, edited, client_as):
    entry = LogEntry.objects.latest("id")
    assert administrator.get(f"{RECORD}{entry.pk}/change/").status_code == 200
    assert administrator.post(f"{RECORD}{entry.pk}/delete/").status_code == 403
    assert administrator.get(f"{RECORD}add/").status_code == 403
    assert client_as("supervisor").get(RECORD, follow=True).status_code == 403


def test_passwords_and_sign_ins_leave_no_trace(client):
    person = make_user(password="a dull long password")
    before = LogEntry.objects.count()
    words = {"username": person.username, "password": "a dull long password"}
    assert client.post("/accounts/login/", words).status_code == 302
    assert LogEntry.objects.count() == before
    assert not LogEntry.objects.filter(changes__has_key="password").exists()


class TestPasswordOfSomebodyElse:
    NEW = "a better one 2015"

    @pytest.fixture
    def person(self):
        return make_user(name="李联络", email="li@example.org", language="en")

    @pytest.fixture
    def was_set(self, administrator, person):
        words = {"password1": self.NEW, "password2": self.NEW, "usable_password": "true"}
        address = f"/admin/units/user/{person.pk}/password/"
        assert administrator.post(address, words).status_code == 302

    def test_is_recorded_without_telling_it(self, administrator, person, was_set):
        entry = LogEntry.objects.filter(object_pk=person.pk, changes__has_key="password").get()
        assert (entry.actor.name, entry.changes["password"]) == ("孙明远", ["•••", "•••"])
        assert "密码: ••• → •••" in administrator.get(RECORD).text

    def test_is_told_in_the_inbox_and_by_mail(self, person, was_set):
        mail = person.mails.get()
        assert mail.subject == "Your password was set by an administrator"
        assert (
            f"孙明远 has given your account {person.username} a new password"
            in (mail.body["opening"])
        )
        assert mail.deliveries.get().address == "li@example.org"

    def test_what_was_refused_is_not(self, administrator, person):
        words = {"password1": "short", "password2": "short", "usable_password": "true"}
        administrator.post(f"/admin/units/user/{person.pk}/password/", words)
        assert not LogEntry.objects.filter(changes__has_key="password").exists()
        assert person.mails.count() == 0


def test_ones_own_password_is_recorded_and_told_nobody(client):
    person = make_user(password="a dull long password")
    client.force_login(person)
    old, new = "a dull long password", "a better one 2015"
    words = {"old_password": old, "new_password1": new, "new_password2": new}
    assert client.post("/accounts/password/", words).status_code == 302
    entry = LogEntry.objects.get(object_pk=person.pk, changes__has_key="password")
    assert entry.actor == person
    assert person.mails.count() == 0


class TestRecordsOfSignIns:
    """Who signed in or failed to: read by administrators, changed by nobody."""

    @pytest.fixture
    def rows(self, client):
        person = make_user(username="wang", password="a dull long password")
        for password in [*["wrong"] * 5, "a dull long password"]:
            client.post("/accounts/login/", {"username": "WANG", "password": password})
        AccessLog.objects.create(username="wang", attempt_time=now())
        return person

    @pytest.mark.parametrize("model", [AccessAttempt, AccessFailureLog, AccessLog])
    def test_are_read_only(self, client, client_as, rows, model):
        admin, row = client_as("admin"), model.objects.first()
        place = f"/admin/axes/{model._meta.model_name}/"
        before = model.objects.count()
        assert admin.get(place).status_code == 200
        assert admin.get(f"{place}{row.pk}/change/").status_code == 200
        for address in (f"{place}{row.pk}/change/", f"{place}{row.pk}/delete/", f"{place}add/"):
            assert admin.post(address, {"post": "yes"}).status_code == 403
        chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        admin.post(place, chosen)
        assert model.objects.count() == before

    def test_a_lock_is_lifted_and_that_is_recorded(self, client, client_as, rows):
        row = AccessAttempt.objects.get()
        chosen = {"action": "lift", "_selected_action": [row.pk]}
        administrator = client_as("admin")
        assert administrator.post("/admin/axes/accessattempt/", chosen).status_code == 302
        words = {"username": "wang", "password": "a dull long password"}
        assert client.post("/accounts/login/", words).status_code == 302
        assert LogEntry.objects.get(changes__has_key="lock").object_pk == str(rows.pk)
        assert "登录锁定" in administrator.get(RECORD).text
        assert AccessFailureLog.objects.filter(username="wang").count() == 6  # all that failed


def test_what_nobody_signed_in_did_is_the_systems(administrator):
    Unit.objects.create(name="导入的单位", kind="government")
    assert "系统" in administrator.get(RECORD).text
