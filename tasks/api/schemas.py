"""What the answers hold. A description stands in the OpenAPI page."""

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import Field

from tasks.ground.lights import Light
from tasks.plan.models import Milestone, TaskChange

LightName = StrEnum("LightName", {light.slug: light.slug for light in Light})
Kind = StrEnum("Kind", {str(kind): str(kind) for kind in Milestone.Kind})
Ending = StrEnum("Ending", {str(kind): str(kind) for kind in TaskChange.Kind})


class Problem(Schema):
    """Why there is no answer, in a sentence."""

    detail: str


class Counts(Schema):
    """Numbers of milestones: docs/counting.md. ``dated`` are those that count in rates."""

    dated: int
    on_time: int
    late: int
    red: int
    amber: int
    green: int
    ongoing: int
    unscheduled: int
    stopped: int
    completion_rate: float | None = Field(description=gettext_noop("Done in per cent of dated."))
    on_time_rate: float | None = Field(
        description=gettext_noop("Done on time in per cent of done or overdue.")
    )


class NamedCounts(Schema):
    name: str
    counts: Counts


class PlanOut(Schema):
    slug: str
    title: str
    issuer: str
    issued_on: date
    as_of: date = Field(description=gettext_noop("The day at whose end all of the answer is told."))
    counts: Counts
    outside: Counts | None = Field(
        description=gettext_noop("Of tasks outside the plan, which counts leave out.")
    )


class SumsOut(Schema):
    as_of: date
    project: list[NamedCounts]
    unit: list[NamedCounts] = Field(description=gettext_noop("By what units lead."))
    leader: list[NamedCounts]


class TaskOut(Schema):
    number: int
    title: str
    project: str
    light: LightName
    original_light: LightName
    ending: Ending | None = Field(
        description=gettext_noop("How the task ended before it was done.")
    )
    units: list[str] = Field(description=gettext_noop("Names of lead units, the host first."))
    leaders: list[str]
    next_due_on: date | None


class MilestoneOut(Schema):
    task: int = Field(description=gettext_noop("The number of its task."))
    order: int
    text: str
    kind: Kind
    light: LightName
    original_light: LightName
    due_on: date | None = Field(description=gettext_noop("The approved date."))
    original_due_on: date | None = Field(description=gettext_noop("The date of the document."))
    done_on: date | None
    is_key: bool
    is_dated: bool = Field(description=gettext_noop("Counts in rates."))
    is_stale: bool
    is_outside: bool = Field(description=gettext_noop("Of a task outside the plan."))


class TasksOut(Schema):
    as_of: date
    count: int = Field(description=gettext_noop("How many there are on all pages."))
    items: list[TaskOut]


class MilestonesOut(Schema):
    as_of: date
    count: int = Field(description=gettext_noop("How many there are on all pages."))
    items: list[MilestoneOut]
