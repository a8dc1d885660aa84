"""What many tests need and one process makes for all: a migrated database, the demonstration."""

import fcntl
import shutil
import sys
from hashlib import sha256
from pathlib import Path

from django.db.migrations.loader import MigrationLoader

from tests.mail_server import free_port
from tests.processes import ROOT, python

MIGRATED = ROOT / ".pytest_cache" / "migrated"


def made_once(folder, make):
    """``folder``, filled by ``make(folder)`` for whoever asks first; all others wait for it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open(folder.with_name("lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            fresh = folder.with_name("fresh")
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
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
    for former in set(MIGRATED.glob("*/")) - {folder}:
        shutil.rmtree(former)
    python(folder, "manage.py", "migrate", "-v0")


def demonstration(folder):
    """All that ``make run`` does before it starts its three processes."""
    shutil.copy(migrated(), folder / "demo.sqlite3")
    code = "from baoan_rule import launch; launch.run = lambda port: 0; launch.main()"
    python(folder, "-c", code, PORT=free_port())
