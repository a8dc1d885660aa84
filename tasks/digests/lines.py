"""How each thing is told in one line of a mail: docs/mails.md."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tasks.frame.words import day, days_to, names, waits_since
from tasks.instructions.models import Reply
from tasks.mail.letters import Line
from tasks.plan.actors import answering_units
from tasks.plan.models import CompletionRequest
from tasks.rhythm.words import told_report_of
from tasks.setup.ways import page_of
from tasks.slips.models import Receipt
from tasks.workflow.moves import Action, decision_page, label_of


def told(*facts):
    """What there is to say of a thing, in its order."""
    return " · ".join(str(fact) for fact in facts if fact)


def about(milestone):
    """Which task, and which of its milestones."""
    return told(about_task(milestone.task), milestone.text)


def about_task(task):
    return f"{_('Task %(n)d') % {'n': task.number}} {task.title}"


def to_milestone(milestone, news):
    return news.link("task", milestone.task.number) + f"#m{milestone.order}"


def to_decision(milestone, action, news):
    """The page on which ``action`` is decided; the milestone's where it has none."""
    page = decision_page(action)
    return news.link(f"decide-{page}", milestone.pk) if page else to_milestone(milestone, news)


def line_of(milestone, news):
    """A milestone: task and text; units, date and days."""
    units = names(answering_units(milestone))
    note = told(units, milestone.due, days_to(milestone.due, news.on))
    return Line(about(milestone), note, to_milestone(milestone, news))


def duty_line(duty, news):
    """What a unit has to do: the act, why, and by when."""
    act = label_of(duty.action)
    if duty.paper:
        return paper_line(duty, act, news)
    if duty.part:
        task = news.assignments[duty.part].task
        return Line(about_task(task), told(act, duty.words), news.link("task", task.number))
    milestone = news.milestones[duty.row.pk]
    note = told(act, duty.words, duty.reason, *when(duty.due, news.on))
    return Line(about(milestone), note, to_decision(milestone, duty.action, news))


def paper_line(duty, act, news):
    """An instruction, a slip, an inspection or a round that a unit has to answer."""
    paper, by_day = duty.paper, reply_by(duty.due, news.on)
    if duty.action == Action.ASSESS:
        return Line(str(paper), told(act, duty.words, by_day), news.link("round", paper.pk))
    if duty.action == Action.RECTIFY:
        note = told(act, duty.reason, paper.unit, about(paper.inspection.milestone), by_day)
        return Line(paper.matter, note, to_inspection(paper, news))
    line = reply_line(paper, news) if isinstance(paper, Reply) else receipt_line(paper, news)
    return Line(line.text, told(act, line.note), line.path)


def receipt_line(receipt: Receipt, news):
    return slip_line((receipt.slip, [receipt.unit]), news)


def waiting_line(milestone, news):
    """What was handed in: who has to answer it, and since when."""
    note = waits_since(milestone, news.on)
    return Line(about(milestone), note, to_milestone(milestone, news))


def slip_line(pair, news):
    slip, units = pair
    note = told(names(units), about(slip.milestone), reply_by(slip.reply_by, news.on))
    text = f"{slip.get_level_display()} {slip.reference}"
    return Line(text, note, news.link("slip", slip.pk))


def reply_line(reply, news):
    instruction = reply.instruction
    by_day = reply_by(instruction.reply_by, news.on)
    note = told(reply.unit, about_task(instruction.task), by_day)
    path = news.link("task", instruction.task.number) + "#instructions"
    return Line(instruction.text, note, path)


def instruction_line(instruction, news):
    """An instruction, whichever number of units still owe their reply."""
    by_day = reply_by(instruction.reply_by, news.on)
    missing = _("not replied: %(units)s") % {"units": names(instruction.missing)}
    path = news.link("task", instruction.task.number) + "#instructions"
    return Line(instruction.text, told(about_task(instruction.task), by_day, missing), path)


def review_line(review, news):
    """What a unit asks: completion or a later date, and how long it has waited."""
    if isinstance(review, CompletionRequest):
        asked = told(_("Completion asked"), day(review.completed_on, news.on))
    else:
        asked = told(_("Extension asked"), day(review.new_due_on, news.on))
    waited = ngettext("waited %(n)d working day", "waited %(n)d working days", review.waited)
    note = told(asked, review.unit, waited % {"n": review.waited})
    return Line(about(review.milestone), note, to_decision(review.milestone, review.action, news))


def unsigned_line(milestone, news):
    note = _("The unit that asks has no active head.")
    return Line(about(milestone), note, to_milestone(milestone, news))


def concern_line(concern, news):
    """A unit or a person that somebody has to look after."""
    who = told(concern.unit, concern.person)
    return Line(who, concern.words, page_of(concern, news.plan))


def proposed_line(proposal, news):
    """A task that somebody wants outside the plan, and from where it comes."""
    source = told(proposal.get_source_display(), proposal.source_words)
    note = told(source, proposal.proposed_by, proposal.proposed_on)
    return Line(proposal.title, note, news.link("extra", proposal.pk))


def relief_line(relief, news):
    task = relief.assignment.task
    note = told(relief.unit, relief.requested_on, relief.reason)
    return Line(about_task(task), note, news.link("move-part", relief.assignment_id))


def appeal_line(appeal, news):
    """What a unit does not agree with on its score sheet: of which days, since when, in its words."""
    note = told(appeal.evaluation, appeal.on, appeal.text)
    return Line(str(appeal.unit), note, news.link("answer-appeal", appeal.pk))


def correction_line(proposal, news):
    """A correction that waits for a second person: of what, by whom and why."""
    note = told(proposal.proposed_by, proposal.proposed_on, proposal.reason)
    return Line(str(proposal.about), note, news.link("consent", proposal.pk))


def to_inspection(visit, news):
    return news.link("inspection", visit.inspection_id)


def rectified_line(visit, news):
    note = told(visit.unit, about(visit.inspection.milestone))
    return Line(visit.rectification, note, to_inspection(visit, news))


def unrectified_line(visit, news):
    by_day = reply_by(visit.rectify_by, news.on)
    note = told(visit.unit, about(visit.inspection.milestone), by_day)
    return Line(visit.matter, note, to_inspection(visit, news))


def unassessed_line(pair, news):
    one, owed = pair
    missing = ngettext("%(n)d answer is missing", "%(n)d answers are missing", owed) % {"n": owed}
    note = told(missing, reply_by(one.deadline_on, news.on))
    return Line(str(one), note, news.link("round", one.pk))


def unreported_line(milestone, news):
    """A milestone whose report is late: who answers for it."""
    note = told(names(answering_units(milestone)), told_report_of(milestone, news.on))
    return Line(about(milestone), note, to_milestone(milestone, news))


def date_line(milestone, news):
    note = told(milestone.get_date_note_display(), milestone.raw_date)
    return Line(about(milestone), note, to_milestone(milestone, news))


def proposal_line(proposal, news):
    line = line_of(proposal.milestone, news)
    return Line(line.text, told(proposal.level.label, line.note), line.path)


def when(due, on):
    """A due date and how it lies to the day of the letter; nothing without one."""
    return (due, days_to(due, on)) if due else ()


def reply_by(due, on):
    if due is None:
        return _("no date set")
    return told(_("reply by %(day)s") % {"day": due}, days_to(due, on))
