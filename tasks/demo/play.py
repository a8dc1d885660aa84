"""Made-up work for the demonstration, from fixtures/demo.json, through the workflow itself.

See docs/demonstration.md.
"""

import json
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from leaders.models import Leader
from tasks.demo.cast import Cast, proof
from tasks.demo.extras import day, play_extras
from tasks.evidence.keeping import keep
from tasks.flags.acts import flag_overdue
from tasks.plan.models import (
    Assignment,
    CompletionRequest,
    Extension,
    Milestone,
    Plan,
    ProgressReport,
)
from tasks.workflow.acts import completion, extensions, reports
from tasks.workflow.moves import Action
from units.models import Unit, User

DATA = Path(__file__).resolve().parents[2] / "fixtures" / "demo.json"
PASSWORD = "demo-2015"
REVIEW_DAYS = 3  # how long the supervisors of the demonstration take


class Refused(Exception):
    """The demonstration may not be loaded here; the message says why."""


@transaction.atomic
def seed():
    """Load the demonstration and return how many reports it added, 0 when it was there.

    What was done in it since is kept. Raises Refused, changing nothing, where real work could be
    mixed up with it.
    """
    data = json.loads(DATA.read_text())
    plan = playground(data["plan"])
    if plan.is_demo:
        return 0
    refuse_where_real(data)
    Plan.objects.filter(pk=plan.pk).update(is_demo=True)
    make_accounts(data)
    play = Play(plan, data)
    play.perform()
    play_extras(plan, data, play.cast)
    flag_overdue(plan, play.until)
    for model in (ProgressReport, Extension, CompletionRequest):
        model.objects.filter(milestone__task__plan=plan).update(is_demo=True)
    return ProgressReport.objects.filter(is_demo=True).count()


def playground(slug):
    """The plan that is played with. Raises Refused."""
    if not settings.DEMO:
        raise Refused(_("The demonstration is off; start with DEMO=1 to load it."))
    plan = Plan.objects.filter(slug=slug).first()
    if plan is None:
        raise Refused(_("Load the plan first: manage.py import_plan fixtures/source.txt"))
    return plan


def refuse_where_real(data):
    names = [account["username"] for account in data["accounts"]]
    real = (
        ProgressReport.objects.filter(is_demo=False).exists()
        or Extension.objects.filter(is_demo=False).exists()
        or CompletionRequest.objects.filter(is_demo=False).exists()
        or Milestone.objects.exclude(task__plan__is_demo=True).exclude(stage="open").exists()
    )
    if real:
        raise Refused(_("This database holds real progress; the demonstration needs its own."))
    if User.objects.filter(username__in=names, is_demo=False).exists():
        raise Refused(_("Accounts of the demonstration’s names exist and are real."))


def make_accounts(data):
    for account in data["accounts"]:
        unit = account["unit"] and Unit.objects.get(name=account["unit"])
        values = account | {"unit": unit or None, "is_demo": True}
        User.objects.create_user(password=PASSWORD, **values)
    leader = data["leader"]
    user = User.objects.get(username=leader["username"])
    Leader.objects.filter(name=leader["name"]).update(user=user)


class Play:
    """Everybody's acts, put in the order of their days and performed."""

    def __init__(self, plan, data):
        self.plan = plan
        self.data = data
        self.until = date.fromisoformat(data["as_of"])
        self.cast = Cast()
        self.acts = []

    def perform(self):
        self.plan_acknowledging()
        for row in self.data["milestones"]:
            self.plan_milestone(row)
        for on, act in sorted(self.acts, key=lambda act: act[0]):
            act(on)

    def at(self, on, act):
        """Plan ``act``, which takes its day; acts of one day keep their order."""
        self.acts.append((on, act))

    def plan_acknowledging(self):
        on = date.fromisoformat(self.data["acknowledged_on"])
        known = {account["unit"] for account in self.data["accounts"]}
        late = [(row["task"], row["unit"]) for row in self.data["not_acknowledged"]]
        parts = Assignment.objects.filter(task__plan=self.plan).filter(
            Q(role=Assignment.Role.LEAD) | Q(unit__name__in=known)
        )
        for part in parts.select_related("task", "unit"):
            if (part.task.number, part.unit.name) in late:
                continue
            who = self.cast.liaison(part.unit)
            self.at(on, lambda on, part=part, who=who: reports.acknowledge(part, by=who, on=on))

    def plan_milestone(self, row):
        """All acts on the milestone that ``row`` tells of."""
        tasks = Milestone.objects.filter(task__plan=self.plan)
        milestone = tasks.select_related("task__plan").get(
            task__number=row["task"], order=row["milestone"]
        )
        leads = milestone.task.assignments.filter(role=Assignment.Role.LEAD)
        part = leads.get(unit__name=row["unit"]) if "unit" in row else leads.first()
        for told in row["reports"]:
            self.plan_report(milestone, part.unit, told)
        for told in row.get("extensions", []):
            self.plan_extension(milestone, part.unit, told)
        if "completed_on" in row:
            done = {"on": row["completed_on"], "state": "approved"}
            words = {"completed_on": row["completed_on"], "statement": row["reports"][-1]["done"]}
            self.plan_request(milestone, part.unit, done | words)
        if told := row.get("asked"):
            unit = leads.get(unit__name=told["unit"]).unit if "unit" in told else part.unit
            self.plan_request(milestone, unit, told)

    def plan_report(self, milestone, unit, told):
        words = {name: told.get(name, "") for name in ("done", "difficulties", "next_steps")}
        words["forecast_on"] = day(told.get("forecast_on"))
        who = self.cast.liaison(unit)
        self.at(day(told["on"]), lambda on: reports.report(milestone, by=who, on=on, **words))

    def plan_extension(self, milestone, unit, told):
        words = {
            "new_due_on": day(told["new_due_on"]),
            "reason": told["reason"],
            "progress": "见当日填报。",
            "measures": "倒排工期，每周调度一次。",
        }
        who, supervisor = self.cast.head(unit), self.cast.supervisor
        self.at(
            day(told["requested_on"]),
            lambda on: extensions.request_extension(milestone, by=who, on=on, **words),
        )
        decide = {"granted": extensions.grant, "refused": extensions.refuse}
        if act := decide.get(told["decision"]):
            note = "情况属实。" if told["decision"] == "granted" else "理由不充分，请按原时限推进。"
            self.at(
                day(told["decided_on"]),
                lambda on: act(milestone, by=supervisor, on=on, reason=note),
            )

    def plan_request(self, milestone, unit, told):
        """Ask, sign and decide, as far as ``told["state"]`` says."""
        who, head = self.cast.liaison(unit), self.cast.head(unit)
        words = {
            "completed_on": day(told["completed_on"]),
            "statement": told["statement"],
            "exception": "参与单位已会签。",
        }
        asked_on, state = day(told["on"]), told["state"]
        self.at(asked_on, lambda on: self.ask(milestone, unit, who, on, words))
        if state == "signing":
            return
        self.at(asked_on, lambda on: completion.sign(milestone, by=head, on=on, **seen(milestone)))
        supervisor = {"by": self.cast.supervisor}
        if state == "returned":
            reason = supervisor | {"reason": told["reason"]}
            self.at(
                day(told["decided_on"]),
                lambda on: completion.return_request(milestone, on=on, **reason, **seen(milestone)),
            )
        elif state == "approved":
            on = min(asked_on + timedelta(days=REVIEW_DAYS), self.until)
            self.at(
                on,
                lambda on: completion.approve(milestone, on=on, **supervisor, **seen(milestone)),
            )

    def ask(self, milestone, unit, who, on, words):
        file = proof(f"{milestone.text}——佐证材料.docx", words["statement"])
        keep(milestone, Action.REQUEST_COMPLETION, file, by=who, unit=unit)
        completion.request_completion(milestone, by=who, on=on, **seen(milestone), **words)


def seen(milestone):
    """The version that somebody who has just opened the page sees."""
    milestone.refresh_from_db(fields=["version"])
    return {"seen": milestone.version}
