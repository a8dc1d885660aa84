"""What the environment says, read once. The names and defaults are listed in docs/deploy.md."""

import os
import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

STARTED = "started.env"

env = environ.Env()


def data_folder():
    """The folder for everything the product writes: database, mail, uploads, queue."""
    return Path(env.str("VAR", default="") or BASE_DIR / "var").resolve()


def remember_start(folder):
    """Keep for ``manage.py`` which data ``make run`` serves from ``folder``."""
    said = {name: os.environ.get(name, "") for name in ("DEMO", "PLAN_TODAY")}
    (folder / STARTED).write_text("".join(f"{name}={value}\n" for name, value in said.items()))


def as_started():
    """Take up what ``make run`` was last started with, unless the environment says which data.

    For commands only: a service never turns into a demonstration because of a file.
    """
    kept = data_folder() / STARTED
    if kept.exists() and not {"DEMO", "DATABASE_URL"} & os.environ.keys():
        env.read_env(kept, overwrite=False)


def spoken_language():
    """The language in which commands answer: English for a shell that asks for it, else Chinese."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    asked = next((os.environ[name] for name in names if os.environ.get(name)), "")
    return "en" if re.match(r"en\b|en_", asked) else "zh-hans"


def secret_key(folder):
    """``SECRET_KEY``, else a key made once and kept in ``folder``, readable by its owner only."""
    if key := env.str("SECRET_KEY", default=""):
        return key
    kept = folder / "secret_key"
    if not kept.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=folder) as fresh:
            fresh.write(get_random_secret_key())
            fresh.flush()
            # Of two processes that start at once, the second keeps the first one's key.
            with suppress(FileExistsError):
                os.link(fresh.name, kept)
    return kept.read_text()


def plan_today():
    """The date that ``PLAN_TODAY`` sets for the whole product, or None for the real one."""
    text = env.str("PLAN_TODAY", default="")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        message = f"PLAN_TODAY must be a date such as 2015-06-18, not {text!r}."
        raise ImproperlyConfigured(message) from None


def missing(databases):
    """The file of SQLite that is not there, None where nothing is missing: who connects makes it."""
    config = databases["default"]
    is_file = config["ENGINE"] == "django.db.backends.sqlite3"
    return config["NAME"] if is_file and not Path(config["NAME"]).exists() else None


def database(url):
    """Django's settings for the database at ``url``; SQLite gets the options a busy web needs."""
    config = env.db_url_config(url)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        }
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
        # Compiling a question takes ten times as long as answering it: docs/performance.md.
        options = config.setdefault("OPTIONS", {})
        options["options"] = f"-c jit=off {options.get('options', '')}".strip()
    return config


def mail(folder):
    """Django's settings for ``EMAIL_URL``; without a server each mail is a file in ``folder``."""
    config = env.email("EMAIL_URL", default=f"filemail:///{folder}")
    if config["EMAIL_BACKEND"].endswith("filebased.EmailBackend"):
        config["EMAIL_BACKEND"] = "baoan_rule.mail_files.EmailBackend"
    return config


def page_cache():
    """Where contents of pages are kept: in the Redis of ``CACHE_URL``, else in bounded memory."""
    config = env.cache("CACHE_URL", default="locmemcache://pages")
    if config["BACKEND"].endswith("LocMemCache"):
        config["OPTIONS"] = {"MAX_ENTRIES": 200}
    elif config["BACKEND"].endswith("RedisCache"):
        config["BACKEND"] = "baoan_rule.redis_pages.PageCache"
    return config | {"KEY_PREFIX": "pages", "TIMEOUT": 24 * 60 * 60}


def broker_transport(url):
    """Our own transport for the file broker; for others None, which leaves it to the URL."""
    return "baoan_rule.broker:Transport" if url.startswith("filesystem:") else None


def broker_options(url, folder):
    """Kombu's options for the broker at ``url``; the file broker keeps its messages in ``folder``.

    A Redis that does not answer is given up after 5 seconds instead of never, and what a worker
    took comes back only long after its time limit: docs/delivery.md.
    """
    if url.startswith("filesystem:"):
        queue = str(folder / "queue")
        return {
            "data_folder_in": queue,
            "data_folder_out": queue,
            "control_folder": str(folder / "control"),
            "damaged_folder": str(folder / "damaged"),
        }
    return {
        "socket_timeout": 5,
        "socket_connect_timeout": 5,
        "socket_keepalive": True,
        "visibility_timeout": 60 * 60,
    }
