"""What the log says of requests."""

import logging

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation


class RefusalsInOneLine(logging.Filter):
    """Who was refused, or came with a strange host or an address that cannot be read, is no fault of ours: no traceback for it."""

    def filter(self, record):
        refused = BadRequest | PermissionDenied | SuspiciousOperation
        if record.exc_info and isinstance(record.exc_info[1], refused):
            record.exc_info = record.exc_text = None
        return True
