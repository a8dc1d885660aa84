"""What people find in their inbox of appeals, of their answers, and of what is published."""

from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tasks.evaluation.models import Appeal, Evaluation, ScoreSheet
from tasks.frame.words import day
from tasks.mail.letters import Letter, Line, Section, in_language_of
from tasks.mail.models import Mail
from units.models import User


def letter_of_appeal(appeal: Appeal, person: User) -> Letter:
    """What a supervisor reads of what a unit does not agree with; it leads to the page of the answer."""
    with in_language_of(person):
        evaluation = appeal.evaluation
        way = reverse("answer-appeal", args=[evaluation.plan.slug, appeal.pk])
        return notice(
            evaluation,
            f"appeal-{appeal.pk}",
            person,
            _("Appeal to answer: %(unit)s, %(period)s") % words_of(appeal),
            said(appeal.person, appeal.on, appeal.text),
            Line(_("Answer the appeal"), str(appeal.unit), way),
        )


def letter_of_answer(appeal: Appeal, person: User) -> Letter:
    """What the unit reads of the answer; it leads to its sheet."""
    assert appeal.answered_by and appeal.answered_on
    with in_language_of(person):
        return notice(
            appeal.evaluation,
            f"appeal-{appeal.pk}-answer",
            person,
            _("Appeal answered: %(unit)s, %(period)s") % words_of(appeal),
            said(appeal.answered_by, appeal.answered_on, appeal.answer),
            line_of_sheet(appeal.evaluation, appeal.unit_id, str(appeal.unit)),
        )


def letter_of_publishing(evaluation: Evaluation, person: User, sheet: ScoreSheet | None) -> Letter:
    """What the people of the units read: the points of their own one, which ``sheet`` tells, and the way
    to all.
    """
    with in_language_of(person):
        own = []
        if sheet:
            points, rank = sheet.words["points"], sheet.words["rank"]
            note = _("%(points)s points") % {"points": points}
            place = _("rank %(n)d") % {"n": rank} if rank else _("without a rank")
            name = sheet.words["unit"]
            own.append(line_of_sheet(evaluation, sheet.unit_id, name, f"{note} · {place}"))
        ranking = Line(_("Ranking"), "", way_to(evaluation, "evaluation"))
        return notice(
            evaluation,
            f"evaluation-{evaluation.pk}",
            person,
            _("Evaluation published: %(period)s") % {"period": evaluation},
            _("The score sheets are final, and everybody may read them."),
            *own,
            ranking,
        )


def notice(
    evaluation: Evaluation, period: str, person: User, subject: str, opening: str, *lines: Line
) -> Letter:
    """An entry of the inbox, which the next morning mail carries."""
    return Letter(
        Mail.Kind.NOTICE,
        period,
        person,
        subject,
        opening,
        (Section("", lines),),
        waits=True,
        plan=evaluation.plan,
    )


def words_of(appeal: Appeal) -> dict[str, str]:
    """Whose sheet it is about, and of which days."""
    return {"unit": str(appeal.unit), "period": str(appeal.evaluation)}


def said(by: User, on: date, words: str) -> str:
    """When, who, and in which words."""
    return f"{day(on, on)} {by}{_(': ')}{words}"


def line_of_sheet(evaluation: Evaluation, unit: int, name: str, note: str = "") -> Line:
    """The way to the sheet of a unit, by its id."""
    title = _("Score sheet of %(unit)s") % {"unit": name}
    return Line(title, note, way_to(evaluation, "score-sheet", unit))


def way_to(evaluation: Evaluation, name: str, *args: int) -> str:
    """A page about the period of ``evaluation``."""
    period = {"from": evaluation.begins.isoformat(), "to": evaluation.ends.isoformat()}
    return f"{reverse(name, args=[evaluation.plan.slug, *args])}?{urlencode(period)}"
