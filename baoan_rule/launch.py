"""``make run``: prepare the data folder, then run web, worker and beat side by side.

With the argument ``dev``: prepare it, then run Django's reloading server (``make dev``).

Settings: PORT, VAR, DEMO and whatever docs/deploy.md lists.
"""

import os
import signal
import socket
import sys
import threading
import time
import urllib.request
from contextlib import suppress
from io import StringIO
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from baoan_rule.env import remember_start
from baoan_rule.keeping import Keeper

ROOT = Path(__file__).resolve().parent.parent
DEMO_TODAY = "2015-06-18"


class CannotStart(Exception):
    """One sentence that says why, for a person."""


def main():
    os.umask(0o077)  # what is written here is nobody else's
    os.environ.setdefault("DEMO", "1")
    if demo():
        os.environ.setdefault("PLAN_TODAY", DEMO_TODAY)
    try:
        port = free_port(os.environ.get("PORT", "8000"))
        folder = writable(Path(os.environ.get("VAR") or ROOT / "var"))
        os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}")
        prepare(folder)
    except CannotStart as reason:
        sys.exit(f"make run: {reason}")
    if sys.argv[1:] == ["dev"]:
        develop(port)
    sys.exit(run(port))


def demo():
    return os.environ["DEMO"] not in ("0", "")


def free_port(text):
    """``text`` as a port that nobody listens on. Raises CannotStart."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CannotStart(f"PORT={text} is no port; take a number such as 8123.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except OSError:
            raise CannotStart(
                f"port {text} is taken or not allowed; try another one: make run PORT=8123"
            ) from None
    return int(text)


def writable(folder):
    """``folder``, made if need be. Raises CannotStart when nothing can be written there."""
    try:
        for part in ("mail", "broker/queue", "broker/control", "media"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        (folder / ".writable").touch()
        with suppress(PermissionError):  # somebody else's folder, in which we may write
            folder.chmod(0o700)
    except OSError as error:
        raise CannotStart(
            f"cannot write to {folder} ({error.strerror}); choose another folder: "
            "make run VAR=/some/folder"
        ) from None
    return folder


def prepare(folder):
    """Bring database, static files, plan and demonstration up to date; all of it repeatable."""
    os.environ["VAR"] = str(folder.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baoan_rule.settings")
    try:
        django.setup()
        call_command("check", stdout=StringIO())
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        load_plan()
        remember_start(folder)
    except DatabaseError as error:
        raise CannotStart(f"the database cannot be used: {str(error).strip()}") from None
    except (CommandError, ImproperlyConfigured) as error:
        raise CannotStart(str(error)) from None


def load_plan():
    from tasks.models import Plan  # noqa: PLC0415  models exist only after django.setup()

    if not Plan.objects.exists():
        call_command("import_plan", ROOT / "fixtures" / "source.txt", stdout=StringIO())
    if demo():
        call_command("seed_demo", stdout=StringIO())


def run(port):
    """Keep web, worker and beat up until web ends or somebody stops us; return the exit status."""
    celery = [sys.executable, "-m", "celery", "--quiet", "-A", "baoan_rule"]
    worker = ["worker", "--concurrency", "1", "--without-gossip", "--without-mingle"]
    quiet = ["--loglevel", "WARNING"]
    commands = {
        "web": [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"],
        "worker": [*celery, *worker, *quiet],
        "beat": [*celery, "beat", "--pidfile=", *quiet],
    }
    keeper = Keeper(commands, settings.STOPPED)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, keeper.stop)
    os.chdir(ROOT)
    threading.Thread(target=welcome, args=[port], daemon=True).start()
    return keeper.run()


def develop(port):
    """Become, instead of the three processes, one server that reloads on every change."""
    os.environ["DEBUG"] = "1"
    manage = [sys.executable, str(ROOT / "manage.py"), "runserver", str(port)]
    os.execv(sys.executable, manage)


def welcome(port):
    """Say where the ledger is and how to sign in, as soon as it answers."""
    address = f"http://127.0.0.1:{port}/"
    while not answers(f"{address}readyz"):
        time.sleep(0.1)
    sys.stdout.write(greeting(address))
    sys.stdout.flush()


def answers(address):
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except OSError:  # refused, not ready (an HTTPError) or too slow
        return False
    return True


def greeting(address):
    lines = ["", f"  督办台账 is ready · 已就绪: {address}", ""]
    if demo():
        lines += [
            "  Sign in with one of these names, password demo-2015 · 演示账号，密码均为 demo-2015:",
            "    supervisor 督查员   liaison 联络员   head 单位负责人",
            "    leader 区领导       viewer 只读      admin 系统管理员",
        ]
    else:
        lines += [
            "  No demonstration data. Make the first administrator with: make admin",
            "  未载入演示数据。请用 make admin 创建首个系统管理员。",
        ]
    return "\n".join([*lines, "  Ctrl-C stops everything · 按 Ctrl-C 停止", "", ""])


if __name__ == "__main__":
    main()
