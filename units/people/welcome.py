"""What somebody reads once, on the first page after the first sign-in."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from units.models import User

FIRST_STEPS = {
    User.Role.VIEWER: gettext_lazy("You read the whole plan; nothing waits for you."),
    User.Role.LIAISON: gettext_lazy(
        "My desk shows what waits for your unit: tasks to acknowledge, progress to report."
    ),
    User.Role.HEAD: gettext_lazy("My desk shows what your unit wants to hand in: you sign it."),
    User.Role.LEADER: gettext_lazy(
        "My desk shows the tasks that you lead; beside each you can write an instruction."
    ),
    User.Role.SUPERVISOR: gettext_lazy(
        "My desk shows what waits for your review; under Units you let people in."
    ),
    User.Role.ADMIN: gettext_lazy(
        "Under your name, on top, are people, jobs and the administration."
    ),
}


def welcome(person: User) -> SafeString:
    """Two lines: who one is here, and where one begins."""
    who = {"name": person.name, "role": person.get_role_display(), "unit": person.unit}
    if person.unit:
        first = _("Welcome, %(name)s. You are here as %(role)s of %(unit)s.") % who
    else:
        first = _("Welcome, %(name)s. You are here as %(role)s.") % who
    return format_html("{}<br>{}", first, FIRST_STEPS[User.Role(person.role)])
