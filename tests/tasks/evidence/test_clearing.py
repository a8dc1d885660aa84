"""What is left behind goes, what somebody still needs stays."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from tasks.evidence import keeping as evidence
from tasks.evidence.clearing import clear
from tasks.evidence.kinds import DAYS_UNNAMED, DAYS_UNSENT
from tasks.evidence.models import stored_name
from tasks.models import Evidence
from tests import files
from tests.factories import make_evidence, make_milestone, make_report, make_unit, make_user

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def chosen():
    """A file that somebody chose for a report and has not sent."""
    person = make_user(role="liaison", unit=make_unit())
    file = files.upload("甲.pdf")
    return evidence.keep(make_milestone(), "report", file, by=person, unit=person.unit)


def bytes_of(row):
    return default_storage.exists(stored_name(row.sha256))


def test_nothing_is_there_to_clear():
    assert clear(timezone.now(), timezone.now()) == {"files": 0, "bytes": 0}


def test_a_file_that_was_not_sent_goes_after_a_month(chosen, django_capture_on_commit_callbacks):
    month = chosen.uploaded_at + timedelta(days=DAYS_UNSENT)
    for at, gone in ((month, 0), (month + SECOND, 1)):
        with django_capture_on_commit_callbacks(execute=True):
            assert clear(at, at)["files"] == gone
    assert not Evidence.objects.exists()
    assert not bytes_of(chosen)


def test_what_was_sent_stays(chosen):
    chosen.report = make_report(chosen.milestone)
    chosen.save()
    assert clear(*[timezone.now() + timedelta(days=9999)] * 2) == {"files": 0, "bytes": 0}
    assert bytes_of(chosen)


def test_bytes_that_nobody_names_go_after_a_day():
    """Such as those of an upload that broke, or a double that two at once made."""
    for name in ("0" * 64, "0" * 64 + "_aB3"):
        default_storage.save(stored_name(name), ContentFile(b"bytes"))
    named = make_evidence(make_milestone(), report=None, sha256="1" * 64)
    default_storage.save(stored_name(named.sha256), ContentFile(b"bytes"))
    now = timezone.now()
    assert clear(now, now)["bytes"] == 0
    assert clear(now, now + timedelta(days=DAYS_UNNAMED) + SECOND)["bytes"] == 2
    assert bytes_of(named)
