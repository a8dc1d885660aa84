"""How history is written, and how an act is refused."""


class Conflict(Exception):
    """Somebody else was first. ``events`` is what happened that the person had not seen."""

    def __init__(self, events):
        super().__init__()
        self.events = list(events)
