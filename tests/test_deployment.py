"""What stands beside the code for those who run the ledger keeps secrets at home."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_secrets_beside_the_compose_file_go_into_no_commit_and_no_image():
    assert (
        subprocess.run(["git", "check-ignore", "-q", ".env"], cwd=ROOT, check=False).returncode == 0
    )
    assert ".env" in (ROOT / ".dockerignore").read_text().split()


def test_containers_listen_on_this_machine_only():
    text = (ROOT / "docker-compose.yml").read_text()
    lists = re.findall(r"ports:\n((?:\s+- .*\n)+)", text)
    published = [line.strip(" -\"'") for part in lists for line in part.splitlines()]
    assert published == ["127.0.0.1:${PORT:-8000}:8000"]
