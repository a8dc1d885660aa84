"""The ledger in processes of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAYS_WHAT_IS_SERVED = ("DATABASE_URL", "DEMO", "PLAN_TODAY")


def environment(folder, **changes):
    """For a process with its data in ``folder``, whatever the developer's own shell says of them."""
    plain = {name: said for name, said in os.environ.items() if name not in SAYS_WHAT_IS_SERVED}
    return plain | {"VAR": str(folder)} | {name: str(said) for name, said in changes.items()}


def python(folder, *command, **changes):
    """Run Python to its end, on the data in ``folder``."""
    told = environment(folder, **changes)
    subprocess.run([sys.executable, *command], cwd=ROOT, env=told, check=True)
