"""Contents of plan pages are kept under the plan's edition: docs/decisions/editions.md.

What is kept says the same to everybody with the same rights: no person, no token, no search word.
The frame around it (navigation, account, messages) is drawn anew for everybody.
"""

from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from tasks.ground.clock import today
from units.roles import MAY, may

# Between the blocks of a page; no text of ours holds it: tasks.ground.characters.
SEPARATOR = "\x1e"
BLOCKS = ("title", "styles", "scripts", "chosen", "breadcrumbs", "lead", "content", "rest")
# A longer address is somebody's play, and what one person searches nobody asks again.
LONGEST = 300
SEARCH = "q"


class KeptPage:
    """Mixin of a PlanPage whose template extends ``layout``; goes first.

    All that the page shows raises the plan's edition when it changes, or follows from the day.
    """

    def get(self, request, *args, **kwargs):
        key = key_of(request, self.told_of())
        blocks = key and caches["pages"].get(key)
        if not blocks:
            page = super().get(request, *args, **kwargs)
            page.context_data |= {"layout": "frame/blocks.html", "separator": SEPARATOR}
            blocks = [mark_safe(block.strip()) for block in page.rendered_content.split(SEPARATOR)]
            if key:
                caches["pages"].set(key, blocks)
        framed = dict(zip(BLOCKS, blocks, strict=True))
        return TemplateResponse(request, "frame/kept.html", {"kept": framed})

    def told_of(self):
        """The plans of which the page tells: it is drawn anew when one of them changes."""
        return [self.plan]


def key_of(request, plans):
    """Under what the contents are kept; empty for what is not worth keeping."""
    address = request.get_full_path()
    if SEARCH in request.GET or len(address) > LONGEST:
        return ""
    rights = sorted(right for right in MAY if may(request.user, right))
    parts = (
        settings.VERSION,
        *(f"{plan.pk}-{plan.edition_number}" for plan in plans),
        request.plan.is_one_of_many,
        request.as_of,
        today(),
        get_language(),
        *rights,
        address,
    )
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()


def answer(question, ask, seconds=DEFAULT_TIMEOUT):
    """What ``ask()`` says, asked once for each ``question``, a tuple that names all it depends on,
    and once in so many ``seconds``.
    """
    answered = known(question)
    if answered is None:
        answered = ask()
        keep(question, answered, seconds)
    return answered


def known(question):
    """The answer to ``question`` that is kept, or None."""
    return caches["pages"].get(asked(question))


def keep(question, answered, seconds=DEFAULT_TIMEOUT):
    caches["pages"].set(asked(question), answered, seconds)


def asked(question):
    return ":".join(map(str, (settings.VERSION, *question)))
