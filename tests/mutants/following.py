"""What people follow, and what is new since their last visit."""

from tests.mutants import faults

MUTANTS = [
    *faults(
        "tasks/following/rules.py",
        "tests/tasks/following/test_news.py",
        ("one hears of what one did", "events.exclude(person=person)", "events"),
        ("what was before is new", "at__gt=since.at)\n    events", "at__gte=since.at)\n    events"),
        ("units hear of all tasks", "if person.role in UNIT_STAFF", "if False"),
        ("leaders hear of all tasks", "elif person.role == User.Role.LEADER", "elif False"),
        (
            "what was overdue is new",
            'red = red.exclude(pk__in=before.values("pk"))',
            "red = red",
        ),
        ("what others follow is told", "Follow.objects.filter(person=person)", "Follow.objects"),
        ("it is told twice", '.exclude(pk__in=told.values("pk"))', ""),
        ("a part is enough to be followed", ", role=Assignment.Role.LEAD", ""),
        ("others' requests are decided for all", "completion, milestone__in=asked", "completion"),
    ),
    *faults(
        "tasks/following/pages.py",
        "tests/tasks/following/test_pages.py",
        ("a session forgets what was before it", "if SINCE not in request.session", "if True"),
        ("each request is written down", "before.at <= now - PAUSE", "True"),
        ("everybody's stars are shown", "filter(person=request.user, **", "filter(**"),
    ),
    *faults(
        "tasks/following/acts.py",
        "tests/tasks/following/test_pages.py",
        (
            "others stop following too",
            "filter(person=by, **about(thing)).delete",
            "filter(**about(thing)).delete",
        ),
    ),
]
