"""Beginning the next plan, and carrying over into it."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tasks.carrying import acts
from tasks.carrying.forms import BeginPlanForm, CarryForm
from tasks.carrying.models import left_in
from tasks.carrying.rules import by_task, numbers_in, takers
from tasks.frame.pages import WritingPage, ids
from tasks.ground.clock import today
from tasks.plan.models import Event
from tasks.plan.phases import why_not


class BeginPlan(WritingPage):
    """An empty plan, from which importing and carrying over start."""

    nav = "supervision"
    right = "set the plan up"
    form_class = BeginPlanForm
    template_name = "carrying/begin.html"

    @property
    def title(self):
        return _("Begin a new plan")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"on": today()}

    def get_initial(self):
        return super().get_initial() | {"issuer": self.plan.issuer}

    def act(self, **values):
        return acts.begin_plan(**values)

    def landing(self, plan):
        return reverse("setup", args=[(plan or self.plan).slug])

    def way_back(self, result=None):
        """With a new plan to its own page, wherever the person came from."""
        return self.landing(result) if result else super().way_back()


class CarryOver(WritingPage):
    """What is left is chosen, then looked at as it will stand in the next plan, then carried over."""

    nav = "supervision"
    form_class = CarryForm

    @property
    def title(self):
        return _("Carry over what is left")

    @cached_property
    def takers(self):
        return takers(self.plan, today())

    @property
    def sent(self):
        return self.request.POST or self.request.GET

    @property
    def is_choosing(self):
        return self.request.method == "GET" and not (self.chosen and self.taker)

    def get_template_names(self):
        return ["carrying/choose.html" if self.is_choosing else "carrying/carry.html"]

    @cached_property
    def chosen(self):
        """The milestones that were ticked and are left."""
        return list(left_in(self.plan).filter(pk__in=ids(self.sent.getlist("m"))))

    @cached_property
    def taker(self):
        """The plan that was chosen, if it takes anything; where there is no choice the only one."""
        to, takers = self.sent.get("to"), self.takers
        if to is None and len(takers) == 1:
            return takers[0]
        return next((one for one in takers if str(one.pk) == to), None)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"plan": self.plan, "takers": self.takers}

    def get_initial(self):
        to = self.taker and self.taker.pk
        return super().get_initial() | {"m": [one.pk for one in self.chosen], "to": to}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs) | {
            "refused": why_not(self.plan, Event.Action.CARRY_OUT, today()),
            "takers": self.takers,
            "taker": self.taker,
            "chosen": {one.pk for one in self.chosen},
        }
        if self.is_choosing:
            left = by_task(left_in(self.plan))
            return context | {"left": left, "is_nothing_chosen": "to" in self.sent}
        groups = by_task(self.chosen)
        tasks = [task for task, _milestones in groups]
        numbers = numbers_in(self.taker, tasks) if self.taker else range(1, len(tasks) + 1)
        planned = [(number, *group) for number, group in zip(numbers, groups, strict=True)]
        return context | {"planned": planned}

    def act(self, *, m, **values):
        return acts.carry_over(self.plan, m, **values)

    def landing(self, tasks):
        return reverse("setup", args=[self.plan.slug])

    def said(self, tasks):
        number = len(tasks)
        words = ngettext("%(n)d task is carried over.", "%(n)d tasks are carried over.", number)
        return words % {"n": number}
