"""``python -m tests.soak.fast worker …``: Celery on a ledger whose queue lives a hundred times faster.

A lease lasts six seconds instead of ten minutes, so that a soak takes minutes instead of hours;
all else is what runs in production.
"""

import sys
from datetime import timedelta

import django
from django.conf import settings

from baoan_rule.celery import app

if __name__ == "__main__":
    django.setup()
    from tasks.mail import delivery  # noqa: PLC0415  models exist only after django.setup()

    second = timedelta(seconds=1)
    delivery.LEASE, delivery.RUN, delivery.PAUSE = 6 * second, 4 * second, second
    settings.EMAIL_TIMEOUT = 1
    app.start(sys.argv[1:])
