"""The pages on which people are set up from a sheet."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import now
from openpyxl import load_workbook

from tests.factories import make_unit, make_user
from tests.workbooks import workbook
from units.models import PeopleSheet, SignInCode, Unit, UnitAlias, User
from units.people.codes import make_codes, plain

pytestmark = pytest.mark.django_db
PEOPLE, PREVIEW, INVITE = (
    "/accounts/people/",
    "/accounts/people/preview/",
    "/accounts/people/invite/",
)
WANG = ("王伟", "", "区教育局", "liaison", "0755-1234", "wang@example.org")
LI = ("李丽", "", "区教育局", "head")


def upload(page, *rows, **options):
    file = SimpleUploadedFile("名单.xlsx", workbook(*rows, **options).read())
    return page.post(PEOPLE, {"file": file})


def confirm(page, **said):
    token = page.get(PREVIEW).context["preview"].token
    return page.post(PREVIEW, {"token": token, "looked": "1.5"} | said)


def text_of(answer):
    return " ".join(answer.text.partition("<main")[2].split())


class TestTemplate:
    def test_it_offers_the_units_and_the_roles_one_may_give(self, page, unit):
        make_unit(name="各街道", kind="group")
        answer = page.get(f"{PEOPLE}template/")
        assert "People.xlsx" in answer["Content-Disposition"]
        choices = load_workbook(BytesIO(answer.getvalue())).worksheets[1]
        assert [cell.value for cell in choices["A"]][1:] == ["区教育局", None]
        assert [cell.value for cell in choices["B"]][1:] == ["Liaison officer", "Head of unit"]


class TestUpload:
    def test_it_leads_to_the_preview_and_does_nothing(self, page, unit):
        assert upload(page, WANG, LI).url == PREVIEW
        assert not User.objects.filter(name="王伟").exists()
        assert PeopleSheet.objects.get().name == "名单.xlsx"

    def test_what_cannot_be_read_is_refused_with_its_sentence(self, page, unit):
        said = text_of(upload(page, ("=1+1",)))
        assert "Row 2, column “Name”: a formula or its error." in said
        assert text_of(page.post(PEOPLE, {})).count("Please choose the filled sheet.") == 2
        assert not PeopleSheet.objects.exists()

    def test_a_sheet_that_waits_is_offered_again(self, page, unit):
        upload(page, WANG)
        assert "“名单.xlsx” is read and waits for you." in text_of(page.get(PEOPLE))


class TestPreview:
    def test_it_shows_each_row_with_what_becomes_of_it(self, page, unit):
        make_user(name="李丽", username="lili", role="liaison", unit=unit)
        make_user(name="赵军", username="zhaojun", role="head", unit=unit)
        upload(page, WANG, LI, ("赵军", "", "区教育局", ""))
        answer = page.get(PREVIEW)
        counts = {kind: len(entries) for kind, entries in answer.context["kinds"].items()}
        assert counts == {"wrong": 0, "asked": 0, "new": 1, "changed": 1, "unchanged": 1}
        said = text_of(answer)
        assert '<del class="quiet">Liaison officer</del> <strong>Head of unit</strong>' in said
        assert "wangwei" in said
        assert "Do exactly this" in said

    def test_a_name_that_is_also_a_role_stays_a_name(self, page, unit):
        upload(page, ("admin", "viewer", "区教育局", "head"))
        (entry,) = page.get(PREVIEW).context["kinds"]["new"]
        assert [cell.text for cell in entry.cells][:2] == ["admin", "viewer"]

    def test_what_is_wrong_is_listed_first_and_nothing_can_be_done(self, page, unit):
        upload(page, WANG, ("李丽", "", "区教育局", "admin"))
        said = text_of(page.get(PREVIEW))
        assert "Row 3, column “Role”: you may not give the role “Administrator”." in said
        assert "Do exactly this" not in said

    def test_of_many_faults_twenty_stand_on_top(self, page, unit):
        upload(page, *[(f"王{n}", "", "区教育局", "x") for n in range(21)])
        assert "There are 21 in all" in text_of(page.get(PREVIEW))

    def test_where_all_is_known_there_is_nothing_to_do(self, page, unit):
        make_user(name="李丽", username="lili", role="head", unit=unit)
        upload(page, LI)
        assert "there is nothing to do" in text_of(page.get(PREVIEW))

    def test_without_a_sheet_there_is_none(self, page):
        assert page.get(PREVIEW).url == PEOPLE
        assert page.post(PREVIEW, {"token": "x"}).url == PEOPLE

    def test_it_is_thrown_away_at_will(self, page, unit):
        upload(page, WANG)
        assert page.post(PREVIEW, {"discard": "1"}).url == PEOPLE
        assert not PeopleSheet.objects.exists()

    def test_everybody_has_his_own(self, page, unit, client_as):
        upload(page, WANG)
        assert client_as("admin").get(PREVIEW).url == PEOPLE


class TestUnknownUnits:
    def test_they_are_asked_about_and_answered(self, page, unit):
        upload(page, ("王伟", "", "区教委", "liaison"), ("李丽", "", "区信访局", "head"))
        said = text_of(page.get(PREVIEW))
        assert "Units that the ledger does not know" in said
        assert "First the units above have to be explained" in said
        answers = {"answer": "1", "unit-0": str(unit.pk), "unit-1": "new:government"}
        assert page.post(PREVIEW, answers).url == PREVIEW
        assert "new unit" in text_of(page.get(PREVIEW))
        assert not Unit.objects.filter(name="区信访局").exists()
        confirm(page)
        assert UnitAlias.objects.get(name="区教委").unit == unit
        assert User.objects.get(name="李丽").unit.name == "区信访局"

    @pytest.mark.parametrize("answer", ["new:king", "999999", ""])
    def test_an_answer_that_is_none_leaves_them_asked(self, page, unit, answer):
        upload(page, ("王伟", "", "区教委", "liaison"))
        page.post(PREVIEW, {"answer": "1", "unit-0": answer})
        assert not page.get(PREVIEW).context["preview"].is_ready


class TestConfirming:
    def test_all_is_done_and_leads_to_the_notices(self, page, unit):
        upload(page, WANG, LI)
        answer = confirm(page)
        codes = SignInCode.objects.all()
        assert answer.url.startswith(reverse("account-notices", args=[codes[0].batch]))
        said = text_of(page.get(answer.url))
        assert all(plain(code) in said for code in codes)
        assert "Done and recorded: 2 new people, 0 changed." in said

    def test_codes_go_by_mail_where_that_was_ticked(self, page, unit):
        upload(page, WANG, LI)
        said = text_of(page.get(confirm(page, by_mail="on").url))
        assert '1 code goes by mail: <span lang="zh-hans">王伟</span> wang@example.org' in said
        by_mail, printed = SignInCode.objects.order_by("-by_mail")
        assert plain(printed) in said
        assert plain(by_mail) not in said

    def test_changes_alone_lead_back(self, page, unit):
        make_user(name="李丽", username="lili", role="liaison", unit=unit)
        upload(page, LI)
        assert confirm(page).url == PEOPLE

    def test_what_has_changed_since_is_shown_anew(self, page, unit):
        upload(page, WANG)
        token = page.get(PREVIEW).context["preview"].token
        make_user(username="wangwei")
        answer = page.post(PREVIEW, {"token": token})
        assert answer.status_code == 409
        assert "The accounts have changed since you looked." in answer.text
        assert "wangwei2" in answer.text
        assert not SignInCode.objects.exists()

    def test_sent_twice_it_is_done_once(self, page, unit):
        upload(page, WANG)
        token = page.get(PREVIEW).context["preview"].token
        answers = [page.post(PREVIEW, {"token": token, "looked": "1.5"}) for _time in range(2)]
        assert answers[0].url == answers[1].url
        assert SignInCode.objects.count() == 1


class TestList:
    def names(self, answer):
        return [person.name for person in answer.context["page"]]

    def test_it_shows_who_was_never_here_of_those_one_lets_in(self, page, supervisor, unit):
        make_user(role="head", unit=unit, name="王伟")
        make_user(role="head", unit=unit, name="李丽", last_login=now())
        make_user(role="admin", name="孙明")
        make_user(role="head", unit=unit, name="赵军", is_active=False)
        assert self.names(page.get(PEOPLE)) == ["王伟"]

    @pytest.mark.parametrize("words", ["李", "LIL", "教育"])
    def test_others_are_found_by_name_user_name_or_unit(self, page, unit, words):
        make_user(role="head", unit=unit, name="李丽", username="lili", last_login=now())
        make_user(role="admin", name="李明", username="liming")
        assert self.names(page.get(PEOPLE, {"q": words})) == ["李丽"]
        assert "Nobody whom you let in" in text_of(page.get(PEOPLE, {"q": "没有"}))

    def test_it_says_until_when_a_code_counts(self, page, supervisor, unit):
        person = make_user(role="head", unit=unit)
        assert "no code that counts" in text_of(page.get(PEOPLE))
        make_codes([person], by=supervisor, at=now(), batch=uuid4())
        assert "code until" in text_of(page.get(PEOPLE))

    def test_who_has_a_password_needs_no_code(self, page, unit):
        make_user(role="head", unit=unit, password="a dull long password")
        said = text_of(page.get(PEOPLE))
        assert "has a password" in said
        assert "New notice" not in said

    def test_who_has_no_code_gets_a_new_one_with_all_others(self, page, supervisor, unit):
        people = [make_user(role="head", unit=unit) for _time in range(3)]
        make_codes(people[:1], by=supervisor, at=now(), batch=uuid4())
        assert "New notices for 2 people without a code that counts" in text_of(page.get(PEOPLE))
        answer = page.post(f"{PEOPLE}codes/", {"looked": "1.5"})
        assert len(page.get(answer.url).context["notices"]) == 2
        assert "New notice" not in text_of(page.get(PEOPLE))

    @pytest.mark.parametrize("number", [1, 3, 20])
    def test_it_asks_as_often_for_many_people(self, number, page, unit, django_assert_num_queries):
        for _time in range(number):
            make_user(role="head", unit=unit)
        with django_assert_num_queries(7):
            page.get(PEOPLE)
