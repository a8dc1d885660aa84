"""Mail into a folder, one file each, which any mail program opens."""

import os
import re
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Writes each mail as ``.eml`` into ``EMAIL_FILE_PATH``; half a file is never seen."""

    def send_messages(self, email_messages):
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for email in email_messages:
            message = email.message()
            name = file_name(message)
            (folder / f".{name}").write_bytes(message.as_bytes(linesep="\r\n"))
            os.replace(folder / f".{name}", folder / name)
        return len(email_messages)


def file_name(message):
    """The day of ``message`` and its id: sorted by day, and one file however often it is sent."""
    day = parsedate_to_datetime(message["Date"]).date()
    key = re.sub(r"[^\w-]", "", message["Message-ID"].partition("@")[0])
    return f"{day}-{key}.eml"
