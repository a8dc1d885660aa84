"""What programs of others read."""

from tests.mutants import faults

API = "tests/tasks/api/test_api.py"

MUTANTS = [
    *faults(
        "tasks/api/models.py",
        API,
        ("revoked tokens go on", ", revoked_on=None).first()", ").first()"),
        ("nobody sees the last use", "if found and found.used_on != on:", "if False:"),
    ),
    *faults(
        "tasks/api/acts.py",
        API,
        ("revoked twice by two", "pk=client.pk, revoked_on=None)", "pk=client.pk, revoked_on=on)"),
        ("the secret is kept", "digest=digest_of(secret)", "digest=secret"),
    ),
    *faults(
        "tasks/api/endpoints.py",
        API,
        ("a token opens all plans", "if plan.pk != client.plan_id:", "if False:"),
        ("any number is a day", "not IS_DATE.fullmatch(text)", "False"),
        (
            "whatever light",
            "        asked = asked.filter(light__in",
            "        asked.filter(light__in",
        ),
        (
            "the count is of the page",
            '"count": asked.count(), "items": items',
            '"count": len(items), "items": items',
        ),
        ("outside counts too", "counts_of(tally.extra) if tally.extra else None", "None"),
        ("always today", '"as_of": on,\n        "counts"', '"as_of": today(),\n        "counts"'),
    ),
    *faults(
        "tasks/api/described.py",
        API,
        ("inner fields are not told", 'if inner and "enum" not in schemas[inner]:', "if False:"),
        (
            "what may be missing is not told",
            'return kind_of(either[0]) + "?"',
            "return kind_of(either[0])",
        ),
    ),
    *faults(
        "tasks/api/views.py",
        API,
        (
            "clients of other plans",
            "ApiClient, plan=self.plan, pk__in=ids",
            "ApiClient, pk__in=ids",
        ),
    ),
]
