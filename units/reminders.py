"""On which days before a due date a person is reminded by mail."""

DAYS = (15, 7, 3, 1)


def every_day():
    """What people begin with: a reminder on each of the days."""
    return list(DAYS)
