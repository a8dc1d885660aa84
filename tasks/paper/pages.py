"""How a paper leaves a page."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404

from tasks.ground.clock import moment, today
from tasks.paper.sheet import Sheet
from tasks.plan.actors import Actor

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def taken(person, paper, name):
    """The Word file of ``paper``, which has a ``sheet`` and ``receivers``, under ``name``.

    Raises PermissionDenied for whom it does not concern, Http404 where none was written.
    """
    if not Actor.of(person, today()).takes(paper.receivers):
        raise PermissionDenied
    if not paper.sheet:
        raise Http404
    return word(paper.sheet, name)


def word(stored, name):
    """The sheet ``stored`` as the Word file ``name``, a download."""
    stream = Sheet.of(stored).word(moment())
    return FileResponse(stream, as_attachment=True, filename=f"{name}.docx", content_type=WORD)
