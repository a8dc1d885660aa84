"""Several plans beside each other: numbers, the switch, the joined desk, carrying over."""

from tests.mutants import faults

MUTANTS = [
    *faults(
        "tasks/desk/count.py",
        "tests/tasks/desk/test_joined.py",
        ("the desk tells of an archived plan", "if one.is_live(on) or", "if True or"),
        ("a plan in preparation asks on all desks", "one == shown and is_prepared", "is_prepared"),
        (
            "the badge hears of one plan only",
            "for plan in plans]\n    return (",
            "for plan in plans[:1]]\n    return (",
        ),
    ),
    *faults(
        "tasks/templatetags/plans.py",
        "tests/tasks/desk/test_joined.py",
        (
            "links lead to the other plan",
            'part["plan"]\n        acts',
            "request.plan\n        acts",
        ),
    ),
    *faults(
        "tasks/mail/delivery.py",
        "tests/tasks/desk/test_joined.py",
        ("the only plan is named", "Plan.objects.count() > 1", "True"),
        ("no plan is named", "Plan.objects.count() > 1", "False"),
    ),
    *faults(
        "tasks/frame/plans.py",
        "tests/tasks/frame/test_plans.py",
        ("each page asks for the plans", "if not request.plan.is_one_of_many", "if False"),
        ("the plans are asked for twice", 'not hasattr(request, "all_plans")', "True"),
        ("the other day is lost", 'return f"{page}?as_of={day}" if day else page', "return page"),
    ),
    *faults(
        "tasks/frame/kept.py",
        "tests/tasks/frame/test_plans.py",
        ("a kept page does not hear of a new plan", "        request.plan.is_one_of_many,\n", ""),
    ),
    *faults(
        "tasks/plan/numbering.py",
        "tests/tasks/paper/test_numbers.py",
        ("each plan counts for itself", "filter(year=on.year)", "filter(plan=plan, year=on.year)"),
    ),
    *faults(
        "tasks/carrying/acts.py",
        "tests/tasks/carrying",
        ("everybody carries over", '    deny_unless(by, "supervise")\n', ""),
        ("everybody begins a plan", '    deny_unless(by, "set the plan up")\n', ""),
        ("any plan takes something", "target.phase(on) != Plan.Phase.PREPARING", "False"),
        (
            "what is finished is carried over",
            "if len(chosen := list(left)) < len(ids):",
            "if not (chosen := list(left)):",
        ),
        ("the new milestones are told of nowhere", "    touch(new.pk)\n", ""),
    ),
    *faults(
        "tasks/carrying/models.py",
        "tests/tasks/carrying",
        ("it is carried over twice", "        carried_to=None,\n", ""),
    ),
    *faults(
        "tasks/plan/phases.py",
        "tests/tasks/carrying",
        ("a plan in use carries over", "(Phase.CLOSING, Phase.ARCHIVED)", "Phase"),
        (
            "an archived plan carries nothing over",
            "(Phase.CLOSING, Phase.ARCHIVED)",
            "(Phase.CLOSING,)",
        ),
    ),
    *faults(
        "tasks/figures/owner_views.py",
        "tests/tasks/figures/test_several.py",
        ("all plans are told of unasked", '== "all"', '!= ""'),
    ),
    *faults(
        "tasks/slips/filters.py",
        "tests/tasks/test_three_plans.py",
        ("units of other plans are offered", "task__plan=request.plan", "task__isnull=False"),
    ),
    *faults(
        "tasks/browse/extension_filter.py",
        "tests/tasks/test_three_plans.py",
        ("units of other plans are offered", "task__plan=request.plan", "task__isnull=False"),
    ),
]
