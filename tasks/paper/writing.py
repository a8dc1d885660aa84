"""Official papers as Word files, laid out by GB/T 9704-2012 (党政机关公文格式)."""

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tasks.ground.characters import writable
from tasks.ground.official import written

BODY, TITLE, HEAD, NUMBER = "仿宋_GB2312", "方正小标宋简体", "黑体", "宋体"
LINE = Pt(28.95)  # 22 lines on 225 mm
PITCH = "579"  # the same in twentieths of a point
RED = RGBColor(0xC0, 0x00, 0x00)
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


class Paper:
    """A page of 22 lines by 28 characters; each method adds the next part."""

    def __init__(self, title: str):
        self.document = Document()
        self.document.core_properties.title = writable(title)
        self.document.core_properties.language = "zh-CN"
        self.lay_out()
        self.style("Normal", BODY, 16)
        self.style("Title", TITLE, 22)
        self.style("Heading 1", HEAD, 16)

    def lay_out(self):
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(25)
        grid = section._sectPr.find(qn("w:docGrid"))
        grid.set(qn("w:type"), "linesAndChars")
        grid.set(qn("w:linePitch"), PITCH)
        grid.set(qn("w:charSpace"), "-848")
        self.number_pages(section.footer.paragraphs[0])

    def number_pages(self, paragraph):
        """— 1 — in size 4, outside."""
        paragraph.alignment = RIGHT
        for kind, text in (("", "— "), ("field", "PAGE"), ("", " —")):
            run = paragraph.add_run("" if kind else text)
            set_font(run.font, run._element.get_or_add_rPr(), NUMBER, 14)
            if kind:
                field = OxmlElement("w:fldSimple")
                field.set(qn("w:instr"), text)
                paragraph._p.append(field)

    def style(self, name, font, size):
        style = self.document.styles[name]
        set_font(style.font, style.element.get_or_add_rPr(), font, size)
        style.font.bold = False
        style.font.color.rgb = RGBColor(0, 0, 0)
        layout = style.paragraph_format
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
        layout.space_before = layout.space_after = Pt(0)

    def paragraph(self, text="", style=None):
        """A new paragraph at the end; what is stored may hold characters that Word files cannot."""
        return self.document.add_paragraph(writable(text), style)

    def mark(self, text: str) -> None:
        """The issuer's mark (发文机关标志), red, over a red line."""
        paragraph = self.paragraph(text)
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.line_spacing = Pt(50)
        run = paragraph.runs[0]
        set_font(run.font, run._element.get_or_add_rPr(), TITLE, 36)
        run.font.color.rgb = RED

    def number(self, text: str) -> None:
        """The number of the paper (发文字号), and the red line under it."""
        self.paragraph()
        paragraph = self.paragraph(text)
        paragraph.alignment = CENTRE
        borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "12"), ("space", "11"), ("color", "C00000")):
            bottom.set(qn(f"w:{name}"), value)
        borders.append(bottom)
        paragraph._p.get_or_add_pPr().append(borders)

    def title(self, text: str) -> None:
        """The title, centred, with a line free on both sides."""
        self.paragraph()
        paragraph = self.paragraph(text, style="Title")
        paragraph.alignment = CENTRE
        self.paragraph()

    def addressees(self, names: Iterable[str]) -> None:
        """To whom it goes (主送机关), from the left edge."""
        self.paragraph("、".join(names) + "：")

    def heading(self, text: str) -> None:
        """A heading of the first level, 一、"""
        self.indent(self.paragraph(text, style="Heading 1"))

    def text(self, words: str) -> None:
        """One paragraph for each line of ``words``."""
        for line in words.splitlines():
            self.indent(self.paragraph(line))

    def indent(self, paragraph):
        """Two characters, whatever the font."""
        indent = OxmlElement("w:ind")
        indent.set(qn("w:firstLineChars"), "200")
        paragraph._p.get_or_add_pPr().append(indent)

    def signature(self, issuer: str, day: date | None) -> None:
        """Who issues it, and below it the day, at the right."""
        self.paragraph()
        for words, free in ((issuer, 32), (written(day), 32)):
            paragraph = self.paragraph(words)
            paragraph.alignment = RIGHT
            paragraph.paragraph_format.right_indent = Pt(free)

    def note(self, words: str) -> None:
        """What stands below the signature, in brackets (附注)."""
        self.paragraph()
        self.indent(self.paragraph(f"（{words}）"))

    def save(self, stream: BinaryIO) -> BinaryIO:
        """Write the file into ``stream``, wound back to its beginning; return it."""
        self.document.save(stream)
        stream.seek(0)
        return stream


def set_font(font, properties, name, size):
    """Chinese characters follow ``eastAsia``, which python-docx alone does not set."""
    font.name, font.size = name, Pt(size)
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), name)
