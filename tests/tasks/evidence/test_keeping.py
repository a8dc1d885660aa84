"""Where the bytes of files are, and how long."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from tasks.evidence import keeping as evidence
from tasks.evidence.models import stored_name
from tasks.models import Evidence
from tests import files
from tests.factories import make_implementation, make_milestone, make_unit, make_user


@pytest.fixture
def person(db):
    return make_user(role="liaison", unit=make_unit())


def keep(milestone, person, **fields):
    file = files.upload(**fields)
    return evidence.keep(milestone, "report", file, by=person, unit=person.unit)


def test_the_bytes_lie_once_under_their_sha256(person):
    rows = [keep(make_milestone(), person, name=name) for name in ("甲.pdf", "乙.pdf")]
    sha256 = hashlib.sha256(files.PDF).hexdigest()
    assert [(row.name, row.sha256, row.size) for row in rows] == [
        ("甲.pdf", sha256, len(files.PDF)),
        ("乙.pdf", sha256, len(files.PDF)),
    ]
    with rows[1].open() as stored:
        assert stored.read() == files.PDF
    assert default_storage.listdir(f"evidence/{sha256[:2]}")[1] == [sha256]


def test_choosing_a_file_twice_keeps_it_once(person):
    milestone = make_milestone()
    assert keep(milestone, person) == keep(milestone, person)


def test_a_form_shows_the_files_that_one_chose_for_it(person):
    row = keep(make_milestone(), person)
    colleague = make_user(role="liaison", unit=person.unit)
    for action, by, shown in (
        ("report", person, [row]),
        ("request-completion", person, []),
        ("report", colleague, []),
    ):
        assert list(evidence.staged(row.milestone, action, by)) == shown


def test_a_refused_file_leaves_nothing(person):
    with pytest.raises(ValidationError):
        keep(make_milestone(), person, content=b"<html>")
    assert not Evidence.objects.exists()
    assert not default_storage.exists("evidence")


def test_bytes_go_with_their_last_row(person, django_capture_on_commit_callbacks):
    first, second = keep(make_milestone(), person), keep(make_milestone(), person)
    for row, is_left in ((first, True), (second, False)):
        with django_capture_on_commit_callbacks(execute=True):
            evidence.discard(row)
            assert default_storage.exists(stored_name(row.sha256))
        assert default_storage.exists(stored_name(row.sha256)) == is_left


def test_the_bytes_of_a_plan_stay(person, django_capture_on_commit_callbacks):
    row = keep(make_milestone(), person)
    make_implementation(document_name="方案.pdf", document_sha256=row.sha256)
    with django_capture_on_commit_callbacks(execute=True):
        evidence.discard(row)
    assert default_storage.exists(stored_name(row.sha256))
