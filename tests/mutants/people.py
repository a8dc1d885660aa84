"""Setting up people: who may give what, sheets, codes."""

from tests.mutants import faults

PAGES = "tests/units/people/test_pages.py tests/units/people/test_letting_in.py"
MUTANTS = [
    *faults(
        "units/rights.py",
        "tests/units/test_rights.py",
        ("supervisors give supervisors", "frozenset({User.Role.LIAISON, User.Role.HEAD})", "frozenset({User.Role.LIAISON, User.Role.HEAD, User.Role.SUPERVISOR})"),
        ("one sets up oneself", "return person.pk != by.pk and may_give", "return may_give"),
        ("who has left gives roles", "return by.is_active and role in", "return role in"),
    ),
    *faults(
        "units/people/comparing.py",
        "tests/units/people/test_comparing.py",
        ("a row makes oneself something", "elif person == by and changed", "elif person is None and changed"),
        ("supervisors change anybody", "and changed and not may_set_up(by, person):", "and changed and not may_give(by, role):"),
        ("any role may be given", 'elif role and "role" in changed and not may_give(by, role)', 'elif role and "role" in changed and not by.is_active'),
        ("closed accounts open", "if person and not person.is_active:", "if person is None:"),
        ("twins pass", "if twin is not entry and not (", "if twin is entry and not ("),
        ("two rows about one account pass", "if first is not entry:", "if first is None:"),
        ("user names are given twice", "taken |= set(User.objects", "set(User.objects"),
        ("the first of several namesakes is taken", "if len(found) > 1:", "if len(found) > 9:"),
        ("a head needs no unit", "in (Role.LIAISON, Role.HEAD) and not", "in (Role.LIAISON,) and not entry.person and not"),
    ),
    *faults(
        "units/people/entries.py",
        "tests/units/people/test_comparing.py",
        ("wrong rows are no hindrance", "not kinds & {Kind.WRONG, Kind.ASKED}", "not kinds & {Kind.ASKED}"),
        ("unknown units are no hindrance", "not kinds & {Kind.WRONG, Kind.ASKED}", "not kinds & {Kind.WRONG}"),
        ("the token forgets who looks", "json.dumps([self.by.pk, effects", "json.dumps([effects"),
    ),
    *faults(
        "units/people/importing.py",
        "tests/units/people/test_importing.py",
        ("what was not shown is done", "if preview.token != token or not preview.is_ready:", "if not preview.is_ready:"),
        ("what is wrong is done", "if preview.token != token or not preview.is_ready:", "if preview.token != token:"),
        ("the sheet stays", "            sheet.delete()\n", ""),
        ("pages show old names", "    people_written.send(User)\n", ""),
        ("all are mailed", "if by_mail and person.email", "if person.email"),
    ),
    *faults(
        "units/people/codes.py",
        "tests/units/people/test_codes.py",
        ("a code works twice", "if not SignInCode.objects.open(at).filter(pk=code.pk)", "if not SignInCode.objects.filter(pk=code.pk)"),
        ("other codes go on", "    person.codes.untouched().update(replaced_at=at)\n", ""),
        ("older codes go on", "(older if by else older.filter(made_by=None))", "older.filter(made_by=None)"),
        ("anybody ends the code on a sheet", "(older if by else older.filter(made_by=None))", "older"),
        ("whoever asks lets anybody in", "if not person.is_active or (by and not may_set_up(by, person)):", "if not person.is_active:"),
        ("who has left is let in", "if not person.is_active or (by and", "if (by and"),
        ("codes are mailed without pause", ", made_at__gt=at - PAUSE)", ", made_at__gt=at)"),
        ("a code counts for eight days", "LASTS = timedelta(days=7)", "LASTS = timedelta(days=8)"),
    ),
    *faults(
        "units/auth.py",
        "tests/units/test_ways_in.py",
        ("late codes open", "if found is None or not found.is_open(at):", "if found is None:"),
        ("closed accounts open by a code", "if person and self.user_can_authenticate(person) else", "if person else"),
    ),
    *faults(
        "units/people/views.py",
        PAGES,
        ("others read the notices", "filter(batch=batch, made_by=self.request.user)", "filter(batch=batch)"),
        ("used codes are printed", "if code.is_open(now)]", "if code.batch]"),
        ("forms are carried out twice", "if not SignInCode.objects.filter(batch=self.batch).exists():", "if True:"),
    ),
    *faults(
        "units/people/reading.py",
        "tests/units/people/test_reading.py",
        ("formulas are read", 'if kind in ("f", "e"):', 'if kind in ("e",):'),
        ("a sheet has no end", "if len(found) > MOST_PEOPLE or number > LAST_ROW:", "if len(found) > MOST_PEOPLE:"),
        ("bombs unpack", "> MOST_UNPACKED:", "> 9 * MOST_UNPACKED:"),
        ("the declared size is believed", "        sheet.reset_dimensions()", "        ()"),
    ),
    *faults(
        "tasks/mail/accounts.py",
        "tests/tasks/mail/test_accounts.py",
        ("new codes are told nobody", "if code.by_mail or code.person.last_login\n", "if code.by_mail\n"),
        ("the use of a code is told nobody", "    if is_first:\n", "    if code:\n"),
    ),
]  # fmt: skip
