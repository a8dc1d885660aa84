"""Everybody's acts on milestones, as a story of the demonstration tells them."""

from datetime import date, timedelta
from operator import itemgetter

from django.db.models import Q

from tasks.demo.cast import Cast, proof
from tasks.demo.extras import day
from tasks.evidence.keeping import keep
from tasks.ground.clock import playing
from tasks.plan.models import Assignment, Milestone
from tasks.workflow.acts import completion, extensions, reports
from tasks.workflow.moves import Action

COSIGNED = "其他牵头单位和参与单位已在线下会签，会签单附后。"
PROOFS = ("docx", "pdf", "jpg")
REVIEW_DAYS = 3  # how long the supervisors of the demonstration take


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
        for story in self.data["milestones"]:
            self.plan_milestone(story)
        for on, deed in sorted(self.acts, key=itemgetter(0)):
            with playing(on):
                deed(on)

    def at(self, on, act):
        """Plan ``act``, which takes its day; acts of one day keep their order."""
        self.acts.append((on, act))

    def plan_acknowledging(self):
        on = date.fromisoformat(self.data["acknowledged_on"])
        known = {account["unit"] for account in self.data["accounts"]}
        late = [(row["task"], row["unit"]) for row in self.data["not_acknowledged"]]
        assignments = Assignment.objects.filter(task__plan=self.plan).filter(
            Q(role=Assignment.Role.LEAD) | Q(unit__name__in=known)
        )
        for assignment in assignments.select_related("task", "unit"):
            if (assignment.task.number, assignment.unit.name) in late:
                continue
            who = self.cast.liaison(assignment.unit)
            self.at(on, lambda on, one=assignment, who=who: reports.acknowledge(one, by=who, on=on))

    def plan_milestone(self, story):
        """All acts on the milestone of ``story``."""
        milestones = Milestone.objects.filter(task__plan=self.plan)
        milestone = milestones.select_related("task__plan").get(
            task__number=story["task"], order=story["milestone"]
        )
        leads = milestone.task.assignments.filter(role=Assignment.Role.LEAD)
        lead = leads.get(unit__name=story["unit"]) if "unit" in story else leads.first()
        for report in story["reports"]:
            self.plan_report(milestone, lead.unit, report)
        for extension in story.get("extensions", []):
            self.plan_extension(milestone, lead.unit, extension)
        if "completed_on" in story:
            done = {"on": story["completed_on"], "state": "approved"}
            statement = story.get("statement") or story["reports"][-1]["done"]
            words = {"completed_on": story["completed_on"], "statement": statement}
            self.plan_request(milestone, lead.unit, done | words)
        if request := story.get("asked"):
            unit = leads.get(unit__name=request["unit"]).unit if "unit" in request else lead.unit
            self.plan_request(milestone, unit, request)

    def plan_report(self, milestone, unit, report):
        names = ("done", "difficulties", "next_steps", "restricted_because")
        words = {name: report.get(name, "") for name in names}
        words["forecast_on"] = day(report.get("forecast_on"))
        who = self.cast.liaison(unit)
        self.at(day(report["on"]), lambda on: reports.report(milestone, by=who, on=on, **words))

    def plan_extension(self, milestone, unit, extension):
        words = {
            "new_due_on": day(extension["new_due_on"]),
            "reason": extension["reason"],
            "progress": "见当日填报。",
            "measures": "倒排工期，每周调度一次。",
            "exception": COSIGNED,
        }
        who, supervisor = self.cast.head(unit), self.cast.supervisor
        self.at(
            day(extension["requested_on"]),
            lambda on: extensions.request_extension(
                milestone, by=who, on=on, **seen(milestone), **words
            ),
        )
        decisions = {
            "granted": (extensions.grant, "情况属实。"),
            "refused": (extensions.refuse, "理由不充分，请按原时限推进。"),
        }
        if extension["decision"] in decisions:
            act, note = decisions[extension["decision"]]
            self.at(
                day(extension["decided_on"]),
                lambda on: act(milestone, by=supervisor, on=on, **seen(milestone), reason=note),
            )

    def plan_request(self, milestone, unit, request):
        """Ask, sign and decide, as far as ``request["state"]`` says."""
        who, head = self.cast.liaison(unit), self.cast.head(unit)
        words = {
            "completed_on": day(request["completed_on"]),
            "statement": request["statement"],
            "exception": COSIGNED,
        }
        requested_on, state = day(request["on"]), request["state"]
        self.at(requested_on, lambda on: self.ask(milestone, unit, who, on, words))
        if state == "signing":
            return
        if self.plan.head_signoff:
            self.at(
                requested_on,
                lambda on: completion.sign(milestone, by=head, on=on, **seen(milestone)),
            )
        supervisor = {"by": self.cast.supervisor}
        if state == "returned":
            reason = supervisor | {"reason": request["reason"]}
            self.at(
                day(request["decided_on"]),
                lambda on: completion.return_request(milestone, on=on, **reason, **seen(milestone)),
            )
        elif state == "approved":
            on = min(requested_on + timedelta(days=REVIEW_DAYS), self.until)
            self.at(
                on,
                lambda on: completion.approve(milestone, on=on, **supervisor, **seen(milestone)),
            )

    def ask(self, milestone, unit, who, on, words):
        if self.plan.needs_evidence:
            kind = PROOFS[milestone.task.number % len(PROOFS)]
            file = proof(f"{milestone.text}——佐证材料.{kind}", words["statement"])
            keep(milestone, Action.REQUEST_COMPLETION, file, by=who, unit=unit)
        completion.request_completion(milestone, by=who, on=on, **seen(milestone), **words)


def seen(milestone):
    """The version that somebody who has just opened the page sees."""
    milestone.refresh_from_db(fields=["version"])
    return {"seen": milestone.version}
