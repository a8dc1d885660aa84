"""Which files anybody may fetch."""

import pytest
from django.core.management import call_command

from baoan_rule.settings import STORAGES


@pytest.fixture
def built(settings, tmp_path, assets):
    settings.STATIC_ROOT = str(tmp_path / "static")
    settings.STORAGES = STORAGES
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path / "static"


def test_style_sheets_are_served_and_the_list_of_all_files_is_not(client, built):
    assert (built / "staticfiles.json").exists()
    assert client.get("/static/ledger.css").status_code == 200
    assert client.get("/static/staticfiles.json").status_code in (302, 404)
