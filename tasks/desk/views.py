"""My desk: what waits for the person who is signed in."""

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.views.generic import TemplateView

from tasks.desk.count import count, has_duties, keep_count, plans_of_desk
from tasks.desk.sections import sections_of
from tasks.following.pages import last_visit
from tasks.following.rules import news
from tasks.frame.kept import answer
from tasks.frame.pages import PlanPage
from tasks.frame.plans import plans_of
from tasks.mail.watchdog import alarms
from tasks.plan.actors import Actor
from tasks.saved.models import SavedView
from tasks.saved.rules import shown
from units.models import User


class Joined(PlanPage):
    """Of all plans that ask something of people, whichever plan's address was opened."""

    always_today = True  # nobody acts in the past

    def joined(self):
        return plans_of_desk(plans_of(self.request), self.plan, self.as_of)


class DeskPage(Joined, TemplateView):
    nav = "desk"
    template_name = "desk/desk.html"

    def get_context_data(self, **kwargs):
        plans, person, on = self.joined(), self.request.user, self.as_of
        actor = Actor.of(person, on)
        parts = [
            sections_of(plan, actor, on)
            | {"plan": plan, "nth": f"-{nth}" if nth else "", "saved": views_of(plan, person, on)}
            for nth, plan in enumerate(plans)
        ]
        number = sum(part.get("number", 0) for part in parts)
        if has_duties(person):
            keep_count(plans, person, on, number)
        since = last_visit(self.request)
        shown = super().get_context_data(**kwargs) | {
            "parts": parts,
            "since": since,
            "news": news(actor, plans, since, on) if since else [],
        }
        if actor.is_supervisor:
            return shown | {"alarms": alarms_of_the_minute(on)}
        if "groups" in parts[0]:
            return shown | {"sentence": sentence(number), "left": left(number)}
        return shown

    def get_template_names(self):
        """District leaders land on a page of their own about the tasks that they lead."""
        is_leader = self.request.user.role == User.Role.LEADER
        return ["desk/leader.html" if is_leader else self.template_name]


class DeskCount(Joined, TemplateView):
    """The number beside the desk, for the script of a page that does not know it."""

    template_name = "desk/_count.html"

    def get_context_data(self, **kwargs):
        number = count(self.joined(), self.request.user, self.as_of)
        return super().get_context_data(**kwargs) | {"number": number}


def views_of(plan, person, on):
    """The views that the person keeps, and those that are shared, with their numbers on the day."""
    return shown(list(SavedView.objects.shown_to(person, plan)), plan, person, on)


def alarms_of_the_minute(on):
    """What stands still, asked at most once a minute: six questions to the database."""
    question = ("alarms", on, get_language())
    return answer(question, lambda: alarms(timezone.now(), on), seconds=60)


def sentence(count):
    words = ngettext("%(n)d thing must be done now", "%(n)d things must be done now", count)
    return words % {"n": count}


def left(count):
    """What follows the message that something was done: how much more there is today."""
    words = ngettext("%(n)d thing is left for today.", "%(n)d things are left for today.", count)
    return words % {"n": count} if count else ""
