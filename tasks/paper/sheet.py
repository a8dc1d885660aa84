"""The words of a paper as they were on the day of its issue: what page, print and Word file show."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from tasks.ground.official import written

if TYPE_CHECKING:
    from tasks.paper.writing import Paper

HEADINGS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Sheet:
    """One paper, in words that are never looked up again: names change, papers do not."""

    office: str
    title: str
    signed_on: str  # ISO
    addressees: Sequence[str]
    # (heading, paragraphs) pairs; without a heading the paragraphs stand alone.
    parts: Sequence[tuple[str, Sequence[str]]] = ()
    attachments: Sequence[str] = ()
    copies: Sequence[str] = ()
    notes: Sequence[str] = ()
    # Rows of the form to be sent back, (label, what is written already), and its title.
    form: Sequence[tuple[str, str]] = ()
    form_title: str = ""
    number: str = ""
    # Of a periodical its name and which issue it is, in place of office and number: ("督查通报", "第3期").
    issue: Sequence[str] = ()
    # Annexes, each (title, columns, rows); a column is (name, share of the width).
    tables: Sequence[tuple[str, Sequence[tuple[str, int]], Sequence[Sequence[str]]]] = ()
    # ISO; of a paper that was made up from the records long after its issue (补制).
    made_up_on: str = ""

    @classmethod
    def of(cls, stored: dict[str, Any]) -> "Sheet":
        """The sheet that ``kept`` wrote."""
        return cls(**stored)

    def kept(self) -> dict[str, Any]:
        """The words to be stored as JSON."""
        return asdict(self)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.signed_on)

    @property
    def printed(self) -> str:
        """When it was printed (印发), or made up."""
        made_up = self.made_up_on and date.fromisoformat(self.made_up_on)
        return f"{written(made_up)}补制" if made_up else f"{written(self.day)}印发"

    def word(self, at: datetime) -> BinaryIO:
        """The paper as a stream of a .docx file, made at the time ``at``."""
        from tasks.paper.writing import Paper  # noqa: PLC0415  10 MB: for those who ask for a file

        paper = Paper(self.title, self.office, at)
        self.write_head(paper)
        paper.title(self.title)
        if self.addressees:
            paper.addressees(self.addressees)
        for heading, lines in self.parts:
            if heading:
                paper.heading(heading)
            for line in lines:
                paper.text(line)
        paper.attachments(self.attachments)
        if self.issue:
            paper.keep_with_text()
        else:
            paper.signature(self.office, self.day)
        for note in self.notes:
            paper.note(note)
        if self.made_up_on:
            paper.note(f"本件根据系统记录于{self.printed}")
        self.write_annexes(paper)
        paper.imprint(self.copies, self.office, self.printed)
        return paper.save(BytesIO())

    def write_head(self, paper: "Paper") -> None:
        """Whose paper it is, and its number; of a periodical its name, issue, office and day."""
        if self.issue:
            name, issue = self.issue
            paper.mark(name)
            paper.issue(issue, self.office, self.day)
        else:
            paper.mark(self.office)
            paper.number(self.number)

    def write_annexes(self, paper: "Paper") -> None:
        """The form to be sent back and the tables, each on a page of its own."""
        if self.form:
            paper.annex("附件1" if self.attachments[1:] else "附件", self.form_title)
            paper.form(self.form)
        for number, (title, columns, rows) in enumerate(self.tables, 1):
            paper.annex(f"附件{number}" if self.tables[1:] else "附件", title)
            paper.table(columns, rows)
