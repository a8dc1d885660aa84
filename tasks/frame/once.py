"""The same form sent twice, by a double click, Back or a slow network, makes one thing.

Each form carries the moment at which its page was shown (``{% looked %}``). What was sent from the
same page already leads to where it led then; what failed can be sent again.
"""

from datetime import timedelta
from hashlib import sha256

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from tasks.frame.models import SentForm

# These keep something and show the page again: nothing is done yet.
KEEPING = {"draft", "upload", "remove"}
# Longer than any request may take.
AT_WORK = timedelta(minutes=2)


def sent_once(request, carry_out, way_back):
    """What ``carry_out()`` answers, the first time; ``way_back`` is where a second one leads while
    the first is still at work.
    """
    if request.method != "POST" or "looked" not in request.POST or KEEPING & set(request.POST):
        return carry_out()
    sent, is_new = SentForm.objects.get_or_create(
        key=key_of(request), defaults={"person": request.user, "at": timezone.now()}
    )
    if not is_new and not taken_over(sent):
        messages.info(request, _("This was sent already; it is done once."))
        return redirect(sent.location or way_back)
    try:
        answer = carry_out()
    except BaseException:
        sent.delete()
        raise
    if answer.status_code == 302:
        SentForm.objects.filter(pk=sent.pk).update(location=answer.url)
    else:
        sent.delete()
    return answer


def taken_over(sent):
    """True, once, where a process died over the form: it can be sent again."""
    unfinished = SentForm.objects.filter(pk=sent.pk, location="", at__lt=timezone.now() - AT_WORK)
    return unfinished.update(at=timezone.now()) == 1


def forget(before):
    """Forms that were sent ``before`` are sent again by nobody."""
    SentForm.objects.filter(at__lt=before).delete()


def key_of(request):
    parts = (request.user.pk, request.path, request.POST["looked"])
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()
