"""The official text cut into paragraphs, tasks and clauses, ready to be linked and marked."""

import re
from dataclasses import dataclass, field

from tasks.plan.models import Milestone, Task

KINDS = [
    ("section", re.compile(r"[一二三四五六七八九十]+、")),
    ("project", re.compile(r"（[一二三四五六七八九十]+）")),
]


@dataclass
class Passage:
    """A piece of a paragraph; ``milestone`` when it is the clause of one."""

    text: str
    milestone: Milestone | None = None


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
        paragraph = Paragraph(kind_of(text[first:last], task), first, task=task)
        paragraph.opens = task is not None and first <= task.source_start
        clauses = [one for one in task.milestones.all() if not one.added_on] if task else []
        paragraph.passages = list(cut(text, first, last, clauses))
        paragraphs.append(paragraph)
    return paragraphs


def kind_of(line, task):
    """What sort of line it is: ``section``, ``project``, ``task`` or plain ``text``."""
    if task:
        return "task"
    return next((kind for kind, pattern in KINDS if pattern.match(line) and len(line) < 40), "text")


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
