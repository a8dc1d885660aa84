"""The columns of a ledger: what stands in each, how wide it is and of which kind."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tasks.ground.characters import writable
from tasks.ground.lights import Light
from tasks.plan.models import TaskChange


class Column(NamedTuple):
    """``key`` names the value of a row; ``is_of_task`` where all rows of a task have the same."""

    key: str
    label: Any
    width: int
    is_of_task: bool = False


COLUMNS = (
    Column("project", gettext_lazy("Special project"), 16, is_of_task=True),
    Column("number", pgettext_lazy("sheet", "Task no."), 6, is_of_task=True),
    Column("title", gettext_lazy("Task"), 22, is_of_task=True),
    Column("text", gettext_lazy("Milestone"), 30),
    Column("leaders", gettext_lazy("Lead leaders"), 11, is_of_task=True),
    Column("leads", gettext_lazy("Lead units"), 16, is_of_task=True),
    Column("participants", gettext_lazy("Participating units"), 20, is_of_task=True),
    Column("original_due_on", gettext_lazy("Due (original)"), 11),
    Column("due", gettext_lazy("Due (approved)"), 11),
    Column("light", gettext_lazy("Light"), 10),
    Column("done", gettext_lazy("Progress"), 34),
    Column("difficulties", gettext_lazy("Difficulties"), 20),
    Column("next_steps", gettext_lazy("Next steps"), 20),
    Column("forecast_on", gettext_lazy("Expected completion"), 11),
    Column("done_on", gettext_lazy("Completed"), 11),
    Column("files", gettext_lazy("Evidence"), 6),
    Column("slips", gettext_lazy("Slips"), 16),
    Column("remarks", gettext_lazy("Remarks"), 16),
)
NEW_DAY, RATING = "new_forecast_on", "new_rating"
# What units write into the sheet to work with; tasks.sheets takes it back.
TO_WRITE = (
    Column("new_done", gettext_lazy("New: done so far"), 34),
    Column("new_difficulties", gettext_lazy("New: difficulties"), 20),
    Column("new_next_steps", gettext_lazy("New: next steps"), 20),
    Column(NEW_DAY, gettext_lazy("New: expected completion"), 11),
    Column(RATING, gettext_lazy("New: will it be done in time?"), 12),
    Column("new_rating_cause", gettext_lazy("New: cause of the rating"), 16),
    Column("new_files", gettext_lazy("New: names of the files"), 16),
)
KEY = Column("key", gettext_lazy("Check (leave as it is)"), 14)
SUMS = (
    ("dated", gettext_lazy("Dated")),
    ("on_time", Light.DONE.label),
    ("late", Light.LATE.label),
    ("red", Light.RED.label),
    ("amber", Light.AMBER.label),
    ("green", Light.GREEN.label),
    ("ongoing", Light.ONGOING.label),
    ("unscheduled", Light.UNSCHEDULED.label),
    ("stopped", Light.STOPPED.label),
    ("completion_rate", gettext_lazy("Completion rate")),
    ("on_time_rate", gettext_lazy("On-time rate")),
)
OF_WHAT = {
    "all": gettext_lazy("All"),
    "project": gettext_lazy("Special project"),
    "unit": pgettext_lazy("ledger", "Unit (what it leads)"),
    "leader": gettext_lazy("Leader"),
}


def value_of(row: dict[str, Any], key: str) -> Any:
    """What stands in the cell: a date, a number or a text, None for an empty one."""
    if key == "light":
        return str(Light(row["light"]).label)
    if key == "remarks":
        return writable("；".join(remarks(row))) or None
    value = row[key]
    if isinstance(value, list):
        value = "、".join(value)
    return writable(value) or None if isinstance(value, str) else value


def remarks(row: dict[str, Any]) -> list[str]:
    """What is to be known beside the light."""
    said = []
    if row["answerer"]:
        said.append(_("answered for by %(unit)s") % {"unit": row["answerer"]})
    if row["original_light"] != row["light"]:
        light = Light(row["original_light"]).label
        said.append(_("by the original date: %(light)s") % {"light": light})
    if row["is_stale"]:
        said.append(_("Stale"))
    if row["ending"]:
        said.append(str(TaskChange.Kind(row["ending"]).label))
    if row["is_key"]:
        said.append(_("Key focus"))
    return said
