"""The official text with its clauses."""

import pytest

from tests.factories import (
    make_milestone,
    make_task,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_the_document_links_every_clause_both_ways(viewer, plan):
    task = make_task(plan=plan, number=1)
    make_milestone(task=task, order=1, source_start=24, source_end=27)
    page = viewer.get(address("document", plan)).text
    assert 'id="task-1"' in page
    assert 'id="c1-1"' in page
    assert f"{address('task', plan, 1)}#m1" in page
