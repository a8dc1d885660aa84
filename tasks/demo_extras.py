"""What the demonstration shows beside the milestones: plans, a self-assessment, good practice."""

from datetime import date

from tasks.acts.implementation import save_plan
from tasks.acts.practices import propose, publish
from tasks.acts.rounds import answer, open_round, review
from tasks.models import Assignment, ProgressReport


def play_extras(plan, data, cast):
    """Perform the acts of ``data`` that stand beside the milestones; reports must be there."""
    for row in data["implementation"]:
        write_plan(plan, row, cast)
    assess(plan, data["round"], cast)
    praise(plan, data["practice"], cast)


def lead_part(plan, row):
    """The lead unit's part that ``row`` names; the first one where it names no unit."""
    parts = Assignment.objects.filter(task__plan=plan, role=Assignment.Role.LEAD)
    mine = parts.filter(task__number=row["task"]).select_related("task", "unit")
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


def day(text):
    return date.fromisoformat(text) if text else None
