"""Paper leads back to the page by a short address."""

import pytest
import segno

from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_it_leads_to_the_task(client_as, plan, task):
    answer = client_as("viewer").get(f"/t/{plan.pk}/11/")
    assert answer.url == address("task", plan, 11)


@pytest.mark.parametrize("number", [12, 9**20])
def test_what_is_no_task_is_told(number, client_as, plan, task):
    assert client_as("viewer").get(f"/t/{plan.pk}/{number}/").status_code == 404


def test_who_is_not_signed_in_comes_there_after_it(client, plan, task):
    assert client.get(f"/t/{plan.pk}/11/").url == f"/accounts/login/?next=/t/{plan.pk}/11/"


def test_it_stands_on_the_printed_page_in_words_and_as_a_code(client_as, plan, task, settings):
    settings.SITE_URL = "https://ledger.example.gov.cn/"
    page = client_as("viewer").get(address("task", plan, 11)).text
    short = f"https://ledger.example.gov.cn/t/{plan.pk}/11/"
    code = segno.make(short, error="m", micro=False)
    drawn = code.svg_inline(scale=2, border=2, svgclass=None, lineclass=None)
    assert short in page
    assert drawn in page
