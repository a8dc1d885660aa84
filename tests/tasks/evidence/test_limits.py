"""What one person stores within a day has an end, also where he sends many files at once."""

from functools import partial

import pytest

from tasks.evidence import keeping, kinds
from tasks.models import Evidence
from tests import files
from tests.factories import make_milestone, make_unit, make_user
from tests.tasks.workflow.test_concurrency import at_once


@pytest.mark.usefixtures("many_sessions")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("limit", ["FILES_A_DAY", "FILES_OF_ONE_PLACE"])
def test_files_that_are_sent_at_once_wait_for_each_other(limit, monkeypatch):
    monkeypatch.setattr(kinds, limit, 3)
    milestone, person = make_milestone(), make_user(role="liaison", unit=make_unit())
    acts = [
        partial(
            keeping.keep,
            milestone,
            "report",
            files.upload(f"{n}.pdf", files.PDF + bytes([n])),
            by=person,
            unit=person.unit,
        )
        for n in range(10)
    ]
    assert at_once(acts) == {"done": 3, "ValidationError": 7}
    assert Evidence.objects.count() == 3
