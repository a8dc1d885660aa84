"""The inspectors' own photographs and files: with what they found, and with what they saw again."""

from datetime import date

import pytest

from tasks.inspections import acts
from tasks.models import Evidence, Inspection
from tests import files
from tests.factories import TODAY, make_done, make_evidence, make_milestone, make_user
from tests.pages import address
from tests.supervising import make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
FETCH = {"HTTP_X_REQUESTED_WITH": "fetch"}


def photo(name="现场.jpg", content=files.JPG):
    return files.upload(name, content)


class Page:
    """The form of an act, what is sent with it, and who sends it."""

    def __init__(self, name, task, unit, client):
        self.plan, self.name, self.client = task.plan, name, client
        if name == "inspect":
            self.about = make_milestone(task=task)
            self.words = {"kind": "site", "unit": unit.pk, "shown": unit.pk}
            self.words |= {"findings": "台账不全。", "rectify_by": "2015-06-19"}
        elif name == "recheck":
            self.about = make_done(date(2015, 5, 20), task=task)
            self.words = {"passed": "yes", "findings": "属实。"}
        else:
            said = {"rectify_by": TODAY, "rectified_on": TODAY, "rectification": "已补。"}
            self.about = make_visit(make_milestone(task=task), unit, **said)
            self.words = {"text": "现场看过。"}
        self.at = address(name, task.plan, self.about.pk)

    def post(self, **more):
        return self.client.post(self.at, self.words | more)


PAGES = ["inspect", "recheck", "close-inspection", "send-back-rectification"]


@pytest.fixture(params=PAGES)
def page(request, task, unit, supervisor, client):
    client.force_login(supervisor)
    return Page(request.param, task, unit, client)


def test_files_go_with_what_was_found_and_everybody_reads_them(page, client_as, plan, task):
    page.post(files=photo(), upload="1")
    file = Evidence.objects.get()
    download, other = address("file", plan, file.pk), client_as("leader")
    assert other.get(download).status_code == 404
    assert page.post().status_code == 302
    inspection = Inspection.objects.get()
    place = f"{address('inspection', plan, inspection.pk)}"
    shown = [place, address("task", plan, task.number)]
    if page.name not in ("inspect", "recheck"):
        shown = [place]
    for where in shown:
        assert download in other.get(where).text
    assert other.get(download).getvalue() == files.JPG
    file.refresh_from_db()
    assert file.unit == file.uploaded_by.unit


def test_words_and_files_survive_a_form_that_is_not_ready(page):
    answer = page.post(files=photo(), upload="1")
    text = page.words.get("findings") or page.words["text"]
    for words in (text, "现场.jpg"):
        assert words in answer.text
    assert "错误：" not in answer.text
    assert "现场.jpg" in page.client.get(page.at).text
    answer = page.post(upload="1", remove=Evidence.objects.get().pk)
    assert "现场.jpg" not in answer.text
    assert not Evidence.objects.exists()


def test_a_refused_file_is_named_and_nothing_is_written_down(page):
    answer = page.post(files=photo(content=b"<html>"))
    assert "“现场.jpg”的内容与扩展名不符" in answer.text
    assert not Evidence.objects.exists()
    assert not Inspection.objects.filter(findings__in=["台账不全。"], inspected_by=None).exists()


def test_a_script_gets_the_files_alone(page):
    answer = page.client.post(page.at, {"files": photo(), "upload": "1"}, **FETCH)
    assert ("现场.jpg" in answer.text, "<h1" in answer.text) == (True, False)


def test_the_paper_lists_them(task, unit, supervisor, client):
    client.force_login(supervisor)
    page = Page("inspect", task, unit, client)
    for name in ("门厅.jpg", "台账.jpg"):
        page.post(files=photo(name, files.JPG + name.encode()), upload="1")
    page.post()
    sheet = Inspection.objects.get().sheet
    assert sheet["attachments"] == ["整改回执", "门厅.jpg", "台账.jpg"]
    page.words |= {"rectify_by": "", "findings": "一切属实。"}
    page.post(files=photo())
    assert Inspection.objects.first().sheet["attachments"] == ["现场.jpg"]


def test_who_looks_at_a_rectification_sees_its_files(task, unit, supervisor, liaison, client, plan):
    milestone = make_milestone(task=task)
    visit = make_visit(milestone, unit, rectify_by=TODAY)
    make_evidence(milestone, uploaded_by=liaison, action="rectify", answers=visit.pk)
    acts.rectify(visit, by=liaison, on=TODAY, text="已补。")
    client.force_login(supervisor)
    page = client.get(address("close-inspection", plan, visit.pk)).text
    assert ("已补。" in page, "会议纪要.pdf" in page) == (True, True)
    seen = {"seen": visit.inspection.events.get().pk}
    client.post(address("send-back-rectification", plan, visit.pk), {"text": "还缺两份。"} | seen)
    client.force_login(liaison)
    assert "还缺两份。" in client.get(address("rectify", plan, visit.pk)).text


def test_who_has_no_unit_adds_files_in_his_own_name(task, unit, client, plan):
    client.force_login(make_user(role="supervisor", name="张三"))
    page = Page("inspect", task, unit, client)
    page.post(files=photo())
    shown = client.get(address("inspection", plan, Inspection.objects.get().pk)).text
    assert ("张三" in shown, "None" in shown) == (True, False)


def test_a_day_before_it_was_looked_at_shows_no_files_of_it(task, unit, supervisor, client, plan):
    client.force_login(supervisor)
    long_ago = {"inspected_on": date(2015, 6, 1), "rectify_by": date(2015, 6, 9)}
    said = {"rectified_on": date(2015, 6, 5), "rectification": "已补。"}
    visit = make_visit(make_milestone(task=task), unit, **long_ago, **said)
    at = address("close-inspection", plan, visit.pk)
    client.post(at, {"text": "现场看过。", "files": photo()})
    for day, is_there in (("2015-06-17", False), ("2015-06-18", True)):
        shown = client.get(address("inspection", plan, visit.inspection_id, as_of=day)).text
        assert ("现场.jpg" in shown) is is_there
