"""What composing the weekly digests costs, on the demonstration with many readers.

Prints the queries and the CPU time; ends with 1 when a digest costs more than 2 ms.
"""

import logging
import os
import sys
import tempfile
import time
from io import StringIO

import django

READERS = 10_000
MOST_MILLISECONDS = 2.0


def main():
    """Compose the digests of READERS people in a database of its own; return the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        plain = {"VAR": folder, "DATABASE_URL": "", "DEMO": "1", "PLAN_TODAY": "2015-06-18"}
        os.environ |= plain | {"DJANGO_SETTINGS_MODULE": "baoan_rule.settings"}
        django.setup()
        return measure()


def measure():
    # Models exist only after django.setup().
    from django.core.management import call_command  # noqa: PLC0415

    from tasks.digests.weekly import BATCH, digests, write_digests  # noqa: PLC0415
    from tasks.ground.clock import today  # noqa: PLC0415

    logging.disable(logging.WARNING)  # no broker is there to be woken
    for command in (["migrate"], ["import_plan", "fixtures/source.txt"], ["seed_demo"]):
        call_command(*command, verbosity=0, stdout=StringIO())
    hire(list({letter.recipient.unit for letter in digests(today()) if letter.recipient.unit}))
    letters, composing, queries = cost(lambda: sum(1 for _letter in digests(today())))
    say(f"{letters} digests composed: {composing:.2f} ms CPU each, {queries} queries in all")
    new, writing, queries = cost(lambda: write_digests(today()))
    batches = -(-new // BATCH)
    say(f"{new} written: {writing:.2f} ms CPU each, {queries / batches:.1f} queries per {BATCH}")
    return 0 if composing <= MOST_MILLISECONDS else 1


def cost(work):
    """What ``work()`` counted, its CPU time for each in milliseconds, and its queries."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        begun = time.process_time()
        number = work()
        spent = time.process_time() - begun
    return number, spent * 1000 / number, len(asked)


def hire(units):
    """READERS more liaison officers, as many in each of ``units``."""
    from units.models import User  # noqa: PLC0415

    User.objects.bulk_create(
        User(
            username=f"reader{number}",
            name="甲",
            role=User.Role.LIAISON,
            unit=units[number % len(units)],
            email=f"reader{number}@example.org",
        )
        for number in range(READERS)
    )


def say(line):
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
