"""What nobody sends on purpose, and the fields of a page that it can be sent in."""

from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urlsplit

NUMBERS = {"20 digits": "9" * 20, "5,000 digits": "9" * 5000}
VALUES = NUMBERS | {
    "signs of no text": "\0请\x01\x1f\ufffe\uffff办\u200b\ufeff".encode() + b"\xed\xa0\x80\xff",
    "no number": "1e400",
    "below all": "-1",
    "a long text": "长" * 5001,
    "a template": "%s{0}%(n)d{{7*7}}'\"",
}
WAYS_BACK = ["abc def", "logout", "/\0%00//"]
MANY = {f"a{number}": "1" for number in range(1001)}
FORM = "application/x-www-form-urlencoded"
BROKEN = [
    ("multipart/form-data", "x"),
    ("multipart/form-data; boundary=x", "--x\r\nContent"),
    (FORM, urlencode(MANY)),
]
# What pages read from the address, besides the fields of their own forms and links.
ASKED = ["next", "page", "sort", "q", "m", "person", "page_3", "history-milestone"]


class Page(HTMLParser):
    """The fields of a page's forms, ``{where they are sent: {name: value}}``, and what it can be
    ``asked`` by its address.
    """

    def __init__(self, text=""):
        super().__init__()
        self.forms, self.asked, self.form = {}, {}, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        if tag == "form":
            is_post = said.get("method", "").lower() == "post"
            self.form = self.forms.setdefault(said.get("action", ""), {}) if is_post else None
        elif tag in ("input", "select", "textarea", "button") and said.get("name"):
            self.take(said)
        elif tag == "a":
            query = urlsplit(said.get("href", "")).query
            self.asked |= dict.fromkeys(name for name, _value in parse_qsl(query))

    def take(self, said):
        if self.form is None:
            self.asked[said["name"]] = None
        elif said.get("type") != "file":
            self.form.setdefault(said["name"], said.get("value") or "1")
