"""A year of an office, by the clock argument: units are renamed and merged, somebody leaves, a leader
follows another one, a task is withdrawn, one is set up outside the plan, another plan follows; every number, mail and check stays right. What happened is written down here as well,
and counted by hand.
"""

import json
import re
from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from tasks.carrying.acts import begin_plan, carry_over
from tasks.carrying.models import left_in
from tasks.digests.reminders import write_reminders
from tasks.digests.weekly import write_digests
from tasks.endings.acts import end_task
from tasks.extra.acts import approve, propose
from tasks.extra.models import Piece
from tasks.ground.lights import Light
from tasks.leading.acts import replace_leader
from tasks.machine.consistency import problems
from tasks.machine.nightly import supervise
from tasks.models import Mail, Milestone
from tasks.notices.acts import write_mornings
from tasks.reorganising.acts import let_go, merge_units, rename_unit
from tasks.setup.acts import turn
from tasks.workflow.acts import completion, extensions, reports
from tests.factories import (
    make_assignment,
    make_leader,
    make_milestone,
    make_plan,
    make_task,
    make_task_leader,
    make_unit,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.unmeasured]
MONDAY, DAY, WEEK = date(2015, 2, 9), timedelta(days=1), timedelta(weeks=1)
WEEKS = 52
NAMES = ("甲局", "乙局", "丙局", "丁局", "戊局", "己局")
TASK_IN_MAIL = re.compile(r"/plans/([\w-]+)/tasks/(\d+)/")


class Book:
    """What the test itself knows: by milestone its dates and when it was done or stopped, and when it
    came in outside the plan; by task its unit and who leads it.
    """

    def __init__(self):
        self.due, self.done, self.stopped, self.begun = {}, {}, {}, {}
        self.leads, self.leaders = defaultdict(list), defaultdict(list)

    def due_on(self, pk, day):
        return [due for since, due in self.due[pk] if since <= day][-1]

    def lead_of(self, number, day):
        return [unit for since, unit in self.leads[number] if since <= day][-1]

    def leader_of(self, number, day):
        return [leader for since, leader in self.leaders[number] if since <= day][-1]

    def lights(self, day):
        return {pk: self.light(pk, day) for pk in self.due if self.begun.get(pk, date.min) <= day}

    def light(self, pk, day):
        """docs/rules.md, section 1, by hand."""
        due = self.due_on(pk, day)
        completed = self.done.get(pk, date.max)
        if completed <= day:
            return "done" if completed <= due else "late"
        if self.stopped.get(pk, date.max) <= day:
            return "stopped"
        if due < day:
            return "red"
        return "amber" if due <= day + timedelta(days=15) else "green"


class Office:
    """Six units, each of which leads a task of two promises, and who works there."""

    def __init__(self):
        self.plan = make_plan(slug="year", needs_evidence=False, in_use_from=MONDAY)
        self.supervisor = make_user(role="supervisor", email="ducha@example.org")
        self.other = make_user(role="supervisor", email="ducha2@example.org")
        self.leader, self.successor = self.led("leader"), self.led("successor")
        self.book, self.people, self.gone = Book(), {}, set()
        self.units = [self.unit(name) for name in NAMES]
        for number, unit in enumerate(self.units, start=1):
            task = make_task(plan=self.plan, number=number)
            make_assignment(task, unit)
            make_task_leader(task, self.leader)
            self.book.leads[number].append((date.min, unit.pk))
            self.book.leaders[number].append((date.min, self.leader.user_id))
            for week in (3 + 5 * number, 12 + 6 * number):
                due = MONDAY + week * WEEK
                self.book.due[make_milestone(task=task, due_on=due).pk] = [(date.min, due)]

    def led(self, name):
        user = make_user(role="leader", email=f"{name}@example.org")
        return make_leader(name=user.name, user=user)

    def unit(self, name):
        unit = make_unit(name=name)
        for role in ("liaison", "head"):
            address = f"{role}{unit.pk}@example.org"
            self.people[unit.pk, role] = make_user(role=role, unit=unit, email=address)
        return unit

    def work(self, week, day):
        """Each month a report; what is due is asked for, signed and approved, every third late."""
        for pk, milestone in Milestone.objects.in_bulk(list(self.book.due)).items():
            unit = self.book.lead_of(milestone.task.number, day)
            liaison, head = self.people[unit, "liaison"], self.people[unit, "head"]
            due = self.book.due_on(pk, day)
            late = 3 * WEEK if pk % 3 == 0 else 0 * WEEK
            if pk in self.book.done or pk in self.book.stopped:
                continue
            if pk % 4 == 0 and len(self.book.due[pk]) == 1 and due <= day + 2 * WEEK:
                self.extend(milestone, liaison, head, day)
            elif due + late <= day + WEEK:
                self.complete(milestone, liaison, head, day)
            elif week % 4 == 0:
                reports.report(milestone, by=liaison, on=day, done="正在推进，完成一半。")

    def complete(self, milestone, liaison, head, day):
        words = {"completed_on": day, "statement": "已印发并执行。"}
        self.decided(
            milestone, completion.request_completion, completion.sign, liaison, head, day, words
        )
        completion.approve(fresh(milestone), by=self.supervisor, on=day + DAY, seen=seen(milestone))
        self.book.done[milestone.pk] = day

    def extend(self, milestone, liaison, head, day):
        later = self.book.due_on(milestone.pk, day) + 4 * WEEK
        words = {
            "new_due_on": later,
            "reason": "上级文件未下发。",
            "progress": "一半",
            "measures": "跟进",
        }
        ask, sign = extensions.request_extension, extensions.sign_extension
        self.decided(milestone, ask, sign, liaison, head, day, words)
        extensions.grant(fresh(milestone), by=self.supervisor, on=day + DAY, seen=seen(milestone))
        self.book.due[milestone.pk].append((day + DAY, later))

    def decided(self, milestone, ask, sign, liaison, head, day, words):
        ask(milestone, by=liaison, on=day, seen=milestone.version, **words)
        sign(fresh(milestone), by=head, on=day, seen=seen(milestone))

    def merge(self, unit, into, day):
        merge_units(
            self.plan, unit, by=self.supervisor, on=day, since=day, reason="机构改革。", into=into
        )
        for spans in self.book.leads.values():
            if spans[-1][1] == unit.pk:
                spans.append((day, into.pk))

    def rename(self, number, name, day):
        unit = self.units[number]
        rename_unit(
            self.plan, unit, by=self.supervisor, on=day, since=day, reason="机构更名。", name=name
        )

    def replace(self, day):
        """Another leader leads the first three tasks."""
        tasks = list(self.plan.tasks.filter(number__lte=3))
        who = {"by": self.supervisor, "on": day, "since": day, "reason": "分工调整。"}
        replace_leader(
            self.plan, self.leader, to=self.successor, tasks=tasks, orders_go=True, **who
        )
        for task in tasks:
            self.book.leaders[task.number].append((day, self.successor.user_id))

    def set_up(self, unit, day):
        """A meeting wants something more; the other supervisor approves it."""
        dues = [day + 6 * WEEK, day + 20 * WEEK]
        what = {"title": "专项整治", "description": "开展专项整治。", "reason": "会议议定。"}
        who = {"leaders": [self.successor], "host": unit, "co_leads": [], "participating": []}
        pieces = [Piece(f"第{n}步", due) for n, due in enumerate(dues, 1)]
        said = {"source": "meeting", "source_words": "区委常委会", "milestones": pieces}
        proposal = propose(self.plan, by=self.supervisor, on=day, **what, **who, **said)
        task = approve(proposal, by=self.other, on=day)
        self.book.leads[task.number].append((date.min, unit.pk))
        self.book.leaders[task.number].append((date.min, self.successor.user_id))
        for milestone, due in zip(task.milestones.order_by("order"), dues, strict=True):
            self.book.due[milestone.pk] = [(date.min, due)]
            self.book.begun[milestone.pk] = day

    def withdraw(self, number, day):
        """What is not done of the task stops."""
        task = self.plan.tasks.get(number=number)
        end_task(task, by=self.supervisor, on=day, since=day, kind="withdrawn", reason="上级取消。")
        left = set(task.milestones.values_list("pk", flat=True)) - self.book.done.keys()
        assert left
        self.book.stopped |= dict.fromkeys(left, day)

    def carry(self, day):
        """The plan begins to close, and what is left goes on in the next one."""
        turn(self.plan, "begin-closing", by=self.supervisor, on=day, reason="年终收官。", seen=0)
        words = {
            "title": "2016年工作方案",
            "short_title": "2016方案",
            "issuer": "区委",
            "issued_on": day,
        }
        after = begin_plan(by=self.supervisor, on=day, **words)
        carry_over(
            self.plan, left_in(self.plan), by=self.supervisor, on=day, to=after, reason="未完成。"
        )
        self.plan.refresh_from_db()

    def leave(self, unit, day):
        """Its liaison officer leaves; a new one comes."""
        person = self.people[unit.pk, "liaison"]
        let_go(person, by=self.supervisor, on=day, reason="退休。")
        self.gone.add(person.pk)
        self.people[unit.pk, "liaison"] = make_user(
            role="liaison", unit=unit, email="new@example.org"
        )


def fresh(milestone):
    return Milestone.objects.get(pk=milestone.pk)


def seen(milestone):
    return fresh(milestone).version


@pytest.fixture
def office():
    return Office()


def jobs(day):
    """What the system does by itself on a working day; the digest on Mondays."""
    supervise(day)
    write_reminders(day)
    write_mornings(day)
    if day.weekday() == 0:
        write_digests(day)


def check_mails(office, before, day):
    """Who left hears nothing, a unit only of what it leads, a leader of what he leads, or led until this
    day; nobody of a plan that is being prepared.
    """
    new = Mail.objects.exclude(pk__in=before).select_related("recipient")
    for mail in new:
        assert mail.recipient_id not in office.gone, mail
        for slug, number in TASK_IN_MAIL.findall(json.dumps(mail.body)):
            assert slug == office.plan.slug
            if unit := mail.recipient.unit_id:
                assert office.book.lead_of(int(number), day) == unit, (mail, number)
            if mail.recipient.role == "leader":
                led = {office.book.leader_of(int(number), on) for on in (day - DAY, day)}
                assert mail.recipient_id in led, (mail, number)
    return {mail.pk for mail in new}


def live(office):
    """The 52 weeks; what was said of each Monday on that day."""
    said, told = {}, set()
    changes = {
        9: lambda day: office.rename(0, "甲委", day),
        13: office.replace,
        17: lambda day: office.merge(office.units[1], office.units[2], day),
        20: lambda day: office.set_up(office.units[4], day),
        24: lambda day: office.leave(office.units[3], day),
        28: lambda day: office.withdraw(6, day),
        33: lambda day: office.rename(2, "丙乙局", day),
        46: office.carry,
    }
    for week in range(WEEKS):
        monday = MONDAY + week * WEEK
        if week in changes:
            changes[week](monday)
            assert problems() == []
        office.work(week, monday)
        for day in (monday, monday + 3 * DAY):
            jobs(day)
            told |= check_mails(office, told, day)
        said[monday + 3 * DAY] = shown(office.plan, monday + 3 * DAY)
    return said


def shown(plan, day):
    """``{milestone id: its light}`` as pages have it."""
    rows = Milestone.objects.of(plan, day).values_list("pk", "light")
    return {pk: Light(light).slug for pk, light in rows}


def reds(tallies, of):
    """How much of each unit is overdue, of the plan or outside it."""
    found = {unit: of(tally) for (unit, _role), tally in tallies.items()}
    return Counter({unit: tally.red for unit, tally in found.items() if tally and tally.red})


def test_every_day_of_the_year_is_as_it_was_told_and_as_it_is_counted(office):
    said = live(office)
    for number in range(WEEKS * 7):
        day = MONDAY + number * DAY
        counted = office.book.lights(day)
        assert shown(office.plan, day) == counted
        if day in said:
            assert said[day] == counted
        by_unit, outside = Counter(), Counter()
        for task in office.plan.tasks.all():
            for milestone in task.milestones.all():
                if counted.get(milestone.pk) == "red":
                    counts = outside if task.number > 1000 else by_unit
                    counts[office.book.lead_of(task.number, day)] += 1
        tallies = Milestone.objects.of(office.plan, day).tally_by_unit()
        assert reds(tallies, lambda tally: tally) == by_unit
        assert reds(tallies, lambda tally: tally.extra) == outside
    assert problems() == []
