"""How a paper leaves a page."""

from django.http import FileResponse

from tasks.ground.clock import moment
from tasks.paper.sheet import Sheet

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word(stored, name):
    """The sheet ``stored`` as the Word file ``name``, a download."""
    stream = Sheet.of(stored).word(moment())
    return FileResponse(stream, as_attachment=True, filename=f"{name}.docx", content_type=WORD)
