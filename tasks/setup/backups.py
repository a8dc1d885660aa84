"""The folder in which whoever makes the backups leaves them: docs/deploy.md."""

from datetime import UTC, datetime
from pathlib import Path


def newest(folder: str) -> datetime | None:
    """When the newest file of ``folder`` was written; None where there is none to be seen."""
    try:
        files = [path.stat() for path in Path(folder).iterdir() if path.is_file()]
    except OSError:
        return None
    times = [one.st_mtime for one in files if one.st_size]
    return datetime.fromtimestamp(max(times), UTC) if times else None
