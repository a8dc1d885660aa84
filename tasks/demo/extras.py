"""What the demonstration shows beside the milestones: plans, a self-assessment, good practice."""

from datetime import date

from tasks.demo.cast import proof
from tasks.evidence.keeping import keep
from tasks.implementation.acts import save_plan
from tasks.inspections import acts as inspections
from tasks.inspections.rules import to_recheck
from tasks.instructions import acts as instructions
from tasks.plan.models import Assignment, ProgressReport
from tasks.practices.acts import propose, publish
from tasks.rounds.acts import answer, open_round, review
from tasks.slips import acts as slips
from tasks.slips.rules import proposals
from tasks.workflow.moves import Action


def play_extras(plan, data, cast):
    """Perform the acts of ``data`` that stand beside the milestones; reports must be there."""
    for row in data["implementation"]:
        write_plan(plan, row, cast)
    assess(plan, data["round"], cast)
    praise(plan, data["practice"], cast)
    for row in data["slips"]:
        issue_slip(plan, row, cast)
    for row in data["instructions"]:
        give_instruction(plan, row, cast)
    for row in data["inspections"]:
        visit(plan, row, cast)
    told, drawn = data["recheck"], to_recheck(plan, day(data["recheck"]["on"]))
    words = {"passed": True, "findings": told["findings"]}
    inspections.recheck(drawn[0], by=cast.supervisor, on=day(told["on"]), **words)


def lead_part(plan, row):
    """The lead unit's part that ``row`` names; the first one where it names no unit."""
    mine = Assignment.objects.of_plan(plan).leads().filter(task__number=row["task"])
    return mine.get(unit__name=row["unit"]) if row["unit"] else mine.first()


def write_plan(plan, row, cast):
    part = lead_part(plan, row)
    milestones = {milestone.order: milestone for milestone in part.task.milestones.all()}
    steps = [
        {
            "text": step["text"],
            "due_on": day(step["due_on"]),
            "done_on": day(step.get("done_on")),
            "milestone": milestones[step["milestone"]],
        }
        for step in row["steps"]
    ]
    words = {name: row[name] for name in ("responsible", "phone", "working_group")}
    who = cast.liaison(part.unit)
    save_plan(part, by=who, on=day(row["on"]), seen=0, words=words, steps=steps)


def assess(plan, told, cast):
    days = {name: day(told[name]) for name in ("from_on", "until_on", "deadline_on")}
    words = {name: told[name] for name in ("title", "questions")}
    asked = open_round(plan, by=cast.supervisor, on=day(told["opened_on"]), **words, **days)
    for row in told["answers"]:
        part = lead_part(plan, row)
        said = {name: row[name] for name in ("progress", "problems", "measures", "own_score")}
        made = answer(asked, part, by=cast.liaison(part.unit), on=day(row["on"]), seen=0, **said)
        if "score" in row:
            opinion = {"score": row["score"], "comment": row["comment"]}
            review(made, by=cast.supervisor, on=day(row["scored_on"]), seen=0, **opinion)


def praise(plan, told, cast):
    reports = ProgressReport.objects.filter(
        milestone__task__plan=plan,
        milestone__task__number=told["task"],
        milestone__order=told["milestone"],
    )
    report = reports.select_related("unit").first()
    who, on = cast.liaison(report.unit), day(told["offered_on"])
    practice = propose(report, by=who, on=on, title=told["title"])
    publish(practice, by=cast.supervisor, on=day(told["published_on"]))


def issue_slip(plan, row, cast):
    on, where = day(row["on"]), (row["task"], row["milestone"])
    found = {(one.milestone.task.number, one.milestone.order): one for one in proposals(plan, on)}
    one = found[where]
    words = {"requirement": one.requirement, "reply_by": one.reply_by}
    slip = slips.issue(one.milestone, one.level, by=cast.supervisor, on=on, **words)
    for receipt in slip.receipts.select_related("unit", "slip__milestone__task"):
        who = cast.liaison(receipt.unit)
        if receipt.unit.name != row.get("not_received_by"):
            slips.receive(receipt, by=who, on=day(row["received_on"]))
        if "answer" in row:
            slips.answer(receipt, by=who, on=day(row["answered_on"]), text=row["answer"])


def give_instruction(plan, row, cast):
    task = plan.tasks.get(number=row["task"])
    units = list(task.units.filter(name__in=row["units"]))
    words = {"text": row["text"], "reply_by": day(row["reply_by"]), "units": units}
    given = instructions.instruct(task, by=cast.leader, on=day(row["on"]), **words)
    if "answer" in row:
        for owed in given.replies.select_related("unit", "instruction__task"):
            who = cast.liaison(owed.unit)
            file = proof(row["proof"], row["answer"])
            keep(task, Action.REPLY, file, by=who, unit=owed.unit)
            instructions.reply(owed, by=who, on=day(row["answered_on"]), text=row["answer"])


def visit(plan, row, cast):
    task = plan.tasks.get(number=row["task"])
    unit = task.units.get(name=row["unit"])
    words = {"kind": row["kind"], "unit": unit, "findings": row["findings"]}
    words["rectify_by"] = day(row["rectify_by"])
    milestone = task.milestones.order_by("order").first()
    made = inspections.inspect(milestone, by=cast.supervisor, on=day(row["on"]), **words)
    if "rectification" in row:
        who, said = cast.liaison(unit), row["rectification"]
        inspections.rectify(made, by=who, on=day(row["rectified_on"]), text=said)
        ended = {"on": day(row["closed_on"]), "text": row["closing"]}
        inspections.close(made, by=cast.supervisor, **ended)


def day(text):
    return date.fromisoformat(text) if text else None
