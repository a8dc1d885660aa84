"""What the log says of requests."""

import logging

from django.core.exceptions import PermissionDenied, SuspiciousOperation


class RefusalsInOneLine(logging.Filter):
    """Who was refused, or came with a strange host, is no fault of ours: no traceback for it."""

    def filter(self, record):
        if record.exc_info and isinstance(
            record.exc_info[1], PermissionDenied | SuspiciousOperation
        ):
            record.exc_info = record.exc_text = None
        return True
