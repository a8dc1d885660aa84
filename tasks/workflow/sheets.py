"""The words of a decision on an extension 延期批复: docs/papers.md."""

from datetime import date

from tasks.ground.official import quoted, written
from tasks.paper.issuing import issued, item
from tasks.paper.sheet import Sheet
from tasks.plan.models import Event, Extension
from units.models import User


def former_sheet(extension: Extension) -> Sheet:
    """The words of a decision from before papers kept theirs; where no event tells who decided, it is
    the plan's issuer's.
    """
    decided = extension.milestone.events.that(Event.Action.GRANT, Event.Action.REFUSE)
    assert extension.decided_on
    event = decided.filter(on=extension.decided_on).first()
    return decision_sheet(extension, event.person if event else User(), extension.decided_on)


def decision_sheet(extension: Extension, by: User, on: date) -> Sheet:
    """The answer to the unit that asked for a later date; ``extension`` holds the decision."""
    milestone, old, new = extension.milestone, extension.old_due_on, extension.new_due_on
    task = milestone.task
    asked = (
        f"你单位{written(extension.requested_on)}关于将{item(task)}中{quoted(milestone.text)}的时限"
        f"由{written(old)}延至{written(new)}的申请收悉。"
    )
    if extension.decision == extension.Decision.GRANTED:
        answer = f"经研究，同意延期至{written(new)}。请倒排工期，确保按期办结。"
    else:
        answer = f"经研究，不同意延期。请仍按{written(old)}的时限抓紧办理。"
    note = [f"意见：{extension.decision_note}"] if extension.decision_note else []
    return Sheet(
        title=f"关于{quoted(task.title)}延期申请的批复",
        number=extension.reference,
        addressees=[extension.unit.name if extension.unit else "有关单位"],
        parts=[("", [asked, answer, *note])],
        **issued(task, by, on),
    )
