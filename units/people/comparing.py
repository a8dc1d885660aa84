"""What a sheet of people would do to the accounts, row by row, before anything is done.

Rules: docs/people.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from units.models import User
from units.names import folded
from units.people.columns import LABELS, Row, plain, roles_by_name
from units.people.entries import Entry, Preview
from units.people.known_units import KnownUnits
from units.people.user_names import user_name
from units.rights import NOT_ONESELF, may_give, may_set_up

TYPED_FREELY = ("name", "username", "phone", "email")
PHONE = re.compile(r"(?=(?:.*\d){3})[0-9+()\-‐–—/,、;； .*#转分机xXextEXT]+")
Role = User.Role


def compare(rows: Iterable[Row], answers: dict[str, str], by: User) -> Preview:
    """What ``rows`` would do when ``by`` confirms them; ``answers`` explain unknown units.

    Asks the database four questions, however many rows there are.
    """
    rows = list(rows)
    people, units = people_named_in(rows), KnownUnits(answers)
    names, roles = Names(people), roles_by_name()
    entries = [entry_of(row, names, units, roles) for row in rows]
    for entry in entries:
        check_values(entry)
        check_rights(entry, by)
    check_twins(entries)
    name_the_new(entries, names)
    return Preview(by, entries, units)


def people_named_in(rows: list[Row]):
    """The accounts that the rows may mean."""
    names = {row.name for row in rows}
    typed = {folded(row.username) for row in rows}
    return User.objects.filter(Q(name__in=names) | Q(username__in=typed)).order_by("pk")


class Names:
    """Finding accounts by what a row says."""

    def __init__(self, people):
        self.by_username, self.by_name = {}, defaultdict(list)
        for person in people:
            self.by_username[person.username] = person
            if person.is_active:
                self.by_name[person.name].append(person)

    def of_unit(self, name, unit):
        return [one for one in self.by_name[name] if one.unit_id == (unit and unit.pk)]


def entry_of(row: Row, names: Names, units: KnownUnits, roles: dict) -> Entry:
    """The entry of ``row`` with the account that it means and the values that this would have."""
    entry = Entry(row)
    unit = units.find(row.unit) if row.unit else None
    entry.is_asked = bool(row.unit) and unit is None
    if row.username:
        entry.person = names.by_username.get(folded(row.username))
    elif not entry.is_asked:
        entry.person = the_one(entry, names.of_unit(row.name, unit))
    typed = {key: getattr(row, key) for key in TYPED_FREELY if getattr(row, key)}
    typed |= {"unit": unit} if unit else {}
    if row.role and (role := roles.get(plain(row.role))):
        typed["role"] = role
    elif row.role:
        entry.refuse("role", _("“%(text)s” is no role.") % {"text": row.role})
    if "username" in typed:
        typed["username"] = folded(typed["username"])
    entry.values = values_of(entry.person) | typed
    if entry.person is None:
        note_namesakes(entry, names)
    return entry


def values_of(person: User | None) -> dict:
    """What the account has before the sheet says something."""
    if person:
        return {key: getattr(person, key) for key in LABELS}
    return dict.fromkeys(LABELS, "") | {"unit": None}


def the_one(entry, found):
    """The one account among ``found``; of several none, which is a fault."""
    if len(found) > 1:
        accounts = ", ".join(one.username for one in found)
        sentence = _("several accounts have this name (%(accounts)s): please write the user name.")
        entry.refuse("name", sentence % {"accounts": accounts})
        return None
    return found[0] if found else None


def note_namesakes(entry, names):
    for other in names.by_name[entry.row.name]:
        where = other.unit or other.get_role_display()
        sentence = _("Another %(name)s has the account %(account)s: %(unit)s.")
        words = {"name": other.name, "account": other.username, "unit": where}
        entry.notes.append(sentence % words)


def check_values(entry: Entry) -> None:
    """Find what is missing or cannot be."""
    values = entry.values
    for key in ("name", "role"):
        if not values[key] and not getattr(entry.row, key):
            entry.refuse(key, _("is empty."))
    if (unit := values["unit"]) and unit.dissolved_on:
        words = {"unit": unit, "day": unit.dissolved_on}
        entry.refuse("unit", _("%(unit)s was dissolved on %(day)s.") % words)
    for key in TYPED_FREELY:
        if values[key]:
            check_field(entry, key)
    if values["role"] in (Role.LIAISON, Role.HEAD) and not (values["unit"] or entry.is_asked):
        entry.refuse("unit", _("A liaison officer or head needs a unit."))


def check_field(entry, key):
    """What the column of the table does not take, and what is no telephone number."""
    text = entry.values[key]
    try:
        User._meta.get_field(key).clean(text, None)
    except ValidationError as refused:
        for sentence in refused.messages:
            entry.refuse(key, sentence)
    if key == "phone" and not PHONE.fullmatch(text):
        entry.refuse(key, _("“%(text)s” is no telephone number.") % {"text": text})


def check_rights(entry: Entry, by: User) -> None:
    """Find what ``by`` may not do: nobody gives himself anything, nor others more than he may."""
    person, role = entry.person, entry.values["role"]
    changed = set(entry.changes) if person else {"role"}
    if person and not person.is_active:
        sentence = _("the account %(name)s is closed. An administrator can open it again.")
        entry.refuse("username", sentence % {"name": person.username})
    elif person == by and changed & {"role", "unit"}:
        entry.refuse("role", NOT_ONESELF)
    elif person and person != by and changed and not may_set_up(by, person):
        sentence = _("an account of the role “%(role)s” is changed by administrators only.")
        entry.refuse("role", sentence % {"role": person.get_role_display()})
    elif role and "role" in changed and not may_give(by, role):
        entry.refuse("role", _("you may not give the role “%(role)s”.") % {"role": role.label})


def check_twins(entries: list[Entry]) -> None:
    """Find rows about one account, and rows of one name that nobody can tell apart."""
    accounts, people = {}, {}
    for entry in entries:
        account = entry.person.username if entry.person else entry.values["username"]
        first = accounts.setdefault(account, entry) if account else entry
        if first is not entry:
            sentence = _("the same account as in row %(row)d.") % {"row": first.row.number}
            entry.refuse("username", sentence)
            continue
        unit = entry.values["unit"]
        key = (entry.values["name"], unit.name if unit else plain(entry.row.unit))
        twin = people.setdefault(key, entry)
        if twin is not entry and not (twin.row.username and entry.row.username):
            sentence = _(
                "the same name and unit as in row %(row)d: please write a user name in both."
            )
            entry.refuse("name", sentence % {"row": twin.row.number})


def name_the_new(entries: list[Entry], names: Names) -> None:
    """Give user names to those who have none."""
    nameless = [one for one in entries if not one.person and not one.values["username"]]
    if not nameless:
        return
    taken = {one.values["username"] for one in entries}
    taken |= set(User.objects.values_list("username", flat=True))
    for entry in nameless:
        entry.values["username"] = user_name(entry.values["name"], taken)
