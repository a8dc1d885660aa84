"""What the supervisors of the demonstration published: a bulletin, and an evaluation of the units."""

from decimal import Decimal

from tasks.bulletin.acts import begin, issue, write
from tasks.bulletin.draft import draft_of
from tasks.bulletin.sheets import state_of
from tasks.demo.extras import day
from tasks.evaluation import acts
from tasks.evaluation.models import Evaluation
from tasks.evaluation.period import Period
from tasks.ground.clock import playing
from units.models import Unit


def issue_bulletin(plan, scene, cast):
    """Draft it from the records, write what a supervisor knows beside them, and issue it."""
    about = {"by": cast.supervisor, "on": day(scene["on"])}
    with playing(about["on"]):
        bulletin = begin(
            plan, first_on=day(scene["first_on"]), last_on=day(scene["last_on"]), **about
        )
        for part, text in scene["written"].items():
            write(bulletin, part, text=text, seen=0, **about)
        seen = state_of(bulletin, draft_of(bulletin))
        issue(bulletin, seen=seen, roles=scene["readers"], **about)


def publish_evaluation(plan, scene, cast):
    """A unit appeals, a supervisor answers and gives it points, then everybody reads the sheets."""
    period = Period(day(scene["begins"]), day(scene["ends"]))
    unit = Unit.objects.get(name=scene["unit"])
    asked, answered, on = (day(scene[name]) for name in ("asked_on", "answered_on", "on"))
    with playing(asked):
        asker = cast.liaison(unit)
        appeal = acts.appeal(plan, period, unit, by=asker, on=asked, text=scene["appeal"])
    with playing(answered):
        about = {"by": cast.supervisor, "on": answered}
        acts.answer(appeal, text=scene["answer"], **about)
        words = {"points": Decimal(scene["points"]), "reason": scene["reason"]}
        acts.add_line(plan, period, unit, seen=version_of(appeal), **words, **about)
    with playing(on):
        acts.freeze(plan, period, by=cast.supervisor, on=on, seen=version_of(appeal))


def version_of(appeal):
    """What a supervisor sees of the evaluation now."""
    return Evaluation.objects.get(pk=appeal.evaluation_id).version
