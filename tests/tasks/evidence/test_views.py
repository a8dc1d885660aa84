"""Files on the pages of the workflow: added, kept, refused, taken away."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from tasks.evidence import kinds
from tasks.models import Evidence
from tests import files
from tests.factories import make_plan, make_user
from tests.pages import act, address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


class TestFiles:
    @pytest.fixture
    def staged(self, as_liaison, milestone):
        as_liaison.post(
            act("report", milestone), {"files": files.upload("会议纪要.pdf"), "upload": "1"}
        )
        return Evidence.objects.get()

    @pytest.fixture
    def sent(self, as_liaison, milestone, staged):
        as_liaison.post(
            act("report", milestone),
            {"seen": 0, "rating": "confident", "done": "已培训412家企业。"},
        )
        staged.refresh_from_db()
        return staged

    def fetch(self, client, file, plan=None):
        return client.get(address("file", plan or file.milestone.task.plan, file.pk))

    def test_it_comes_as_an_attachment_that_runs_nothing(self, client_as, sent):
        answer = self.fetch(client_as("viewer"), sent)
        assert b"".join(answer.streaming_content) == files.PDF
        assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E4%BC%9A")
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]

    def test_what_is_not_sent_only_who_chose_it_reads(self, as_liaison, client_as, staged):
        """Nobody else learns that it is there."""
        assert self.fetch(as_liaison, staged).status_code == 200
        for role in ("viewer", "liaison", "leader", "supervisor", "admin"):
            assert self.fetch(client_as(role), staged).status_code == 404
        as_liaison.force_login(make_user(role="head", unit=staged.unit))
        assert self.fetch(as_liaison, staged).status_code == 404

    @pytest.mark.parametrize(
        ("limit", "sentence"),
        [
            ({"FILES_A_DAY": 1}, "每人 24 小时内最多上传 1 个文件"),
            ({"BYTES_A_DAY": 10}, "每人 24 小时内最多上传 200 个文件或"),
            ({"FILES_OF_ONE_PLACE": 1}, "此处已有 1 个文件"),
        ],
    )
    def test_nobody_fills_the_disk(
        self, limit, sentence, as_liaison, milestone, staged, monkeypatch
    ):
        for name, value in limit.items():
            monkeypatch.setattr(kinds, name, value)
        more = {"files": files.upload("二.pdf", files.PDF + b"2"), "upload": "1"}
        assert sentence in as_liaison.post(act("report", milestone), more).text
        assert Evidence.objects.get() == staged

    def test_what_was_stored_yesterday_counts_no_more(
        self, as_liaison, milestone, staged, monkeypatch
    ):
        monkeypatch.setattr(kinds, "FILES_A_DAY", 1)
        Evidence.objects.update(uploaded_at=staged.uploaded_at - timedelta(days=1, seconds=1))
        more = {"files": files.upload("二.pdf", files.PDF + b"2"), "upload": "1"}
        as_liaison.post(act("report", milestone), more)
        assert Evidence.objects.count() == 2

    def test_another_plans_address_finds_nothing(self, as_liaison, sent):
        assert self.fetch(as_liaison, sent, make_plan()).status_code == 404

    def test_without_signing_in_there_is_nothing(self, client, sent):
        client.logout()
        assert self.fetch(client, sent).status_code == 302

    def test_no_address_reaches_the_folder(self, client, sent):
        assert default_storage.exists(f"evidence/{sent.sha256[:2]}/{sent.sha256}")
        for path in (
            f"/media/evidence/{sent.sha256[:2]}/{sent.sha256}",
            f"/static/../media/evidence/{sent.sha256}",
            f"/plans/x/files/{sent.sha256}/",
            "/plans/x/files/..%2f..%2fsecret_key/",
        ):
            assert client.get(path).status_code == 404

    def test_the_task_lists_it_with_who_when_size_and_fingerprint(self, as_liaison, sent):
        page = as_liaison.get(address("task", sent.milestone.task.plan, 11)).text
        for words in ("会议纪要.pdf", sent.uploaded_by.name, "字节", sent.sha256):
            assert words in page
