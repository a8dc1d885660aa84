"""Slips of the time before papers kept their words."""

from importlib import import_module

import pytest
from django.apps import apps

from tasks.models import Slip
from tasks.paper.sheet import Sheet
from tests.factories import TODAY, make_leader, make_unit, make_user
from tests.supervising import make_slip, overdue

pytestmark = pytest.mark.django_db


def test_they_are_given_the_words_of_today(task, unit, supervisor):
    task.lead_leaders.create(leader=make_leader(name="张三"), order=1)
    referred = {"referred_on": TODAY, "referral": "建议核查。"}
    slip = make_slip(overdue(task), unit, level=3, issued_by=supervisor, **referred)
    plain = make_slip(overdue(task), make_unit(), issued_by=make_user(role="supervisor"))
    Slip.objects.update(sheet={}, referral_sheet={})
    import_module("tasks.migrations.0040_first_sheets").write(apps, None)
    slip.refresh_from_db()
    former, sheet = (
        make_slip(overdue(task), unit, level=3, issued_by=supervisor),
        Sheet.of(slip.sheet),
    )
    for name in ("office", "title", "signed_on", "addressees", "copies", "notes", "attachments"):
        assert getattr(sheet, name) == former.sheet[name]
    assert slip.grounds in sheet.parts[0][1][0]
    referral = Sheet.of(slip.referral_sheet)
    assert referral.parts[0] == ["", ["建议核查。"]]
    assert f"{unit}：未回复。" in referral.parts[1][1]
    plain.refresh_from_db()
    assert (plain.sheet["office"], plain.referral_sheet) == (plain.plan.issuer, {})
