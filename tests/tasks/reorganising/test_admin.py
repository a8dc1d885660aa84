"""In the administration a unit gets its name once; it is renamed by the act alone."""

from datetime import date

import pytest

from tests.factories import make_plan
from tests.pages import address
from units.models import Unit, UnitAlias

pytestmark = pytest.mark.django_db
ROWS = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
WORDS = {"name": "区数据局", "kind": "party", "position": 7} | ROWS


@pytest.fixture
def admin(client_as):
    return client_as("admin")


def at(unit):
    return f"/admin/units/unit/{unit.pk}/change/"


def test_a_name_that_is_sent_all_the_same_changes_nothing(admin, old):
    assert admin.post(at(old), WORDS).status_code == 302
    old.refresh_from_db()
    assert (old.name, old.kind, old.position) == ("区科创局", "party", 7)
    assert not UnitAlias.objects.exists()


def test_nor_does_one_that_is_sent_to_the_list(admin, old):
    rows = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": old.pk}
    sent = rows | {"form-0-position": 7, "form-0-name": "区数据局", "_save": "1"}
    assert admin.post("/admin/units/unit/", sent).status_code == 302
    old.refresh_from_db()
    assert (old.name, old.position) == ("区科创局", 7)


def test_the_page_leads_to_the_act_in_the_plan_that_is_open(admin, old):
    assert "请在单位页面办理，原名称将予保留" in admin.get(at(old)).text
    make_plan()
    page = admin.get(at(old)).text
    plan = make_plan(is_active=True)
    assert 'name="name"' not in page
    assert address("rename-unit", plan, old.pk) not in page
    assert address("rename-unit", plan, old.pk) in admin.get(at(old)).text


def test_a_former_name_is_read_and_never_changed_there(admin, old):
    former = UnitAlias.objects.create(unit=old, name="区科技局", until=date(2015, 3, 1))
    other = UnitAlias.objects.create(unit=old, name="科创局")
    page = admin.get(at(old)).text
    assert "区科技局（至2015-03-01）" in page
    assert 'value="区科技局"' not in page
    assert 'value="科创局"' in page
    for sent in ({"name": "假名"}, {"name": "区科技局", "DELETE": "on"}):
        rows = {"id": former.pk, "unit": old.pk} | sent
        words = WORDS | {f"aliases-0-{name}": value for name, value in rows.items()}
        admin.post(at(old), words | {"aliases-TOTAL_FORMS": 1, "aliases-INITIAL_FORMS": 1})
        former.refresh_from_db()
        assert (former.name, former.until) == ("区科技局", date(2015, 3, 1))
    rows = {"id": other.pk, "unit": old.pk, "name": "科创"}
    words = WORDS | {f"aliases-0-{name}": value for name, value in rows.items()}
    sent = words | {"aliases-TOTAL_FORMS": 1, "aliases-INITIAL_FORMS": 1}
    assert admin.post(at(old), sent).status_code == 302
    other.refresh_from_db()
    assert other.name == "科创"


def test_a_unit_without_a_former_name_says_so(admin, old):
    assert "曾用名" in admin.get(at(old)).text


def test_a_unit_is_added_with_its_name(admin):
    assert admin.post("/admin/units/unit/add/", WORDS).status_code == 302
    assert Unit.objects.get().name == "区数据局"
