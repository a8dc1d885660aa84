"""What stands on the desk of a person about one plan, by the templates' names. Every date is given."""

from tasks.desk import duties as desk
from tasks.desk.leader import sections_of_leader
from tasks.desk.watch import watch
from tasks.frame.shown import Shown, first_of
from tasks.plan.models import Milestone
from tasks.plan.outside import apart
from tasks.setup.ways import kept_concerns, shown_concerns
from tasks.slips import rules as slips
from tasks.slips.calls import calls_of
from tasks.workflow.models import Draft
from tasks.workflow.moves import DECISIONS, Action
from units.models import User

PROPOSALS = CONCERNS = 5  # shown on the desk of supervisors

# What is not shown by desk/_duty.html.
TEMPLATES = {
    Action.REPLY: "desk/_reply.html",
    Action.RECEIVE_SLIP: "desk/_slip.html",
    Action.ANSWER_SLIP: "desk/_slip.html",
    Action.RECTIFY: "desk/_rectify.html",
    Action.ASSESS: "desk/_assess.html",
}


def sections_of(plan, actor, on):
    """What the person's role has to do in ``plan``; ``number`` is what of it must be done now."""
    if actor.is_supervisor:
        return sections_of_supervisor(plan, actor, on)
    if actor.person.role == User.Role.LEADER:
        return sections_of_leader(plan, actor.person, on)
    return sections_of_unit(plan, actor, on) if actor.units else {}


def sections_of_supervisor(plan, actor, on):
    topics = watch(plan, on, health=kept_concerns)
    health = shown_concerns(topics.get("health", []), plan, actor.person, CONCERNS)
    return {name: first_of(rows) for name, rows in topics.items()} | {
        "health": health,
        "proposed": proposed(plan, on),
        "is_supervisor": True,
        "number": len(topics.get("reviews", ())),
    }


def proposed(plan, on):
    """The gravest proposals of slips, which all stand on the page of supervision."""
    calls = calls_of(plan, on)
    return Shown(slips.proposals_of(plan, on, calls[:PROPOSALS]), len(calls))


def sections_of_unit(plan, actor, on):
    read = desk.Desk(plan, actor, on)
    duties = read.duties()
    groups = {
        group: first_of([duty for duty in duties if duty.group == group]) for group in desk.GROUPS
    }
    waiting = first_of(read.waiting())
    shown = [duty for group in groups.values() for duty in group.rows]
    unit = actor.person.unit
    tally = Milestone.objects.of(plan, on).of_unit(unit, "lead").tally()
    return {
        "waiting": Shown(read.fetch(shown, waiting.rows), waiting.number),
        "groups": [
            (label, groups[group], [(duty, template_of(duty)) for duty in groups[group].rows])
            for group, label in desk.GROUPS.items()
        ],
        "steps": first_of(desk.own_steps(plan, actor, on)),
        "drafts": Draft.objects.of_person(actor.person, plan),
        "tally": tally,
        "outside": apart(0, tally, unit=unit.pk, role="lead"),
        "number": groups["now"].number,
        "signatures": sum(duty.action in DECISIONS["sign"] for duty in duties),
    }


def template_of(duty):
    return TEMPLATES.get(duty.action, "desk/_duty.html")
