"""Papers by GB/T 9704: what the Word file says, and what LibreOffice makes of it."""

import re
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from xml.etree import ElementTree

import pytest
from docx import Document

from tasks.paper.sheet import Sheet
from tasks.paper.writing import Paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AT = datetime(2015, 6, 18, 1, 30, tzinfo=UTC)
OFFICE = "中共深圳市宝安区委督查室"
LONG = "中共深圳市宝安区委全面依法治区委员会办公室（区司法局）"
# The order of children in ECMA-376's wml.xsd.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd"
    " tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi"
    " adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection"
    " textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof"
    " snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText"
    " vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType"
    " pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing"
    " tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "pBdr": "top left bottom right between bar",
    "tblBorders": "top left bottom right insideH insideV",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat"
    " locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
}


def sheet(**fields):
    plain = {
        "office": OFFICE,
        "title": "关于加快办理“规范和提升行政执法工作”的红色督办单",
        "number": "督办〔2015〕17号",
        "signed_on": "2015-06-12",
        "addressees": ["区法制办", "区城管局"],
        "parts": [("", ["完成裁量标准制定工作。"]), ("一、任务", ["请于6月17日前回复。"])],
        "attachments": ["督办单回执"],
        "notes": ["联系人：王某，联系电话：0755-00000000"],
        "copies": ["张三同志"],
        "form": [
            ("文号", "督办〔2015〕17号"),
            ("承办单位意见", ""),
            ("办理结果", ""),
            ("签字", ""),
        ],
        "form_title": "督办单回执",
    }
    return Sheet(**plain | fields)


def parts_of(stream):
    with zipfile.ZipFile(stream) as file:
        return {name: file.read(name) for name in file.namelist() if name.endswith(".xml")}


@pytest.fixture(scope="module")
def xml():
    """The parts of one paper with everything on it, parsed."""
    return {name: ElementTree.fromstring(text) for name, text in parts_of(sheet().word(AT)).items()}


@pytest.fixture(scope="module")
def layout(printed):
    """What LibreOffice makes of four papers, (pages, ODF) of each: one with everything, one of nothing
    but text, one whose signature would stand alone on the second page, one with long names.
    """
    text = Paper("字数", OFFICE, AT)
    for _paragraph in range(3):
        text.text("督办事项应当按期办结" * 60)
    full = sheet(parts=[("", ["督办事项应当按期办结" * 16, "请于6月17日前回复。"])], form=[])
    names = sheet(office=LONG, copies=[f"区委常委、政法委书记第{n}同志" for n in "一二三四五"])
    return printed(sheet().word(AT), text.save(BytesIO()), full.word(AT), names.word(AT))


def test_every_part_keeps_the_order_of_the_schema(xml):
    wrong = []
    for name, root in xml.items():
        for kind, order in ORDERS.items():
            places = {f"{W}{child}": place for place, child in enumerate(order.split())}
            for found in root.iter(f"{W}{kind}"):
                there = [places[child.tag] for child in found if child.tag in places]
                if there != sorted(there) or len(there) < len(found):
                    wrong.append((name, kind, [child.tag.removeprefix(W) for child in found]))
    assert wrong == []


def test_no_theme_decides_about_a_font_and_all_is_chinese(xml):
    themed = {
        key
        for root in xml.values()
        for fonts in root.iter(f"{W}rFonts")
        for key in fonts.attrib
        if "heme" in key
    }
    assert themed == set()
    assert xml["word/settings.xml"].find(f"{W}themeFontLang").get(f"{W}eastAsia") == "zh-CN"
    assert {lang.get(f"{W}eastAsia") for lang in xml["word/styles.xml"].iter(f"{W}lang")} == {
        "zh-CN"
    }


def test_each_font_of_the_file_has_a_name_for_machines_without_it(xml):
    used = {fonts.get(f"{W}eastAsia") for root in xml.values() for fonts in root.iter(f"{W}rFonts")}
    listed = {font.get(f"{W}name"): font.find(f"{W}altName") for font in xml["word/fontTable.xml"]}
    assert used == {"仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"} == set(listed)
    assert "仿宋" in listed["仿宋_GB2312"].get(f"{W}val").split(",")


@pytest.mark.parametrize(
    ("attachments", "head"), [(["督办单回执"], "附件"), (["督办单回执", "现场.jpg"], "附件1")]
)
def test_the_form_has_a_number_among_several_annexes(attachments, head):
    texts = [line.text for line in Document(sheet(attachments=attachments).word(AT)).paragraphs]
    assert texts[texts.index("督办单回执") - 2] == head


def test_the_file_says_whose_it_is_and_when_it_was_made(xml):
    about = Document(sheet().word(AT)).core_properties
    assert (about.author, about.last_modified_by, about.comments) == (OFFICE, OFFICE, "")
    assert about.created == about.modified == AT
    assert not [name for name in xml if "customXml" in name or "stylesWithEffects" in name]


def test_margins_and_grid_are_those_of_the_standard(xml):
    section = Document(sheet().word(AT)).sections[0]
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    grid = next(xml["word/document.xml"].iter(f"{W}docGrid"))
    assert (grid.get(f"{W}linePitch"), grid.get(f"{W}type")) == ("579", "lines")


def test_indents_are_told_in_characters_and_as_a_length(xml):
    indents = [
        row for row in xml["word/document.xml"].iter(f"{W}ind") if row.get(f"{W}firstLineChars")
    ]
    assert {(row.get(f"{W}firstLineChars"), row.get(f"{W}firstLine")) for row in indents} == {
        ("200", "630")
    }


def test_a_page_holds_22_lines_of_28_characters(layout):
    first = layout[1][0][0]
    assert first[-1].strip() == "—1—" or first[-1].split() == ["—", "1", "—"]
    assert len(first) - 1 == 22
    assert {len(line.strip()) for line in first[1:20]} == {28}
    assert len(first[0].strip()) == 26


def test_page_numbers_stand_outside(layout):
    pages = layout[1][0]
    odd, even = (len(page[-1]) - len(page[-1].lstrip()) for page in pages[:2])
    assert odd > 20 > even


def test_the_fonts_that_were_asked_for_win_and_nothing_is_blue(layout):
    odf = layout[0][1]
    for style in ("Title", "Heading_20_1", "Standard"):
        begin = odf.index(f'<style:style style:name="{style}"')
        told = odf[begin : odf.index("</style:style>", begin)]
        font = {"Title": "方正小标宋简体", "Heading_20_1": "黑体", "Standard": "仿宋_GB2312"}[style]
        assert re.search(f'style:font-(name|family)-asian="{font}1?"', told)
        assert "border" not in told
    assert "#4f81bd" not in odf.lower()
    assert "ＭＳ" not in odf


def test_the_paper_reads_from_mark_to_imprint(layout):
    pages = ["\n".join(line.strip() for line in page) for page in layout[0][0]]
    said = "\n".join(pages)
    order = (
        OFFICE, "督办〔2015〕17", "关于加快办理", "区法制办、区城管局：", "附件：督办单回执", OFFICE, "联系人：王某",
        "督办单回执", "承办单位意见", "办理结果", "签字", "抄送：张三同志。", "印发",
    )  # fmt: skip
    places, begin = [], 0
    for words in order:
        begin = said.index(words, begin)
        places.append(begin)
    assert places == sorted(places)
    assert pages[-1].splitlines()[-2].endswith("印发")
    assert len(pages) == 3


def test_the_signature_is_never_alone_on_a_page(layout):
    pages = layout[2][0]
    assert len(pages) == 2
    assert "请于" in "".join(pages[1])


def test_the_imprint_shows_all_copies_and_a_long_office_with_the_day(layout):
    *pages, last = layout[3][0]
    said = "".join(line.replace(" ", "") for line in last)
    assert "第一同志，" in said
    assert "第五同志。" in said
    assert "（区司法局）" in said
    assert "年6月12日印发" in said
    assert len(pages) == 2


def test_a_mark_is_never_smaller_than_the_title():
    for office, size in (("督查室", 36), (OFFICE, 36), (LONG[:20], 22), (LONG, 24)):
        paper = Paper("题", office, AT)
        paper.mark(office)
        assert paper.document.paragraphs[0].runs[0].font.size.pt == size


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于“推进制度建设”的整改通知", ["关于“推进制度建设”的整改通知"]),
        (
            "关于“推进政府法律顾问制度建设”的整改通知",
            ["关于“推进政府法律顾问制度建设”的", "整改通知"],
        ),
        (
            "关于“规范和提升行政执法工作”延期申请的批复",
            ["关于“规范和提升行政执法工作”", "延期申请的批复"],
        ),
        (f"关于“{'推进' * 10}”的整改通知", [f"关于“{'推进' * 10}”的整改通知"]),
        (
            "关于《加快建设一流法治城区的工作方案》2015年5月推进情况的通报",
            ["关于《加快建设一流法治城区的工作方案》", "2015年5月推进情况的通报"],
        ),
    ],
)
def test_a_title_of_two_lines_keeps_the_kind_of_paper_together(title, lines):
    paper = Paper(title, OFFICE, AT)
    paper.title(title)
    assert paper.document.paragraphs[0].text.splitlines() == lines


def test_a_short_office_stands_over_the_middle_of_the_day_and_a_long_one_has_the_day_in_its_middle():
    for office in ("督查室", "中共深圳市宝安区委全面依法治区领导小组办公室"):
        paper = Paper("题", office, AT)
        paper.text("一句。")
        paper.signature(office, date(2015, 6, 12))
        last = paper.document.paragraphs[-2:]
        layouts = [paragraph._p.pPr for paragraph in last]
        assert layouts[0].find(f"{W}ind").attrib == layouts[1].find(f"{W}ind").attrib
        assert {one.find(f"{W}jc").get(f"{W}val") for one in layouts} == {"center"}
