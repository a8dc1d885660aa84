"""Signing in and out, the lock, the language, the password."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.utils.timezone import now

from tests.factories import PASSWORD, make_plan, make_user

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
NEW = "a better one 2015"


@pytest.fixture
def person():
    return make_user(username="wang", password=PASSWORD)


def sign_in(client, username="wang", password=PASSWORD, **extra):
    return client.post(LOGIN, {"username": username, "password": password, **extra})


def is_signed_in(client):
    return client.get("/accounts/password/").status_code == 200


def test_name_and_password_open_the_ledger(client, person):
    assert sign_in(client).url == "/"
    assert is_signed_in(client)


@pytest.mark.parametrize("given", ["wang", "Wang", "ＷＡＮＧ"])
@pytest.mark.parametrize("typed", ["WANG", "Wang", "ｗａｎｇ"])
def test_the_name_is_one_account_however_it_is_typed_or_was_given(client, given, typed):
    make_user(username=given, password=PASSWORD)
    assert sign_in(client, typed).status_code == 302


def test_letters_beyond_ascii_are_one_account_too(client):
    make_user(username="Straße-Ünal", password=PASSWORD)
    assert sign_in(client, "STRASSE-ÜNAL").status_code == 302


@pytest.mark.parametrize("typed", ["wang", "WANG", "ｗａｎｇ"])
def test_a_name_is_given_once_however_it_is_typed(client_as, person, typed):
    words = {"name": "王", "role": "viewer", "password1": NEW, "password2": NEW}
    form = {"username": typed, "usable_password": "true"} | words
    answer = client_as("admin").post("/admin/units/user/add/", form)
    assert answer.context["adminform"].form.errors == {"username": ["该用户名已被使用。"]}


def test_a_wrong_password_says_so_and_keeps_the_name(client, person):
    answer = sign_in(client, password="wrong")
    assert answer.status_code == 200
    assert 'value="wang"' in answer.text
    assert "请更正以下内容" in answer.text
    assert answer.text.count("用户名或密码不正确。") == 1


def test_the_sign_in_page_names_the_house_the_plan_and_whom_to_call(client, db):
    make_plan(
        is_active=True, issuer="区委", title="法治工作方案", contact="王某", contact_phone="0755-1"
    )
    page = client.get(LOGIN).text
    assert all(words in page for words in ("区委", "法治工作方案", "王某", "tel:0755-1"))


def test_before_there_is_a_plan_the_sign_in_page_is_plain(client, db):
    assert 'class="house"' not in client.get(LOGIN).text


def test_an_empty_password_is_asked_for(client, person):
    assert sign_in(client, password="").context["form"].errors["password"] == ["请填写此项。"]


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "javascript:x"])
def test_signing_in_never_leads_to_another_host(client, person, target):
    assert sign_in(client, next=target).url == "/"


def test_signing_in_leads_back_to_the_page_that_asked(client, person):
    assert sign_in(client, next="/plans/x/tasks/?light=red").url == "/plans/x/tasks/?light=red"


def test_signing_out_ends_it(client, person):
    sign_in(client)
    client.post("/accounts/logout/")
    assert not is_signed_in(client)


class TestLock:
    def fail(self, client, times, **headers):
        for _time in range(times):
            answer = client.post(LOGIN, {"username": "wang", "password": "no"}, **headers)
        return answer

    def test_the_fifth_wrong_password_locks_the_account(self, client, person):
        assert self.fail(client, 4).status_code == 200
        answer = self.fail(client, 1)
        assert answer.status_code == 429
        assert "锁定30分钟" in answer.text
        assert sign_in(client).status_code == 429

    def test_four_wrong_ones_do_not(self, client, person):
        self.fail(client, 4)
        assert sign_in(client).status_code == 302

    def test_others_of_the_same_address_go_on(self, client, person):
        make_user(username="li", password=PASSWORD)
        self.fail(client, 6)
        assert sign_in(client, "li").status_code == 302

    def test_another_spelling_or_pretended_address_does_not_help(self, client, person):
        for number, name in enumerate(["wang", "WANG", "Wang", "wAng", "ｗａｎｇ"]):
            answer = client.post(
                LOGIN,
                {"username": name, "password": "no"},
                headers={"X-Forwarded-For": f"1.1.1.{number}"},
            )
        assert answer.status_code == 429
        assert sign_in(client).status_code == 429

    @pytest.mark.parametrize("typed", ["supervısor", "SUPERVİSOR", "ſupervisor"])
    def test_a_name_that_looks_alike_neither_enters_nor_lifts_the_lock(self, client, typed):
        make_user(username="Supervisor", password=PASSWORD)
        for _time in range(5):
            sign_in(client, "supervisor", "no")
        assert sign_in(client, typed).status_code in (200, 429)
        assert not is_signed_in(client)
        assert sign_in(client, "supervisor").status_code == 429

    def test_after_half_an_hour_it_opens_again(self, client, person):
        self.fail(client, 5)
        AccessAttempt.objects.update(attempt_time=now() - timedelta(minutes=31))
        assert sign_in(client).status_code == 302

    def test_success_forgets_the_failures(self, client, person):
        self.fail(client, 4)
        sign_in(client)
        client.post("/accounts/logout/")
        self.fail(client, 4)
        assert sign_in(client).status_code == 302


class TestAccountsThatEnd:
    def test_a_closed_account_ends_with_the_next_request(self, client, person):
        sign_in(client)
        person.is_active = False
        person.save(update_fields=["is_active"])
        assert not is_signed_in(client)
        assert sign_in(client).status_code == 200

    def test_a_lowered_role_counts_from_the_next_request(self, client_as, django_user_model):
        client = client_as("admin")
        assert client.get("/admin/units/user/").status_code == 200
        django_user_model.objects.update(role="viewer")
        assert client.get("/admin/units/user/", follow=True).status_code == 403

    def test_demonstration_accounts_work_in_the_demonstration_only(self, client, settings):
        make_user(username="demo", password=PASSWORD, is_demo=True)
        assert sign_in(client, "demo").status_code == 302
        settings.DEMO = False
        assert not is_signed_in(client)
        assert sign_in(client, "demo").status_code == 200


class TestLanguage:
    def test_chinese_is_the_default_whatever_the_browser_wants(self, client):
        answer = client.get(LOGIN, headers={"Accept-Language": "en"})
        assert ('lang="zh-hans"' in answer.text, answer["Content-Language"]) == (True, "zh-hans")

    def test_a_choice_is_kept_for_the_signed_out(self, client):
        client.post("/accounts/language/", {"language": "en", "next": LOGIN})
        assert 'lang="en"' in client.get(LOGIN).text

    def test_a_choice_is_kept_with_the_person(self, client, person):
        sign_in(client)
        client.post("/accounts/language/", {"language": "en"})
        client.cookies.clear()
        sign_in(client)
        assert 'lang="en"' in client.get("/accounts/password/").text

    def test_an_unknown_language_changes_nothing(self, client, person):
        sign_in(client)
        client.post("/accounts/language/", {"language": "tlh"})
        person.refresh_from_db()
        assert person.language == ""
        client.cookies["language"] = "tlh"
        assert 'lang="zh-hans"' in client.get("/accounts/password/").text

    def test_it_never_leads_to_another_host(self, client):
        answer = client.post("/accounts/language/", {"language": "en", "next": "//evil.example"})
        assert answer.url == "/"


class TestPassword:
    def change(self, client, new, old=PASSWORD):
        return client.post(
            "/accounts/password/",
            {"old_password": old, "new_password1": new, "new_password2": new},
        )

    def test_it_is_changed_and_the_session_goes_on(self, client, person):
        sign_in(client)
        assert self.change(client, "a better one 2015").status_code == 302
        assert "密码已修改" in client.get("/accounts/password/").text
        client.post("/accounts/logout/")
        assert sign_in(client, password="a better one 2015").status_code == 302

    @pytest.mark.parametrize("new", ["short", "123456789012345"])
    def test_a_weak_one_is_refused_in_words(self, client, person, new):
        sign_in(client)
        answer = self.change(client, new)
        assert answer.status_code == 200
        assert "请更正以下内容" in answer.text

    def test_guessing_the_old_one_locks_and_leaves_no_password_behind(self, client, person):
        sign_in(client)
        answers = [self.change(client, NEW, old=f"guess {n}").status_code for n in range(5)]
        assert answers == [200] * 4 + [429]
        assert self.change(client, NEW).status_code == 429
        assert "guess" not in AccessAttempt.objects.get().post_data
        assert NEW not in AccessAttempt.objects.get().post_data
        client.post("/accounts/logout/")
        assert sign_in(client).status_code == 429

    def test_the_old_one_must_be_known(self, client, person):
        sign_in(client)
        assert self.change(client, "a better one 2015", old="wrong").status_code == 200


def test_pages_of_the_signed_in_are_not_kept_by_the_browser(client, person):
    sign_in(client)
    assert "no-store" in client.get("/accounts/password/").headers["Cache-Control"]


def test_signed_in_people_need_no_sign_in_page(client, person):
    sign_in(client)
    assert client.get(LOGIN).url == "/"


def test_the_admins_own_sign_in_page_lets_administrators_through(client_as):
    assert client_as("admin").get("/admin/login/").url == "/admin/"


def test_a_wrong_password_is_told_once_and_plainly(client, db):
    make_user(username="wang")
    page = client.post("/accounts/login/", {"username": "wang", "password": "wrong"}).text
    assert page.count("用户名或密码不正确。") == 1


def test_what_is_missing_is_named(client_as):
    page = client_as("viewer").post("/accounts/password/", {}).text
    assert "请填写此项。" in page
    assert "必填" not in page
