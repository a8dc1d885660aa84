"""Uploads: what comes in, and what is refused."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError

from tasks.evidence import checking, kinds
from tasks.evidence.compound import check_workbook
from tests import files

GOOD = {
    "报告.pdf": files.PDF,
    "照片.JPG": files.JPG,
    "照片.jpeg": files.JPG,
    "截图.png": files.PNG,
    "方案.docx": files.office("docx"),
    "台账.xlsx": files.office("xlsx"),
    "汇报.pptx": files.office("pptx"),
    "公文.ofd": files.office("ofd"),
    "旧稿.wps": files.OLD_DOCUMENT,
    "新稿.wps": files.office("docx"),
    "旧表.et": files.OLD_TABLE,
    "扫描.pdf": b"\xef\xbb\xbf\r\n" + b"\0" * 1000 + files.PDF,
    "带图表.docx": files.packed("word/document.xml", "word/embeddings/Microsoft_Excel_Sheet.xlsx"),
    "带链接.docx": files.with_relation("hyperlink", "https://www.szlawyers.com/"),
    "本机模板.docx": files.with_relation("attachedTemplate", "file:///C:\\Users\\甲\\Normal.dotm"),
    "自带图.docx": files.with_relation("image", "media/1.png", "Internal"),
    "新表.et": files.office("xlsx"),
}
BAD = {
    "empty": ("零.pdf", b"", "空"),
    "program as pdf": ("报告.pdf", b"MZ" + b"\0" * 20, "不符"),
    "unknown kind": ("程序.exe", b"MZ", "不受理"),
    "no extension": ("报告", files.PDF, "不受理"),
    "svg": ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不受理"),
    "html": ("页.html", b"<html>", "不受理"),
    "archive": ("包.zip", files.packed("a.txt"), "不受理"),
    "svg as png": ("图.png", b"<svg/>", "不符"),
    "html as docx": ("页.docx", b"<html></html>", "不符"),
    "xlsx as docx": ("表.docx", files.office("xlsx"), "不符"),
    "double extension": ("报告.pdf.exe", files.PDF, "不受理"),
    "polyglot before": ("报告.pdf", b"<html>" + files.PDF, "不符"),
    "polyglot after": ("报告.pdf", b"%PDF-1.4\n<script>alert(1)</script>", "不符"),
    "polyglot of picture and page": ("图.jpg", files.JPG + b"<html>", "不符"),
    "macros": ("方案.docx", files.packed("word/document.xml", "word/vbaProject.bin"), "宏"),
    "password of today": ("方案.docx", files.OLD_DOCUMENT, "密码"),
    "password of the archive": ("方案.docx", files.encrypted(), "密码"),
    "bomb": ("方案.docx", files.bomb(), "超出"),
    "many entries": (
        "方案.docx",
        files.packed("word/document.xml", *(f"{n}.xml" for n in range(2001))),
        "超出",
    ),
    "lying directory": ("方案.docx", files.lying(), "损坏"),
    "broken": ("方案.docx", files.broken(), "损坏"),
    "altered": ("方案.docx", files.torn(), "损坏"),
    "packed in another way": (
        "方案.docx",
        files.packed("word/document.xml", compression=zipfile.ZIP_LZMA),
        "损坏",
    ),
    "entries without end": ("方案.docx", files.many_entries(700_000), "超出"),
    "entries without end, and no end record": (
        "方案.docx",
        files.many_entries(3000)[:-22],
        "超出",
    ),
    "program as picture": ("截图.png", b"MZ" + b"\0" * 20, "不符"),
    "kind of long ago": ("方案.doc", files.OLD_DOCUMENT, "docx"),
    "table of long ago": ("台账.xls", files.OLD_TABLE, "xlsx"),
    "compound of something": ("安装.wps", files.compound(Property=b"1"), "不符"),
    "table as document": ("台账.wps", files.OLD_TABLE, "不符"),
    "compound that ends": ("方案.wps", files.OLD_DOCUMENT[:520], "损坏"),
    "old macros": ("方案.wps", files.compound(WordDocument=files.WORDS, Macros__dir=b""), "宏"),
    "old macros of a table": (
        "台账.et",
        files.compound(Workbook=files.workbook(), _VBA_PROJECT_CUR__dir=b""),
        "宏",
    ),
    "old objects": ("方案.wps", files.compound(WordDocument=files.WORDS, ObjectPool__a=b""), "宏"),
    "old object of a table": (
        "台账.et",
        files.compound(Workbook=files.workbook(), MBD0001A__a=b""),
        "宏",
    ),
    "old password": (
        "方案.wps",
        files.compound(WordDocument=files.WORDS[:11] + b"\x01" + files.WORDS[12:]),
        "密码",
    ),
    "old password of a table": (
        "台账.et",
        files.compound(Workbook=files.workbook((0x002F, b"\0" * 6))),
        "密码",
    ),
    "macro sheet of long ago": (
        "台账.et",
        files.compound(Book=files.workbook(files.sheet(0), files.sheet(1))),
        "宏",
    ),
    "password in a compound": ("方案.wps", files.compound(EncryptedPackage=b""), "密码"),
    "macro sheet": (
        "台账.xlsx",
        files.packed("xl/workbook.xml", "xl/macrosheets/sheet1.xml"),
        "宏",
    ),
    "control": (
        "方案.docx",
        files.packed("word/document.xml", "word/activeX/activeX1.xml"),
        "宏",
    ),
    "object": (
        "方案.docx",
        files.packed("word/document.xml", "word/embeddings/oleObject1.bin"),
        "宏",
    ),
    "type that runs": (
        "方案.docx",
        files.of_types("word/document.xml", "application/x.macroEnabled.main+xml"),
        "宏",
    ),
    "password of an ofd": ("公文.ofd", files.packed("OFD.xml", "Encryptions.xml"), "密码"),
    "pdf with a script": ("报告.pdf", files.PDF + b"<</S /JavaScript /JS (1)>>", "宏"),
    "pdf with a spelled script": ("报告.pdf", files.PDF + b"<</S /J#61vaScript>>", "宏"),
    "pdf with a hidden script": ("报告.pdf", files.hidden_script(), "宏"),
    "pdf that starts a program": ("报告.pdf", files.PDF + b"<</S/Launch/F(cmd)>>", "宏"),
    "pdf that sends a form": ("报告.pdf", files.PDF + b"<</S /SubmitForm /F (x)>>", "宏"),
    "pdf that takes data in": ("报告.pdf", files.PDF + b"<</S /ImportData /F (x)>>", "宏"),
    "pdf that opens a page of the web": (
        "报告.pdf",
        files.PDF + b"/OpenAction <</S /URI /URI (x)>>",
        "宏",
    ),
    "pdf with a password": ("报告.pdf", files.PDF + b"trailer<</Encrypt 5 0 R>>", "密码"),
    "program before the pdf": ("报告.pdf", b"MZ" + files.PDF, "不符"),
    "pdf that begins late": ("报告.pdf", b"\0" * 1020 + files.PDF, "不符"),
    "cut off": ("方案.docx", files.office("docx")[:60], "损坏"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_offices_use_is_accepted(name):
    checking.check(name, BytesIO(GOOD[name]))


ELSEWHERE = [
    "http://x.example/a.dotm",
    "https://x.example/a.dotm",
    "\\\\x.example\\a.dotm",
    "//x.example/a.dotm",
    "file://x.example/a.dotm",
    "file:///\\\\x.example\\a.dotm",
]


@pytest.mark.parametrize("target", ELSEWHERE)
@pytest.mark.parametrize("kind", ["attachedTemplate", "oleObject", "image"])
def test_nothing_is_fetched_from_elsewhere(kind, target):
    with pytest.raises(ValidationError, match="宏"):
        checking.check("方案.docx", BytesIO(files.with_relation(kind, target)))


def test_what_the_page_asks_for_is_what_is_taken():
    checking.check("方案.docx", BytesIO(files.office("docx")), kinds.DOCUMENTS)
    with pytest.raises(ValidationError, match="pdf、docx、wps、ofd") as refused:
        checking.check("台账.xlsx", BytesIO(files.office("xlsx")), kinds.DOCUMENTS)
    assert "xlsx、" not in refused.value.message


def test_a_huge_list_of_relations_is_not_read(monkeypatch):
    monkeypatch.setattr(kinds, "MAX_RELATIONS", 10)
    with pytest.raises(ValidationError, match="超出"):
        checking.check("方案.docx", BytesIO(files.with_relation("hyperlink", "http://x")))


def test_packed_objects_of_a_pdf_have_a_limit(monkeypatch):
    monkeypatch.setattr(kinds, "MAX_UNPACKED", 10)
    with pytest.raises(ValidationError, match="超出"):
        checking.check("报告.pdf", BytesIO(files.hidden_script()))


@pytest.mark.parametrize("rest", [b"/ObjStm", b"/ObjStm>>stream\nno zlib"])
def test_objects_that_are_not_packed_hide_nothing(rest):
    checking.check("报告.pdf", BytesIO(files.PDF + rest))


@pytest.mark.parametrize("case", BAD)
def test_everything_else_is_refused_with_a_sentence(case):
    name, content, word = BAD[case]
    with pytest.raises(ValidationError, match=word) as refused:
        checking.check(name, BytesIO(content))
    assert name in refused.value.message


def test_a_bomb_is_seen_by_one_file_and_by_all_together(monkeypatch):
    """Thirteen megabytes out of sixty-four kilobytes are too much for one."""
    name, entry = "方案.docx", files.MAIN["docx"]
    for megabytes, is_bomb in ((12, False), (14, True)):
        content = BytesIO(files.packed(entry, content=b"\0" * (megabytes * 1024 * 1024)))
        assert is_refused(name, content) == is_bomb
    monkeypatch.setattr(kinds, "MAX_UNPACKED", 24 * 1024 * 1024 - 1)
    twelve = b"\0" * (12 * 1024 * 1024)
    assert is_refused(name, BytesIO(files.packed(entry, "word/a.xml", content=twelve)))


def is_refused(name, content):
    try:
        checking.check(name, content)
    except ValidationError:
        return True
    return False


def test_fifty_megabytes_are_enough(tmp_path):
    full = tmp_path / "大.pdf"
    with full.open("wb") as file:
        file.write(files.PDF)
        file.truncate(kinds.MAX_BYTES)
    with full.open("rb") as file:
        checking.check("大.pdf", file)
    with full.open("ab") as file:
        file.truncate(kinds.MAX_BYTES + 1)
    with full.open("rb") as file, pytest.raises(ValidationError, match="50"):
        checking.check("大.pdf", file)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\桌面\\报告.pdf", "报告.pdf"),
        ("报告\u202efdp.exe", "报告fdp.exe"),
        ("报\x00告\r\n.pdf", "报告.pdf"),
        ("长" * 300 + ".pdf", "长" * 197 + ".pdf"),
        ("长" * 300, "长" * 200),
        ("会议纪要（第3期）.pdf", "会议纪要（第3期）.pdf"),
    ],
)
def test_names_keep_their_words_and_lose_their_tricks(given, kept):
    assert checking.shown(given) == kept


def test_a_workbook_that_ends_too_early_holds_nothing_active():
    assert check_workbook(b"") is None
