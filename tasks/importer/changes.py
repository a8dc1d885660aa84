"""What a load changes: checked before it is stored, and told in words a person can check."""

from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tasks.importer.reading import PlanTextError
from tasks.plan.models import Plan, Task


class Changes(list):
    """Lines such as "Task changed: 3 ..., title: old → new"; empty when nothing changed."""

    # They follow from where the words stand, or are too long to show.
    UNTOLD = frozenset({"source_start", "source_end", "position"})

    def __init__(self, reading):
        super().__init__()
        self.reading = reading
        self.new_tasks = set()

    def put(self, row, model, values):
        """``row`` with ``values``; a new row of ``model`` when there is none yet.

        Raises PlanTextError when a value is more than its field can hold.
        """
        if row is None:
            row = model(**values)
            self.check(row)
            row.save()
            self.tell(_("%(kind)s added: %(row)s"), row)
            if model is Task:
                self.new_tasks.add(row.pk)
            return row
        different = [name for name, value in values.items() if getattr(row, name) != value]
        if different:
            self.change(row, values, different)
        return row

    def change(self, row, values, different):
        old = {name: getattr(row, name) for name in different}
        for name in different:
            setattr(row, name, values[name])
        self.check(row)
        row.save(update_fields=list(values))
        for name in different:
            if name not in self.UNTOLD:
                self.tell_change(row, name, old[name], values[name])

    def remove(self, row):
        self.tell(_("%(kind)s removed: %(row)s"), row)
        row.delete()

    def tell_change(self, row, name, old, new):
        field = row._meta.get_field(name).verbose_name
        if isinstance(row, Plan) and name == "source_text":
            self.tell(_("%(kind)s changed: %(row)s, %(field)s"), row, field=field)
            return
        words = {"field": field, "old": shortened(old), "new": shortened(new)}
        self.tell(_("%(kind)s changed: %(row)s, %(field)s: %(old)s → %(new)s"), row, **words)

    def tell(self, sentence, row, **words):
        """Add a line. What belongs to a new task goes without saying."""
        task = getattr(row, "task", None)
        if task and task.pk in self.new_tasks:
            return
        name = _("%(row)s (task %(number)d)") % {"row": row, "number": task.number} if task else row
        self.append(sentence % {"kind": row._meta.verbose_name, "row": name, **words})

    def check(self, row):
        relations = [field.name for field in row._meta.fields if field.is_relation]
        try:
            row.clean_fields(exclude=relations)
        except ValidationError as error:
            name, problems = next(iter(error.message_dict.items()))
            value = str(getattr(row, name))
            message = _("%(field)s “%(value)s”: %(problem)s") % {
                "field": row._meta.get_field(name).verbose_name,
                "value": shortened(value),
                "problem": problems[0],
            }
            raise PlanTextError(message, self.line_of(row, value)) from None

    def line_of(self, row, value):
        start = getattr(row, "source_start", None)
        return self.reading.line_of(value) if start is None else self.reading.line_at(start)


def shortened(value):
    return Truncator("—" if value in (None, "") else value).chars(60)
