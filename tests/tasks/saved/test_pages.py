"""The pages on which views are saved, changed and removed."""

import re
from datetime import timedelta

import pytest

from tasks.models import SavedView
from tests.factories import (
    TODAY,
    make_milestone,
    make_task,
    make_view,
)
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
OVERDUE = TODAY - timedelta(days=3)


class TestPages:
    def test_the_list_leads_to_saving_its_filter_and_back(self, plan, reader, person):
        make_milestone(task=make_task(plan=plan), due_on=OVERDUE)
        page = reader.get(address("milestone-list", plan, light="red")).text
        way = re.search(r'href="([^"]*views/new/[^"]*)"', page)[1].replace("&amp;", "&")
        form = reader.get(way)
        assert "chip-on" in form.text
        assert "is_shared" not in form.text
        sent = reader.post(way, {"name": "红灯"})
        assert sent.url == f"{address('milestone-list', plan)}?light=red"
        assert SavedView.objects.get().name == "红灯"
        assert "views/new/" not in reader.get(sent.url).text  # it is saved

    def test_a_filter_of_an_earlier_day_is_saved_and_the_day_stays(self, plan, reader):
        page = reader.get(address("milestone-list", plan, light="red", as_of="2015-06-01")).text
        way = re.search(r'href="([^"]*views/new/[^"]*)"', page)[1].replace("&amp;", "&")
        sent = reader.post(way, {"name": "红灯"})
        assert sent.url == f"{address('milestone-list', plan)}?light=red&as_of=2015-06-01"
        assert SavedView.objects.get().query == "light=red"

    def test_without_a_filter_there_is_nothing_to_save(self, plan, reader):
        assert "views/new/" not in reader.get(address("milestone-list", plan)).text

    def test_what_is_wrong_is_said_and_the_name_stays(self, plan, reader, person):
        make_view(person, plan=plan, name="红灯")
        way = address("save-view", plan, "task-list", filter="light=red")
        for name in ("红灯", "", "长" * 31):
            answer = reader.post(way, {"name": name})
            assert answer.status_code == 200
            assert "error-summary" in answer.text
            assert f'value="{name}"' in answer.text or not name
        assert SavedView.objects.count() == 1

    def test_two_tabs_that_save_the_same_name_leave_one(self, plan, reader):
        way = address("save-view", plan, "task-list", filter="light=red")
        first, second = (
            reader.post(way, {"name": "红灯", "looked": tab}) for tab in ("1.5", "2.5")
        )
        assert (first.status_code, second.status_code) == (302, 200)
        assert "error-summary" in second.text
        assert SavedView.objects.count() == 1

    def test_a_double_click_saves_once(self, plan, reader):
        way = address("save-view", plan, "task-list", filter="light=red")
        first, second = (reader.post(way, {"name": "红灯", "looked": "1.5"}) for _time in range(2))
        assert (first.status_code, second.status_code) == (302, 302)
        assert SavedView.objects.count() == 1

    @pytest.mark.parametrize("page", ["desk", "x" * 300])
    def test_another_page_has_no_views(self, plan, reader, page):
        assert reader.get(address("save-view", plan, page)).status_code == 404

    def test_a_supervisor_shares_on_the_form(self, plan, as_supervisor):
        way = address("save-view", plan, "task-list", filter="light=red")
        as_supervisor.post(way, {"name": "红灯", "is_shared": "on"})
        view = SavedView.objects.get()
        assert view.is_shared
        as_supervisor.post(address("change-view", plan, view.pk), {"name": "红"})
        view.refresh_from_db()
        assert (view.name, view.is_shared) == ("红", False)

    def test_it_is_removed_with_a_word(self, plan, reader, person):
        view = make_view(person, plan=plan, name="红灯")
        answer = reader.post(address("remove-view", plan, view.pk), follow=True)
        assert "红灯" in answer.text
        assert not SavedView.objects.exists()

    def test_those_of_others_are_not_there(self, plan, reader, supervisor):
        hidden = make_view(supervisor, plan=plan)
        shared = make_view(supervisor, plan=plan, is_shared=True)
        other = make_view(supervisor, is_shared=True)
        for view, status in ((hidden, 404), (shared, 403), (other, 404)):
            assert reader.get(address("change-view", plan, view.pk)).status_code == status
            for name in ("change-view", "remove-view"):
                answer = reader.post(address(name, plan, view.pk), {"name": "新"})
                assert answer.status_code == status
