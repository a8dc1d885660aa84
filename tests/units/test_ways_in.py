"""Entering a one-time code, the password that follows, and asking for a code by mail."""

from datetime import timedelta
from uuid import uuid4

import pytest
from axes.models import AccessAttempt
from django.utils.timezone import now

from tests.factories import make_plan, make_unit, make_user
from units.models import SignInCode, User
from units.people.codes import make_codes, plain

pytestmark = pytest.mark.django_db
CODE, OWN, FORGOTTEN = "/accounts/code/", "/accounts/code/password/", "/accounts/forgotten/"
PASSWORD = "梧桐山下喝凉茶 9 杯多"
WRONG = "The user name or the code is wrong."


@pytest.fixture(autouse=True)
def english(client):
    client.cookies["language"] = "en"


@pytest.fixture
def person():
    return make_user(username="wangwei", name="王伟", role="liaison", unit=make_unit())


def code_for(person, by=None, at=None):
    by = by or make_user(role="admin")
    return make_codes([person], by=by, at=at or now(), batch=uuid4())[0]


def enter(client, typed, username="wangwei"):
    return client.post(CODE, {"username": username, "code": typed})


def set_password(client, password=PASSWORD):
    return client.post(OWN, {"new_password1": password, "new_password2": password})


def refusals(answer):
    return [str(one) for errors in answer.context["form"].errors.values() for one in errors]


def is_signed_in(client):
    return client.get("/accounts/password/").status_code == 200


class TestEntering:
    def test_a_code_leads_to_a_password_and_in(self, client, person):
        code = code_for(person)
        assert enter(client, plain(code)).url == OWN
        page = client.get(OWN).text
        assert "王伟" in page
        assert "wangwei" in page
        assert set_password(client).url == "/"
        assert is_signed_in(client)
        person.refresh_from_db()
        assert person.check_password(PASSWORD)

    def test_nothing_is_open_before_the_password_is_set(self, client, person):
        enter(client, plain(code_for(person)))
        assert not is_signed_in(client)

    def test_the_rules_for_passwords_hold(self, client, person):
        enter(client, plain(code_for(person)))
        for password in ("short", "wangwei-wangwei", "123456789012"):
            assert refusals(set_password(client, password))
        assert SignInCode.objects.get().used_at is None
        assert set_password(client).status_code == 302

    def test_it_works_once(self, client, person):
        code = code_for(person)
        enter(client, plain(code))
        set_password(client)
        client.post("/accounts/logout/")
        (said,) = refusals(enter(client, plain(code)))
        assert said.startswith("This code was used already.")
        assert client.get(OWN).url == CODE

    def test_of_two_who_use_it_at_once_one_loses(self, client, person, monkeypatch):
        code = code_for(person)
        enter(client, plain(code))

        def meanwhile(form, *args, **kwargs):
            SignInCode.objects.update(used_at=now())
            return True

        monkeypatch.setattr("units.views.SetPasswordForm.is_valid", meanwhile)
        monkeypatch.setattr(
            "units.views.SetPasswordForm.cleaned_data", {"new_password1": PASSWORD}, raising=False
        )
        (said,) = refusals(set_password(client))
        assert said.startswith("This code was used already.")

    def test_a_late_one_is_refused_and_so_is_one_that_was_replaced(self, client, person):
        late = code_for(person, at=now() - timedelta(days=7))
        (said,) = refusals(enter(client, plain(late)))
        assert said.startswith("This code was valid until")
        older = code_for(person)
        code_for(person)
        (said,) = refusals(enter(client, plain(older)))
        assert said.startswith("A newer code was made for you")

    def test_that_of_another_tells_nothing(self, client, person):
        other = code_for(make_user(username="li"))
        assert refusals(enter(client, plain(other))) == [WRONG]
        assert refusals(enter(client, plain(other), "nobody")) == [WRONG]
        assert refusals(enter(client, "AAAA-BBBB-CCCC")) == [WRONG]

    def test_what_is_missing_is_named(self, client):
        assert len(refusals(client.post(CODE, {}))) == 2

    def test_a_closed_account_stays_closed(self, client, person):
        code = code_for(person)
        User.objects.filter(pk=person.pk).update(is_active=False)
        assert refusals(enter(client, plain(code))) == [WRONG]

    def test_a_code_is_no_password(self, client, person):
        typed = plain(code_for(person))
        words = {"username": "wangwei", "password": typed}
        assert client.post("/accounts/login/", words).status_code == 200
        assert not is_signed_in(client)


class TestGuessing:
    def test_the_fifth_wrong_code_locks_the_account(self, client, person):
        code = code_for(person)
        answers = [enter(client, "AAAA-BBBB-CCCC").status_code for _time in range(5)]
        assert answers == [200] * 4 + [429]
        assert enter(client, plain(code)).status_code == 429
        assert "AAAA" not in AccessAttempt.objects.get().post_data

    def test_wrong_passwords_and_wrong_codes_count_together(self, client, person):
        for _time in range(3):
            enter(client, "AAAA-BBBB-CCCC")
        for _time in range(2):
            answer = client.post("/accounts/login/", {"username": "WANGWEI", "password": "no"})
        assert answer.status_code == 429

    def test_who_is_locked_out_meanwhile_has_a_password_and_waits(self, client, person):
        enter(client, plain(code_for(person)))
        for _time in range(5):
            client.post("/accounts/login/", {"username": "wangwei", "password": "no"})
        assert set_password(client).status_code == 429
        person.refresh_from_db()
        assert person.check_password(PASSWORD)
        assert not is_signed_in(client)


class TestWelcome:
    def first_page(self, client, person):
        enter(client, plain(code_for(person)), person.username)
        set_password(client)
        return client.get(client.get("/").url).text

    def test_it_is_said_once_on_the_first_page(self, client, person):
        make_plan(is_active=True)
        page = self.first_page(client, person)
        assert (
            f"Welcome, 王伟. You are here as Liaison officer of {person.unit}.<br>My desk" in page
        )
        assert "Welcome" not in client.get(client.get("/").url).text

    @pytest.mark.parametrize("role", User.Role)
    def test_each_role_has_its_own_and_no_name_is_markup(self, client, role):
        make_plan(is_active=True)
        page = self.first_page(client, make_user(role=role, name="<b>", unit=make_unit()))
        assert "Welcome, &lt;b&gt;." in page

    def test_people_of_no_unit_have_theirs(self, client):
        make_plan(is_active=True)
        assert "You are here as Viewer." in self.first_page(client, make_user(name="某"))

    def test_who_was_here_before_is_told_of_the_password_only(self, client, person):
        make_plan(is_active=True)
        User.objects.update(last_login=now())
        page = self.first_page(client, person)
        assert "Welcome" not in page
        assert "Your password has been changed." in page


class TestForgotten:
    SAID = "If this account has an e-mail address, a code is on its way to it."

    def ask(self, client, username):
        return client.post(FORGOTTEN, {"username": username}, follow=True).text

    def test_the_answer_is_the_same_for_everybody(self, client, person):
        make_user(username="li", email="li@example.org")
        pages = [self.ask(client, name) for name in ("li", "wangwei", "nobody")]
        assert all(self.SAID in page for page in pages)
        assert [code.person.username for code in SignInCode.objects.all()] == ["li"]

    def test_without_a_way_for_mail_only_people_help(self, client, db, settings):
        assert "<form" in client.get(FORGOTTEN).text.partition("<main")[2]
        settings.DEMO, settings.EMAIL_BACKEND = False, "baoan_rule.mail_files.EmailBackend"
        page = client.get(FORGOTTEN).text.partition("<main")[2]
        assert "<form" not in page
        assert "ask the supervisors for a new account notice" in page


def test_the_sign_in_page_leads_to_the_other_ways(client, db):
    page = client.get("/accounts/login/").text
    assert all(f'href="{address}"' in page for address in (CODE, FORGOTTEN))
