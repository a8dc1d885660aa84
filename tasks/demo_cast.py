"""The people and papers of the demonstration that nobody needs to name one by one."""

import zipfile
from functools import cached_property
from io import BytesIO
from xml.sax.saxutils import escape

from django.core.files.base import ContentFile

from units.models import User

SURNAMES = "陈李张黄何吴林刘杨梁罗郑谢邓冯曾彭蔡潘袁"
GIVEN = ["志强", "海燕", "建华", "丽萍", "国栋", "晓明", "秀英", "伟文", "淑芬", "永辉", "雅琴"]
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="r1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>'
    ),
}


class Cast:
    """Staff of each unit, made when first needed; nobody can sign in as those made here."""

    @cached_property
    def supervisor(self):
        return User.objects.get(is_demo=True, role=User.Role.SUPERVISOR)

    @cached_property
    def leader(self):
        return User.objects.get(is_demo=True, role=User.Role.LEADER)

    def liaison(self, unit):
        return self.staff(unit, User.Role.LIAISON)

    def head(self, unit):
        return self.staff(unit, User.Role.HEAD)

    def staff(self, unit, role):
        found = User.objects.filter(is_demo=True, unit=unit, role=role).first()
        if found:
            return found
        number = User.objects.count()
        name = SURNAMES[number % len(SURNAMES)] + GIVEN[number % len(GIVEN)]
        return User.objects.create_user(
            f"demo-{unit.pk}-{role}", name=name, unit=unit, role=role, is_demo=True
        )


def proof(name, words):
    """A small Word document that says ``words``, as an uploaded file."""
    document = (
        f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in (PARTS | {"word/document.xml": document}).items():
            archive.writestr(zipfile.ZipInfo(path, (2015, 6, 18, 8, 0, 0)), text)
    return ContentFile(made.getvalue(), name)
