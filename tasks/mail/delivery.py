"""Posting mails and getting them delivered: docs/delivery.md.

The rows are the queue. Celery only wakes this module up; whatever happens to Celery, the sweep
finds what is due.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from tasks.frame.waking import wake_on_commit
from tasks.ground.characters import writable
from tasks.ground.clock import moment
from tasks.mail.channels import SEND, ChannelDown, Refused, TryLater, ways_to
from tasks.mail.letters import Letter
from tasks.mail.models import Delivery, Mail, Outage
from tasks.plan.models import Plan
from units.models import User

logger = logging.getLogger(__name__)

State = Delivery.State
MINUTE = timedelta(minutes=1)
LEASE = 10 * MINUTE
RUN = 8 * MINUTE  # shorter than the lease and than Celery's time limit
PAUSE = 4 * MINUTE  # shorter than the five minutes between two sweeps
KEPT = timedelta(hours=72)
RETRIES = (1, 5, 15, 60)  # minutes until the next try; the last one repeats
BATCH = 50

Clock = Callable[[], datetime]  # the time now, aware


@transaction.atomic
def post(letters: Iterable[Letter]) -> int:
    """Queue ``letters`` in the transaction of their cause; return how many were new.

    What was posted before, by whatever run, is left as it is. At most some thousands at a time.
    """
    now, written, letters = timezone.now(), moment(), list(letters)
    is_many = any(letter.plan for letter in letters) and Plan.objects.count() > 1
    rows = (letter.mail(written, names_plan=is_many) for letter in letters)
    mails = {mail.pk: mail for mail in rows}
    known = Mail.objects.filter(pk__in=list(mails)).values_list("pk", flat=True)
    new = [mails[pk] for pk in mails.keys() - set(known)]
    Mail.objects.bulk_create(new, ignore_conflicts=True)
    ways = [delivery for mail in new if not mail.waits for delivery in deliveries(mail, now)]
    Delivery.objects.bulk_create(ways, ignore_conflicts=True)
    if ways:
        wake_on_commit("send_due_mails")
    return len(new)


def deliveries(mail: Mail, now: datetime) -> Iterator[Delivery]:
    """The unsaved deliveries of ``mail``, one for each way to its recipient."""
    for channel, address in ways_to(mail.recipient).items():
        yield Delivery(
            mail=mail,
            channel=channel,
            address=address,
            state=prospect(mail.recipient, address),
            due_at=now,
            expires_at=now + KEPT,
        )


def prospect(person: User, address: str) -> State:
    """What becomes of a mail to ``person`` at ``address``: it waits, or is not sent at all."""
    if not person.is_active:
        return State.LEFT
    return State.WAITING if address else State.NO_ADDRESS


def send_due(clock: Clock) -> int:
    """Send what is due, one after the other, for at most eight minutes; return how many were sent.

    Any number of these may run at once: each delivery is claimed by one of them.
    """
    until = clock() + RUN
    expire(clock())
    sent = 0
    while batch := list(Delivery.objects.due(clock()).select_related("mail__recipient")[:BATCH]):
        for delivery in batch:
            now = clock()
            if now > until:
                return sent
            if claim(delivery, now):
                sent += attempt(delivery, clock)
    return sent


def expire(now: datetime) -> None:
    """Give up what could not be delivered in three days; the delivery log shows it."""
    late = Delivery.objects.waiting().filter(expires_at__lte=now)
    if number := late.update(state=State.EXPIRED):
        logger.error("%d mails expired unsent.", number)


def claim(delivery: Delivery, now: datetime) -> bool:
    """Take ``delivery`` for ten minutes; False when somebody else has it or the channel paused."""
    mine = Delivery.objects.due(now).order_by().filter(pk=delivery.pk, due_at=delivery.due_at)
    leased = now + LEASE
    if not mine.update(due_at=leased, tries=F("tries") + 1):
        return False
    delivery.due_at = leased
    delivery.tries += 1
    return True


def attempt(delivery: Delivery, clock: Clock) -> bool:
    """Hand a claimed ``delivery`` over and write down what became of it; True when sent."""
    state = readdress(delivery)
    if state != State.WAITING:
        settle(delivery, state=state)
        return False
    try:
        SEND[delivery.channel](delivery, clock())
    except Refused as fault:
        settle(delivery, state=State.REFUSED, error=short(fault))
        return False
    except TryLater as fault:
        put_off(delivery, clock(), short(fault))
        return False
    except ChannelDown as fault:
        now = clock()
        pause(delivery.channel, now, short(fault))
        settle(delivery, due_at=now + PAUSE, error=short(fault))
        return False
    except Exception as fault:  # nonsense from a gateway, a bad address, a mistake of ours
        logger.exception("Delivery %s was not handed over.", delivery.pk)
        put_off(delivery, clock(), short(f"{type(fault).__name__}: {fault}"))
        return False
    settle(delivery, state=State.SENT, sent_at=clock(), error="")
    Outage.objects.filter(channel=delivery.channel).delete()
    return True


def try_at_once(letter: Letter, clock: Clock) -> Delivery:
    """Hand ``letter`` over by mail now, past the queue and once; return its Delivery, which says what
    became of it: ``state``, and the server's words as ``error``.

    No transaction is open while the server thinks.
    """
    mail, now = letter.mail(moment()), clock()
    delivery = Delivery(
        mail=mail,
        channel=Delivery.Channel.MAIL,
        address=mail.recipient.email,
        due_at=now,
        expires_at=now,
        tries=1,
    )
    try:
        SEND[delivery.channel](delivery, now)
    except Refused as fault:
        delivery.state, delivery.error = State.REFUSED, short(fault)
    except (TryLater, ChannelDown) as fault:
        delivery.state, delivery.error = State.EXPIRED, short(fault)
    else:
        delivery.state, delivery.sent_at = State.SENT, clock()
        Outage.objects.filter(channel=delivery.channel).delete()
    with transaction.atomic():
        mail.save(force_insert=True)
        delivery.save()
    return delivery


def readdress(delivery: Delivery) -> State:
    """Point ``delivery`` to where its person is reached now; return what becomes of it."""
    person = delivery.mail.recipient
    person.refresh_from_db(fields=["is_active", "email"])
    delivery.address = ways_to(person).get(delivery.channel, "")
    return prospect(person, delivery.address)


def put_off(delivery: Delivery, now: datetime, error: str) -> None:
    """Try it again after 1, 5, 15, then every 60 minutes; ``error`` says why."""
    wait = RETRIES[min(delivery.tries, len(RETRIES)) - 1] * MINUTE
    settle(delivery, due_at=now + wait, error=error)


def settle(delivery: Delivery, **values: Any) -> None:
    """Write the outcome, unless the lease ran out and another worker has the delivery now."""
    mine = Delivery.objects.waiting().filter(pk=delivery.pk, due_at=delivery.due_at)
    mine.update(address=delivery.address, **values)


def pause(channel: str, now: datetime, error: str) -> None:
    """Try nothing over ``channel`` for four minutes, and raise the alarm."""
    logger.error("Nothing can be sent by %s: %s", channel, error)
    Outage.objects.update_or_create(
        channel=channel,
        defaults={"resume_at": now + PAUSE, "error": error},
        create_defaults={"since": now, "resume_at": now + PAUSE, "error": error},
    )


def send_again(chosen: QuerySet[Delivery], now: datetime) -> None:
    """Queue the deliveries ``chosen`` once more, to the address that the person has now."""
    for delivery in chosen.select_related("mail__recipient"):
        delivery.state = readdress(delivery)
        delivery.error, delivery.sent_at = "", None
        delivery.tries, delivery.due_at, delivery.expires_at = 0, now, now + KEPT
        delivery.save()
    wake_on_commit("send_due_mails")


def short(fault: Exception | str) -> str:
    """What a fault says, on the 500 characters that a delivery keeps of it."""
    return writable(str(fault))[:500]  # a server may answer anything
