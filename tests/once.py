"""What many tests need and one process makes for all: here a database with every migration done."""

import fcntl
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parent.parent
MIGRATED = ROOT / ".pytest_cache" / "migrated"


def made_once(folder, make):
    """``folder``, filled by ``make(folder)`` for whoever asks first; all others wait for it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open(folder.with_name("lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            fresh = folder.with_name("fresh")
            shutil.rmtree(fresh, ignore_errors=True)
            make(fresh)
            fresh.rename(folder)
    return folder


def migrated():
    """An SQLite file with every migration done, kept until one of them changes."""
    loader = MigrationLoader(None)
    files = (sys.modules[row.__module__].__file__ for row in loader.disk_migrations.values())
    key = sha256(b"".join(Path(file).read_bytes() for file in sorted(files))).hexdigest()
    return made_once(MIGRATED / key, migrate) / "ledger.sqlite3"


def migrate(folder):
    for former in MIGRATED.glob("*/"):
        shutil.rmtree(former)
    manage(folder, "migrate", "-v0")


def manage(folder, *command, **changes):
    """Run ``manage.py`` with its data in ``folder``."""
    environment = os.environ | {"VAR": str(folder), "DATABASE_URL": "", "DEMO": "0"} | changes
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
