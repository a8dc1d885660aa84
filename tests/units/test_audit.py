"""The record of edits: field, before, after, person and address, for administrators to read."""

import pytest
from auditlog.models import LogEntry

from tests.factories import make_unit, make_user

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
def renamed(administrator):
    """A unit whose name and members an administrator has changed."""
    unit, member = make_unit(name="区旧局"), make_unit(name="某街道")
    words = {"name": "区新局", "kind": "group", "position": 1, "members": [member.pk]}
    address = f"/admin/units/unit/{unit.pk}/change/"
    evil = {"HTTP_X_FORWARDED_FOR": "6.6.6.6", "REMOTE_ADDR": "10.0.0.7"}
    assert administrator.post(address, words | NO_ALIASES, **evil).status_code == 302
    return unit


def test_an_edit_is_recorded_with_person_and_address(renamed):
    entry = LogEntry.objects.filter(object_id=renamed.pk, changes__has_key="name").latest("id")
    assert entry.changes["name"] == ["区旧局", "区新局"]
    assert (entry.actor.name, entry.remote_addr) == ("孙明远", "10.0.0.7")


def test_administrators_read_it_in_words(administrator, renamed):
    page = administrator.get(RECORD).text
    for words in ("区旧局 → 区新局", "孙明远", "10.0.0.7", "某街道"):
        assert words in page
    assert administrator.get(f"{RECORD}?q=孙明远").status_code == 200


def test_it_cannot_be_changed_and_others_do_not_see_it(administrator, renamed, client_as):
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


def test_what_nobody_signed_in_did_is_the_systems(administrator):
    make_unit(name="导入的单位")
    assert "系统" in administrator.get(RECORD).text
