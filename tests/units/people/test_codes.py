"""One-time codes: made, used once, and refused with a sentence."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import override_settings
from django.utils.translation import override

from tests.factories import make_unit, make_user
from units.people.codes import ask_code, code_of, digest, make_codes, plain, use_code, why_not

pytestmark = pytest.mark.django_db
NOW = datetime(2015, 6, 18, 9, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
PASSWORD = "梧桐山下喝凉茶 9 杯多"


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def supervisor():
    return make_user(role="supervisor")


@pytest.fixture
def person():
    return make_user(role="liaison", unit=make_unit(), email="li@example.org")


def made(person, by, at=NOW, **options):
    return make_codes([person], by=by, at=at, batch=uuid4(), **options)[0]


def refusal(code, at):
    with pytest.raises(ValidationError) as refused:
        use_code(code, PASSWORD, at=at)
    return refused.value.messages


class TestTheCode:
    def test_it_is_readable_and_stands_nowhere(self, person, supervisor):
        code = made(person, supervisor)
        groups = plain(code).split("-")
        assert [len(group) for group in groups] == [4, 4, 4]
        assert not set("".join(groups)) & set("01ILO")
        assert code.digest == digest(plain(code)) != plain(code)

    def test_it_is_another_one_each_time_for_each_person(self, person, supervisor):
        other = make_user(role="head", unit=make_unit())
        batch = uuid4()
        codes = make_codes([person, other], by=supervisor, at=NOW, batch=batch)
        assert len({plain(code) for code in [*codes, made(person, supervisor)]}) == 3

    def test_with_another_secret_key_it_is_another_code(self, person, supervisor):
        code = made(person, supervisor)
        told = plain(code)
        with override_settings(SECRET_KEY="another"):
            assert plain(code) != told

    def test_it_is_known_however_it_is_typed(self, person, supervisor):
        code = made(person, supervisor)
        bare = plain(code).replace("-", "")
        for typed in (plain(code), bare.lower(), " ".join(bare), plain(code).replace("-", "－")):
            assert code_of(person, typed) == code
        assert code_of(person, bare[:-1]) is None
        assert code_of(supervisor, bare) is None


class TestMaking:
    def test_it_says_who_when_and_until_when(self, person, supervisor):
        code = made(person, supervisor)
        assert (code.made_by, code.made_at, code.by_mail) == (supervisor, NOW, False)
        assert code.valid_until == NOW + 7 * DAY
        assert made(person, supervisor, by_mail=[person.pk]).by_mail

    def test_it_is_recorded_without_telling_it(self, person, supervisor):
        made(person, supervisor)
        entry = LogEntry.objects.get(object_pk=person.pk, changes__has_key="code")
        assert (entry.actor, entry.changes["code"]) == (supervisor, ["—", "•••"])
        assert (entry.object_repr, entry.content_type.model) == (person.name, "user")

    def test_a_newer_one_ends_the_older(self, person, supervisor):
        older, newer = made(person, supervisor), made(person, supervisor, NOW + MINUTE)
        older.refresh_from_db()
        assert (older.replaced_at, newer.replaced_at) == (NOW + MINUTE, None)

    @pytest.mark.parametrize("role", ["viewer", "liaison", "head", "leader", "supervisor", "admin"])
    def test_supervisors_let_in_units_people_and_administrators_everybody(self, supervisor, role):
        other = make_user(role=role, unit=make_unit())
        assert made(other, make_user(role="admin")).person == other
        if role in ("liaison", "head"):
            assert made(other, supervisor).person == other
        else:
            with pytest.raises(PermissionDenied):
                made(other, supervisor)

    def test_nobody_lets_himself_in_nor_who_has_left(self, person):
        admin = make_user(role="admin")
        person.is_active = False
        for refused in (admin, person):
            with pytest.raises(PermissionDenied):
                made(refused, admin)

    @pytest.mark.parametrize("number", [1, 30])
    def test_many_are_made_in_as_many_statements_as_one(
        self, number, supervisor, django_assert_num_queries
    ):
        unit = make_unit()
        people = [make_user(role="liaison", unit=unit) for _time in range(number)]
        made(people[0], supervisor)
        with django_assert_num_queries(5):  # two of them begin and end the transaction
            make_codes(people, by=supervisor, at=NOW, batch=uuid4())


class TestUsing:
    def test_it_sets_the_password_once(self, person, supervisor):
        code = made(person, supervisor)
        assert use_code(code, PASSWORD, at=NOW + DAY) == person
        person.refresh_from_db()
        assert person.check_password(PASSWORD)
        assert refusal(code, NOW + DAY) == [
            "This code was used already. If you forgot your password, ask for a new one."
        ]

    def test_the_last_moment_counts_and_the_next_does_not(self, person, supervisor):
        code = made(person, supervisor)
        assert why_not(code, NOW + 7 * DAY - MINUTE) == ""
        assert refusal(code, NOW + 7 * DAY) == [
            "This code was valid until 2015-06-25 17:00. Please ask for a new one."
        ]

    def test_one_that_was_replaced_does_not_count(self, person, supervisor):
        code = made(person, supervisor)
        made(person, supervisor)
        said = ["A newer code was made for you: this one no longer counts."]
        assert refusal(code, NOW) == said

    def test_it_ends_all_others(self, person, supervisor):
        code, asked = made(person, supervisor), made(person, None)
        use_code(code, PASSWORD, at=NOW)
        asked.refresh_from_db()
        assert asked.replaced_at == NOW

    def test_it_is_recorded_as_done_by_the_person(self, person, supervisor):
        use_code(made(person, supervisor), PASSWORD, at=NOW)
        assert LogEntry.objects.get(changes__has_key="password").actor == person


class TestAsking:
    def codes(self, person):
        return list(person.codes.values_list("made_by", "by_mail"))

    def test_who_has_an_address_gets_one_by_mail(self, person):
        ask_code(person.username.upper(), at=NOW, batch=uuid4())
        assert self.codes(person) == [(None, True)]
        assert LogEntry.objects.get(changes__has_key="code").actor is None

    def test_without_address_or_account_nothing_happens(self, person):
        for address, is_active in (("", True), ("li@example.org", False)):
            other = make_user(email=address, is_active=is_active)
            ask_code(other.username, at=NOW, batch=uuid4())
            assert self.codes(other) == []
        ask_code("nobody", at=NOW, batch=uuid4())

    def test_a_second_one_takes_ten_minutes(self, person):
        for minutes, number in ((0, 1), (9, 1), (10, 2), (11, 2)):
            ask_code(person.username, at=NOW + minutes * MINUTE, batch=uuid4())
            assert person.codes.count() == number
        assert person.codes.untouched().count() == 1

    def test_what_others_ask_does_not_end_the_code_on_the_sheet(self, person, supervisor):
        code = made(person, supervisor)
        ask_code(person.username, at=NOW, batch=uuid4())
        code.refresh_from_db()
        assert code.is_open(NOW)
