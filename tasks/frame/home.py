from django.shortcuts import redirect, render

from tasks.ground.clock import today
from tasks.plan.actors import UNIT_STAFF
from tasks.plan.models import Plan
from units.models import User
from units.roles import may


def home(request):
    """Open the active plan, or say how to load one. Unit staff begin with what waits for them, and
    district leaders with the tasks that they lead.
    """
    plan = Plan.objects.opened()
    if plan is None:
        return render(request, "frame/no_plan.html")
    return redirect(first_page(request.user, plan), plan.slug)


def first_page(person, plan):
    """Where ``person`` begins; while the plan is prepared, those who prepare it with its checklist."""
    if may(person, "set the plan up") and plan.phase(today()) == Plan.Phase.PREPARING:
        return "setup"
    return "desk" if person.role in (*UNIT_STAFF, User.Role.LEADER) else "overview"
