"""The columns of a sheet of people, and how its roles are called: in every language of ours."""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from units.models import User

PEOPLE = pgettext_lazy("sheet", "People")
CHOICES = pgettext_lazy("sheet", "Choices")
LABELS = {
    "name": pgettext_lazy("column", "Name"),
    "username": pgettext_lazy("column", "User name"),
    "unit": pgettext_lazy("column", "Unit"),
    "role": pgettext_lazy("column", "Role"),
    "phone": pgettext_lazy("column", "Telephone"),
    "email": pgettext_lazy("column", "E-mail"),
}
NEEDED = ("name", "unit", "role")
HINTS = {
    "username": _("May stay empty: the ledger then makes one from the pinyin of the name."),
    "unit": _("Please choose from the list. A unit that is not in it can be typed."),
    "role": _("Please choose from the list."),
    "phone": _("Empty: what the ledger knows stays."),
    "email": _("Empty: what the ledger knows stays."),
}


@dataclass(frozen=True)
class Row:
    """What one row of the sheet says, as it was typed."""

    number: int
    name: str = ""
    username: str = ""
    unit: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""

    def kept(self) -> dict[str, str | int]:
        """The row for a JSON column; ``Row(**kept)`` is the row again."""
        return asdict(self)


def spellings(label) -> set[str]:
    """What ``label`` is called in each language."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.add(plain(str(label)))
    return found


def plain(text: str) -> str:
    """``text`` for comparing: in small letters, without any space."""
    return "".join(text.casefold().split())


def column_of(heading: str) -> str:
    """The key of the column that ``heading`` names; empty for a column of no interest."""
    return next((key for key, label in LABELS.items() if plain(heading) in spellings(label)), "")


def roles_by_name() -> dict[str, User.Role]:
    """``{a name of it: role}`` for every role in every language."""
    return {name: role for role in User.Role for name in {*spellings(role.label), role.value}}
