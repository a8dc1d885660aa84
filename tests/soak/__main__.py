"""``make soak``: what becomes of mails while everything around them breaks.

Real PostgreSQL, Redis, SMTP, four workers and two beats. Prints, for each trouble, how many mails
were due, sent, lost and doubled, and the seconds; ends with 1 if one was lost, or doubled by
anything but the death of a process in the middle of handing it over.
"""

import logging
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.soak.house import WORKERS, House

PATIENCE = 180  # seconds until a mail that did not arrive counts as lost


def main(mails=1000, kills=100):
    """Run every trouble in turn; return the exit status."""
    logging.disable(logging.WARNING)  # the mail server has something to say about each mail
    say(f"{'trouble':32} {'due':>6} {'sent':>6} {'lost':>6} {'doubled':>8} {'seconds':>8}")
    few = max(mails // 4, WORKERS)
    with tempfile.TemporaryDirectory() as folder, House(Path(folder)) as house:
        good = [
            trial(house, "none", mails),
            trial(house, f"{kills} times kill -9", mails, lambda: killing(house, mails, kills), kills),
            trial(house, "mail server away for 10 s", few, lambda: away(house), WORKERS),
            trial(house, "mail server says 421", few, lambda: saying(house, "421 closing")),
            trial(house, "mail server says 451", few, lambda: saying(house, "451 later")),
            trial(house, "mail server says 535", few, lambda: misbehaving(house, "refuses_password")),
            trial(house, "mail server refuses one person", few, refused=1),
            trial(house, "mail server hangs", few, lambda: misbehaving(house, "hangs")),
            trial(house, "mail server drops after DATA", few, lambda: misbehaving(house, "keeps_then_drops")),
            trial(house, "Redis frozen, then flushed", few, lambda: freezing(house)),
            trial(house, "Redis killed, away for 5 s", few, lambda: house.redis.restart(5)),
            trial(house, "PostgreSQL killed, away for 3 s", few, lambda: house.postgres.restart(3), WORKERS),
        ]  # fmt: skip
        good += [rolled_back(house), digest_day(house)]
    return 0 if all(good) else 1


def trial(house, title, mails, trouble=None, in_flight=0, refused=0):
    """Queue ``mails``, make ``trouble``, wait; True when nothing was lost or wrongly doubled.

    A mail may come twice where its sender died, of whom ``in_flight`` did, or where the server
    kept it and did not say so. ``refused`` so many people get none.
    """
    begun, before = time.monotonic(), len(house.sink.mails)
    house.sink.seconds, house.sink.unanswered, house.sink.refuses = 0.1, 0, {}
    if refused:
        house.sink.refuses = {"soak0@example.org": "550 no such mailbox"}
    house.manage("shell", "-v0", "-c", POST.format(mails=mails, occasion=title))
    if trouble:
        trouble()
    wait_until(lambda: not waiting(house))
    got = Counter(house.sink.message_ids[before:])
    due = {row[0] for row in house.postgres.sql(DUE.format(occasion=title))}
    arrived = due & {key.strip("<>").split("@")[0] for key in got}
    lost, doubled = mails - refused - len(arrived), doubles(got)
    report(title, mails - refused, len(got), lost, doubled, begun)
    return lost == 0 and doubled <= in_flight + house.sink.unanswered


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def report(title, due, sent, lost, doubled, begun):
    seconds = time.monotonic() - begun
    say(f"{title:32} {due:6} {sent:6} {lost:6} {doubled:8} {seconds:8.1f}")


def doubles(got):
    """How many mails came more than once, each under one Message-ID."""
    return sum(number - 1 for number in got.values())


def waiting(house):
    return house.postgres.sql("SELECT count(*) FROM tasks_delivery WHERE state = 'waiting'")[0][0]


def wait_until(done):
    end = time.monotonic() + PATIENCE
    while not done() and time.monotonic() < end:
        time.sleep(0.2)


def killing(house, mails, kills):
    """One worker dies for every so many mails that arrive."""
    begin = len(house.sink.mails)
    for number in range(1, kills + 1):
        wait_until(lambda n=number: len(house.sink.mails) - begin >= n * mails // (kills + 1))
        wait_until(house.kill_a_worker)


def away(house):
    house.close_mail()
    time.sleep(10)
    house.open_mail()


def saying(house, answer):
    """For three seconds no mail is taken; those put off to a later minute are then due at once."""
    house.sink.after_data = answer
    time.sleep(3)
    house.sink.after_data = None
    house.postgres.sql(
        "UPDATE tasks_delivery SET due_at = now() WHERE state = 'waiting' AND error LIKE '4%'"
    )


def misbehaving(house, how):
    """For three seconds the mail server has a fault that its switch is named for."""
    setattr(house.sink, how, True)
    time.sleep(3)
    setattr(house.sink, how, False)


def freezing(house):
    with house.redis.frozen():
        begun = time.monotonic()
        house.manage(
            "shell", "-v0", "-c", "from tasks.frame.waking import wake; wake('send_due_mails')"
        )
        say(f"  a program that publishes meanwhile ended after {time.monotonic() - begun:.1f} s")


def rolled_back(house):
    """A cause that fails takes its mails with it; a savepoint takes only its own."""
    begun, before = time.monotonic(), len(house.sink.mails)
    house.manage("shell", "-v0", "-c", ROLLED_BACK)
    wait_until(lambda: not waiting(house))
    time.sleep(2)  # long enough for a mail that should not exist
    sent = len(house.sink.mails) - before
    report("rolled back", 1, sent, 1 - min(sent, 1), max(sent - 1, 0), begun)
    return sent == 1


def digest_day(house):
    """Two beats call for the digest every second, and four workers hear them."""
    begun, before = time.monotonic(), len(house.sink.mails)
    due = int(house.manage("shell", "-v0", "-c", DIGEST_DAY))
    wait_until(lambda: len(house.sink.mails) - before >= due and not waiting(house))
    time.sleep(3)  # some more calls, which should change nothing
    got = Counter(house.sink.message_ids[before:])
    report("digest called for every second", due, len(got), due - len(got), doubles(got), begun)
    return len(got) == due and doubles(got) == 0


PEOPLE = """
from tasks.mail.delivery import post
from tasks.mail.letters import Letter
from units.models import User
missing = [n for n in range({mails}) if not User.objects.filter(username=f"soak{{n}}").exists()]
User.objects.bulk_create(
    User(username=f"soak{{n}}", name="甲", email=f"soak{{n}}@example.org") for n in missing
)
people = User.objects.filter(username__startswith="soak").order_by("pk")[:{mails}]
"""
POST = (
    PEOPLE + 'post(Letter("urge", "{occasion}", person, "催办", "请抓紧") for person in people)\n'
)
ROLLED_BACK = (
    PEOPLE.format(mails=1)
    + """
from django.db import transaction
def letter(occasion):
    return Letter("urge", occasion, people[0], "催办", "请抓紧")
try:
    with transaction.atomic():
        post([letter("outer rolled back")])
        raise LookupError
except LookupError:
    pass
with transaction.atomic():
    post([letter("kept")])
    try:
        with transaction.atomic():
            post([letter("inner rolled back")])
            raise LookupError
    except LookupError:
        pass
"""
)
DIGEST_DAY = """
from django_celery_beat.models import IntervalSchedule, PeriodicTask
from tasks.ground.clock import today
from tasks.digests.weekly import digests
from units.models import Unit, User
for unit in Unit.objects.all():
    User.objects.create(
        username=f"liaison{unit.pk}", name="乙", role="liaison", unit=unit,
        email=f"liaison{unit.pk}@example.org",
    )
every = IntervalSchedule.objects.get(every=1, period="seconds")
entry = PeriodicTask.objects.get(name="digest")
entry.crontab, entry.interval = None, every
entry.save()  # tells the beats
print(len(list(digests(today()))))
"""
DUE = "SELECT id::text FROM tasks_mail WHERE period = '{occasion}'"

if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
