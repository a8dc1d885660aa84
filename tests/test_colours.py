"""Text must be readable: 4.5:1 at least on every ground it stands on (WCAG 1.4.3)."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parent.parent / "static" / "ledger.css").read_text()
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", CSS.split("}")[0]))
GROUNDS = ("paper", "ground", "tag", "clause")
TEXTS = ("ink", "quiet", "red", "amber", "green", "late", "ongoing", "link", "house")
# Text that stands on one ground only.
PAIRS = [(text, ground) for text in TEXTS for ground in ("paper", "ground")]
PAIRS += [("ink", ground) for ground in GROUNDS] + [("amber", "tag-amber"), ("paper", "house")]
PAIRS += [("paper", "primary")]


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out(text, ground):
    assert contrast(COLOURS[text], COLOURS[ground]) >= 4.5


def test_the_formula_is_the_standards():
    assert round(contrast("#000", "#fff"), 2) == 21
    assert round(contrast("#8a94a3", "#ffffff"), 2) == 3.07
