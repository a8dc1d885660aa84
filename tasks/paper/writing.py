"""The parts of an official paper, each put below the last."""

import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from math import ceil
from typing import Any, BinaryIO

from docx.image.exceptions import UnrecognizedImageError
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from tasks.ground.characters import writable
from tasks.ground.official import written
from tasks.paper.layout import BODY, HEAD, NUMBER, PITCH, TITLE, blank, name_fonts
from tasks.paper.xml import borders, element, put

WIDTH = 8845  # 156 mm in twentieths of a point, in which all lengths here are told
CHARACTER = 315  # one of 28 on the line
SMALL = 280  # one in size 4
RED = "C00000"
TIGHT = 360  # from line to line in a table of size 小四
BROAD = 6  # a column of so many shares holds words, not numbers
THICK, THIN = 8, 6  # the lines of 版记: 0.35 and 0.25 mm, in eighths of a point
FOOT = 14853  # 262 mm: where the type area ends


class Paper:
    """A paper of ``office``, made at the time ``at``; each method adds the next part."""

    def __init__(self, title: str, office: str, at: datetime):
        self.document = blank(writable(title), writable(office), at)
        self.number_pages()

    def number_pages(self) -> None:
        """— 1 — in size 4, on the outside, one character in."""
        section = self.document.sections[0]
        self.document.settings.odd_and_even_pages_header_footer = True
        for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
            paragraph = footer.paragraphs[0]
            layout = paragraph._p.get_or_add_pPr()
            put(layout, "ind", **{side: 280, f"{side}Chars": 100})
            put(layout, "jc", val=side)
            self.run(paragraph, "— ", NUMBER, 14)
            field = element("fldSimple", instr="PAGE")
            paragraph._p.append(field)
            field.append(self.run(paragraph, "1", NUMBER, 14)._element)
            self.run(paragraph, " —", NUMBER, 14)

    def paragraph(self, text="", style=None, **layout):
        """A new paragraph at the end; what is stored may hold characters that Word files cannot."""
        paragraph = self.document.add_paragraph(writable(text), style)
        for name, attributes in layout.items():
            put(paragraph._p.get_or_add_pPr(), name, **attributes)
        return paragraph

    def run(self, paragraph, text, font, size, color=None):
        """``text`` in a font of its own."""
        run = paragraph.add_run(writable(text))
        properties = run._element.get_or_add_rPr()
        name_fonts(properties, font)
        if color:
            put(properties, "color", val=color)
        put(properties, "spacing", val=0)
        put(properties, "sz", val=size * 2)
        put(properties, "szCs", val=size * 2)
        return run

    def mark(self, office: str) -> None:
        """The issuer's mark (发文机关标志) in red, 35 mm below the edge; two lines free below it.

        What would be smaller than the title takes a second line.
        """
        size = min(36, WIDTH // 20 // max(len(office), 1))
        size = size if size >= 22 else 24
        spacing = {"before": 1984, "after": 0, "line": 900, "lineRule": "exact"}
        paragraph = self.paragraph(spacing=spacing, jc={"val": "center"})
        self.run(paragraph, office, TITLE, size, RED)
        self.free(2)

    def number(self, text: str) -> None:
        """The number of the paper (发文字号), the red line 4 mm under it, two lines free below."""
        self.underline(self.paragraph(text, jc={"val": "center"}))
        self.free(2)

    def issue(self, text: str, office: str, day: date) -> None:
        """The head of a periodical below its mark: which issue (期号), then who issues it and when (left
        and right) over the red line, a line free below.
        """
        self.paragraph(text, jc={"val": "center"})
        self.free(1)
        paragraph = self.paragraph(f"{office}\t{written(day)}")
        tabs = put(paragraph._p.get_or_add_pPr(), "tabs")
        tabs.append(element("tab", val="right", pos=WIDTH))
        self.underline(paragraph)
        self.free(1)

    def underline(self, paragraph) -> None:
        """The red line of a head, 4 mm under ``paragraph``."""
        around = put(paragraph._p.get_or_add_pPr(), "pBdr")
        around.append(element("bottom", val="single", sz=12, space=11, color=RED))

    def free(self, lines: int) -> None:
        for _line in range(lines):
            self.paragraph()

    def gap(self) -> None:
        """What keeps a table from the one above it."""
        self.paragraph(spacing={"line": 160, "lineRule": "exact"}, snapToGrid={"val": 0})

    def title(self, text: str) -> None:
        """The title, centred, with a line free below it; what kind of paper it is stays together."""
        at = max(text.rfind("”"), text.rfind("》")) + 1
        at += at > 0 and text[at:].startswith("的")
        about, kind = text[:at], text[at:]
        is_broken = wide(text, 22) > WIDTH >= wide(about, 22) > 0
        self.paragraph(f"{about}\n{kind}" if is_broken else text, style="Title")
        self.free(1)

    def addressees(self, names: Iterable[str]) -> None:
        """To whom it goes (主送机关), from the left edge."""
        self.paragraph("、".join(names) + "：")

    def heading(self, text: str) -> None:
        """A heading of the first level, 一、"""
        self.paragraph(text, style="Heading 1", keepNext={}, ind=indent(2))

    def text(self, words: str) -> None:
        """One paragraph for each line of ``words``."""
        for line in words.splitlines():
            self.last_text = self.paragraph(line, ind=indent(2), jc={"val": "both"})

    def attachments(self, names: Sequence[str]) -> None:
        """What is annexed (附件说明): one line free, numbered where there are several."""
        if not names:
            return
        self.free(1)
        numbers = [f"{number}. " for number in range(1, len(names) + 1)] if names[1:] else [""]
        for number, name in zip(numbers, names, strict=True):
            inset, begin = {"left": 5 * CHARACTER}, ""
            if number in ("", "1. "):
                inset, begin = inset | {"hanging": 3 * CHARACTER}, "附件："
            self.paragraph(f"{begin}{number}{name}", ind=inset)

    def signature(self, office: str, day: date | None) -> None:
        """Who issues it, centred over the day, which ends four characters from the right."""
        self.free(2)
        self.keep_with_text()
        half = max(wide(written(day)) + 8 * CHARACTER, wide(office) + 4 * CHARACTER) // 2
        inset = {"left": max(WIDTH - 2 * half, 0), "right": 0}
        for words in (office, written(day)):
            self.paragraph(words, keepNext={}, ind=inset, jc={"val": "center"})

    def keep_with_text(self) -> None:
        """What was put below the last text stands on a page with some of it."""
        below = self.document.paragraphs
        first = [paragraph._p for paragraph in below].index(self.last_text._p)
        for paragraph in below[first:]:
            put(paragraph._p.get_or_add_pPr(), "keepNext")

    def note(self, words: str) -> None:
        """What stands below the signature, in brackets (附注)."""
        self.paragraph(f"（{words}）", ind=indent(2))

    def annex(self, name: str, title: str) -> None:
        """The head of an annex, on a page of its own."""
        paragraph = self.paragraph(pageBreakBefore={})
        self.run(paragraph, name, HEAD, 16)
        self.free(1)
        self.title(title)

    def form(self, rows: Sequence[Sequence[str]], *, high: bool = True) -> None:
        """A table of ``rows``, (label, what is written already): what is to be filled in is higher. What
        is not ``high`` is written smaller, so that much has room on a page.
        """
        table = self.document.add_table(len(rows), 2)
        shape(table, (7 * CHARACTER, WIDTH - 7 * CHARACTER))
        for row, (label, words) in zip(table.rows, rows, strict=True):
            layout = row._tr.get_or_add_trPr()
            put(layout, "cantSplit")
            height = PITCH * ((1 + high) if words else 3)
            put(layout, "trHeight", val=height, hRule="atLeast")
            for cell, text, side in zip(row.cells, (label, words), ("center", "left"), strict=True):
                put(cell._tc.get_or_add_tcPr(), "vAlign", val="center")
                cell.text = writable(text)
                if not high:
                    write_small(cell.paragraphs)
                put(cell.paragraphs[0]._p.get_or_add_pPr(), "jc", val=side)

    def pictures(self, streams: Iterable[BinaryIO]) -> None:
        """Small pictures side by side, below what was put last; what is no picture is left out."""
        shown = list(streams)
        if not shown:
            return
        paragraph = self.paragraph(spacing={"before": 120, "line": 240, "lineRule": "auto"})
        for stream in shown:
            with suppress(UnrecognizedImageError):
                paragraph.add_run().add_picture(stream, width=Mm(48))
                paragraph.add_run(" ")

    def table(
        self, columns: Sequence[Sequence[Any]], rows: Sequence[Sequence[str]], above: int = 80
    ) -> None:
        """A table of ``rows`` under ``columns``, (name, share of the width); its head stands on every
        page, and no row is split. Words keep ``above`` from the lines over and under them.
        """
        shares = [share for _name, share in columns]
        widths = [WIDTH * share // sum(shares) for share in shares]
        table = self.document.add_table(1 + len(rows), len(columns))
        shape(table, widths, 60, above)
        put(table.rows[0]._tr.get_or_add_trPr(), "tblHeader")
        names = [name for name, _share in columns]
        for row, words in zip(table.rows, [names, *rows], strict=True):
            put(row._tr.get_or_add_trPr(), "cantSplit")
            for cell, text, share in zip(row.cells, words, shares, strict=True):
                put(cell._tc.get_or_add_tcPr(), "vAlign", val="center")
                paragraph = cell.paragraphs[0]
                side = "left" if share >= BROAD and words is not names else "center"
                put(paragraph._p.get_or_add_pPr(), "spacing", line=TIGHT, lineRule="exact")
                put(paragraph._p.get_or_add_pPr(), "snapToGrid", val=0)
                put(paragraph._p.get_or_add_pPr(), "jc", val=side)
                self.run(paragraph, text, HEAD if words is names else BODY, 12)

    def imprint(self, copies: Sequence[str], office: str, printed: str) -> None:
        """版记 at the foot of the last page: copies (抄送), and who printed it when."""
        room = WIDTH - 2 * SMALL
        is_short = wide(f"{office}　{printed}", 14) <= room
        rows = [(f"{office}\t{printed}", 1) if is_short else (f"{office}\n\t{printed}", 2)]
        if copies:
            to = f"抄送：{'，'.join(copies)}。"
            rows.insert(0, (to, 1 + max(ceil((wide(to, 14) - room) / (room - 4 * SMALL)), 0)))
        top = FOOT - sum(lines for _text, lines in rows) * PITCH
        for number, (text, lines) in enumerate(rows, 1):
            paragraph = self.framed(top, lines)
            layout, above = paragraph._p.get_or_add_pPr(), THICK if number == 1 else THIN
            below = {"bottom": THICK} if number == len(rows) else {}
            borders(layout, "pBdr", top=above, **below)
            put(layout, "tabs").append(element("tab", val="right", pos=WIDTH - SMALL))
            for scripts in ("autoSpaceDE", "autoSpaceDN"):
                put(layout, scripts, val=0)  # leaves more room between the office and the day
            inset = {} if below else {"hanging": 3 * SMALL}
            put(layout, "ind", left=SMALL + inset.get("hanging", 0), right=SMALL, **inset)
            self.run(paragraph, text, BODY, 14)
            top += lines * PITCH
        self.paragraph()

    def framed(self, top: int, lines: int):
        """A paragraph of so many ``lines`` that stands ``top`` below the edge of the page."""
        place = {"hAnchor": "page", "x": 1588, "vAnchor": "page", "y": top, "wrap": "around"}
        return self.paragraph(framePr={"w": WIDTH, "h": lines * PITCH, "hRule": "exact"} | place)

    def save(self, stream: BinaryIO) -> BinaryIO:
        """Write the file into ``stream``, wound back to its beginning; return it."""
        self.document.save(stream)
        stream.seek(0)
        return stream


def indent(characters: int) -> dict[str, int]:
    """So many characters, and the same as a length for programs that count no characters."""
    return {"firstLine": characters * CHARACTER, "firstLineChars": characters * 100}


def wide(text: str, size: int = 16) -> int:
    """How wide ``text`` is about: digits and letters take half a character."""
    halves = sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in text)
    return halves * size * 10


def shape(table, widths, inset=140, above=80):
    """Columns of fixed ``widths`` between thin lines, from which words keep ``inset`` and ``above``."""
    properties = table._tbl.tblPr
    put(properties, "tblW", w=sum(widths), type="dxa")
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders(properties, "tblBorders", **dict.fromkeys(sides, 4))
    put(properties, "tblLayout", type="fixed")
    margins = put(properties, "tblCellMar")
    for side, width in (("top", above), ("left", inset), ("bottom", above), ("right", inset)):
        margins.append(element(side, w=width, type="dxa"))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width * 635
        for cell in column.cells:
            cell.width = width * 635


def write_small(paragraphs: Iterable[Paragraph]) -> None:
    """In 小四, twelve points, with less space between the lines than the grid of the page has."""
    for paragraph in paragraphs:
        put(paragraph._p.get_or_add_pPr(), "snapToGrid", val=0)
        paragraph.paragraph_format.line_spacing = Pt(18)
        for run in paragraph.runs:
            run.font.size = Pt(12)
