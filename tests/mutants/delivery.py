"""The queue of mails, the channels, the runs of jobs, and the watchdog."""

from tests.mutants import faults

MUTANTS = [
    *faults(
        "tasks/mail/delivery.py",
        "tests/tasks/mail/test_delivery.py tests/tasks/mail/test_addresses.py",
        ("a lease lasts 9 minutes", "LEASE = 10 * MINUTE", "LEASE = 9 * MINUTE"),
        ("a run is longer than its lease", "RUN = 8 * MINUTE", "RUN = 11 * MINUTE"),
        ("a pause is longer than a sweep", "PAUSE = 4 * MINUTE", "PAUSE = 6 * MINUTE"),
        ("mails are kept 7 days", "KEPT = timedelta(hours=72)", "KEPT = timedelta(days=7)"),
        ("mails are kept 71 hours", "KEPT = timedelta(hours=72)", "KEPT = timedelta(hours=71)"),
        (
            "the second try comes after a minute again",
            "RETRIES = (1, 5, 15, 60)",
            "RETRIES = (1, 1, 15, 60)",
        ),
        ("the last wait is half an hour", "RETRIES = (1, 5, 15, 60)", "RETRIES = (1, 5, 15, 30)"),
        (
            "after the last wait there is none",
            "RETRIES[min(delivery.tries, len(RETRIES)) - 1]",
            "RETRIES[delivery.tries % len(RETRIES) - 1]",
        ),
        (
            "what was posted is posted again",
            "new = [mails[pk] for pk in mails.keys() - set(known)]",
            "new = [mails[pk] for pk in mails]",
        ),
        (
            "who has no address waits",
            "return State.WAITING if address else State.NO_ADDRESS",
            "return State.WAITING",
        ),
        (
            "who left is written to",
            "    if not person.is_active:\n",
            "    if person.is_active is None:\n",
        ),
        (
            "who was there when it was written is sent it",
            '    person.refresh_from_db(fields=["is_active", "email"])\n',
            "",
        ),
        ("a claim leaves the time", "mine.update(due_at=leased, tries", "mine.update(tries"),
        ("tries are not counted", 'due_at=leased, tries=F("tries") + 1', "due_at=leased"),
        ("a refused mail waits", "state=State.REFUSED, error", "error"),
        (
            "the reason of a refusal is lost",
            "settle(delivery, state=State.REFUSED, error=short(fault))",
            "settle(delivery, state=State.REFUSED)",
        ),
        ("an outage pauses nothing", "        pause(delivery.channel, now, short(fault))\n", ""),
        (
            "an outage ends never",
            "    Outage.objects.filter(channel=delivery.channel).delete()\n    return True",
            "    return True",
        ),
        (
            "an outage begins anew with each try",
            '        defaults={"resume_at": now + PAUSE, "error": error},\n',
            '        defaults={"resume_at": now + PAUSE, "error": error, "since": now},\n',
        ),
        (
            "a late outcome overwrites",
            "filter(pk=delivery.pk, due_at=delivery.due_at)\n    mine.update(address",
            "filter(pk=delivery.pk)\n    mine.update(address",
        ),
        (
            "an old address is tried",
            '    delivery.address = ways_to(person).get(delivery.channel, "")\n',
            "",
        ),
        (
            "what is sent again has no time left",
            "now, now + KEPT\n        delivery.save",
            "now, delivery.expires_at\n        delivery.save",
        ),
        (
            "expired on its last minute only",
            "filter(expires_at__lte=now)",
            "filter(expires_at__lt=now)",
        ),
    ),
    *faults(
        "tasks/mail/models.py",
        "tests/tasks/mail/test_delivery.py tests/tasks/mail/test_addresses.py",
        ("a pause is not kept", "resume_at__gt=now", "resume_at__lt=now"),
        ("what is due now waits", "due_at__lte=now", "due_at__lt=now"),
        ("expired mails go out", "due_at__lte=now, expires_at__gt=now", "due_at__lte=now"),
        (
            "all kinds share an occasion",
            "{kind}/{period}/{recipient_id}",
            "{period}/{recipient_id}",
        ),
        ("the newest goes first", '.order_by("due_at", "id")', '.order_by("-due_at", "-id")'),
    ),
    *faults(
        "tasks/mail/channels.py",
        "tests/tasks/mail/test_channels.py tests/tasks/mail/test_delivery.py tests/tasks/mail/test_addresses.py",
        ("a closing server refuses one", "if code == SERVER_IS_CLOSING:", "if code is None:"),
        ("a refusal is tried again", "Refused if code >= 500 else", "Refused if code > 550 else"),
        (
            "greylisting refuses for ever",
            "Refused if code >= 500 else",
            "Refused if code >= 400 else",
        ),
        (
            "no webhook without an address is lost",
            "    if settings.WEBHOOK_URL:\n",
            "    if True:\n",
        ),
        (
            "a lost connection refuses the mail",
            'raise ChannelDown(f"{type(error).__name__}: {said(error)}") from None',
            "raise Refused(str(error)) from None",
        ),
        (
            "a bad address stops the channel",
            "        raise Refused(str(error)) from None\n",
            "        raise ChannelDown(str(error)) from None\n",
        ),
    ),
    *faults(
        "tasks/machine/runs.py",
        "tests/tasks/machine/test_runs.py",
        (
            "a dead run is taken over after 14 minutes",
            "DEAD = timedelta(minutes=15)",
            "DEAD = timedelta(minutes=14)",
        ),
        (
            "a dead run is taken over after an hour",
            "DEAD = timedelta(minutes=15)",
            "DEAD = timedelta(minutes=60)",
        ),
        ("a running job is taken over at once", "started_at__lt=now - DEAD", "started_at__lte=now"),
        ("what failed never runs again", "Q(state=State.FAILED) | Q(", "Q("),
        ("what is done runs again", "    if again:\n", "    if not again:\n"),
        (
            "two take over a dead run",
            "filter(free, pk=run.pk, started_at=run.started_at)",
            "filter(free, pk=run.pk)",
        ),
        (
            "a run that was taken over ends the new one",
            "JobRun.objects.filter(pk=run.pk, started_at=run.started_at)",
            "JobRun.objects.filter(pk=run.pk)",
        ),
        ("an error is swallowed", "        raise\n", "        return True\n"),
        ("a failed run is done", "finish(run, State.FAILED,", "finish(run, State.DONE,"),
    ),
    *faults(
        "tasks/mail/watchdog.py",
        "tests/tasks/machine/test_jobs.py",
        (
            "a night is missed after 25 hours",
            "NIGHT = timedelta(hours=26)",
            "NIGHT = timedelta(hours=25)",
        ),
        (
            "a night is missed after 27 hours",
            "NIGHT = timedelta(hours=26)",
            "NIGHT = timedelta(hours=27)",
        ),
        ("mails wait 29 minutes", "MAIL = timedelta(minutes=30)", "MAIL = timedelta(minutes=29)"),
        ("mails wait an hour", "MAIL = timedelta(minutes=30)", "MAIL = timedelta(minutes=60)"),
        ("a failed night counts", "job=NIGHTLY, state=JobRun.State.DONE", "job=NIGHTLY"),
        (
            "a new ledger has missed a night",
            '[latest["at"], set_up]',
            '[latest["at"], set_up - NIGHT]',
        ),
        ("the day that stands still is missed", ' and latest["period"] != on.isoformat()', ""),
        ("an outage is no alarm", "filter(None, [oldest, broken])", "filter(None, [oldest])"),
        ("sent mails wait", "Delivery.objects.waiting().aggregate", "Delivery.objects.aggregate"),
    ),
    *faults(
        "tasks/machine/schedule.py",
        "tests/tasks/machine/test_views.py tests/tasks/machine/test_jobs.py",
        ("a digest is missed on Tuesday", "on.weekday() > TUESDAY", "on.weekday() >= TUESDAY"),
        ("a digest is missed from Thursday on", "TUESDAY = 1", "TUESDAY = 2"),
        (
            "a job is missed on its day already",
            "last.period < (on - DAY).isoformat()",
            "last.period < on.isoformat()",
        ),
        (
            "what is switched off runs next",
            "for entry in entries if entry.enabled]",
            "for entry in entries]",
        ),
        ("the first run is the last", '.order_by("-started_at")', '.order_by("started_at")'),
    ),
    *faults(
        "tasks/frame/waking.py",
        "tests/tasks/mail/test_delivery.py tests/tasks/mail/test_addresses.py",
        ("a worker is woken by every post", "    if (job,) not in [", "    if job not in ["),
    ),
]
