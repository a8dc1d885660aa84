"""Reading a whole plan: the one way in."""

from django.utils.translation import gettext as _

from tasks.ground.sense import Known, Sense, refusal
from tasks.importer.gazetteer import directory
from tasks.importer.reading import MilestoneReading, PlanReading, PlanTextError, TaskReading
from tasks.importer.responsibility import Names, read_responsibility
from tasks.importer.schedule import read_schedule
from tasks.importer.segmenting import SCHEDULE, Item, Line, impossible_date, outline
from tasks.importer.text import decode, normalise


def read_plan(raw: bytes, slug: str) -> PlanReading:
    """The PlanReading of a document in bytes; ``slug`` is the plan's name in addresses.

    Raises PlanTextError, with the line to blame, when it is no plan or a part of it cannot be
    read.
    """
    text = normalise(decode(raw))
    document = outline(text)
    tasks = tuple(read_task(item, document.issued_on.year) for item in document.items)
    written = [name for task in tasks for name in task.lead_units + task.participating_units]
    reading = PlanReading(
        slug=slug,
        title=document.title,
        issuer=document.issuer,
        issued_on=document.issued_on,
        source_text=text,
        projects=tuple(document.projects),
        tasks=tasks,
        units=directory(written),
        leaders=tuple(dict.fromkeys(name for task in tasks for name in task.lead_leaders)),
    )
    refuse_nonsense(reading)
    return reading


def refuse_nonsense(reading: PlanReading) -> None:
    """Raise PlanTextError for the first due date that makes no sense: docs/rules.md."""
    known = Known(reading.issued_on, issued_on=reading.issued_on)
    for milestone in (one for task in reading.tasks for one in task.milestones):
        day = milestone.due_on
        if day and (refused := refusal(Sense.DOCUMENT, day, known)):
            words = f"“{milestone.raw_date}”{_(': ')}{refused}"
            raise PlanTextError(words, reading.line_at(milestone.start))


def read_task(item: Item, year: int) -> TaskReading:
    """The TaskReading of an outlined item; ``year`` is that of the plan.

    Raises PlanTextError when it does not say by when, or who answers for it.
    """
    schedule = needed(item, item.schedule, _("Task %(number)d has no schedule (进度安排)."))
    who = needed(
        item, item.responsibility, _("Task %(number)d does not say who leads it (牵头区领导).")
    )
    words, milestones, key_focus = read_promises(item, schedule, year)
    leaders, lead, participating = read_names(item, who)
    return TaskReading(
        number=item.number,
        project=item.project,
        title=item.title,
        description=item.description,
        schedule=words,
        key_focus=key_focus,
        lead_leaders=leaders,
        lead_units=lead,
        participating_units=participating,
        milestones=milestones,
        start=item.opening.start,
        end=max(schedule.end, who.end),
    )


def read_promises(
    item: Item, line: Line, year: int
) -> tuple[str, tuple[MilestoneReading, ...], str]:
    """``(words, milestones, key focus)`` of the schedule line of ``item``."""
    match = SCHEDULE.fullmatch(line.text)
    assert match, "Item.take() lets no other line become the schedule."
    try:
        milestones, key = read_schedule(match["text"], line.start + match.start("text"), year)
    except ValueError:
        raise impossible_date(line) from None
    if not milestones:
        raise unread(item, line, _("The schedule of task %(number)d promises nothing."))
    return match["text"], milestones, key


def read_names(item: Item, line: Line) -> tuple[Names, Names, Names]:
    """``(leaders, lead units, participating units)`` of the line that says who answers."""
    if responsible := read_responsibility(line.text):
        return responsible
    raise unread(item, line, _("The line that says who leads task %(number)d cannot be read."))


def needed(item: Item, line: Line | None, message: str) -> Line:
    """``line``. Raises PlanTextError with ``message`` when ``item`` has none."""
    if line is None:
        raise unread(item, item.opening, message)
    return line


def unread(item: Item, line: Line, message: str) -> PlanTextError:
    """The error that blames ``line`` of ``item``; ``message`` may name its ``number``."""
    return PlanTextError(message % {"number": item.number}, line.number)
