"""What programs of others read, and how they are let in."""

from datetime import date

import pytest
from django.utils import translation

from tasks.api.models import ApiClient
from tasks.ground.lights import Light
from tasks.restricted.acts import restrict
from tests.factories import (
    TODAY,
    changed,
    make_extra_task,
    make_leader,
    make_milestone,
    make_plan,
    make_report,
    make_task,
    make_task_change,
    make_task_leader,
    make_user,
)
from tests.pages import address, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def token(client, plan):
    """What the set-up page shows once."""
    client.force_login(make_user(role="supervisor"))
    page = client.post(address("api-clients", plan), {"name": "区政府门户"}, follow=True)
    client.logout()
    return page.context["token"]


@pytest.fixture
def ask(client, plan, token):
    """``ask(what, **query)`` is the answer about the plan; ``told`` its JSON."""

    def asked(what="", *, of=plan, by=token, **query):
        path = f"/api/v1/plans/{of.slug}{what}"
        return client.get(path, query, headers={"authorization": f"Bearer {by}"})

    return asked


class TestTokens:
    def test_one_is_shown_once_and_kept_as_a_digest(self, client, plan, token):
        client.force_login(make_user(role="admin"))
        page = client.get(address("api-clients", plan))
        assert "区政府门户" in page.text and token not in page.text
        assert len(token) > 40 and token not in str(ApiClient.objects.values_list())

    def test_without_one_nothing_is_told(self, client, plan, ask):
        path = f"/api/v1/plans/{plan.slug}"
        for answer in (client.get(path), ask(by="guess"), ask(by="x" * 5000)):
            assert answer.status_code == 401
            assert answer.json() == {"detail": "令牌缺失、无效或已撤销。"}

    def test_a_person_who_is_signed_in_needs_one_too(self, client_as, plan):
        assert client_as("admin").get(f"/api/v1/plans/{plan.slug}").status_code == 401

    def test_one_of_another_plan_is_refused(self, ask):
        other = make_plan(slug="next")
        answer = ask("/tasks", of=other)
        assert (answer.status_code, answer.json()) == (403, {"detail": "该令牌属于另一工作方案。"})
        other.slug = "none"
        assert ask(of=other).status_code == 404

    def test_revoked_it_reads_nothing_and_the_page_says_by_whom(self, client, plan, ask):
        supervisor = make_user(role="supervisor", name="王督查")
        client.force_login(supervisor)
        mine = ApiClient.objects.get()
        for _time in range(2):
            client.post(address("api-clients", plan), {"revoke": mine.pk})
        assert "王督查" in client.get(address("api-clients", plan)).text
        client.logout()
        assert ask().status_code == 401

    def test_clients_of_another_plan_are_not_there_to_revoke(self, client, ask):
        client.force_login(make_user(role="supervisor"))
        other = address("api-clients", make_plan(slug="next"))
        for pk in (ApiClient.objects.get().pk, "x", "9" * 30):
            assert client.post(other, {"revoke": pk}).status_code == 404
        assert not ApiClient.objects.exclude(revoked_on=None).exists()

    def test_the_page_says_when_it_was_last_used(self, ask):
        assert ApiClient.objects.get().used_on is None
        ask()
        assert ApiClient.objects.get().used_on == TODAY

    def test_a_name_is_needed(self, client, plan):
        client.force_login(make_user(role="supervisor"))
        answer = client.post(address("api-clients", plan), {"name": " "})
        assert answer.context["form"].errors and not ApiClient.objects.exists()


class TestAnswers:
    def test_the_plan_has_the_numbers_of_the_overview(self, ask, client_as, plan, milestone, task):
        make_milestone(task=task, stage="done", completed_on=date(2015, 6, 10))
        make_milestone(task=task, due_on=date(2015, 6, 1))
        make_extra_task(plan, date(2015, 5, 1), number=1001, due_on=date(2015, 6, 1))
        reader = client_as("viewer")
        for day in ("2015-06-18", "2015-06-09", "2015-08-01"):
            told = ask(as_of=day).json()
            tally = reader.get(address("overview", plan, as_of=day)).context["tally"]
            for name, number in told["counts"].items():
                assert number == getattr(tally, name), (day, name)
            assert told["outside"]["red"] == tally.extra.red == 1
            assert told["as_of"] == day
        assert (told["slug"], told["issued_on"]) == (plan.slug, "2015-02-05")

    def test_sums_are_those_of_projects_units_and_leaders(self, ask, plan, milestone, task):
        make_task_leader(task, make_leader(name="李杰"))
        told = ask("/counts").json()
        names = {
            kind: [one["name"] for one in told[kind]] for kind in ("project", "unit", "leader")
        }
        assert names == {"project": [task.project.title], "unit": ["区水务局"], "leader": ["李杰"]}
        assert all(told[kind][0]["counts"]["amber"] == 1 for kind in names)

    def test_milestones_are_those_of_the_list(self, ask, client_as, plan, milestone, task):
        changed(milestone, due_on=date(2015, 7, 31))
        make_milestone(task=task, order=9, due_on=date(2015, 6, 1), text="逾期的", is_key=True)
        make_milestone(task=task, order=10, kind="ongoing", original_due_on=None, due_on=None)
        reader = client_as("viewer")
        for lights in (["red"], ["red", "green"], []):
            told = ask("/milestones", light=lights).json()
            listed = rows_of(reader.get(address("milestone-list", plan, light=lights)))
            assert [one["text"] for one in told["items"]] == [one.text for one in listed]
            assert told["count"] == len(listed)
        first, red, ongoing = told["items"]
        assert (first["due_on"], first["original_due_on"]) == ("2015-07-31", "2015-06-30")
        assert (first["light"], first["original_light"]) == ("green", "amber")
        assert (red["task"], red["order"], red["is_key"], red["is_dated"]) == (11, 9, True, True)
        assert (ongoing["kind"], ongoing["due_on"], ongoing["is_dated"]) == ("ongoing", None, False)

    def test_tasks_have_owners_light_and_next_date(self, ask, plan, milestone, task):
        make_task_leader(task, make_leader(name="李杰"))
        make_task_change(
            make_milestone(task=make_task(plan=plan, number=12)).task, kind="withdrawn"
        )
        first, second = ask("/tasks").json()["items"]
        assert (first["number"], first["units"], first["leaders"]) == (11, ["区水务局"], ["李杰"])
        assert (first["light"], first["next_due_on"], first["ending"]) == (
            "amber",
            "2015-06-30",
            None,
        )
        assert second["ending"] == "withdrawn"

    def test_the_past_is_as_it_was(self, ask, milestone):
        changed(milestone, stage="done", completed_on=date(2015, 6, 10))
        light = [
            ask("/milestones", as_of=day).json()["items"][0]["light"]
            for day in ("2015-06-09", "2015-06-10")
        ]
        assert light == [Light.GREEN.slug, Light.DONE.slug]

    def test_pages_follow_each_other(self, ask, task, milestone):
        for order in range(10, 15):
            make_milestone(task=task, order=order)
        pages = [ask("/milestones", limit=4, offset=offset).json() for offset in (0, 4, 8)]
        assert [len(page["items"]) for page in pages] == [4, 2, 0]
        assert {page["count"] for page in pages} == {6}
        orders = [one["order"] for page in pages for one in page["items"]]
        assert orders == sorted(set(orders))

    def test_nothing_that_people_write_is_told(self, ask, milestone, supervisor):
        restrict(make_report(milestone, done="涉密"), by=supervisor, on=TODAY, text="个案")
        make_report(milestone, done="已填报")
        told = [ask(what).text for what in ("", "/counts", "/tasks", "/milestones")]
        assert not any("涉密" in text or "已填报" in text for text in told)

    @pytest.mark.parametrize(
        ("query", "named"),
        [
            ({"as_of": "morgen"}, "as_of"),
            ({"as_of": "0"}, "as_of"),
            ({"as_of": "20150618"}, "as_of"),
            ({"as_of": "2015-02-30"}, "as_of"),
            ({"as_of": "1900-01-01"}, "as_of"),
            ({"as_of": "2999-01-01"}, "as_of"),
            ({"limit": 0}, "limit"),
            ({"limit": 1001}, "limit"),
            ({"offset": -1}, "offset"),
            ({"offset": 10**30}, "offset"),
            ({"light": "purple"}, "light"),
        ],
    )
    def test_what_makes_no_sense_is_told_by_name(self, ask, query, named):
        answer = ask("/milestones", **query)
        assert answer.status_code == 422
        assert answer.json()["detail"].startswith(named)

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_it_only_reads(self, client, plan, token, method):
        bearer = {"authorization": f"Bearer {token}"}
        path = f"/api/v1/plans/{plan.slug}/tasks"
        assert getattr(client, method)(path, headers=bearer).status_code == 405

    @pytest.mark.parametrize("what", ["", "/counts", "/tasks", "/milestones"])
    def test_it_asks_as_often_for_many_as_for_few(
        self, ask, plan, task, milestone, what, django_assert_max_num_queries
    ):
        for order in range(10, 20):
            make_milestone(task=task, order=order)
            make_milestone(task=make_task(plan=plan))
        ask(what)
        with django_assert_max_num_queries(11):
            ask(what)


def test_the_page_tells_all_that_can_be_asked(client_as, plan):
    with translation.override("en"):
        page = client_as("supervisor").get(address("api-clients", plan))
    asked = {one["path"]: one for one in page.context["asked"]}
    assert len(asked) == 4
    milestones = asked["/api/v1/plans/{slug}/milestones"]
    assert {one["name"] for one in milestones["parameters"]} == {
        "slug",
        "light",
        "as_of",
        "limit",
        "offset",
    }
    fields = {one["name"]: one["kind"] for one in milestones["fields"]}
    assert (fields["items.due_on"], fields["items.light"], fields["count"]) == (
        "date?",
        "LightName",
        "integer",
    )
    assert milestones["example"] == f"/api/v1/plans/{plan.slug}/milestones"


def test_its_description_is_for_those_who_set_the_plan_up(client, client_as, plan):
    at = address("api-description", plan)
    assert client.get(at).status_code == 302
    assert client_as("viewer").get(at).status_code == 403
    assert client_as("supervisor").get(at).json()["openapi"].startswith("3.")
    assert client.get("/api/v1/").status_code == 404
