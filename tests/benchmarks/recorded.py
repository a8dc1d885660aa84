"""The ratios that were recorded: how many times the bare page's CPU each page takes at 44 tasks."""

import json
from pathlib import Path

FILE = Path(__file__).parent / "recorded.json"
MOST = 2  # times what was recorded


def record(ratios):
    FILE.write_text(json.dumps(ratios, indent=1) + "\n")


def excesses(ratios):
    """A sentence for each of ``ratios`` that is more than MOST times the recorded one."""
    recorded = json.loads(FILE.read_text())
    return [
        f"{name}: {ratio:.1f} times the bare page, recorded were {recorded[name]:.1f}"
        for name, ratio in ratios.items()
        if ratio > MOST * recorded.get(name, ratio)
    ]
