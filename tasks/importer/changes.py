"""What a load changes: checked before it is stored, and put into words a person can check."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tasks.importer.reading import PlanReading, PlanTextError
from tasks.plan.models import Plan, Task

Stored = TypeVar("Stored", bound=Model)


class Changes(list[str]):
    """Lines such as "Task changed: 3 ..., title: old → new"; empty when nothing changed."""

    # They follow from where the words stand, or are too long to show.
    SILENT = frozenset({"source_start", "source_end", "position"})

    def __init__(self, reading: PlanReading):
        super().__init__()
        self.reading = reading
        self.new_tasks: set[int] = set()

    def put(self, row: Stored | None, model: type[Stored], values: dict[str, Any]) -> Stored:
        """``row`` with ``values``; a new row of ``model`` when there is none yet.

        Idempotent: equal values write and list nothing. Raises PlanTextError, storing nothing,
        when a value is more than its field can hold.
        """
        if row is None:
            row = model(**values)
            self.check(row)
            row.save()
            self.note(_("%(kind)s added: %(row)s"), row)
            if model is Task:
                self.new_tasks.add(row.pk)
            return row
        different = [name for name, value in values.items() if getattr(row, name) != value]
        if different:
            self.change(row, values, different)
        return row

    def change(self, row: Model, values: dict[str, Any], different: list[str]) -> None:
        """Give ``row`` those of ``values`` that are ``different``, and list each one."""
        old = {name: getattr(row, name) for name in different}
        for name in different:
            setattr(row, name, values[name])
        self.check(row)
        row.save(update_fields=list(values))
        for name in different:
            if name not in self.SILENT:
                self.note_change(row, name, old[name], values[name])

    def delete(self, row: Model) -> None:
        """Delete ``row`` and list it. What people did to it is for the caller to check."""
        self.note(_("%(kind)s removed: %(row)s"), row)
        row.delete()

    def note_change(self, row: Model, name: str, old: Any, new: Any) -> None:
        """Add the line about one field; the official text is too long to show."""
        field = label_of(row, name)
        if isinstance(row, Plan) and name == "source_text":
            self.note(_("%(kind)s changed: %(row)s, %(field)s"), row, field=field)
            return
        values = {"field": field, "old": shortened(old), "new": shortened(new)}
        self.note(_("%(kind)s changed: %(row)s, %(field)s: %(old)s → %(new)s"), row, **values)

    def note(self, sentence: str, row: Model, **words: Any) -> None:
        """Add a line. What belongs to a new task goes without saying."""
        task = getattr(row, "task", None)
        if task and task.pk in self.new_tasks:
            return
        name = _("%(row)s (task %(number)d)") % {"row": row, "number": task.number} if task else row
        self.append(sentence % {"kind": row._meta.verbose_name, "row": name, **words})

    def check(self, row: Model) -> None:
        """Raise PlanTextError, with the line to blame, when a field cannot hold its value."""
        relations = [field.name for field in row._meta.fields if field.is_relation]
        try:
            row.clean_fields(exclude=relations)
        except ValidationError as error:
            name, problems = next(iter(error.message_dict.items()))
            value = str(getattr(row, name))
            message = _("%(field)s “%(value)s”: %(problem)s") % {
                "field": label_of(row, name),
                "value": shortened(value),
                "problem": problems[0],
            }
            raise PlanTextError(message, self.line_of(row, value)) from None

    def line_of(self, row: Model, value: str) -> int:
        """The line of the source where ``row`` begins, else the one where ``value`` stands."""
        start = getattr(row, "source_start", None)
        return self.reading.line_of(value) if start is None else self.reading.line_at(start)


def label_of(row: Model, name: str) -> str:
    """The field's name as people read it."""
    return str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a column


def shortened(value: Any) -> str:
    """``value`` on at most 60 characters; a dash for nothing."""
    return Truncator("—" if value in (None, "") else value).chars(60)
