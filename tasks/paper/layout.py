"""The sheet before a word stands on it: page, grid, fonts, page numbers, properties of the file."""

from datetime import UTC, datetime
from xml.sax.saxutils import escape

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Mm

from tasks.paper.xml import put

BODY, TITLE, HEAD, SECOND, NUMBER = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
# What a machine that lacks the font may take instead; Word and WPS ask the file.
INSTEAD = {
    BODY: "仿宋,FangSong,STFangsong",
    TITLE: "方正小标宋_GBK,华文中宋,STZhongsong,宋体",
    HEAD: "SimHei",
    SECOND: "楷体,KaiTi,STKaiti",
    NUMBER: "SimSun",
}
PITCH = 579  # 22 lines on 225 mm, in twentieths of a point
# 28 characters of 16 pt on 156 mm, a quarter of a point closer together: the grid of lines alone and this
# give 28 in Word, WPS and LibreOffice, which reads a grid of lines and characters differently.
CLOSER = -5
# Styles of the library's template that papers use; the others, and its parts named here, are left out.
STYLES = {"Normal", "Title", "Heading 1", "Heading 2", "Header", "Footer", "Normal Table"}
STYLES |= {"Default Paragraph Font", "No List"}
UNUSED = (
    "thumbnail",
    "stylesWithEffects",
    "customXml",
    "numbering",
    "fontTable",
    "extended-properties",
)
FONTS = (
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:fonts>'
)
FONT = (
    '<w:font w:name="{}"><w:altName w:val="{}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
    '<w:pitch w:val="default"/></w:font>'
)
ABOUT = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Company>{}</Company></Properties>"
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def blank(title: str, office: str, at: datetime):
    """A document of A4 pages with 22 lines of 28 characters, made by ``office`` at the time ``at``."""
    document = Document()
    clear(document)
    write_properties(document, title, office, at)
    write_settings(document.settings.element)
    write_styles(document.styles)
    lay_out(document.sections[0])
    return document


def clear(document):
    """Without what the library's template brings along and no paper uses."""
    for owner in (document.part.package, document.part):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.rpartition("/")[2] in UNUSED:
                del owner.rels[key]
    for style in list(document.styles):
        if style.name not in STYLES:
            style.delete()


def write_properties(document, title, office, at):
    """Who made the file and when, and which fonts it asks for."""
    about = document.core_properties
    about.title, about.author, about.last_modified_by = title, office, office
    about.comments, about.language, about.revision = "", "zh-CN", 1
    about.created = about.modified = at.astimezone(UTC).replace(tzinfo=None)
    fonts = "".join(FONT.format(name, other) for name, other in INSTEAD.items())
    attach(
        document.part, "/word/fontTable.xml", "FONT_TABLE", "WML_FONT_TABLE", FONTS.format(fonts)
    )
    company = ABOUT.format(escape(office))
    extended = ("EXTENDED_PROPERTIES", "OFC_EXTENDED_PROPERTIES")
    attach(document.part.package, "/docProps/app.xml", *extended, company)


def attach(owner, name, relation, content, text):
    """A further part of the file, ``text``."""
    types = getattr(CONTENT_TYPE, content), getattr(RELATIONSHIP_TYPE, relation)
    part = Part(PackURI(name), types[0], (XML + text).encode(), document_package(owner))
    owner.relate_to(part, types[1])


def document_package(owner):
    return getattr(owner, "package", owner)


def write_settings(settings):
    """Chinese, with other page numbers on even pages."""
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    modes = settings.iter(qn("w:compatSetting"))
    next(mode for mode in modes if mode.get(qn("w:name")) == "compatibilityMode").set(
        qn("w:val"), "15"
    )


def write_styles(styles):
    defaults = styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    name_fonts(properties, BODY)
    put(properties, "lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    define(styles["Normal"], BODY, 16, closer=CLOSER)
    title = define(styles["Title"], TITLE, 22)
    put(title, "snapToGrid", val=0)  # its characters are taller than a line of the grid
    put(title, "jc", val="center")
    define(styles["Heading 1"], HEAD, 16)
    define(styles["Heading 2"], SECOND, 16)
    define(styles["Header"], NUMBER, 14, pitch=340)
    define(styles["Footer"], NUMBER, 14, pitch=340)


def define(style, font, size, closer=0, pitch=PITCH):
    """Say all that ``style`` is, whatever the template says; give its w:pPr."""
    for name in ("link", "pPr", "rPr"):
        for former in style.element.findall(qn(f"w:{name}")):
            style.element.remove(former)
    layout, run = style.element.get_or_add_pPr(), style.element.get_or_add_rPr()
    put(layout, "spacing", before=0, after=0, line=pitch, lineRule="exact")
    name_fonts(run, font)
    put(run, "spacing", val=closer)
    put(run, "sz", val=size * 2)
    put(run, "szCs", val=size * 2)
    return layout


def name_fonts(properties, font):
    """By name for all scripts: a theme's font beside a name would win."""
    put(properties, "rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)


def lay_out(section):
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    grid = section._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(PITCH))
