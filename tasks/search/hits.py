"""What the page shows of each thing that was found: one query for each kind, two for some."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import make_naive
from django.utils.translation import gettext as _

from leaders.models import Leader
from tasks.evidence.models import Evidence
from tasks.ground.lights import Light
from tasks.instructions.models import Instruction
from tasks.plan.models import Milestone, Plan, ProgressReport, Task
from tasks.plan.models.ending import ending_on
from tasks.search.marks import excerpt, marked
from tasks.search.rules import Kind, Place, Question, keys
from tasks.search.told import LINE
from tasks.slips.models import Slip
from units.models import Unit

SEPARATOR = " · "


@dataclass(frozen=True)
class Hit:
    """One thing: its ``title``, the way to it, what it is ``about``, and the ``words`` around what was found.

    ``light`` is that of a task or milestone on the day.
    """

    title: SafeString
    path: str
    about: str = ""
    words: SafeString = SafeString()
    light: int | None = None


def hits(kind: str, places: Sequence[Place], question: Question) -> list[Hit]:
    """The Hits at these ``places``, in their order."""
    found = dict(SHOWN[Kind(kind)](places, question))
    return [found[place] for place in places if place in found]


Shown = Iterator[tuple[Place, Hit]]


def address(question: Question, name: str, *args: Any, at: str = "") -> str:
    """The page of the plan on the day that is shown, ``at`` its anchor."""
    day = f"?as_of={question.day}" if question.day else ""
    return reverse(name, args=[question.plan.slug, *args]) + day + at


def of_task(task: Task) -> str:
    return _("Task %(n)s %(title)s") % {"n": task.number, "title": task.title}


def tasks(places: Sequence[Place], question: Question) -> Shown:
    rows = Task.objects.of(question.plan, question.as_of).filter(pk__in=keys(places))
    for task in rows.annotate(ending=ending_on(question.as_of)).select_related("project"):
        yield (
            (task.pk, 0),
            Hit(
                title=marked(f"{task.number} {task.title}", question.asked),
                path=address(question, "task", task.number),
                about=task.project.title,
                words=excerpt(" ".join((task.description, task.schedule)), question.asked),
                light=Light.STOPPED if task.ending else task.light,  # type: ignore[attr-defined]
            ),
        )


def milestones(places: Sequence[Place], question: Question) -> Shown:
    rows = Milestone.objects.of(question.plan, question.as_of).filter(pk__in=keys(places))
    for milestone in rows.select_related("task"):
        task = milestone.task
        yield (
            (milestone.pk, 0),
            Hit(
                title=marked(milestone.text, question.asked),
                path=address(question, "task", task.number, at=f"#m{milestone.order}"),
                about=of_task(task),
                light=milestone.light,
            ),
        )


def units(places: Sequence[Place], question: Question) -> Shown:
    """With the name of the day, and the other names by which it was found."""
    rows = Unit.objects.on(question.as_of).filter(pk__in=keys(places)).prefetch_related("aliases")
    for unit in rows:
        others = [one.name for one in unit.aliases.all()]
        names = "、".join(dict.fromkeys([unit.name_now, *others]))
        yield (
            (unit.pk, 0),
            Hit(
                title=marked(unit.name, question.asked),
                path=address(question, "unit", unit.pk),
                about=unit.get_kind_display(),
                words=marked(names, question.asked) if names != unit.name else SafeString(),
            ),
        )


def leaders(places: Sequence[Place], question: Question) -> Shown:
    for leader in Leader.objects.filter(pk__in=keys(places)):
        yield (
            (leader.pk, 0),
            Hit(
                title=marked(leader.name, question.asked),
                path=address(question, "leader", leader.pk),
                about=leader.title,
            ),
        )


def slips(places: Sequence[Place], question: Question) -> Shown:
    for slip in Slip.objects.filter(pk__in=keys(places)).select_related("milestone__task"):
        told = (slip.issued_on.isoformat(), slip.get_level_display(), slip.milestone.text)
        yield (
            (slip.pk, 0),
            Hit(
                title=marked(slip.reference, question.asked),
                path=address(question, "slip", slip.pk),
                about=SEPARATOR.join(map(str, told)),
                words=excerpt(" ".join((slip.requirement, slip.grounds)), question.asked),
            ),
        )


def instructions(places: Sequence[Place], question: Question) -> Shown:
    given = Instruction.objects.filter(pk__in=keys(places)).select_related("task", "given_by")
    for one in given:
        told = (one.given_on.isoformat(), one.given_by, of_task(one.task))
        yield (
            (one.pk, 0),
            Hit(
                title=marked(one.reference or _("Instruction"), question.asked),
                path=address(question, "task", one.task.number, at="#instructions"),
                about=SEPARATOR.join(map(str, told)),
                words=excerpt(one.text, question.asked),
            ),
        )


def reports(places: Sequence[Place], question: Question) -> Shown:
    rows = ProgressReport.objects.seen_by(question.reader).filter(pk__in=keys(places))
    for report in rows.select_related("milestone__task", "unit"):
        milestone = report.milestone
        told = (report.done, report.difficulties, report.next_steps, report.rating_cause)
        about = (report.reported_on.isoformat(), report.unit, of_task(milestone.task))
        yield (
            (report.pk, 0),
            Hit(
                title=marked(milestone.text, question.asked),
                path=address(question, "task", milestone.task.number, at=f"#m{milestone.order}"),
                about=SEPARATOR.join(map(str, about)),
                words=excerpt(" ".join(filter(None, told)), question.asked),
            ),
        )


def files(places: Sequence[Place], question: Question) -> Shown:
    rows = Evidence.objects.readable_by(question.reader).filter(pk__in=keys(places))
    for file in rows.select_related("task", "unit"):
        day = make_naive(file.uploaded_at).date()
        told = filter(None, (day.isoformat(), file.unit, of_task(file.task)))
        yield (
            (file.pk, 0),
            Hit(
                title=marked(file.name, question.asked),
                path=address(question, "file", file.pk),
                about=SEPARATOR.join(map(str, told)),
            ),
        )


def passages(places: Sequence[Place], question: Question) -> Shown:
    """Paragraphs of the official text."""
    text = Plan.objects.values_list("source_text", flat=True).get(pk=question.plan.pk)
    for plan, start in places:
        if line := LINE.match(text, start):
            yield (
                (plan, start),
                Hit(
                    title=excerpt(line[0], question.asked),
                    path=address(question, "document", at=f"#p{start}"),
                ),
            )


SHOWN: dict[Kind, Callable[[Sequence[Place], Question], Shown]] = {
    Kind.TASK: tasks,
    Kind.MILESTONE: milestones,
    Kind.UNIT: units,
    Kind.LEADER: leaders,
    Kind.SLIP: slips,
    Kind.INSTRUCTION: instructions,
    Kind.REPORT: reports,
    Kind.FILE: files,
    Kind.TEXT: passages,
}
