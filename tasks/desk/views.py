"""My desk: what waits for the person who is signed in."""

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.views.generic import TemplateView

from tasks.desk import duties as desk
from tasks.desk.count import count, keep_count
from tasks.desk.leader import sections_of_leader
from tasks.desk.watch import watch
from tasks.frame.kept import answer
from tasks.frame.pages import PlanPage
from tasks.frame.shown import Shown, first_of
from tasks.mail.watchdog import alarms
from tasks.plan.actors import Actor
from tasks.plan.models import Milestone
from tasks.setup.ways import shown_concerns
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


class DeskPage(PlanPage, TemplateView):
    nav = "desk"
    always_today = True  # nobody acts in the past
    template_name = "desk/desk.html"

    def get_context_data(self, **kwargs):
        actor = Actor.of(self.request.user, self.as_of)
        return super().get_context_data(**kwargs) | self.sections(actor, self.as_of)

    def get_template_names(self):
        """District leaders land on a page of their own about the tasks that they lead."""
        is_leader = self.request.user.role == User.Role.LEADER
        return ["desk/leader.html" if is_leader else self.template_name]

    def sections(self, actor, on):
        """What the person's role has to do, by the template's names."""
        if actor.is_supervisor:
            topics = watch(self.plan, on)
            keep_count(self.plan, actor.person, on, len(topics.get("reviews", ())))
            health = shown_concerns(topics.get("health", []), self.plan, actor.person, CONCERNS)
            return {name: first_of(rows) for name, rows in topics.items()} | {
                "health": health,
                "proposed": self.proposed(on),
                "alarms": alarms_of_the_minute(on),
                "is_supervisor": True,
            }
        if actor.person.role == User.Role.LEADER:
            return sections_of_leader(self.plan, actor.person, on)
        if not actor.units:
            return {}
        return self.sections_of_unit(actor, on)

    def proposed(self, on):
        """The gravest proposals of slips, which all stand on the page of supervision."""
        calls = calls_of(self.plan, on)
        return Shown(slips.proposals_of(self.plan, on, calls[:PROPOSALS]), len(calls))

    def sections_of_unit(self, actor, on):
        read = desk.Desk(self.plan, actor, on)
        duties = read.duties()
        groups = {
            group: first_of([duty for duty in duties if duty.group == group])
            for group in desk.GROUPS
        }
        keep_count(self.plan, actor.person, on, groups["now"].number)
        waiting = first_of(read.waiting())
        shown = [duty for group in groups.values() for duty in group.rows]
        mine = Milestone.objects.of(self.plan, on).of_unit(actor.person.unit, "lead")
        return {
            "waiting": Shown(read.fetch(shown, waiting.rows), waiting.number),
            "groups": [
                (label, groups[group], [(duty, template_of(duty)) for duty in groups[group].rows])
                for group, label in desk.GROUPS.items()
            ],
            "steps": first_of(desk.own_steps(self.plan, actor, on)),
            "drafts": Draft.objects.of_person(actor.person, self.plan),
            "tally": mine.tally(),
            "sentence": sentence(groups["now"].number),
            "left": left(groups["now"].number),
            "signatures": sum(duty.action in DECISIONS["sign"] for duty in duties),
        }


class DeskCount(PlanPage, TemplateView):
    """The number beside the desk, for the script of a page that does not know it."""

    always_today = True
    template_name = "desk/_count.html"

    def get_context_data(self, **kwargs):
        number = count(self.plan, self.request.user, self.as_of)
        return super().get_context_data(**kwargs) | {"number": number}


def alarms_of_the_minute(on):
    """What stands still, asked at most once a minute: six questions to the database."""
    question = ("alarms", on, get_language())
    return answer(question, lambda: alarms(timezone.now(), on), seconds=60)


def template_of(duty):
    return TEMPLATES.get(duty.action, "desk/_duty.html")


def sentence(count):
    words = ngettext("%(n)d thing must be done now", "%(n)d things must be done now", count)
    return words % {"n": count}


def left(count):
    """What follows the message that something was done: how much more there is today."""
    words = ngettext("%(n)d thing is left for today.", "%(n)d things are left for today.", count)
    return words % {"n": count} if count else ""
