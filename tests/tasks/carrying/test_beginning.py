"""The next plan is begun."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks.carrying import acts
from tasks.carrying.rules import slug_of
from tasks.models import Plan, PlanCorrection
from tests.factories import (
    TODAY,
    make_plan,
    make_unit,
    make_user,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NEW = {
    "title": "2016年法治工作方案",
    "short_title": "法治宝安",
    "issuer": "区委",
    "issued_on": date(2016, 1, 8),
}


class TestBeginning:
    def test_an_empty_plan_is_in_preparation(self, supervisor):
        make_plan(is_active=True)
        plan = acts.begin_plan(by=supervisor, on=TODAY, **NEW)
        plan.refresh_from_db()
        assert (plan.slug, plan.full_name) == ("baoan-2016", "2016年法治宝安")
        assert (plan.phase(TODAY), plan.is_active, plan.source_text) == ("preparing", False, "")
        told = PlanCorrection.objects.values_list("plan", "person", "field", "after")
        assert list(told) == [(plan.pk, supervisor.pk, "工作方案", "新建：2016年法治宝安")]

    def test_each_of_its_pages_is_there(self, as_supervisor, supervisor):
        plan = acts.begin_plan(by=supervisor, on=TODAY, **NEW)
        for name in (
            "overview",
            "task-list",
            "milestone-list",
            "timeline",
            "unit-list",
            "document",
        ):
            assert as_supervisor.get(address(name, plan)).status_code == 200
        for name in ("setup", "desk", "supervision", "leader-list", "plan-settings"):
            assert as_supervisor.get(address(name, plan)).status_code == 200

    @pytest.mark.parametrize(
        ("taken", "slug"),
        [
            ([], "baoan-2016"),
            (["baoan-2015"], "baoan-2016"),
            (["baoan-2016"], "baoan-2016-2"),
            (["baoan-2016", "baoan-2016-2"], "baoan-2016-3"),
        ],
    )
    def test_its_short_name_is_one_that_no_plan_has(self, taken, slug):
        assert slug_of(2016, taken) == slug

    def test_the_same_plan_is_not_begun_twice(self, supervisor):
        acts.begin_plan(by=supervisor, on=TODAY, **NEW)
        with pytest.raises(ValidationError):
            acts.begin_plan(by=supervisor, on=TODAY, **NEW)
        another_year = {"issued_on": date(2015, 12, 31)}
        acts.begin_plan(by=supervisor, on=TODAY, **NEW | another_year)
        acts.begin_plan(by=supervisor, on=TODAY, **NEW | {"title": "另一方案"})
        assert sorted(Plan.objects.values_list("slug", flat=True)) == [
            "baoan-2015",
            "baoan-2016",
            "baoan-2016-2",
        ]

    def test_a_day_that_makes_no_sense_is_refused(self, supervisor):
        with pytest.raises(ValidationError):
            acts.begin_plan(by=supervisor, on=TODAY, **NEW | {"issued_on": date(2017, 1, 8)})

    @pytest.mark.parametrize("role", ["liaison", "head", "viewer", "leader"])
    def test_nobody_else_begins_one(self, role):
        with pytest.raises(PermissionDenied):
            acts.begin_plan(by=make_user(role=role, unit=make_unit()), on=TODAY, **NEW)

    @pytest.mark.parametrize("role", ["supervisor", "admin"])
    def test_the_page_leads_to_the_checklist_of_the_new_plan(self, role, client_as, plan):
        client = client_as(role)
        page = address("begin-plan", plan)
        assert page in client.get(address("setup", plan)).text
        assert 'value="区委"' in client.get(page).text
        answer = client.post(page, NEW, follow=True)
        assert answer.redirect_chain == [("/plans/baoan-2016/setup/", 302)]
        assert answer.status_code == 200
