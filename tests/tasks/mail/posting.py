"""What tests of the queue share: mails that wait, their states, and time that is told to pass."""

from datetime import timedelta

from django.utils import timezone

from tasks.mail.delivery import post
from tasks.models import Delivery
from tests.factories import make_user
from tests.supervising import make_letter


class Clock:
    """Time that passes only when told."""

    def __init__(self):
        self.now = timezone.now() + timedelta(seconds=1)

    def __call__(self):
        return self.now

    def passes(self, span):
        self.now += span


def people(number):
    return [make_user(email=f"person{index}@example.org") for index in range(number)]


def posted(number):
    """Mails to so many people, waiting to be sent."""
    everybody = people(number)
    post([make_letter(person) for person in everybody])
    return [person.email for person in everybody]


def states():
    return sorted(Delivery.objects.values_list("state", flat=True))
