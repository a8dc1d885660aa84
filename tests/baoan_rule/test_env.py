import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured

from baoan_rule import env


def test_the_data_folder_is_var_unless_another_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("VAR", str(tmp_path))
    assert env.data_folder() == tmp_path
    monkeypatch.setenv("VAR", "")
    assert env.data_folder() == env.BASE_DIR / "var"


class TestSecretKey:
    @pytest.fixture(autouse=True)
    def no_key_given(self, monkeypatch):
        monkeypatch.delenv("SECRET_KEY", raising=False)

    def test_the_environment_wins(self, monkeypatch, tmp_path):
        monkeypatch.setenv("SECRET_KEY", "given")
        assert env.secret_key(tmp_path) == "given"
        assert list(tmp_path.iterdir()) == []

    def test_it_is_made_once_for_its_owner_only(self, tmp_path):
        folder = tmp_path / "new"
        key = env.secret_key(folder)
        assert len(key) >= 50
        assert env.secret_key(folder) == key
        assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    def test_all_that_start_at_once_get_the_same(self, tmp_path):
        with ThreadPoolExecutor(8) as starters:
            keys = set(starters.map(env.secret_key, [tmp_path] * 40))
        assert len(keys) == 1
        assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


@pytest.mark.parametrize(("text", "day"), [("", None), ("2015-06-18", date(2015, 6, 18))])
def test_the_plans_date_may_be_set(monkeypatch, text, day):
    monkeypatch.setenv("PLAN_TODAY", text)
    assert env.plan_today() == day


def test_a_date_that_is_none_stops_the_start(monkeypatch):
    monkeypatch.setenv("PLAN_TODAY", "18.6.2015")
    with pytest.raises(ImproperlyConfigured, match="such as 2015-06-18"):
        env.plan_today()


def test_sqlite_is_made_fit_for_several_processes():
    options = env.database("sqlite:////tmp/x.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


def test_a_server_keeps_its_connections_and_checks_them():
    config = env.database("postgres://me@db:5432/ledger")
    assert (config["NAME"], config["CONN_HEALTH_CHECKS"]) == ("ledger", True)
    assert config["OPTIONS"] == {"options": "-c jit=off"}


def test_options_of_the_address_win():
    config = env.database("postgres://me@db/ledger?sslmode=require&options=-c%20work_mem=64MB")
    told = {"sslmode": "require", "options": "-c jit=off -c work_mem=64MB"}
    assert config["OPTIONS"] == told


@pytest.mark.parametrize(
    ("address", "backend", "options"),
    [
        ("locmemcache://", "LocMemCache", {"MAX_ENTRIES": 200}),
        ("filecache:///var/tmp/pages", "FileBasedCache", {}),
        ("redis://127.0.0.1:6379/1", "redis_pages.PageCache", {}),
    ],
)
def test_pages_are_kept_in_bounded_memory_or_in_redis(monkeypatch, address, backend, options):
    monkeypatch.setenv("CACHE_URL", address)
    config = env.page_cache()
    assert config["BACKEND"].endswith(backend)
    assert config.get("OPTIONS", {}).get("MAX_ENTRIES") == options.get("MAX_ENTRIES")


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ({}, "zh-hans"),
        ({"LANG": "zh_CN.UTF-8"}, "zh-hans"),
        ({"LANG": "C.UTF-8"}, "zh-hans"),
        ({"LANG": "de_DE.UTF-8"}, "zh-hans"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh-hans"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
    ],
)
def test_a_shell_says_its_language_and_speaks_chinese_otherwise(monkeypatch, said, language):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    assert env.spoken_language() == language
