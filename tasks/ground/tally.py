"""Counts of milestones by light, and the rates made of them. Rules: docs/counting.md."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tasks.ground.lights import CLOSED, Light


@dataclass
class Tally:
    """How many milestones show which light, dated ones and others apart."""

    dated_lights: Counter[Light] = field(default_factory=Counter)
    other_lights: Counter[Light] = field(default_factory=Counter)
    # How many of those done were entered afterwards 补录.
    entered: int = 0
    # Those of tasks outside the plan 计划外立项, which none of the numbers here counts, if there are any.
    extra: "Tally | None" = None

    def add(
        self,
        light: int,
        is_dated: bool,
        number: int,
        is_entered: bool = False,
        is_extra: bool = False,
    ) -> None:
        """Count ``number`` more milestones that show ``light``; apart where they are outside the plan."""
        if is_extra:
            self.extra = self.extra or Tally()
            self.extra.add(light, is_dated, number, is_entered)
            return
        (self.dated_lights if is_dated else self.other_lights)[Light(light)] += number
        self.entered += number * (is_dated and is_entered)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.dated_lights + other.dated_lights,
            self.other_lights + other.other_lights,
            self.entered + other.entered,
            self.extra + other.extra if self.extra and other.extra else self.extra or other.extra,
        )

    @property
    def whole(self) -> "Tally":
        """With those outside the plan, all in one."""
        return Tally(self.dated_lights, self.other_lights, self.entered) + (self.extra or Tally())

    @property
    def total(self) -> int:
        """All milestones, whether they count in rates or not."""
        return self.dated_lights.total() + self.other_lights.total()

    @property
    def dated(self) -> int:
        """Milestones that count in rates: a deadline or start with a date, not stopped."""
        return self.dated_lights.total()

    @property
    def done(self) -> int:
        return sum(self.dated_lights[light] for light in CLOSED)

    @property
    def on_time(self) -> int:
        return self.dated_lights[Light.DONE]

    @property
    def late(self) -> int:
        return self.dated_lights[Light.LATE]

    @property
    def red(self) -> int:
        return self.dated_lights[Light.RED]

    @property
    def amber(self) -> int:
        return self.dated_lights[Light.AMBER]

    @property
    def green(self) -> int:
        return self.dated_lights[Light.GREEN]

    @property
    def ongoing(self) -> int:
        return self.other_lights[Light.ONGOING]

    @property
    def unscheduled(self) -> int:
        return self.other_lights[Light.UNSCHEDULED]

    @property
    def stopped(self) -> int:
        return self.other_lights[Light.STOPPED]

    def showing(self, light: Light) -> int:
        """All that show ``light``, whether they count in rates or not."""
        return self.dated_lights[light] + self.other_lights[light]

    @property
    def completion_rate(self) -> float | None:
        """Done in per cent of dated, or None when nothing is dated."""
        return percent(self.done, self.dated)

    @property
    def on_time_rate(self) -> float | None:
        """Done on time in per cent of what is done or overdue, or None when that is nothing."""
        return percent(self.on_time, self.done + self.red)


def percent(share: int, whole: int) -> float | None:
    """``share`` in per cent of ``whole``, not rounded; None of nothing."""
    return 100 * share / whole if whole else None


def pivot(rows: Iterable[Mapping[str, Any]], *keys: str) -> dict[Any, Tally]:
    """``{key: Tally}`` from rows with ``light``, ``is_dated``, ``number`` and perhaps ``is_entered`` and
    ``is_extra``.

    The key is the value of ``keys[0]``, or a tuple when there are several.
    """
    tallies: dict[Hashable, Tally] = {}
    for row in rows:
        values = tuple(row[key] for key in keys)
        key = values if len(keys) > 1 else values[0]
        tally = tallies.setdefault(key, Tally())
        marks = (row.get("is_entered", False), row.get("is_extra", False))
        tally.add(row["light"], row["is_dated"], row["number"], *marks)
    return tallies
