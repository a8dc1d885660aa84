"""What the demonstration shows beside the milestones: plans, a self-assessment, good practice."""

from datetime import date

from tasks.demo.cast import proof
from tasks.evidence.keeping import keep
from tasks.ground.clock import playing
from tasks.implementation.acts import save_plan
from tasks.inspections import acts as inspections
from tasks.inspections.rules import Found, to_recheck
from tasks.instructions import acts as instructions
from tasks.plan.lines import lines_of
from tasks.plan.models import Assignment, ProgressReport
from tasks.practices.acts import propose, publish
from tasks.rounds.acts import answer, open_round, review
from tasks.slips import acts as slips
from tasks.slips.rules import proposals
from tasks.workflow.moves import Action


def play_extras(plan, data, cast):
    """Perform the acts of ``data`` that stand beside the milestones; reports must be there."""
    for scene in data["implementation"]:
        write_plan(plan, scene, cast)
    assess(plan, data["round"], cast)
    praise(plan, data["practice"], cast)
    issue_papers(plan, data, cast)


def issue_papers(plan, data, cast):
    """In the order of their days, so that their numbers follow it."""
    papers = [(data["recheck"], look_again)]
    papers += [(scene, issue_slip) for scene in data["slips"]]
    papers += [(scene, give_instruction) for scene in data["instructions"]]
    papers += [(scene, visit) for scene in data["inspections"]]
    for scene, issue in sorted(papers, key=lambda paper: paper[0]["on"]):
        issue(plan, scene, cast)


def lead_assignment(plan, scene):
    """The lead unit's assignment that ``scene`` names; the first one where it names no unit."""
    leads = Assignment.objects.of_plan(plan).leads().filter(task__number=scene["task"])
    return leads.get(unit__name=scene["unit"]) if scene["unit"] else leads.first()


def write_plan(plan, scene, cast):
    assignment = lead_assignment(plan, scene)
    milestones = {milestone.order: milestone for milestone in assignment.task.milestones.all()}
    steps = [
        {
            "text": step["text"],
            "due_on": day(step["due_on"]),
            "done_on": day(step.get("done_on")),
            "milestone": milestones[step["milestone"]],
        }
        for step in scene["steps"]
    ]
    words = {name: scene[name] for name in ("responsible", "phone", "working_group")}
    who = cast.liaison(assignment.unit)
    save_plan(assignment, by=who, on=day(scene["on"]), seen=0, words=words, steps=steps)


def assess(plan, scene, cast):
    days = {name: day(scene[name]) for name in ("from_on", "until_on", "deadline_on")}
    words = {name: scene[name] for name in ("title", "questions")}
    opened_on = day(scene["opened_on"])
    with playing(opened_on):
        opened = open_round(plan, by=cast.supervisor, on=opened_on, **words, **days)
    for reply in scene["answers"]:
        assignment = lead_assignment(plan, reply)
        who, on = cast.liaison(assignment.unit), day(reply["on"])
        words = {name: reply[name] for name in ("progress", "problems", "measures", "own_score")}
        assessment = answer(opened, assignment, by=who, on=on, seen=0, **words)
        if "score" in reply:
            opinion = {"score": reply["score"], "comment": reply["comment"]}
            scored = day(reply["scored_on"])
            with playing(scored):
                review(assessment, by=cast.supervisor, on=scored, answer=1, seen=0, **opinion)


def praise(plan, scene, cast):
    reports = ProgressReport.objects.filter(
        milestone__task__plan=plan,
        milestone__task__number=scene["task"],
        milestone__order=scene["milestone"],
    )
    report = reports.select_related("unit").first()
    who, on = cast.liaison(report.unit), day(scene["offered_on"])
    practice = propose(report, by=who, on=on, title=scene["title"])
    publish(practice, by=cast.supervisor, on=day(scene["published_on"]))


def issue_slip(plan, scene, cast):
    on, where = day(scene["on"]), (scene["task"], scene["milestone"])
    by_place = {
        (one.milestone.task.number, one.milestone.order): one for one in proposals(plan, on)
    }
    proposal = by_place[where]
    words = {"requirement": proposal.requirement, "reply_by": proposal.reply_by}
    with playing(on):
        slip = slips.issue(proposal.milestone, proposal.level, by=cast.supervisor, on=on, **words)
    for receipt in slip.receipts.select_related("unit", "slip__milestone__task"):
        who = cast.liaison(receipt.unit)
        if receipt.unit.name != scene.get("not_received_by"):
            slips.receive(receipt, by=who, on=day(scene["received_on"]))
        if "answer" in scene:
            slips.answer(receipt, by=who, on=day(scene["answered_on"]), text=scene["answer"])


def give_instruction(plan, scene, cast):
    task, on = plan.tasks.get(number=scene["task"]), day(scene["on"])
    units = list(task.present_units().filter(name__in=scene["units"]))
    words = {"text": scene["text"], "reply_by": day(scene["reply_by"]), "units": units}
    with playing(on):
        instruction = instructions.instruct(task, by=cast.leader, on=on, **words)
    if "answer" in scene:
        for owed in instruction.replies.select_related("unit", "instruction__task"):
            who = cast.liaison(owed.unit)
            file, answered = proof(scene["proof"], scene["answer"]), day(scene["answered_on"])
            with playing(answered):
                keep(task, Action.REPLY, file, by=who, unit=owed.unit, answers=owed.pk)
                instructions.reply(owed, by=who, on=answered, text=scene["answer"])


def visit(plan, scene, cast):
    """Write an inspection down with its photographs; then each unit does what its line says."""
    task = plan.tasks.get(number=scene["task"])
    milestone, unit = task.milestones.order_by("order").first(), task.units.get(name=scene["unit"])
    lines = {one.name: one for one in lines_of([unit])[unit.pk]}
    asked, told = day(scene["rectify_by"]), scene.get("lines", [])
    found = {
        lines[line["unit"]]: Found(line["findings"], None if line.get("passed") else asked)
        for line in told
    }
    words = {"kind": scene["kind"], "findings": scene["findings"], "rectify_by": asked}
    on, who = day(scene["on"]), cast.supervisor
    with playing(on):
        for name in scene.get("photos", []):
            file = proof(name, scene["findings"] + name)
            keep(milestone, Action.INSPECT, file, by=who, unit=who.unit)
        made = inspections.inspect(milestone, by=who, on=on, unit=unit, found=found, **words)
    visits = {one.unit.name: one for one in made.visits.select_related("inspection", "unit")}
    for line in told or [scene | {"unit": unit.name}]:
        if "rectification" in line:
            put_right(milestone, visits[line["unit"]], line, cast)


def put_right(milestone, visit, line, cast):
    on, who = day(line["rectified_on"]), cast.liaison(visit.unit)
    with playing(on):
        file = proof(line["proof"], line["rectification"])
        keep(milestone, Action.RECTIFY, file, by=who, unit=visit.unit, answers=visit.pk)
        inspections.rectify(visit, by=who, on=on, text=line["rectification"])
    if "look" in line:
        look_at(milestone, visit, line["look"], cast.supervisor)


def look_at(milestone, visit, look, who):
    """Close or send back what the unit put right, with the supervisor's photographs."""
    acts = {"close": inspections.close, "send back": inspections.send_back}
    about = {"by": who, "unit": who.unit, "answers": visit.pk}
    with playing(day(look["on"])):
        for name in look.get("photos", []):
            keep(milestone, Action.CLOSE_INSPECTION, proof(name, look["text"]), **about)
        acts[look["act"]](visit, by=who, on=day(look["on"]), text=look["text"])


def look_again(plan, scene, cast):
    on, words = day(scene["on"]), {"passed": True, "findings": scene["findings"]}
    with playing(on):
        inspections.recheck(to_recheck(plan, on)[0], by=cast.supervisor, on=on, **words)


def day(text):
    return date.fromisoformat(text) if text else None
