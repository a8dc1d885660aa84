"""The people and papers of the demonstration that nobody needs to name one by one."""

from functools import cached_property
from io import BytesIO

from django.core.files.base import ContentFile
from docx import Document

from tasks.demo.pictures import paper, photo
from tasks.evidence.kinds import kind_of
from units.models import User

SURNAMES = "陈李张黄何吴林刘杨梁罗郑谢邓冯曾彭蔡潘袁"
VARIANTS = 4  # of photographs, and of papers
GIVEN = ["志强", "海燕", "建华", "丽萍", "国栋", "晓明", "秀英", "伟文", "淑芬", "永辉", "雅琴"]


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
        person = User.objects.filter(is_demo=True, unit=unit, role=role).first()
        if person:
            return person
        number = User.objects.count()
        name = SURNAMES[number % len(SURNAMES)] + GIVEN[number % len(GIVEN)]
        username = f"demo-{unit.pk}-{role}"
        # Heads have no address, so that the demonstration shows what is undeliverable too.
        email = f"{username}@example.org" if role == User.Role.LIAISON else ""
        return User.objects.create_user(
            username, email=email, name=name, unit=unit, role=role, is_demo=True
        )


def proof(name, words):
    """A small file of the kind that ``name`` says, as uploaded; a Word document says ``words``."""
    kind, number = kind_of(name), len(words) % VARIANTS
    drawn = {"jpg": photo, "pdf": paper}
    return ContentFile(drawn[kind](number) if kind in drawn else document(words), name)


def document(words):
    written, content = Document(), BytesIO()
    written.add_paragraph(words)
    written.save(content)
    return content.getvalue()
