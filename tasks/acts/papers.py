"""What happens to papers about a milestone stands in the milestone's history."""

from tasks.models import Event


def record(paper, action, by, on, note, unit):
    """Add the Event of ``action`` on ``paper``, a slip or an inspection."""
    milestone = paper.milestone
    Event.objects.create(
        task=milestone.task, milestone=milestone, action=action, unit=unit, person=by, on=on, note=note
    )  # fmt: skip
