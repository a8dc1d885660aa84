"""One function per model. Give only what your test is about; the rest is dull on purpose."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import uuid4

from auditlog.context import disable_auditlog

from leaders.models import Leader, LeaderAbsence
from tasks.models import (
    Acknowledgement,
    ApiClient,
    Appeal,
    AssessmentRound,
    Assignment,
    CompletionRequest,
    Confirmation,
    DateSetting,
    DeskVisit,
    EarlierDocument,
    Evaluation,
    Event,
    Evidence,
    Extension,
    ExtraProposal,
    Follow,
    GoodPractice,
    ImplementationPlan,
    ImplementationStep,
    ManualLine,
    Milestone,
    Naming,
    PastBatch,
    Plan,
    ProgressReport,
    ProposedCorrection,
    ReliefRequest,
    Reopening,
    Restriction,
    Rhythm,
    SavedView,
    ScoreSheet,
    SearchRow,
    SelfAssessment,
    SpecialProject,
    Standing,
    SupervisorRating,
    Task,
    TaskChange,
    TaskLeader,
    UnitChange,
    Weights,
)
from tasks.plan.keeping import keep
from units.models import ActingHead, Deputy, PeopleSheet, SignInCode, Unit, User

TODAY = date(2015, 6, 18)
PASSWORD = "a dull long password"


class Numbers:
    """What makes each row another: one after the other in each file of tests, of which no row outlives
    it.
    """

    def __init__(self, first=1):
        self.first = first
        self.restart()

    def restart(self):
        self.counted = count(self.first)

    def __next__(self):
        return next(self.counted)


numbers = Numbers()
task_numbers = Numbers(101)  # none that a test gives to a task itself


def made(model, **fields):
    """A row that was there before what the test is about: the log of changes does not tell of it."""
    with disable_auditlog():
        return model.objects.create(**fields)


def make_unit(**fields):
    return made(Unit, **{"name": f"单位{next(numbers)}", "kind": "government"} | fields)


def make_user(password=None, **fields):
    number = next(numbers)
    fields = {"username": f"user{number}", "name": f"某{number}"} | fields
    with disable_auditlog():
        return User.objects.create_user(password=password, **fields)


def make_code(**fields):
    """A code that was never told to anybody; units.people.codes makes those that work."""
    made_at = datetime(2015, 6, 18, 9, tzinfo=UTC)
    defaults = {"made_at": made_at, "valid_until": made_at + timedelta(7), "digest": "0" * 64}
    if "person" not in fields:
        fields["person"] = make_user()
    return made(SignInCode, **{"batch": uuid4()} | defaults | fields)


def make_people_sheet(person, **fields):
    defaults = {"name": "人员.xlsx", "uploaded_at": datetime(2015, 6, 18, tzinfo=UTC), "rows": []}
    return made(PeopleSheet, person=person, **defaults | fields)


def make_leader(**fields):
    return made(Leader, **{"name": f"领导{next(numbers)}"} | fields)


def make_proposal(plan=None, **fields):
    """A supervisor proposed a task outside the plan; nobody decided yet."""
    defaults = {
        "plan": plan or make_plan(),
        "source": "meeting",
        "source_words": "6月17日会议",
        "title": "防汛排查",
        "description": "全面排查隐患。",
        "host": fields.pop("host", None) or make_unit(),
        "milestones": [{"text": "完成排查", "due_on": "2015-07-31"}],
        "reason": "汛期将至。",
        "proposed_by": fields.pop("proposed_by", None) or make_user(role="supervisor"),
        "proposed_on": TODAY,
    }
    proposal = ExtraProposal.objects.create(**defaults | fields)
    proposal.leaders.add(make_leader())
    return proposal


def make_absence(leader=None, **fields):
    """A week from TODAY on."""
    defaults = {
        "leader": leader or make_leader(),
        "stand_in": fields.pop("stand_in", None) or make_leader(),
        "from_on": TODAY,
        "until_on": TODAY + timedelta(days=6),
        "reason": "出访",
        "named_by": make_user(role="supervisor"),
    }
    return made(LeaderAbsence, **defaults | fields)


def make_plan(**fields):
    defaults = {
        "slug": f"plan-{next(numbers)}",
        "title": "关于一件事的工作方案",
        "short_title": "工作方案",
        "issuer": "区委",
        "issued_on": date(2015, 2, 5),
        "in_use_from": date(2015, 1, 1),
        "source_text": "第一行\n1. 题目。内容。\n进度安排：2015年6月底前，完成。\n",
    }
    return made(Plan, **defaults | fields)


def make_rhythm(plan, every="monthly", day=25, since=date(2015, 2, 5), **fields):
    """Reports on all milestones of ``plan``, each month by the 25th, since it was issued."""
    if "set_by" not in fields:
        fields["set_by"] = make_user(role="supervisor")
    return made(Rhythm, plan=plan, every=every, day=day, since=since, **fields)


def make_rating(milestone, rating="at-risk", rated_on=TODAY, **fields):
    """What a supervisor thinks of the outlook."""
    if "rated_by" not in fields:
        fields["rated_by"] = make_user(role="supervisor")
    given = {"rating": rating, "rated_on": rated_on, "note": "进度偏慢"}
    return made(SupervisorRating, milestone=milestone, **given | fields)


def make_weights(plan, **fields):
    """The second version, by which being late costs two points."""
    if "set_by" not in fields:
        fields["set_by"] = make_user(role="supervisor")
    given = {"version": 2, "late": 2, "reason": "年度调整", "set_on": TODAY}
    return made(Weights, plan=plan, **given | fields)


def make_evaluation(plan=None, **fields):
    """Of the first quarter, to which somebody added something."""
    begins, ends = date(2015, 1, 1), date(2015, 3, 31)
    given = {"plan": plan or make_plan(), "begins": begins, "ends": ends}
    return made(Evaluation, **given | fields)


def make_line(**fields):
    """A supervisor took two points."""
    given = {"points": -2, "reason": "迟报"} | fields
    return made(ManualLine, **of_sheet(given, role="supervisor"))


def of_sheet(fields, role):
    """What was said today about the sheet of a unit."""
    defaults = {"on": TODAY, "unit": fields.pop("unit", None) or make_unit()}
    defaults["evaluation"] = fields.pop("evaluation", None) or make_evaluation()
    of = defaults["unit"] if role == "liaison" else None
    defaults["person"] = fields.pop("person", None) or make_user(role=role, unit=of)
    return defaults | fields


def make_appeal(plan=None, **fields):
    """A unit does not agree; nobody answered yet."""
    evaluation = fields.pop("evaluation", None) or make_evaluation(plan)
    given = {"evaluation": evaluation, "text": "材料当日已送达"} | fields
    return made(Appeal, **of_sheet(given, role="liaison"))


def make_score_sheet(**fields):
    """The published sheet of a unit; it says nothing."""
    defaults = {"order": 0, "words": {}, "unit": fields.pop("unit", None) or make_unit()}
    if "evaluation" not in fields:
        by = make_user(role="supervisor")
        fields["evaluation"] = make_evaluation(frozen_on=TODAY, frozen_by=by)
    return made(ScoreSheet, **defaults | fields)


def make_project(**fields):
    if "plan" not in fields:
        fields["plan"] = make_plan()
    number = next(numbers)
    return made(SpecialProject, **{"number": number, "title": f"专项{number}"} | fields)


def make_task(**fields):
    """A task of its own plan, or of the plan or project that is given."""
    if "project" not in fields:
        fields["project"] = make_project(plan=fields.get("plan") or make_plan())
    number = next(task_numbers)
    defaults = {
        "plan": fields["project"].plan,
        "number": number,
        "title": f"任务{number}",
        "description": "内容",
        "schedule": "2015年6月底前，完成。",
        "source_start": 4,
        "source_end": 30,
    }
    return made(Task, **defaults | fields)


def make_extra_task(plan, added_on=TODAY, **fields):
    """A task outside ``plan`` 计划外立项, with one milestone, since ``added_on``."""
    heading = plan.projects.filter(is_extra=True).first()
    heading = heading or make_project(plan=plan, number=1001, title="计划外立项", is_extra=True)
    number, no_span = 1000 + next(numbers), {"source_start": None, "source_end": None}
    due_on = fields.pop("due_on", date(2015, 6, 30))
    given = {"number": number, "title": f"计划外任务{number}", "added_on": added_on} | no_span
    task = make_task(project=heading, **given | fields)
    make_milestone(task=task, order=1, due_on=due_on, added_on=added_on, **no_span)
    return task


def make_milestone(**fields):
    """An open deadline that is due twelve days after TODAY, by both of its dates."""
    task = fields.pop("task", None) or make_task()
    due_on = fields.pop("due_on", date(2015, 6, 30))
    defaults = {
        "order": next(numbers),
        "text": "完成工作",
        "kind": "deadline",
        "original_due_on": due_on,
        "due_on": due_on,
        "source_start": 18,
        "source_end": 29,
    }
    named_on = fields.pop("named_on", None)
    milestone = made(Milestone, task=task, **defaults | fields)
    if named_on:
        make_naming(milestone, milestone.answering_unit, named_on)
    if milestone.stage in ("signing", "submitted"):
        make_request(milestone, state=milestone.stage)
    return milestone


def told(milestone):
    """``milestone``, with the standings that its facts tell: what an act does at its end."""
    keep([milestone.pk])
    return milestone


def told_by(fact):
    """``fact``, a row about a milestone, which then stands accordingly."""
    told(fact.milestone)
    return fact


def make_naming(milestone, unit, on):
    """``milestone``, with ``unit`` answering for it from ``on``."""
    made(Naming, milestone=milestone, unit=unit, on=on)
    return changed(milestone, answering_unit=unit)


def make_date_setting(milestone, **fields):
    """A supervisor set its date on 1 June, from that day on."""
    defaults = {"on": date(2015, 6, 1), "old_due_on": None, "due_on": milestone.due_on}
    return told_by(made(DateSetting, milestone=milestone, **defaults | fields))


def make_standing(**fields):
    """One that no fact tells, on a day before all others."""
    if "milestone" not in fields:
        fields["milestone"] = make_milestone()
    number = next(numbers)
    defaults = {
        "since": date(1900, 1, 1) + timedelta(number),
        "until": date(2020, 1, 1) + timedelta(number),
        "stage": "open",
        "is_dated": True,
        "holder": "unit",
    }
    return made(Standing, **defaults | fields)


def changed(milestone, **fields):
    """``milestone`` with other ``fields``, and standing accordingly."""
    Milestone.objects.filter(pk=milestone.pk).update(**fields)
    milestone.refresh_from_db()
    return told(milestone)


def make_done(completed_on, **fields):
    return make_milestone(stage="done", completed_on=completed_on, **fields)


def make_assignment(task, unit=None, **fields):
    defaults = {"unit": unit or make_unit(), "role": "lead", "order": next(numbers)}
    return made(Assignment, task=task, **defaults | fields)


def make_acknowledgement(part, **fields):
    """The unit of ``part`` has received the task today."""
    defaults = {"unit": part.unit, "acknowledged_on": TODAY}
    if "acknowledged_by" not in fields:
        fields["acknowledged_by"] = make_user()
    return made(Acknowledgement, assignment=part, **defaults | fields)


def make_tenure(**fields):
    """Another tenure of a part, which has one for all days."""
    part = make_assignment(make_task())
    return part.tenures.create(task=part.task, unit=part.unit, role=part.role, **fields)


def make_task_leader(task, leader=None, **fields):
    defaults = {"leader": leader or make_leader(), "order": next(numbers)}
    return made(TaskLeader, task=task, **defaults | fields)


def make_report(milestone, **fields):
    defaults = {"reported_on": date(2015, 6, 1), "done": "已完成3项。"}
    if "unit" not in fields:
        fields["unit"] = make_unit()
    return told_by(made(ProgressReport, milestone=milestone, **defaults | fields))


def make_extension(milestone, **fields):
    """A request that waits for its decision; give ``decision`` and ``decided_on`` for one."""
    defaults = {
        "old_due_on": milestone.due_on,
        "new_due_on": date(2015, 9, 30),
        "reason": "上级文件未下发",
        "requested_on": date(2015, 6, 1),
    }
    return told_by(made(Extension, milestone=milestone, **defaults | fields))


def grant(milestone, new_due_on, decided_on, **fields):
    """A granted extension, with the milestone's due date moved as granting does it."""
    fields.setdefault("requested_on", decided_on)
    extension = make_extension(
        milestone, new_due_on=new_due_on, decision="granted", decided_on=decided_on, **fields
    )
    changed(milestone, due_on=new_due_on)
    return extension


def make_plan_of(tasks, milestones_each=2):
    """A plan with so many tasks, each with a leader, two units, milestones and a report."""
    plan = make_plan()
    project = make_project(plan=plan)
    for _number in range(tasks):
        task = make_task(project=project)
        make_task_leader(task)
        lead = make_assignment(task)
        make_assignment(task, role="participating")
        for order in range(1, milestones_each + 1):
            make_report(make_milestone(task=task, order=order), unit=lead.unit)
    return plan


def make_request(milestone, **fields):
    """A completion request that waits for the supervisors, with its milestone in that stage."""
    state = fields.setdefault("state", "submitted")
    if "unit" not in fields:
        fields["unit"] = make_unit()
    if "requested_by" not in fields:
        fields["requested_by"] = make_user(role="liaison", unit=fields["unit"])
    defaults = {
        "requested_on": date(2015, 6, 15),
        "completed_on": date(2015, 6, 12),
        "statement": "已完成3项制度并印发。",
        "submitted_on": None if state == "signing" else date(2015, 6, 16),
    }
    if state in ("signing", "submitted"):
        Milestone.objects.filter(pk=milestone.pk).update(stage=state)
        milestone.stage = state
    return told_by(made(CompletionRequest, milestone=milestone, **defaults | fields))


def make_batch(**fields):
    """Three facts that a supervisor entered afterwards, today."""
    if "plan" not in fields:
        fields["plan"] = make_plan()
    if "entered_by" not in fields:
        fields["entered_by"] = make_user(role="supervisor")
    return made(PastBatch, **{"entered_on": TODAY, "number": 3} | fields)


def make_api_client(**fields):
    """A program that may read a plan of its own."""
    if "plan" not in fields:
        fields["plan"] = make_plan()
    if "made_by" not in fields:
        fields["made_by"] = make_user(role="supervisor")
    defaults = {"name": "门户", "digest": str(next(numbers)), "made_on": TODAY}
    return made(ApiClient, **defaults | fields)


def make_unit_change(**fields):
    """A unit was renamed today."""
    if "unit" not in fields:
        fields["unit"] = make_unit()
    if "person" not in fields:
        fields["person"] = make_user(role="supervisor")
    defaults = {"action": "rename", "on": TODAY, "note": "机构改革方案", "before": "区科创局"}
    return made(UnitChange, **defaults | {"after": "区数据局"} | fields)


def make_task_change(task, **fields):
    """It is no longer pursued since TODAY; its milestones are left as they are."""
    event = made(
        Event,
        task=task,
        action="drop-task",
        person=make_user(role="supervisor"),
        on=TODAY,
        note="停办",
    )
    defaults = {"kind": "dropped", "on": TODAY, "reason": "停办", "event": event}
    return made(TaskChange, task=task, **defaults | fields)


def make_evidence(milestone, **fields):
    """A file's row; its bytes are not stored."""
    if "uploaded_by" not in fields:
        fields["uploaded_by"] = make_user(role="liaison", unit=make_unit())
    defaults = {
        "unit": fields["uploaded_by"].unit,
        "action": "report",
        "name": "会议纪要.pdf",
        "size": 12,
        "sha256": "0" * 64,
    }
    where = {"task": milestone.task, "milestone": milestone}
    return made(Evidence, **defaults | where | fields)


def make_search_row(**fields):
    """A row of a thing that is not there."""
    if "plan" not in fields:
        fields["plan"] = make_plan()
    defaults = {"kind": "task", "key": 10**6, "name": "题目", "text": "题目", "grams": "题目"}
    return made(SearchRow, **defaults | fields)


def make_event(milestone, **fields):
    defaults = {"action": "report", "on": date(2015, 6, 1)}
    if "person" not in fields:
        fields["person"] = make_user()
    event = made(Event, task=milestone.task, milestone=milestone, **defaults | fields)
    return told_by(event)


def make_restriction(thing, *units, **fields):
    """An active one, of a report or another row about a milestone, whose words ``units`` read too."""
    if "marked" not in fields:
        person = make_user(role="supervisor")
        milestone = fields.pop("milestone", None) or thing.milestone
        fields["marked"] = make_event(milestone, action="restrict", person=person, note="保密。")
    task = fields["marked"].task
    row = made(Restriction, task=task, **{thing.RESTRICTED_AS: thing}, **fields)
    row.units.set(units)
    return row


def make_admission(restriction, **fields):
    """A leader may read it."""
    if "leader" not in fields:
        fields["leader"] = make_leader()
    return restriction.admissions.create(**{"event": restriction.marked} | fields)


def make_confirmation(milestone, assignment, **fields):
    defaults = {"confirmed_on": date(2015, 6, 10), "unit": assignment.unit}
    if "confirmed_by" not in fields:
        fields["confirmed_by"] = make_user()
    return made(Confirmation, milestone=milestone, assignment=assignment, **defaults | fields)


def make_reopening(milestone, **fields):
    """It was done on 1 June until it was reopened on 10 June."""
    defaults = {
        "ended_as": "done",
        "ended_on": date(2015, 6, 1),
        "reopened_on": date(2015, 6, 10),
    }
    return told_by(made(Reopening, milestone=milestone, **defaults | fields))


def make_deputy(**fields):
    """Somebody acts for somebody else all through June."""
    for name in ("person", "deputy"):
        if name not in fields:
            fields[name] = make_user(role="liaison", unit=make_unit())
    defaults = {"from_on": date(2015, 6, 1), "until_on": date(2015, 6, 30)}
    return made(Deputy, **defaults | fields)


def make_acting_head(person, **fields):
    """``person`` signs for his unit all through June."""
    days = {"from_on": date(2015, 6, 1), "until_on": date(2015, 6, 30), "named_by": person}
    return made(ActingHead, person=person, **{"unit": person.unit} | days | fields)


def make_correction(**fields):
    """A line of an event of its own."""
    event = make_event(make_milestone(), action="correct")
    return event.corrections.create(**{"field": "题目", "before": "旧", "after": "新"} | fields)


def make_plan_correction(plan=None, **fields):
    defaults = {"field": "标题", "before": "旧", "after": "新", "on": TODAY, "reason": "校对原文"}
    if "person" not in fields:
        fields["person"] = make_user(role="admin")
    return (plan or make_plan()).corrections.create(**defaults | fields)


def make_proposed_correction(about=None, **fields):
    """An administrator wants to correct a task, unless a plan or milestone is given; it waits."""
    about = about or make_task()
    kind = about._meta.model_name
    task = {"plan": None, "task": about}.get(kind, getattr(about, "task", None))
    where = {"milestone": about} if kind == "milestone" else {}
    where |= {"plan": task.plan if task else about, "task": task}
    line = {"about": "", "field": "标题", "before": "旧题目", "after": "新题目"}
    defaults = {"proposed_on": TODAY, "reason": "校对原文", "sent": {}, "lines": [line]}
    if "proposed_by" not in fields:
        fields["proposed_by"] = make_user(role="admin")
    return ProposedCorrection.objects.create(**where | defaults | fields)


def make_follow(person=None, **thing):
    """Of a new task unless a unit or a leader is given."""
    about = thing or {"task": make_task()}
    return made(Follow, person=person or make_user(), **about)


def make_desk_visit(person, on=date(2015, 6, 17)):
    """Yesterday, before all that tests do."""
    return made(DeskVisit, person=person, at=datetime(2015, 6, 17, 9, tzinfo=UTC), on=on)


def make_relief(part, **fields):
    """A request that waits for its decision."""
    if "requested_by" not in fields:
        fields["requested_by"] = make_user(role="liaison", unit=part.unit)
    defaults = {"unit": part.unit, "requested_on": date(2015, 6, 10), "reason": "不属本单位职责"}
    return made(ReliefRequest, assignment=part, **defaults | fields)


def make_practice(report, **fields):
    """Offered and not yet published."""
    defaults = {"title": "一窗受理", "proposed_by": make_user(), "proposed_on": date(2015, 6, 10)}
    return made(GoodPractice, report=report, **defaults | fields)


def make_implementation(part=None, **fields):
    """A lead unit's own plan without steps and document."""
    part = part or make_assignment(make_task())
    defaults = {
        "responsible": "某甲",
        "phone": "0755-1234",
        "saved_by": make_user(),
        "saved_on": date(2015, 3, 1),
        "version": 1,
    }
    return made(ImplementationPlan, assignment=part, **defaults | fields)


def make_earlier_document(**fields):
    """It stood in a lead unit's own plan until TODAY; its bytes are not stored."""
    if "plan" not in fields:
        fields["plan"] = make_implementation()
    defaults = {"name": "方案.pdf", "sha256": "0" * 64, "until_on": TODAY}
    return made(EarlierDocument, **defaults | fields)


def make_step(**fields):
    """An open step that is due a week after TODAY."""
    if "plan" not in fields:
        fields["plan"] = make_implementation()
    defaults = {"order": next(numbers), "text": "起草初稿", "due_on": date(2015, 6, 25)}
    return made(ImplementationStep, **defaults | fields)


def make_round(**fields):
    """About the first half of the year, to be answered by the end of June."""
    if "plan" not in fields:
        fields["plan"] = make_plan()
    defaults = {
        "title": "上半年自查自评",
        "from_on": date(2015, 1, 1),
        "until_on": date(2015, 6, 30),
        "questions": "进展如何？",
        "deadline_on": date(2015, 6, 30),
        "opened_by": make_user(),
        "opened_on": date(2015, 6, 1),
    }
    return made(AssessmentRound, **defaults | fields)


def make_answer(asked, part, **fields):
    defaults = {
        "progress": "完成3项制度。",
        "own_score": 90,
        "answered_by": make_user(),
        "answered_on": date(2015, 6, 10),
    }
    return made(SelfAssessment, round=asked, assignment=part, **defaults | fields)


def make_view(person=None, **fields):
    """A saved view of what is overdue."""
    if "plan" not in fields:
        fields["plan"] = make_plan()
    defaults = {"page": "milestone-list", "name": f"视图{next(numbers)}", "query": "light=red"}
    return made(SavedView, person=person or make_user(), **defaults | fields)
