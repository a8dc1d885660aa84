"""What pages say of facts that are entered, or were."""

from datetime import date
from types import SimpleNamespace

import pytest

from tasks.past.rows import effect_of
from tasks.past.rules import What, told_by
from tests.factories import make_extension, make_milestone, make_report

pytestmark = pytest.mark.django_db


def test_a_later_date_is_told_beside_the_one_before():
    milestone = SimpleNamespace(due_on=date(2015, 6, 30))
    later = {"milestone": milestone, "new_due_on": date(2015, 9, 30)}
    assert effect_of(SimpleNamespace(what=What.EXTENDED, **later)) == "2015-06-30 → 2015-09-30"


def test_a_report_changes_no_date():
    assert effect_of(SimpleNamespace(what=What.REPORTED)) == ""


def test_a_fact_is_told_with_its_day_and_its_words():
    milestone = make_milestone()
    report, extension = make_report(milestone, done="已完成3项。"), make_extension(milestone)
    assert told_by(report) == (report.reported_on, "已完成3项。")
    assert told_by(extension) == (extension.requested_on, extension.reason)
