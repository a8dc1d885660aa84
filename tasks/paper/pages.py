"""How a paper leaves a page."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse

from tasks.ground.clock import moment, today
from tasks.paper.issuing import make_up
from tasks.paper.sheet import Sheet
from tasks.plan.actors import Actor

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def taken(person, paper, name, write=None):
    """The Word file of ``paper``, which has a ``sheet`` and ``receivers``, under ``name``.

    ``write`` gives the Sheet of one from before papers kept their words: its first opening keeps
    them. Raises PermissionDenied for whom it does not concern.
    """
    if not Actor.of(person, today()).takes(paper.receivers):
        raise PermissionDenied
    if not paper.sheet:
        make_up(paper, write(paper), today())
    return word(paper.sheet, name)


def word(stored, name):
    """The sheet ``stored`` as the Word file ``name``, a download."""
    stream = Sheet.of(stored).word(moment())
    return FileResponse(stream, as_attachment=True, filename=f"{name}.docx", content_type=WORD)
