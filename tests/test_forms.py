"""Every form of every page, as each role is shown it."""

import re

import pytest

from tests.factories import make_milestone, make_task, make_unit, make_user
from tests.pages import address
from tests.test_access import ROLES, addresses, world
from units.models import Deputy

__all__ = ["addresses", "world"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("today"),
    pytest.mark.unmeasured,
]
FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
# Sent twice they leave what they left once: sign-out, language, stars, own settings, letters that are read.
HARMLESS = ("/accounts/logout/", "/accounts/language/", "/accounts/following/")
HARMLESS_PAGES = {"password", "reminders", "inbox"}


@pytest.mark.parametrize("role", ROLES)
def test_every_form_says_when_its_page_was_shown(role, addresses, client_as):
    client, without = client_as(role), set()
    for name, at in addresses.items():
        answer = client.get(at) if name not in HARMLESS_PAGES else None
        if answer is None or answer.status_code != 200 or answer.streaming:
            continue
        for form in FORM.findall(answer.text):
            if 'name="looked"' not in form and not any(end in form for end in HARMLESS):
                without.add(name)
    assert without == set()


def test_a_deputy_who_is_named_twice_is_named_once(client):
    person, deputy = (make_user(role="liaison", unit=make_unit()) for _time in range(2))
    client.force_login(person)
    days = {"from_on": "2015-06-20", "until_on": "2015-06-25", "looked": "1434600000.5"}
    for _time in range(2):
        answer = client.post("/accounts/hand-over/", {"deputy": deputy.pk} | days)
        assert (answer.status_code, answer.url) == (302, "/accounts/hand-over/")
    assert Deputy.objects.get().deputy == deputy


def test_errors_of_a_group_lead_to_its_first_button(client_as, plan):
    milestone = make_milestone(task=make_task(plan=plan))
    page = client_as("supervisor").post(address("inspect", plan, milestone.pk), {}).text
    summary = page.partition('class="error-summary"')[2].partition("</div>")[0]
    assert summary.count("<li>") == 3
    for target in re.findall(r'href="#([^"]*)"', summary):
        assert f'id="{target}"' in page
