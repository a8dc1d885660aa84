"""Small pictures of evidence, made by a worker and never in a request. Rules: docs/workflow.md."""

import logging
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.base import ContentFile

from tasks.evidence.keeping import put
from tasks.evidence.models import PREVIEWS, Evidence, stored_name
from tasks.frame.waking import wake

DRAWING = Path(__file__).with_name("drawing.py")
SECONDS = 20  # for one file, by the clock on the wall
RUN = timedelta(minutes=2)

logger = logging.getLogger(__name__)


def make_missing(clock: Callable[[], datetime]) -> int:
    """Try every file that was sent and not tried yet; return how many previews were made.

    After two minutes the rest is left to another call, so that mails get their turn.
    """
    until, made = clock() + RUN, 0
    while file := Evidence.objects.untried().first():
        if clock() > until:
            wake("make_previews")
            break
        made += make(file)
    return made


def make(file: Evidence) -> bool:
    """Make the preview of all rows with the bytes of ``file``; True when there is one now.

    They are marked first: whatever becomes of the worker, nothing is tried twice.
    """
    same = Evidence.objects.filter(sha256=file.sha256)
    if not same.filter(has_preview=None).update(has_preview=False):
        return False  # another worker has it
    try:
        picture = ContentFile(drawn(file))
    except (FileNotFoundError, subprocess.SubprocessError) as fault:
        logger.warning("No preview of file %s: %s", file.pk, reason(fault))
        return False
    put(stored_name(file.sha256, PREVIEWS), picture)
    same.update(has_preview=True)
    return True


def drawn(file: Evidence) -> bytes:
    """The picture, from a process of its own that may fail in any way."""
    command = [sys.executable, "-I", str(DRAWING), file.kind]
    with file.open() as stored:
        content = stored.read()
    ended = subprocess.run(command, input=content, capture_output=True, check=True, timeout=SECONDS)
    return ended.stdout


def reason(fault: Exception) -> str:
    """The last line that the process wrote, or else how it ended; no line of a log is broken."""
    said = (getattr(fault, "stderr", None) or b"").decode(errors="replace").splitlines()
    return ascii(said[-1][:200]) if said else ascii(str(fault))
