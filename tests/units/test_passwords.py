"""Which passwords are refused, in words."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_user(
        username="WangXiaoming",
        name="欧阳小明",
        email="xm.wang@example.org",
        phone="13800138000",
        password="first one of mine",
    )


def refusals(password, person):
    try:
        validate_password(password, person)
    except ValidationError as refused:
        return {error.code: error.messages[0] for error in refused.error_list}
    return {}


@pytest.mark.parametrize(
    "password",
    [
        "wangxiaoming-2015",
        "WangXiaoming@宝安",
        "欧阳小明欧阳小明欧阳小明",
        "欧阳小明2015督查室",
        "13800138000-abc",
        "xm.wangxm.wang",
        "aaaaaaaaaaaa",
        "abcd1234abcd",
        "abcabcabcabcabc",
        "xk7!xk7!xk7!xk7!",
        "woaini1314520",
        "woaini5201314!!",
        "P@ssw0rd1234",
        "qwertyuiop12",
        "1qaz2wsx3edc",
        "poiuytrewq!@#",
        "baoan-rule-2015",
        "Baoan@2015#duban",
        "shenzhen1998888",
        "宝安法治宝安法治2015",
    ],
)
def test_what_a_colleague_would_try_is_refused(person, password):
    assert "password_easy" in refusals(password, person)


@pytest.mark.parametrize(
    "password",
    ["correct horse battery", "湖边三棵柳树与一只白鹭飞", "kT7#vq9Lm2xB", "a better one 2015"],
)
def test_what_has_to_be_guessed_sign_by_sign_is_taken(person, password):
    assert refusals(password, person) == {}


def test_eight_signs_beside_the_known_are_enough(person):
    assert refusals("zrhnvtg2015qwe", person) == {}  # the 7, a year, a row
    assert list(refusals("zrhnvg20152014", person)) == ["password_easy"]


def test_the_present_and_the_former_password_are_used_up(person):
    person.set_password("second one of mine")
    person.save()
    for used in ("first one of mine", "second one of mine"):
        assert list(refusals(used, person)) == ["password_used"]
    person.set_password("third one of mine")
    assert refusals("first one of mine", person) == {}


def test_without_a_person_names_and_former_ones_are_not_asked():
    assert refusals("wang li zhao qian", None) == {}


def test_a_short_one_is_refused_in_the_readers_language(person):
    said = "密码长度太短。密码必须包含至少12个字符。"
    assert refusals("kT7#vq9Lm2x", person) == {"password_too_short": said}
    with translation.override("en"):
        said = "This password is too short. It must contain at least 12 characters."
        assert refusals("kT7#vq9Lm2x", person) == {"password_too_short": said}
