"""How cells of a ledger look: printed in grey they tell the same."""

from typing import Any

from tasks.ground.lights import Light

FONT, SIZE = "宋体", 10
# Pale enough for black words; the word says it first.
FILLS = {
    Light.RED: "F6C9C9", Light.AMBER: "FBE3B5", Light.GREEN: "D3EBD3", Light.DONE: "D3EBD3",
    Light.LATE: "E3DDF0", Light.ONGOING: "D9E6F5", Light.UNSCHEDULED: "ECECEC",
    Light.STOPPED: "ECECEC",
}  # fmt: skip


def named_styles() -> list[Any]:
    """The styles of a ledger's cells: ``title``, ``question``, ``head``, ``text``, ``day``,
    ``number``, ``points``, ``share``, ``new`` and ``new day`` to be written, and one for each light by its slug.
    """
    from openpyxl.styles import Border, Font, NamedStyle, Side  # noqa: PLC0415

    line = Side(style="thin", color="9AA3AF")
    framed = {"border": Border(line, line, line, line), "font": Font(name=FONT, size=SIZE)}
    looks = {name: framed | look for name, look in cells().items()}
    looks |= {
        "title": {"font": Font(name=FONT, size=16, bold=True)},
        "question": {"font": Font(name=FONT, size=SIZE)},
    }
    return [NamedStyle(name=f"ledger {name}", **look) for name, look in looks.items()]


def cells() -> dict[str, dict[str, Any]]:
    """What is special of each kind of cell that has a frame."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    top = {"alignment": Alignment(wrap_text=True, vertical="top")}
    to_write = top | {"fill": PatternFill("solid", fgColor="FFFBE6")}
    middle = Alignment(wrap_text=True, vertical="center", horizontal="center")
    return {
        "text": top,
        "day": top | {"number_format": "yyyy-mm-dd"},
        "number": top | {"number_format": "0"},
        "points": top | {"number_format": "0.0"},
        "new": to_write,
        "new day": to_write | {"number_format": "yyyy-mm-dd"},
        "share": top | {"number_format": "0.0%"},
        "head": {
            "alignment": middle,
            "font": Font(name=FONT, size=SIZE, bold=True),
            "fill": PatternFill("solid", fgColor="E1E4E8"),
        },
        **{
            light.slug: top | {"fill": PatternFill("solid", fgColor=colour)}
            for light, colour in FILLS.items()
        },
    }
