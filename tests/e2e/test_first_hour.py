"""From nothing but the plan to a working ledger, on today's date and without the administration."""

import pytest

from tests.e2e.first_hour import PASSWORD, FirstHour, make_fresh
from tests.e2e.pages import PLAN, Site
from tests.e2e.serving import serving

pytestmark = pytest.mark.e2e


@pytest.fixture
def fresh_ledger(assets, tmp_path):
    """The address of a ledger with nothing but the plan and an administrator."""
    make_fresh(tmp_path / "fresh")
    with serving(tmp_path / "fresh", tmp_path / "served", DEMO="0", PLAN_TODAY="") as address:
        yield address


def test_an_office_is_at_work_within_an_hour(fresh_ledger, browser):
    site = Site(browser, fresh_ledger)
    site.sign_in("admin", PASSWORD)
    assert site.page.url.endswith(f"{PLAN}setup/")
    hour = FirstHour(site)
    assert hour.open_lines()["此前工作"] == 78
    hour.fill_in_settings()
    codes = hour.import_people()
    assert len(codes) == 120
    hour.come_in("ducha", codes["ducha"])
    assert "督查员" in site.page.inner_text("main")
    hour.name_members()
    hour.confirm_dates()
    hour.enter_past_work()
    hour.put_in_use()
    # What is left needs the machine's administrator or the people's own addresses.
    assert set(hour.open_lines()) == {"人员邮箱", "邮件发件人", "邮件服务器", "备份"}
    assert "区法制办" in hour.digests()
    assert site.complaints == []
