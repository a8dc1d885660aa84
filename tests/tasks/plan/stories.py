"""Made-up lives of milestones, and the rules of docs/rules.md restated over them in plain Python."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from tasks.ground.lights import Light
from tasks.models import Extension, Milestone, Naming, ProgressReport, Reopening
from tasks.plan.keeping import keep

FIRST = date(2015, 1, 1)
days = st.integers(0, 60).map(lambda number: FIRST + timedelta(days=3 * number))
# The first of these that a dated milestone has is the task's; without any, of the other list.
DATED_FIRST = (Light.RED, Light.AMBER, Light.GREEN, Light.LATE, Light.DONE)
OTHERS_FIRST = (Light.UNSCHEDULED, Light.ONGOING, Light.LATE, Light.DONE, Light.STOPPED)


class Seen(NamedTuple):
    """What a page says of one milestone."""

    light: Light
    original_light: Light
    due: date | None
    last_report_on: date | None
    is_dated: bool
    is_stale: bool


@dataclass(frozen=True)
class Story:
    task: int
    kind: str
    stage: str
    original: date | None
    first_due: date | None  # a supervisor's date where the document has none
    ended_on: date | None
    granted: tuple  # (day, new date), in order
    refused: tuple  # days
    is_asking: bool
    reports: tuple  # days
    undone: tuple = ()  # (stage, ended on, reopened on)
    named: tuple = ()  # (which of the task's units answers, since when)

    def seen(self, plan, as_of):
        if as_of < plan.issued_on:
            return self.as_written()
        due = self.due(as_of)
        light = self.light(due, plan, as_of)
        heard = max((day for day in self.reports if day <= as_of), default=None)
        silent = (as_of - (heard or plan.issued_on)).days
        return Seen(
            light=light,
            original_light=self.light(self.original, plan, as_of),
            due=due,
            last_report_on=heard,
            is_dated=self.kind != "ongoing" and due is not None and light != Light.STOPPED,
            is_stale=light == Light.ONGOING and silent > plan.report_every_days,
        )

    def as_written(self):
        """What the document says: no progress, and no date to keep yet."""
        is_ongoing, due = self.kind == "ongoing", self.first_due
        lights = [
            Light.ONGOING if is_ongoing else Light.GREEN if day else Light.UNSCHEDULED
            for day in (due, self.original)
        ]
        is_dated = not is_ongoing and due is not None
        return Seen(*lights, due, last_report_on=None, is_dated=is_dated, is_stale=False)

    def due(self, as_of):
        by_then = [new for day, new in self.granted if day <= as_of]
        return by_then[-1] if by_then else self.first_due

    def light(self, due, plan, as_of):
        """The table, row by row."""
        stage, ended_on = self.ending(as_of)
        ended = ended_on is not None and ended_on <= as_of
        if ended and stage == "done":
            return Light.LATE if due and ended_on > due else Light.DONE
        if ended and stage == "stopped":
            return Light.STOPPED
        if self.kind == "ongoing":
            return Light.ONGOING
        if due is None:
            return Light.UNSCHEDULED
        left = (due - as_of).days
        if left < 0:
            return Light.RED
        return Light.AMBER if left <= plan.amber_days else Light.GREEN

    def ending(self, as_of):
        """The stage and its day, as they stood then: what was undone later still held."""
        for stage, ended_on, reopened_on in self.undone:
            if ended_on <= as_of < reopened_on:
                return stage, ended_on
        return self.stage, self.ended_on


def undone(draw):
    """At most one completion or stop that somebody undid."""
    began, ended = sorted(draw(st.tuples(days, days)))
    stage = draw(st.sampled_from(["done", "stopped"]))
    return ((stage, began, ended),) if draw(st.booleans()) else ()


@st.composite
def stories(draw, tasks):
    original = draw(st.none() | days)
    first_due = original or draw(st.none() | days)
    stage = draw(st.sampled_from(Milestone.Stage.values))
    granted = sorted(draw(st.lists(days, max_size=2, unique=True))) if first_due else []
    return Story(
        task=draw(st.integers(0, tasks - 1)),
        kind=draw(st.sampled_from(Milestone.Kind.values)),
        stage=stage,
        original=original,
        first_due=first_due,
        ended_on=draw(days) if stage in ("done", "stopped") else None,
        granted=tuple(
            (day, first_due + timedelta(days=20 * n)) for n, day in enumerate(granted, 1)
        ),
        refused=tuple(draw(st.lists(days, max_size=1))),
        is_asking=draw(st.booleans()),
        reports=tuple(draw(st.lists(days, max_size=2))),
        undone=undone(draw),
        named=draw(st.just(()) | st.tuples(st.integers(0, 1), days)),
    )


def store(told, tasks, unit):
    """Save the stories, the numbers of their tasks being those in ``tasks``."""
    rows = Milestone.objects.bulk_create(
        Milestone(
            task=tasks[story.task],
            order=order,
            text="完成工作",
            kind=story.kind,
            stage=story.stage,
            original_due_on=story.original,
            due_on=story.granted[-1][1] if story.granted else story.first_due,
            completed_on=story.ended_on if story.stage == "done" else None,
            stopped_on=story.ended_on if story.stage == "stopped" else None,
            source_start=1,
            source_end=2,
        )
        for order, story in enumerate(told, 1)
    )
    pairs = list(zip(rows, told, strict=True))
    Extension.objects.bulk_create(
        Extension(milestone=row, reason="理由", **fields)
        for row, story in pairs
        for fields in extensions_of(story)
    )
    Reopening.objects.bulk_create(
        Reopening(milestone=row, ended_as=stage, ended_on=ended_on, reopened_on=reopened_on)
        for row, story in pairs
        for stage, ended_on, reopened_on in story.undone
    )
    ProgressReport.objects.bulk_create(
        ProgressReport(milestone=row, unit=unit, reported_on=day, done="进展")
        for row, story in pairs
        for day in story.reports
    )
    Naming.objects.bulk_create(
        Naming(milestone=row, **named)
        for row, story in pairs
        if (named := answering(tasks[story.task], story))
    )
    keep(row.pk for row in rows)


def answering(task, story):
    """The unit that was named, if the task has units at all."""
    units = [part.unit for part in task.assignments.order_by("id")]
    if not (units and story.named):
        return {}
    which, on = story.named
    return {"unit": units[which % len(units)], "on": on}


def parts_of(task, story, as_of):
    """``(unit, part)`` of each unit of ``task`` in the milestone of ``story``."""
    parts = list(task.assignments.order_by("id"))
    named = answering(task, story)
    if not named or as_of < max(named["on"], task.plan.issued_on):
        return [(part.unit_id, part.role) for part in parts] or [(None, None)]
    lead = named["unit"].pk
    return [(part.unit_id, "lead" if part.unit_id == lead else "participating") for part in parts]


def extensions_of(story):
    before = story.first_due
    for day, new in story.granted:
        yield extension(before, new, day, "granted", day)
        before = new
    for day in story.refused:
        yield extension(FIRST, FIRST + timedelta(days=999), day, "refused", day)
    if story.is_asking:
        yield extension(FIRST, FIRST + timedelta(days=999), FIRST, "pending", None)


def extension(old, new, requested_on, decision, decided_on):
    return {
        "old_due_on": old,
        "new_due_on": new,
        "requested_on": requested_on,
        "decision": decision,
        "decided_on": decided_on,
    }


def light_of_task(seen):
    """The light of a task whose milestones are ``seen``."""
    dated = {row.light for row in seen if row.is_dated}
    lights = dated or {row.light for row in seen}
    order = DATED_FIRST if dated else OTHERS_FIRST
    return next((light for light in order if light in lights), Light.UNSCHEDULED)


def next_due_of_task(seen):
    waiting = (Light.RED, Light.AMBER, Light.GREEN)
    return min((row.due for row in seen if row.is_dated and row.light in waiting), default=None)
