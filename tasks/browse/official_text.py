"""The official text cut into paragraphs, tasks and clauses, ready to be linked and marked."""

import re
from dataclasses import dataclass, field

from tasks.plan.models import Milestone, Task

# A heading has no full stop; what is a line of its own without any is the title of a document.
KINDS = [
    ("number", re.compile(r"\S+〔\d{4}〕\d+号")),
    ("sign", re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")),
    ("section", re.compile(r"[一二三四五六七八九十]+、[^。]*")),
    ("project", re.compile(r"（[一二三四五六七八九十]+）[^。]*")),
    ("title", re.compile(r"[^。：；]+")),
]
# The first sentence of a numbered paragraph is its heading.
HEAD = re.compile(r"(?:（[一二三四五六七八九十]+）|\d+\. ?)[^。]*。")


@dataclass
class Passage:
    """A piece of a paragraph; ``milestone`` when it is the clause of one."""

    text: str
    milestone: Milestone | None = None
    is_head: bool = False


@dataclass
class Paragraph:
    """One line of the text; ``task`` when the line belongs to one, ``opens`` on its first line."""

    kind: str
    start: int
    passages: list[Passage] = field(default_factory=list)
    task: Task | None = None
    opens: bool = False


def passages(plan, tasks, start=0, end=None):
    """The paragraphs of ``plan.source_text[start:end]``, with the clauses of ``tasks`` cut out.

    ``tasks`` need their milestones prefetched; spans are characters of the source text.
    """
    text = plan.source_text[:end]
    paragraphs = []
    for match in re.finditer(r"[^\n]+", text[start:]):
        first, last = start + match.start(), start + match.end()
        task = next(
            (task for task in tasks if task.source_start < last and first < task.source_end), None
        )
        is_first = not paragraphs or paragraphs[-1].kind == "number"
        kind = "task" if task else kind_of(text[first:last], plan.issuer, is_first)
        paragraph = Paragraph(kind, first, task=task)
        paragraph.opens = task is not None and first <= task.source_start
        clauses = [one for one in task.milestones.all() if not one.added_on] if task else []
        paragraph.passages = list(headed(cut(text, first, last, clauses)))
        paragraphs.append(paragraph)
    return paragraphs


def kind_of(line, issuer, is_first):
    """What sort of line it is on an official paper: one of KINDS, ``addressees`` or plain ``text``."""
    if is_first and line.endswith("：") and "。" not in line:
        return "addressees"
    if line == issuer:
        return "sign"
    return next((kind for kind, pattern in KINDS if pattern.fullmatch(line)), "text")


def headed(pieces):
    """``pieces``, with the heading of a numbered paragraph apart."""
    for number, piece in enumerate(pieces):
        head = HEAD.match(piece.text) if number == 0 and piece.milestone is None else None
        if head:
            yield Passage(head[0], is_head=True)
            piece.text = piece.text[head.end() :]
        if piece.text:
            yield piece


def cut(text, first, last, clauses):
    """Passages of ``text[first:last]``, one for each clause in it and for what lies between."""
    at = first
    for clause in sorted(clauses, key=lambda clause: clause.source_start):
        if first <= clause.source_start and clause.source_end <= last:
            if at < clause.source_start:
                yield Passage(text[at : clause.source_start])
            yield Passage(text[clause.source_start : clause.source_end], clause)
            at = clause.source_end
    if at < last:
        yield Passage(text[at:last])
