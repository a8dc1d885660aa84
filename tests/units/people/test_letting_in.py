"""Inviting somebody, new codes, and the notices that are handed over."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils.timezone import now

from tests.factories import make_code, make_user
from tests.units.people.test_pages import (
    INVITE,
    text_of,
)
from units.models import SignInCode, User
from units.people.codes import make_codes, plain

pytestmark = pytest.mark.django_db


class TestInvite:
    def invite(self, page, **said):
        words = {"name": "王伟", "role": "liaison", "looked": "1.5"}
        return page.post(INVITE, words | said)

    def test_the_person_gets_an_account_and_a_code(self, page, unit):
        answer = self.invite(page, unit=unit.pk, phone="0755-1234", next="/back/")
        person = User.objects.get(username="wangwei")
        assert (person.unit, person.role, person.phone) == (unit, "liaison", "0755-1234")
        said = text_of(page.get(answer.url))
        assert plain(person.codes.get()) in said
        assert 'href="/back/"' in said

    def test_it_begins_with_the_unit_of_the_page(self, page, unit):
        form = page.get(INVITE, {"unit": unit.pk}).context["form"]
        assert (form.initial["unit"], form.initial["role"]) == (str(unit.pk), "liaison")
        assert [value for value, _label in form.fields["role"].choices] == ["liaison", "head"]

    def test_an_address_may_get_the_code_by_mail(self, page, unit):
        self.invite(page, unit=unit.pk, email="wang@example.org", by_mail="on")
        self.invite(page, unit=unit.pk, name="李丽", by_mail="on", looked="2.5")
        by_mail = SignInCode.objects.order_by("pk").values_list("by_mail", flat=True)
        assert list(by_mail) == [True, False]

    @pytest.mark.parametrize(
        ("said", "column"),
        [
            ({"name": ""}, "name"),
            ({"unit": ""}, "unit"),
            ({"role": "supervisor"}, "role"),
            ({"phone": "x"}, "phone"),
            ({"email": "x"}, "email"),
            ({"username": "a b"}, "username"),
        ],
    )
    def test_what_is_wrong_stands_at_its_field(self, page, unit, said, column):
        answer = self.invite(page, **{"unit": unit.pk} | said)
        assert list(answer.context["form"].errors) == [column]

    def test_who_has_an_account_is_named(self, page, unit):
        make_user(name="王伟", username="wang", role="liaison", unit=unit)
        answer = self.invite(page, unit=unit.pk)
        assert answer.context["form"].errors == {"name": ["王伟 has an account already: wang."]}
        self.invite(page, unit=unit.pk, username="wang2")
        assert User.objects.filter(name="王伟").count() == 2

    def test_sent_twice_it_is_done_once(self, page, unit):
        answers = [self.invite(page, unit=unit.pk) for _time in range(2)]
        assert answers[0].url == answers[1].url
        assert User.objects.filter(name="王伟").count() == 1

    def test_a_name_taken_in_this_very_moment_is_told(self, page, unit, monkeypatch):
        def taken(*args, **kwargs):
            raise IntegrityError

        monkeypatch.setattr("units.people.views.carry_out", taken)
        answer = self.invite(page, unit=unit.pk)
        assert answer.context["form"].errors == {"username": ["This user name is taken."]}

    def test_two_clicks_at_once_make_one_person(self, page, unit, monkeypatch):
        def meanwhile(preview, *, at, batch, by_mail):
            make_code(batch=batch, made_by=User.objects.get(name="朱督查"))
            raise IntegrityError

        monkeypatch.setattr("units.people.views.carry_out", meanwhile)
        assert "/accounts/people/notices/" in self.invite(page, unit=unit.pk).url

    def test_what_was_typed_before_signing_in_is_back(self, client, supervisor, unit):
        client.post(INVITE, {"name": "王伟", "by": supervisor.pk})
        client.force_login(supervisor)
        assert client.get(INVITE).context["form"].initial["name"] == "王伟"


def new_code(person):
    return reverse("new-code", args=[person.pk])


class TestNewCode:
    @pytest.fixture
    def person(self, unit):
        return make_user(name="李丽", role="head", unit=unit, email="li@example.org")

    def test_it_is_printed_or_goes_by_mail(self, page, person):
        assert "li@example.org" in page.get(new_code(person)).text
        printed = page.post(new_code(person), {"looked": "1.5"})
        assert plain(person.codes.get(by_mail=False)) in page.get(printed.url).text
        page.post(new_code(person), {"looked": "2.5", "by_mail": "on"})
        assert person.codes.get(by_mail=True).made_by.name == "朱督查"

    def test_without_an_address_it_is_printed(self, page, person, settings):
        settings.DEMO, settings.EMAIL_BACKEND = False, "baoan_rule.mail_files.EmailBackend"
        assert "li@example.org" not in page.get(new_code(person)).text
        page.post(new_code(person), {"by_mail": "on"})
        assert not person.codes.get().by_mail

    def test_whom_others_let_in_is_refused(self, page, supervisor, unit):
        for person in (make_user(role="admin"), make_user(role="viewer", unit=unit), supervisor):
            assert page.get(new_code(person)).status_code == 403
            assert page.post(new_code(person), {}).status_code == 403
        closed = make_user(role="head", unit=unit, is_active=False)
        assert page.get(new_code(closed)).status_code == 404
        assert not SignInCode.objects.exists()

    def test_sent_twice_in_one_moment_it_is_done_once(self, page, supervisor, person, monkeypatch):
        def meanwhile(people, *, by, at, batch, by_mail):
            make_code(person=person, batch=batch, made_by=supervisor)
            raise IntegrityError

        monkeypatch.setattr("units.people.views.make_codes", meanwhile)
        assert "/accounts/people/notices/" in page.post(new_code(person), {"looked": "1"}).url

    def test_other_faults_of_the_database_are_no_second_click(self, page, person, monkeypatch):
        def broken(*args, **kwargs):
            raise IntegrityError

        monkeypatch.setattr("units.people.views.make_codes", broken)
        with pytest.raises(IntegrityError):
            page.post(new_code(person), {"looked": "1"})


class TestNotices:
    def made(self, supervisor, unit, number=2):
        people = [make_user(role="head", unit=unit) for _time in range(number)]
        return make_codes(people, by=supervisor, at=now(), batch=uuid4())

    def address(self, codes):
        return reverse("account-notices", args=[codes[0].batch])

    def test_each_person_has_a_sheet_with_all_that_he_needs(self, page, supervisor, unit):
        codes = self.made(supervisor, unit)
        said = text_of(page.get(self.address(codes)))
        assert said.count('<article class="card account-notice"') == 2
        for code in codes:
            for words in (code.person.name, code.person.username, plain(code)):
                assert words in said
        assert "http://testserver/accounts/code/" in said

    def test_only_who_made_them_opens_them(self, page, supervisor, unit, client_as):
        codes = self.made(supervisor, unit)
        assert client_as("admin").get(self.address(codes)).status_code == 404

    def test_a_code_that_ended_is_not_printed(self, page, supervisor, unit):
        used, late, open_one = codes = self.made(supervisor, unit, 3)
        SignInCode.objects.filter(pk=used.pk).update(used_at=now())
        before = datetime(2015, 1, 1, tzinfo=UTC)
        SignInCode.objects.filter(pk=late.pk).update(
            made_at=before, valid_until=before + timedelta(7)
        )
        said = text_of(page.get(self.address(codes)))
        assert [plain(code) in said for code in (used, late, open_one)] == [False, False, True]

    def test_those_by_mail_can_be_printed_too(self, page, supervisor, unit):
        person = make_user(role="head", unit=unit, email="a@example.org")
        codes = make_codes([person], by=supervisor, at=now(), batch=uuid4(), by_mail=[person.pk])
        assert plain(codes[0]) not in page.get(self.address(codes)).text
        assert plain(codes[0]) in page.get(self.address(codes), {"all": 1}).text

    def test_a_sheet_speaks_the_language_of_its_reader(self, page, supervisor, unit):
        person = make_user(role="head", unit=unit, language="en")
        codes = make_codes([person], by=supervisor, at=now(), batch=uuid4())
        assert (
            '<article class="card account-notice" lang="en">' in page.get(self.address(codes)).text
        )
