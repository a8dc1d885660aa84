"""Which passwords are refused beside Django's own rules: docs/roles.md."""

import re

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from units.names import folded

NEEDED = 8
GUESSED = "\0"  # stands for whatever a guesser tries as a whole
# What people here fall back on, beside the English list that Django brings.
FAVOURITES = [
    *("woaini", "aini", "iloveyou", "5201314", "1314", "520", "888", "666", "password", "passwd", "mima"),
    *("admin", "administrator", "root", "welcome", "letmein", "test", "demo", "baoan", "shenzhen"),
    *("guangdong", "zhongguo", "china", "duban", "ducha", "taizhang", "fazhi", "ledger", "rule"),
    *("law", "宝安", "深圳", "中国", "督查", "督办", "台账", "法治", "密码", "我爱你"),
]  # fmt: skip
DISGUISES = {"a": "[a@4]", "e": "[e3]", "i": "[i1!]", "l": "[l1]", "o": "[o0]", "s": "[s5$]"}
YEAR = r"(?:19|20)\d\d"
ROWS = [
    *("01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "!@#$%^&*()"),
    *("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/"),
]  # fmt: skip
WALKS = "\n".join([*ROWS, *(row[::-1] for row in ROWS)])


class HardToGuess:
    """Names, favourites, years, rows of keys and repetitions count as one character each."""

    def validate(self, password, user=None):
        if effort(password, names_of(user)) < NEEDED:
            raise ValidationError(
                _(
                    "This password is too easy to guess: names, common words, years, rows of keys "
                    "and repetitions count as one character each."
                ),
                code="password_easy",
            )

    def get_help_text(self):
        return _(
            "Names, common words, years, rows of keys and repetitions count as one character each; "
            "at least %(n)d must remain."
        ) % {"n": NEEDED}


class NotTheLast:
    """The password a person has, and the one he had before it, are used up."""

    def validate(self, password, user=None):
        used = (user.password, user.former_password) if user else ()
        if any(check_password(password, hashed) for hashed in used if hashed):
            raise ValidationError(_("You have had this password lately."), code="password_used")

    def get_help_text(self):
        return _("It must differ from your last two passwords.")


def names_of(user):
    """The words that everybody knows of ``user``."""
    said = (user.username, user.name, user.phone, user.email.partition("@")[0]) if user else ()
    return [folded(word) for word in said if len(word or "") > 1]


def effort(password, names=()):
    """How many characters of ``password`` have to be guessed one by one."""
    text = folded(password)
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, GUESSED)
    text = re.sub("|".join([*map(disguised, FAVOURITES), YEAR]), GUESSED, text)
    return len(re.sub(r"(.+?)\1+", r"\1", without_walks(text)))


def disguised(word):
    """A pattern for ``word``, also as ``p@ssw0rd``."""
    return "".join(DISGUISES.get(sign, sign) for sign in word)


def without_walks(text):
    """``text`` with one sign for each three or more keys that lie beside each other."""
    left, at = "", 0
    while at < len(text):
        end = at + 3
        while end <= len(text) and text[at:end] in WALKS:
            end += 1
        is_walk = end > at + 3
        left += GUESSED if is_walk else text[at]
        at = end - 1 if is_walk else at + 1
    return left
