"""Files that come with a sheet, whose rows name them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tasks.evidence.checking import shown
from tasks.evidence.keeping import discard, keep, staged
from tasks.ground.sheet_in import Problem, place_of
from tasks.workflow.moves import Action


def unmatched(draft, names):
    """Problems: files that a row names and that did not come, and those that no row names."""
    told = {name for line in draft.lines for name in line.row.files}
    for line in draft.lines:
        came = {*names, *(file.name for file in line.files)}
        for name in line.row.files:
            if name not in came:
                where = place_of(line.row.line) if line.row.line else ""
                sentence = _("the file “%(name)s” is not among those that you chose.")
                yield Problem(where, sentence % {"name": name}, line=line.row.line)
    for name in names:
        if name not in told:
            yield Problem("", _("No row names the file “%(name)s”.") % {"name": name})


def keep_files(draft, files, actor):
    """Keep each of the uploaded ``files`` for the reports whose rows name it, in the place of those of
    that name that waited there; all of them or none. Raises ValidationError.
    """
    by_name = {shown(file.name): file for file in files}
    with transaction.atomic():
        for line in draft.lines:
            for name in line.row.files:
                if name in by_name:
                    keep_one(line, by_name[name], name, actor)


def keep_one(line, file, name, actor):
    milestone = line.milestone
    waiting = staged(milestone, Action.REPORT, actor.person)
    for former in waiting.filter(name=name):
        discard(former)
    unit = actor.unit_for(milestone)
    try:
        keep(milestone, Action.REPORT, file, by=actor.person, unit=unit)
    except ValidationError as error:
        raise ValidationError([f"“{name}”：{message}" for message in error.messages]) from error
    line.files = list(waiting)
