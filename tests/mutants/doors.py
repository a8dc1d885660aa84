"""User names, passwords, what is recorded of accounts, the launcher's processes."""

from tests.mutants import faults

MUTANTS = [
    *faults(
        "units/names.py",
        "tests/units/test_accounts.py",
        ("names are told apart by case", ".casefold())", ")"),
        ("names are told apart by width", 'return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())', "return name.casefold()"),
        ("failures count by what was typed", "return name and folded(name)\n\n\nclass", "return name\n\n\nclass"),
    ),
    *faults(
        "units/passwords.py",
        "tests/units/test_passwords.py",
        ("seven signs are enough", "NEEDED = 8", "NEEDED = 7"),
        ("nine signs are needed", "NEEDED = 8", "NEEDED = 9"),
        ("one's own names are no words", "        text = text.replace(name, GUESSED)\n", "        pass\n"),
        ("years have to be guessed", ", YEAR]), GUESSED", "]), GUESSED"),
        ("repetitions count", 're.sub(r"(.+?)\\1+", r"\\1", without_walks(text))', "without_walks(text)"),
        ("rows of keys count", "without_walks(text)))", "text))"),
        ("the last password but one may be taken", "(user.password, user.former_password)", "(user.password,)"),
        ("the present password may be taken", "(user.password, user.former_password)", "(user.former_password,)"),
    ),
    *faults(
        "units/audit.py",
        "tests/units/test_audit.py",
        ("one's own password is told", "    if by != person:\n", "    if by:\n"),
        ("somebody else's password is not told", "    if by != person:\n", "    if by is None:\n"),
    ),
    *faults(
        "baoan_rule/keeping.py",
        "tests/baoan_rule/test_keeping.py",
        ("who falls is started once less", "if falls > len(self.pauses):", "if falls >= len(self.pauses):"),
        ("falls of who had recovered add up", "falls = 1 if time.monotonic() - began > WELL else falls + 1", "falls += 1"),
        ("a worker takes web along", "if name == WEB and not", "if not"),
        ("notes of the last start stay", "        self.forget()\n", ""),
    ),
    *faults(
        "tasks/mail/channels.py",
        "tests/tasks/mail/test_channels.py",
        ("a redirect is followed", "        urllib.request.HTTPErrorProcessor,\n", "        urllib.request.HTTPErrorProcessor,\n        urllib.request.HTTPRedirectHandler,\n"),
        ("the time is not signed", '{key}.{at}.', '{key}.'),
        ("the id is not signed", '{key}.{at}.', '{at}.'),
    ),
    *faults(
        "tasks/mail/checks.py",
        "tests/tasks/mail/test_channels.py",
        ("a gateway needs no secret", "if not settings.WEBHOOK_SECRET:", "if settings.WEBHOOK_SECRET is None:"),
        ("files are gateways", "https?://(", "(?:https?|file)://("),
    ),
]  # fmt: skip
