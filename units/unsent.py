"""Words of a form that was sent when the session had ended: they come back after signing in."""

SESSION_KEY = "unsent"
# Letters of all fields together: who is not signed in fills no database.
LONGEST = 20_000
NOT_WORDS = {"csrfmiddlewaretoken", "looked", "by", "next", "seen"}


def keep(request):
    """Remember what an anonymous ``request`` sent, with the page and whose form it was."""
    fields = words_of(request.POST)
    if request.method == "POST" and "by" in request.POST and fields:
        mine = {"path": request.path, "by": request.POST["by"], "fields": fields}
        request.session[SESSION_KEY] = mine


def words_of(posted):
    """``{field: its value, or its values}`` that the person chose or typed; {} of too much."""
    fields = {
        name: values[0] if len(values) == 1 else values
        for name, values in posted.lists()
        if name not in NOT_WORDS
    }
    return fields if len(str(fields)) <= LONGEST else {}


def take(request):
    """What the signed-in person had sent to this page, once; {} for anybody else."""
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["path"] != request.path:
        return {}
    del request.session[SESSION_KEY]
    return kept["fields"] if kept["by"] == str(request.user.pk) else {}
