"""What makes pages cold."""

from django.apps import apps
from django.db.models import F


def cool(plan):
    """Raise the edition of ``plan`` (a slug), as each act does; False where none is counted."""
    try:
        editions = apps.get_model("tasks", "Edition").objects
    except LookupError:
        return False
    return editions.filter(plan__slug=plan).update(number=F("number") + 1) > 0
