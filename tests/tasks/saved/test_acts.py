"""Keeping a filter under a name, renaming, sharing and removing it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import QueryDict

from tasks.models import SavedView
from tasks.saved.acts import change_view, remove_view, save_view
from tasks.saved.rules import MOST, Lists, cleaned
from tests.factories import (
    TODAY,
    make_plan,
    make_user,
    make_view,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


class TestKeeping:
    def test_what_narrows_the_list_is_kept_and_nothing_else(self, plan, person):
        query = "light=red&q=&as_of=2015-06-01&page=3&stray=1&light=amber&sort=due"
        view = save_view(plan, "milestone-list", query, by=person, on=TODAY, name="红黄")
        assert (view.query, view.page, view.is_shared) == (
            "light=red&light=amber&sort=due", "milestone-list", False,
        )  # fmt: skip

    @pytest.mark.parametrize(
        "query",
        ["", "sort=due", "q=", "page=2", "due_from=2015-02-30", "unit=999", "q=" + "水" * 500],
    )
    def test_what_asks_nothing_or_cannot_be_read_is_refused(self, plan, person, query):
        with pytest.raises(ValidationError):
            save_view(plan, "milestone-list", query, by=person, on=TODAY, name="红")
        assert not SavedView.objects.exists()

    def test_a_name_is_there_once_for_each_person_and_plan(self, plan, person):
        known = {"on": TODAY, "name": "红"}
        save_view(plan, "milestone-list", "light=red", by=person, **known)
        with pytest.raises(ValidationError):
            save_view(plan, "task-list", "light=red", by=person, **known)
        save_view(plan, "task-list", "light=red", by=make_user(), **known)
        save_view(make_plan(), "task-list", "light=red", by=person, **known)
        assert SavedView.objects.count() == 3

    def test_one_keeps_thirty_in_a_plan(self, plan, person):
        assert MOST == 30
        for number in range(29):
            make_view(person, plan=plan, name=f"第{number}")
        make_view(person)
        make_view(plan=plan)
        save_view(plan, "task-list", "light=red", by=person, on=TODAY, name="三十")
        with pytest.raises(ValidationError):
            save_view(plan, "task-list", "light=red", by=person, on=TODAY, name="三十一")

    def test_only_supervisors_share(self, plan, person, supervisor):
        for_all = {"on": TODAY, "name": "红", "is_shared": True}
        with pytest.raises(PermissionDenied):
            save_view(plan, "task-list", "light=red", by=person, **for_all)
        assert save_view(plan, "task-list", "light=red", by=supervisor, **for_all).is_shared


class TestChanging:
    def test_it_is_renamed_by_its_owner_and_removed(self, plan, person):
        view = make_view(person, plan=plan)
        change_view(view, by=person, name="新名")
        view.refresh_from_db()
        assert view.name == "新名"
        remove_view(view, by=person)
        assert not SavedView.objects.exists()

    def test_nobody_else_changes_it(self, plan, person, supervisor):
        view = make_view(person, plan=plan)
        for other in (make_user(), supervisor):
            with pytest.raises(PermissionDenied):
                change_view(view, by=other, name="新名")
            with pytest.raises(PermissionDenied):
                remove_view(view, by=other)

    def test_what_is_shared_any_supervisor_changes_and_nobody_else(self, plan, person, supervisor):
        view = make_view(make_user(role="supervisor"), plan=plan, is_shared=True)
        with pytest.raises(PermissionDenied):
            remove_view(view, by=person)
        change_view(view, by=supervisor, name="新名", is_shared=False)
        view.refresh_from_db()
        assert (view.name, view.is_shared) == ("新名", False)

    def test_who_shared_it_and_is_a_supervisor_no_longer_leaves_it_to_them(self, plan, person):
        view = make_view(person, plan=plan, is_shared=True)
        with pytest.raises(PermissionDenied):
            change_view(view, by=person, name="新名")
        with pytest.raises(PermissionDenied):
            remove_view(view, by=person)

    def test_what_was_removed_in_another_tab_is_not_said_to_be_renamed(self, plan, person):
        view = make_view(person, plan=plan)
        remove_view(SavedView.objects.get(), by=person)
        with pytest.raises(ValidationError):
            change_view(view, by=person, name="新名")

    def test_its_owner_who_is_no_supervisor_cannot_share_it(self, plan, person):
        view = make_view(person, plan=plan)
        with pytest.raises(PermissionDenied):
            change_view(view, by=person, name="新名", is_shared=True)

    def test_a_name_that_is_taken_is_refused_and_its_own_is_not(self, plan, person):
        view, other = make_view(person, plan=plan), make_view(person, plan=plan)
        change_view(view, by=person, name=view.name)
        with pytest.raises(ValidationError):
            change_view(view, by=person, name=other.name)


def test_all_lists_are_known_by_their_filters():
    for page in SavedView.Page:
        assert cleaned(page, "unit=1") == "unit=1"
    lists = Lists(make_plan(), TODAY)
    assert lists.numbers([]) == {}
    assert QueryDict(cleaned("timeline", "project=1&x=2")).dict() == {"project": "1"}
