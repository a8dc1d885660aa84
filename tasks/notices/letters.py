"""What people read of an act, and the morning mail that carries it."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leaders.models import LeaderAbsence
from tasks.extra.models import ExtraProposal
from tasks.frame.words import day
from tasks.mail.letters import Letter, Line, Section, in_language_of
from tasks.mail.models import Mail
from tasks.notices.rules import NOTICES
from tasks.plan.models import Event, ProposedCorrection
from tasks.reorganising.models import UnitChange
from tasks.reorganising.rules import missing_roles, sentences
from tasks.rounds.models import AssessmentRound
from units.models import ActingHead, Deputy, User

Kind = Mail.Kind
WORDS = 120  # of what was said, in the morning mail
# Whose turn it is then -> the page on which he decides.
DECIDERS: dict[str, str] = {Event.Holder.HEAD: "sign", Event.Holder.SUPERVISOR: "review"}


def letter_of_event(event: Event, person: User) -> Letter:
    """What ``person`` reads of ``event``, which was read for everybody: no mail holds what is
    restricted.
    """
    notice, task = NOTICES[event.action], event.task
    with in_language_of(person):
        words = {"deed": deed_of(event), "number": task.number, "title": task.title}
        about = f"{task.title} · {event.milestone.text}" if event.milestone else task.title
        line = Line(
            f"{_('Task %(n)d') % {'n': task.number}} {about}", due_of(event), path_of(event)
        )
        return Letter(
            Kind.NOTICE,
            f"event-{event.pk}",
            person,
            _("%(deed)s: task %(number)d %(title)s") % words,
            said(event),
            (Section("", (line,)),),
            waits=not notice.is_urgent,
            plan=task.plan,
        )


def deed_of(event: Event) -> str:
    """What happened; where a signature is wanted, with this."""
    words = str(NOTICES[event.action].words)
    is_to_sign = event.holder == Event.Holder.HEAD
    return _("%(deed)s, please sign") % {"deed": words} if is_to_sign else words


def said(event: Event) -> str:
    """When, who, and with which words; of a correction what was before and after."""
    who = " ".join(str(name) for name in (event.unit, event.person) if name)
    sentence = f"{day(event.on, event.on)} {who}"
    said = f"{sentence}{_(': ')}{event.note}" if event.note else sentence
    lines = event.corrections.all() if event.action == Event.Action.CORRECT else ()
    return "\n".join([said, *(str(line) for line in lines)])


def due_of(event: Event) -> str:
    """The due date of the milestone, as it is after the act."""
    due = event.milestone and event.milestone.due_on
    return _("due on %(day)s") % {"day": due} if due else ""


def path_of(event: Event) -> str:
    """The page on which one answers, or reads on."""
    plan, task = event.task.plan, event.task
    if event.slip_id:
        return reverse("slip", args=[plan.slug, event.slip_id])
    if event.inspection_id:
        return reverse("inspection", args=[plan.slug, event.inspection_id])
    if event.milestone_id and event.holder in DECIDERS:
        return reverse(f"decide-{DECIDERS[event.holder]}", args=[plan.slug, event.milestone_id])
    if event.round_id:
        return reverse("round", args=[plan.slug, event.round_id])
    path = reverse("task", args=[plan.slug, task.number])
    if event.instruction_id:
        return f"{path}#instructions"
    return f"{path}#m{event.milestone.order}" if event.milestone else path


def letter_of_round(opened: AssessmentRound, person: User) -> Letter:
    """What the people of a lead unit read of a round."""
    with in_language_of(person):
        note = _("reply by %(day)s") % {"day": opened.deadline_on}
        path = reverse("round", args=[opened.plan.slug, opened.pk])
        return Letter(
            Kind.NOTICE,
            f"round-{opened.pk}",
            person,
            _("Self-assessment to answer: %(title)s") % {"title": opened.title},
            opened.questions,
            (Section("", (Line(opened.title, note, path),)),),
            waits=True,
            plan=opened.plan,
        )


def letter_of_acting_head(named: ActingHead, person: User) -> Letter:
    """What the head, the person himself and the supervisors read."""
    with in_language_of(person):
        words = {"person": named.person, "unit": named.unit} | days_of(named)
        subject = _("Acting head of %(unit)s: %(person)s") % words
        opening = _("%(person)s signs for %(unit)s as its head from %(first)s to %(last)s.") % words
        period = f"acting-head-{named.pk}"
        return Letter(Kind.NOTICE, period, person, subject, opening, waits=True)


def letter_of_absence(named: LeaderAbsence, person: User) -> Letter:
    """What both leaders and the supervisors read."""
    with in_language_of(person):
        words = {"leader": named.leader, "other": named.stand_in} | days_of(named)
        subject = _("%(leader)s is absent, %(other)s stands in") % words
        opening = _("%(other)s stands in for %(leader)s from %(first)s to %(last)s.") % words
        return Letter(Kind.NOTICE, f"absence-{named.pk}", person, subject, opening, waits=True)


def letter_of_proposal(proposal: ExtraProposal, person: User) -> Letter:
    """What the other supervisors read of what waits for one of them, and the proposer of what became
    of it.
    """
    with in_language_of(person):
        words = {"state": proposal.get_state_display(), "title": proposal.title}
        on = proposal.decided_on or proposal.proposed_on
        who = proposal.decided_by or proposal.proposed_by
        why = proposal.reason if proposal.is_waiting else proposal.note
        source = f"{proposal.get_source_display()}{_(': ')}{proposal.source_words}"
        path = reverse("extra", args=[proposal.plan.slug, proposal.pk])
        return Letter(
            Kind.NOTICE,
            f"extra-{proposal.pk}-{proposal.state}",
            person,
            _("Outside the plan, %(state)s: %(title)s") % words,
            f"{day(on, on)} {who}{_(': ') if why else ''}{why}",
            (Section("", (Line(proposal.title, source, path),)),),
            waits=True,
            plan=proposal.plan,
        )


def letter_of_deputy(named: Deputy, person: User) -> Letter:
    """What the deputy, the head and the supervisors read."""
    with in_language_of(person):
        words = {"deputy": named.deputy, "person": named.person} | days_of(named)
        subject = _("Deputy of %(person)s: %(deputy)s") % words
        opening = _("%(deputy)s acts for %(person)s from %(first)s to %(last)s.") % words
        period = f"deputy-{named.pk}"
        return Letter(Kind.NOTICE, period, person, subject, opening, waits=True)


def letter_of_correction(proposal: ProposedCorrection, person: User) -> Letter:
    """What those who may decide read of a correction that waits or was withdrawn, and who proposed it of
    the outcome.
    """
    with in_language_of(person):
        title, by, on, note = told_of(proposal)
        said = f"{day(on, on)} {by}{_(': ')}{note}" if note else f"{day(on, on)} {by}"
        path = reverse("consent", args=[proposal.plan.slug, proposal.pk])
        return Letter(
            Kind.NOTICE,
            f"correction-{proposal.pk}-{proposal.state}",
            person,
            title % {"about": proposal.about, "outcome": proposal.get_state_display()},
            "\n".join([said, *proposal.told_lines]),
            (Section("", (Line(str(proposal.about), path=path),)),),
            waits=True,
            plan=proposal.plan,
        )


def told_of(proposal: ProposedCorrection) -> tuple[str, User, date, str]:
    """What became of it, by whom, on which day, in which words."""
    if not (proposal.decided_by and proposal.decided_on):
        title = _("A correction waits for your consent: %(about)s")
        return title, proposal.proposed_by, proposal.proposed_on, proposal.reason
    title = _("Your correction: %(outcome)s, %(about)s")
    if proposal.state == ProposedCorrection.State.WITHDRAWN:
        title = _("A correction was withdrawn: %(about)s")
    return title, proposal.decided_by, proposal.decided_on, proposal.decision_note


def letter_of_change(change: UnitChange, person: User) -> Letter:
    """What the people of a unit read when it changes, or somebody joins or leaves it."""
    with in_language_of(person):
        names = [str(name) for name in (change.whom, change.before) if name]
        words = {"deed": change.get_action_display(), "names": " ".join(names)}
        turned = f" → {change.after}" if change.after else ""
        said = f"{day(change.on, change.on)} {change.before}{turned}{_(': ')}{change.note}"
        lines = [said, *sentences(change.numbers), *missing_roles(change)]
        subject = _("%(deed)s: %(names)s") % words
        period = f"unit-change-{change.pk}"
        return Letter(Kind.NOTICE, period, person, subject, "\n".join(lines), waits=True)


def days_of(named: ActingHead | Deputy | LeaderAbsence) -> dict[str, date]:
    """From and until when, for a sentence."""
    return {"first": named.from_on, "last": named.until_on}


def morning_letter(person: User, notices: Sequence[Mail], on: date) -> Letter:
    """The one mail of the day that carries the ``notices`` to ``person``."""
    with in_language_of(person):
        words = {"day": day(on, on), "n": len(notices)}
        subject = ngettext(
            "[Rule of law in Bao'an] %(day)s: %(n)d notice",
            "[Rule of law in Bao'an] %(day)s: %(n)d notices",
            len(notices),
        )
        return Letter(
            Kind.MORNING,
            on.isoformat(),
            person,
            subject % words,
            _("What was decided or asked since the last working morning:"),
            (Section("", tuple(carried(notice) for notice in notices)),),
            is_read=True,
        )


def carried(notice: Mail) -> Line:
    """A notice in one line: what happened, who said what, and where."""
    lines = [line for section in notice.body["sections"] for line in section["lines"]]
    path = lines[0]["path"] if lines else ""
    return Line(notice.subject, Truncator(notice.body["opening"]).chars(WORDS), path)
