"""The paper of a bulletin: the words of the draft on a Sheet."""

from datetime import date
from zlib import crc32

from tasks.bulletin.draft import Draft
from tasks.bulletin.lines import plain
from tasks.bulletin.models import Bulletin
from tasks.ground.official import in_chinese, spanned
from tasks.paper.issuing import contact, office_of
from tasks.paper.sheet import HEADINGS, Sheet
from units.models import User

NAME = "督查通报"


@in_chinese
def bulletin_sheet(bulletin: Bulletin, draft: Draft, by: User, on: date) -> Sheet:
    """The paper as ``by`` issues it on the day ``on``; without a number it is a draft's."""
    told = [section for section in draft.sections if section.lines]
    parts = [
        (f"{sign}、{section.heading}", [plain(line) for line in section.lines])
        for sign, section in zip(HEADINGS, told, strict=False)
    ]
    return Sheet(
        office=office_of(bulletin.plan, by),
        title=bulletin.title,
        signed_on=on.isoformat(),
        addressees=[bulletin.addressees],
        parts=[*opening(bulletin), *parts],
        attachments=[annex.title for annex in draft.annexes],
        notes=list(filter(None, [contact(bulletin.plan)])),
        number=bulletin.reference,
        issue=[NAME, f"第{bulletin.issue or '×'}期"] if is_periodical(bulletin) else [],
        tables=[
            (annex.title, annex.columns, [[plain([cell]) for cell in row] for row in annex.rows])
            for annex in draft.annexes
        ],
    )


@in_chinese
def head_of(bulletin: Bulletin) -> str:
    """Title, addressees, period and layout, a line each."""
    period = spanned(bulletin.first_on, bulletin.last_on)
    lines = (bulletin.title, bulletin.addressees, period, bulletin.get_layout_display())
    return "\n".join(map(str, lines))


def is_periodical(bulletin: Bulletin) -> bool:
    return bulletin.layout == Bulletin.Layout.PERIODICAL


def opening(bulletin: Bulletin) -> list[tuple[str, list[str]]]:
    """What a correction says first."""
    former = bulletin.corrects
    if former is None:
        return []
    return [("", [f"本通报更正{former.reference}（第{former.issue}期），内容以本通报为准。"])]


def state_of(bulletin: Bulletin, draft: Draft) -> int:
    """A number that changes with any word, number, name or annex that would be issued."""
    words = [bulletin.title, bulletin.addressees, str(bulletin.layout)]
    for section in draft.sections:
        words += [section.heading, *map(plain, section.lines)]
    for annex in draft.annexes:
        words += [annex.title, *(plain([cell]) for row in annex.rows for cell in row)]
    return crc32("\n".join(words).encode())
