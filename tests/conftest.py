import fcntl
import gc
import os
import sqlite3
from contextlib import closing

import pytest
from coverage import Coverage
from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.signals import post_migrate
from django.test import Client, override_settings
from django.utils import timezone
from hypothesis import HealthCheck, settings

from baoan_rule.settings import STORAGES
from tests.factories import TODAY, make_plan, make_unit, make_user, numbers, task_numbers
from tests.once import demonstration as make_demonstration
from tests.once import made_once, migrated
from units.models import User

# No test depends on how quick the machine is.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")
STRICT = os.environ.get("STRICT") == "1"
ACTS_FOR_A_UNIT = (User.Role.LIAISON, User.Role.HEAD)


def require(condition, reason):
    """Skip the test with ``reason`` unless ``condition``; with STRICT=1 fail instead."""
    if not condition:
        (pytest.fail if STRICT else pytest.skip)(reason)


def pytest_collection_finish():
    """What is loaded by now stays; looking through it again and again takes a tenth of the time."""
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


def pytest_sessionfinish():
    """Lines that ran are kept now: xdist kills a worker that needs long to end, as with a browser."""
    if measured := Coverage.current():
        measured.save()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Coverage rests where a test asks a thousand times what others ask once: it would take half."""
    measured = item.get_closest_marker("unmeasured") and Coverage.current()
    if not measured:
        return (yield)
    measured.stop()
    try:
        return (yield)
    finally:
        measured.start()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """One worker begins with the long tests in the browser, which the others need not wait for."""
    items.sort(key=lambda item: item.path.parent.name != "e2e")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """pytest-django makes its database after this; one of SQLite begins as a migrated copy."""
    if connection.vendor != "sqlite":
        yield
        return
    name = "file:tests?mode=memory&cache=shared"  # lives as long as somebody is connected
    connection.settings_dict["TEST"]["NAME"] = name
    with closing(sqlite3.connect(name, uri=True)) as memory:
        with closing(sqlite3.connect(migrated())) as made:
            made.backup(memory)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A database that was kept (--reuse-db) is as good as a new one, whatever day it is of.

    A test that commits ends with a flush, after which Django puts its own rows back; so do we with
    what the migrations wrote: phrases and schedule.
    """
    own = [
        model
        for model in apps.get_models()
        if model._meta.app_label not in ("auth", "contenttypes")
    ]
    with django_db_blocker.unblock():
        MigrationRecorder.Migration.objects.update(applied=timezone.now())
        written = {model: list(model._base_manager.all()) for model in own}

    def put_back(**_told):
        for model, rows in written.items():
            model._base_manager.bulk_create(rows, ignore_conflicts=True)

    post_migrate.connect(put_back, sender=apps.get_app_config("tasks"), weak=False)


@pytest.fixture
def many_sessions(transactional_db, tmp_path):
    """A database in which sessions at once take turns: of SQLite that is one in a file, as at work.

    The one in memory, which all other tests use, turns away whoever comes while another writes. A server
    has a hundred connections for all that run beside each other: one such test after the other.
    """
    if connection.vendor != "sqlite":
        with (tmp_path.parents[1] / "sessions.lock").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            yield
        return
    memory, name = connection.connection, connection.settings_dict["NAME"]
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite3")) as file:
        memory.backup(file)
    connection.connection, connection.settings_dict["NAME"] = None, tmp_path / "ledger.sqlite3"
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = memory, name


@pytest.fixture
def migrate(transactional_db):
    """``migrate(name)`` goes to that migration of the tasks, and gives the models as they are there.

    Tests after this one find the tables as they are now.
    """

    def go_to(name):
        executor = MigrationExecutor(connection)
        executor.migrate([("tasks", name)])
        executor.loader.build_graph()
        return executor.loader.project_state([("tasks", name)]).apps

    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(":memory:")) as tables:
            connection.connection.backup(tables)
            yield go_to
            tables.backup(connection.connection)
    else:
        yield go_to
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.fixture(scope="session")
def assets():
    """The front-end packages, without which pages look and behave differently."""
    require(os.path.isdir("node_modules/bootstrap"), "no node_modules: run make assets")


@pytest.fixture(scope="session")
def demonstration(assets, tmp_path_factory, worker_id):
    """A data folder as ``make run`` prepares it; what changes it takes a copy."""
    folder = tmp_path_factory.getbasetemp()
    if worker_id != "master":  # else this is what all workers share
        folder = folder.parent
    return made_once(folder / "demonstration", make_demonstration)


IN_MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
NOTHING_KEPT = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
PLAIN = {
    "PLAN_TODAY": None,
    "DEMO": True,
    "CACHES": {"default": IN_MEMORY, "pages": NOTHING_KEPT},
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "STORAGES": STORAGES
    | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
}


@pytest.fixture(scope="module", autouse=True)
def small_numbers():
    """Else numbers of tasks depend on what ran before, and grow beyond what a sheet or a column takes."""
    numbers.restart()
    task_numbers.restart()


@pytest.fixture(autouse=True)
def a_plain_environment(settings, tmp_path):
    """No day of its own, the demonstration's accounts allowed, and nothing left on the disk."""
    for name, value in PLAIN.items():
        setattr(settings, name, value)
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture(scope="module")
def rows_of_this_file(django_db_setup, django_db_blocker, tmp_path_factory):
    """What fixtures that ask for this one make is there for all tests of a file, then gone.

    Gives the folder of their files, which a test has to name as its MEDIA_ROOT.
    """
    media = str(tmp_path_factory.mktemp("media"))
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(**PLAIN, MEDIA_ROOT=media),
    ):
        yield media
        transaction.set_rollback(True)


@pytest.fixture
def today(settings):
    """Make every page believe that it is the factories' TODAY."""

    settings.PLAN_TODAY = TODAY
    return TODAY


@pytest.fixture
def plan(db):
    return make_plan()


@pytest.fixture
def client_as(db):
    """``client_as(role)``: a test client with somebody of that role signed in."""

    def signed_in(role):
        unit = make_unit() if role in ACTS_FOR_A_UNIT else None
        client = Client()
        client.force_login(make_user(role=role, unit=unit))
        return client

    return signed_in
