"""Previews: made by a worker, once, for what was sent; seen by whoever may read the file."""

import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from tasks.evidence import keeping, previewing
from tasks.evidence.clearing import clear
from tasks.evidence.models import PREVIEWS, stored_name
from tasks.evidence.previewing import make, make_missing
from tasks.models import Evidence
from tests import files
from tests.factories import make_milestone, make_plan, make_report, make_unit, make_user
from tests.pages import act, address
from tests.processes import ROOT

pytestmark = pytest.mark.django_db
PHOTO = files.photo()


def sent(name="照片.jpg", content=PHOTO, milestone=None):
    milestone = milestone or make_milestone()
    person = make_user(role="liaison", unit=make_unit())
    upload = files.upload(name, content)
    file = keeping.keep(milestone, "report", upload, by=person, unit=person.unit)
    report = make_report(milestone)
    keeping.send(keeping.staged(milestone, "report", person), report=report)
    file.refresh_from_db()
    return file


def is_kept(file):
    return default_storage.exists(stored_name(file.sha256, PREVIEWS))


def state(file):
    file.refresh_from_db()
    return file.has_preview


def test_pictures_and_pdfs_that_were_sent_have_one():
    drawn = [sent(), sent("扫描件.PDF", files.photo(kind="PDF"))]
    plain = sent("纪要.docx", files.office("docx"))
    assert make_missing(timezone.now) == 2
    assert [state(file) for file in [*drawn, plain]] == [True, True, None]
    assert [is_kept(file) for file in [*drawn, plain]] == [True, True, False]
    assert make_missing(timezone.now) == 0


def test_what_was_not_sent_waits():
    file = sent()
    Evidence.objects.update(report=None)
    assert make_missing(timezone.now) == 0
    assert state(file) is None


def test_the_same_bytes_are_drawn_once_for_all_who_sent_them():
    first, second = sent(), sent("同一张.jpeg")
    assert make_missing(timezone.now) == 1
    assert state(first) and state(second)
    third = sent()
    assert make_missing(timezone.now) == 1
    assert state(third)


def test_sending_wakes_a_worker_once_and_only_where_files_are(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as woken:
        sent()
        sent()
        keeping.send(Evidence.objects.none(), report=None)
    assert [waiting.args for waiting in woken] == [("make_previews",)]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("坏.jpg", files.JPG, "UnidentifiedImageError"),
        ("坏.pdf", files.PDF, "PdfiumError"),
        ("炸.png", files.of_pixels(60000, 60000), "DecompressionBombError"),
    ],
)
def test_a_hostile_file_is_tried_once_and_stops_no_other(name, content, reason, caplog):
    bad, good = sent(name, content), sent()
    assert make_missing(timezone.now) == 1
    assert (state(bad), state(good)) == (False, True)
    (line,) = caplog.messages
    assert reason in line
    assert f"file {bad.pk}" in line
    assert make_missing(timezone.now) == 0


def test_bytes_that_are_gone_have_none(caplog):
    file = sent()
    default_storage.delete(stored_name(file.sha256))
    assert make_missing(timezone.now) == 0
    assert state(file) is False
    assert "No such file" in caplog.text


@pytest.mark.parametrize(
    ("program", "seconds", "reason"),
    [
        ("import time; time.sleep(60)", 1, "timed out"),
        ("bytearray(2 * 1024**3)", 20, "MemoryError"),
        ("import os; os.abort()", 20, "SIGABRT"),
    ],
)
def test_a_file_that_never_ends_or_takes_all_memory_is_given_up(
    program, seconds, reason, monkeypatch, tmp_path, caplog
):
    """A program in the place of the one that draws, with its limits, behaves as a hostile file."""
    draws = "sys.stdout.buffer.write(draw(kind, sys.stdin.buffer.read()))"
    limited = previewing.DRAWING.read_text()
    assert draws in limited
    hostile = tmp_path / "hostile.py"
    hostile.write_text(limited.replace(draws, program))
    monkeypatch.setattr(previewing, "DRAWING", hostile)
    monkeypatch.setattr(previewing, "SECONDS", seconds)
    file = sent()
    assert make_missing(timezone.now) == 0
    assert state(file) is False
    assert reason in caplog.text


def test_two_workers_do_not_draw_the_same(monkeypatch):
    file = sent()
    assert make(file)
    monkeypatch.setattr(previewing, "drawn", None)
    assert not make(file)


def test_after_two_minutes_mails_get_their_turn(monkeypatch):
    woken = []
    monkeypatch.setattr(previewing, "wake", woken.append)
    first, second = sent(), sent(content=files.photo((9, 9)))
    times = iter([timezone.now() + timedelta(minutes=number) for number in (0, 1, 3)])
    assert make_missing(lambda: next(times)) == 1
    assert [state(first), state(second)] == [True, None]
    assert woken == ["make_previews"]


def test_it_goes_with_the_bytes(django_capture_on_commit_callbacks):
    file = sent()
    make_missing(timezone.now)
    with django_capture_on_commit_callbacks(execute=True):
        keeping.discard(file)
    assert not is_kept(file)


def test_one_that_was_left_behind_goes_at_night():
    file = sent()
    make_missing(timezone.now)
    default_storage.delete(stored_name(file.sha256))
    later = timezone.now() + timedelta(days=2)
    assert clear(later, later) == {"files": 0, "bytes": 0}
    assert is_kept(file)
    file.delete()
    assert clear(later, later) == {"files": 0, "bytes": 1}
    assert not is_kept(file)


def test_no_other_process_has_the_libraries_in_memory():
    code = (
        "import sys, baoan_rule.wsgi, tasks.jobs, django.urls; django.urls.get_resolver().url_patterns;"
        "sys.exit(' '.join({'PIL', 'pypdfium2'} & set(sys.modules)) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.usefixtures("today")
class TestPages:
    @pytest.fixture
    def file(self, milestone):
        file = sent(milestone=milestone)
        make_missing(timezone.now)
        return file

    def fetch(self, client, file, plan=None):
        return client.get(address("preview", plan or file.task.plan, file.pk))

    def test_it_is_a_picture_that_nothing_keeps_and_that_runs_nothing(self, viewer, file):
        answer = self.fetch(viewer, file)
        assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "sandbox" in answer["Content-Security-Policy"]

    def test_whoever_may_not_read_the_file_does_not_see_it(self, client, viewer, file):
        assert self.fetch(client, file).status_code == 302
        assert self.fetch(viewer, file, make_plan()).status_code == 404
        Evidence.objects.update(report=None)
        assert self.fetch(viewer, file).status_code == 404
        client.force_login(file.uploaded_by)
        assert self.fetch(client, file).status_code == 200

    def test_where_there_is_none_nothing_is_found(self, viewer, milestone):
        assert self.fetch(viewer, sent(milestone=milestone)).status_code == 404

    def test_the_task_shows_it_beside_the_file_and_else_the_kind(self, viewer, milestone, file):
        plain = sent("纪要.docx", files.office("docx"), milestone)
        page = viewer.get(address("task", milestone.task.plan, 11)).text
        picture = f'src="{address("preview", milestone.task.plan, file.pk)}"'
        assert f'<img {picture} width="96" height="96" loading="lazy" alt="">' in page
        assert address("preview", milestone.task.plan, plain.pk) not in page
        assert '<span class="file-kind">docx</span>' in page

    def test_sending_a_report_asks_for_it(
        self, as_liaison, milestone, django_capture_on_commit_callbacks
    ):
        as_liaison.post(
            act("report", milestone), {"files": files.upload("照.jpg", PHOTO), "upload": "1"}
        )
        with django_capture_on_commit_callbacks() as woken:
            as_liaison.post(
                act("report", milestone),
                {"seen": 0, "rating": "confident", "done": "已培训412家企业。"},
            )
        assert ("make_previews",) in [getattr(waiting, "args", None) for waiting in woken]
