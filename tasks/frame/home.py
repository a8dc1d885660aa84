from django.shortcuts import redirect, render

from tasks.plan.actors import UNIT_STAFF
from tasks.plan.models import Plan
from units.models import User


def home(request):
    """Open the active plan, or say how to load one. Unit staff begin with what waits for them, and
    district leaders with the tasks that they lead.
    """
    plan = Plan.objects.opened()
    if plan is None:
        return render(request, "frame/no_plan.html")
    first = "desk" if request.user.role in (*UNIT_STAFF, User.Role.LEADER) else "overview"
    return redirect(first, plan.slug)
