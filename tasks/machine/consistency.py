"""Rules that no constraint can hold, because they reach over several tables."""

import logging

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from tasks.plan.models import Assignment, Extension, Milestone, Plan, Task
from units.models import Unit

logger = logging.getLogger(__name__)


def warn_of_problems():
    """Log every problem; return their number, in words."""
    sentences = problems()
    for problem in sentences:
        logger.warning(problem)
    return _("%(n)d problems") % {"n": len(sentences)}


def problems():
    """What is wrong with the data, one sentence each; an empty list when nothing is."""
    sentences = []
    for sentence, rows in rules():
        sentences += [f"{sentence}: {row}" for row in rows]
    return sentences


def rules():
    """(sentence, rows that break it) pairs."""
    leads = Assignment.objects.filter(task=OuterRef("pk"), role=Assignment.Role.LEAD)
    granted = Extension.objects.filter(milestone=OuterRef("pk"), decision="granted")
    last_granted = granted.order_by("-decided_on", "-id").values("new_due_on")[:1]
    ends = Plan.objects.annotate(length=Length("source_text"))
    return [
        (
            _("A task and its special project belong to different plans"),
            Task.objects.exclude(project__plan=F("plan")),
        ),
        (_("A task has no lead unit"), Task.objects.filter(~Exists(leads))),
        (_("A task has no lead leader"), Task.objects.filter(lead_leaders__isnull=True)),
        (_("A task has no milestone"), Task.objects.filter(milestones__isnull=True)),
        (
            _("A clause lies outside its task’s text"),
            Milestone.objects.filter(
                Q(source_start__lt=F("task__source_start"))
                | Q(source_end__gt=F("task__source_end"))
            ),
        ),
        (
            _("A task lies outside the official text"),
            Task.objects.filter(
                ~Exists(ends.filter(pk=OuterRef("plan"), length__gte=OuterRef("source_end")))
            ),
        ),
        (
            _("A unit that is no group has members"),
            Unit.objects.exclude(kind=Unit.Kind.GROUP).filter(members__isnull=False).distinct(),
        ),
        (
            _("The due date is not the one last granted"),
            Milestone.objects.annotate(granted=Subquery(last_granted)).filter(
                ~Q(due_on=F("granted")), granted__isnull=False
            ),
        ),
    ]
