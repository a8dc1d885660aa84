import pytest
from django.urls import reverse
from django.utils import timezone

from tasks.models import Mail
from tests.factories import make_user
from tests.supervising import NOW, make_mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    person = make_user()
    client.force_login(person)
    return person


def inbox(plan, **query):
    return reverse("inbox", args=[plan.slug], query=query)


def test_the_inbox_holds_one_s_own_mails_only(plan, person, client):
    make_mail(person, subject="给我的")
    make_mail(subject="给别人的")
    page = client.get(inbox(plan)).content.decode()
    assert "给我的" in page
    assert "给别人的" not in page


def test_a_mail_of_somebody_else_is_not_found(plan, person, client):
    mail = make_mail()
    assert client.get(reverse("mail", args=[plan.slug, mail.pk])).status_code == 404


def test_reading_takes_it_off_the_count(plan, person, client):
    mail = make_mail(person)
    make_mail(person, period="2015-W26")
    assert client.get(inbox(plan)).wsgi_request.user.unread == 2
    page = client.get(reverse("mail", args=[plan.slug, mail.pk]))
    assert "任务一" in page.content.decode()
    assert client.get(inbox(plan)).wsgi_request.user.unread == 1


def test_all_are_marked_as_read_at_once(plan, person, client):
    make_mail(person)
    other = make_mail()
    assert client.post(inbox(plan)).status_code == 302
    assert client.get(inbox(plan)).wsgi_request.user.unread == 0
    other.refresh_from_db()
    assert other.read_at is None


def test_a_long_inbox_has_pages(plan, person, client):
    for week in range(51):
        make_mail(person, period=f"w{week}", subject=f"第{week}周")
    second = client.get(inbox(plan, page=2)).context["page_obj"]
    assert (second.number, len(second)) == (2, 1)


@pytest.mark.parametrize("mails", [1, 30])
def test_the_inbox_asks_as_often_for_many_as_for_few(
    mails, plan, person, client, django_assert_num_queries
):
    for week in range(mails):
        make_mail(person, period=f"w{week}")
    with django_assert_num_queries(5):
        client.get(inbox(plan))


def test_who_is_gone_is_signed_out(plan, person, client):
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(inbox(plan)).status_code == 302


def test_the_time_of_reading_is_kept(plan, person, client):
    mail = make_mail(person)
    address = reverse("mail", args=[plan.slug, mail.pk])
    client.get(address)
    mail.refresh_from_db()
    first = mail.read_at
    assert first <= timezone.now()
    client.get(address)
    mail.refresh_from_db()
    assert mail.read_at == first


def test_reading_all_keeps_the_time_of_what_was_read(plan, person, client):
    mail = make_mail(person)
    Mail.objects.filter(pk=mail.pk).update(read_at=NOW)
    client.post(inbox(plan))
    mail.refresh_from_db()
    assert mail.read_at == NOW
