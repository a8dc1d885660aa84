"""Telling people of an act at once, and once each working morning by mail: docs/mails.md."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import transaction

from leaders.models import LeaderAbsence
from tasks.extra.models import ExtraProposal
from tasks.ground.workdays import is_workday
from tasks.mail.delivery import post
from tasks.mail.letters import Letter
from tasks.mail.models import Mail
from tasks.notices.letters import (
    carried,
    letter_of_absence,
    letter_of_acting_head,
    letter_of_change,
    letter_of_correction,
    letter_of_deputy,
    letter_of_event,
    letter_of_proposal,
    letter_of_round,
    morning_letter,
)
from tasks.notices.rules import (
    NOTICES,
    People,
    told_of_absence,
    told_of_acting_head,
    told_of_change,
    told_of_correction,
    told_of_deputy,
    told_of_event,
    told_of_proposal,
    told_of_round,
)
from tasks.plan.acting import act, announced
from tasks.plan.models import Event, ProposedCorrection
from tasks.plan.models.restriction import NOBODY
from tasks.plan.recording import seen_events
from tasks.reorganising.models import UnitChange
from tasks.rounds.models import AssessmentRound
from units.models import ActingHead, Deputy, User

# Kind of fact -> who hears of it, and what each of them reads.
TELLING: dict[Any, tuple[Callable[[Any], People], Callable[[Any, User], Letter]]] = {
    Event: (told_of_event, letter_of_event),
    AssessmentRound: (told_of_round, letter_of_round),
    ActingHead: (told_of_acting_head, letter_of_acting_head),
    Deputy: (told_of_deputy, letter_of_deputy),
    LeaderAbsence: (told_of_absence, letter_of_absence),
    ExtraProposal: (told_of_proposal, letter_of_proposal),
    UnitChange: (told_of_change, letter_of_change),
    ProposedCorrection: (told_of_correction, letter_of_correction),
}


def tell(sender: Any, fact: Any, **_told: Any) -> None:
    """Write to everybody whom ``fact`` concerns, in the transaction of its act; of a plan that is not
    in use nobody hears.
    """
    if isinstance(fact, Event) and not (fact.action in NOTICES and fact.task.plan.is_live(fact.on)):
        return
    people, letter = TELLING[sender]
    fresh = sender._base_manager.get(pk=fact.pk)  # with all that the act changed
    told = for_everybody(fresh)
    post(letter(told, person) for person in people(fresh))


def for_everybody(fact: Any) -> Any:
    """``fact`` with the words that everybody may read."""
    return seen_events([fact], NOBODY)[0] if isinstance(fact, Event) else fact


@act
def tell_anew(events: Iterable[Event]) -> None:
    """What notices and morning mails said of ``events``, they say with the words that everybody may
    read; what left the house cannot be called back.
    """
    told = {f"event-{event.pk}": event for event in seen_events(events, NOBODY)}
    for notice in Mail.objects.filter(kind=Mail.Kind.NOTICE, period__in=told):
        letter = letter_of_event(told[notice.period], notice.recipient)
        former, notice.body = carried(notice).note, letter.mail(notice.written_at).body
        notice.save(update_fields=["body"])
        mornings = Mail.objects.filter(kind=Mail.Kind.MORNING, recipient=notice.recipient)
        for morning in mornings.filter(written_at__gte=notice.written_at):
            say_anew(morning, former, carried(notice).note)


def say_anew(mail: Mail, former: str, note: str) -> None:
    """Lines of ``mail`` that said ``former`` say ``note``."""
    for line in (line for section in mail.body["sections"] for line in section["lines"]):
        line["note"] = note if line["note"] == former else line["note"]
    mail.save(update_fields=["body"])


def connect() -> None:
    """Listen to what acts announce."""
    announced.connect(tell)


@transaction.atomic
def write_mornings(on: date) -> int:
    """Post to each person one mail with the notices that wait, on a working day; return how many.

    Who had his mail of the day gets the rest with the next one.
    """
    if not is_workday(on):
        return 0
    had = Mail.objects.filter(kind=Mail.Kind.MORNING, period=on.isoformat()).values("recipient")
    waiting = Mail.objects.filter(waits=True, recipient__is_active=True).exclude(recipient__in=had)
    # Locked: of two runs at once the second finds nothing any more.
    locked = waiting.select_for_update(of=("self",)).select_related("recipient")
    notices = list(locked.order_by("recipient", "written_at", "id"))
    letters = [
        morning_letter(person, list(own), on)
        for person, own in groupby(notices, key=attrgetter("recipient"))
    ]
    new = post(letters)
    Mail.objects.filter(pk__in=[notice.pk for notice in notices]).update(waits=False)
    return new
