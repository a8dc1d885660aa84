"""What a district leader's page shows of the tasks that he leads. Every date is given."""

from datetime import date

from django.db.models import Count, F, Max, Min, Q

from leaders.models import LeaderAbsence
from tasks.browse.rows import tasks_of_ids
from tasks.desk.reading import grouped
from tasks.frame.shown import SHOWN, Shown, first_of
from tasks.ground.lights import WAITING, Light
from tasks.ground.tally import Tally
from tasks.instructions.models import Instruction, Reply
from tasks.instructions.pages import forms_of_tasks
from tasks.plan.models import Milestone, ProgressReport, TaskLeader
from tasks.plan.outside import apart
from tasks.slips.models import Slip
from units.models import User

NEXT = ("pk", "task", "order", "text", "due", "light")
WORD = ("milestone", "milestone__task", "unit__name", "reported_on", "batch")


def sections_of_leader(plan, person, on):
    """What stands on the page, by the template's names, in a fixed number of queries."""
    led, tally = tasks_of_leader(plan, person, on), led_milestones(plan, person, on).tally()
    # A task outside the plan has a milestone from its first day on: without one none is asked for.
    extra = led_by(plan, person, on).exclude(task__added_on=None).order_by().values("task")
    outside = extra.distinct().count() if tally.extra else 0
    instructions = answered_to(plan, person, on)
    owed = Reply.objects.of_plan(plan).owed().filter(instruction__in=instructions).order_by()
    return {
        "led": Shown(cards(plan, person, on, led[:SHOWN]), len(led)),
        "absent": absent_for(person, on),
        "led_tally": tally,
        "led_in_plan": len(led) - outside,
        "outside": apart(outside, tally, leader=person.leader.pk) if outside else None,
        "instructions": first_of(instructions.by_urgency()),
    } | owed.aggregate(
        silent=Count("unit", distinct=True), open=Count("instruction", distinct=True)
    )


def absent_for(person, on):
    """The absences of leaders for whom ``person`` stands in on the day."""
    absences = LeaderAbsence.objects.on(on).filter(stand_in__user=person)
    return absences.select_related("leader").order_by("leader")


def answered_to(plan, person, on):
    """The instructions whose replies come to ``person``, also in the place of who is absent."""
    absent = LeaderAbsence.objects.on(on).filter(stand_in__user=person)
    people = User.objects.filter(Q(pk=person.pk) | Q(leader__absences__in=absent))
    return Instruction.objects.of_plan(plan).answered_to(people.values("pk"))


def led_by(plan, person, on):
    """Who leads what on the day, of ``person`` and of leaders for whom he stands in."""
    absent = LeaderAbsence.objects.on(on).filter(stand_in__user=person).values("leader")
    own = Q(leader__user=person) | Q(leader__in=absent)
    return TaskLeader.ever.on(on).filter(own, task__plan=plan)


def led_milestones(plan, person, on):
    led = led_by(plan, person, on).order_by().values("task")
    return Milestone.objects.of(plan, on).filter(task__in=led)


def tasks_of_leader(plan, person, on):
    """The ids of the tasks that ``person`` leads, the most urgent first: by the light that decides,
    the next date and the number. Two queries.
    """
    to_keep = Q(is_dated=True, light__in=WAITING)
    ranked = led_milestones(plan, person, on).with_rank().order_by().values("task")
    ranked = ranked.annotate(top=Max("rank"), next=Min("due", filter=to_keep))
    found = {task: facts for task, *facts in ranked.values_list("task", "top", "next")}

    def urgency(led):
        task, number = led
        rank, due = found.get(task, (Light.UNSCHEDULED, None))
        return -(rank % 10), due or date.max, number

    led = led_by(plan, person, on)
    numbers = led.order_by().values_list("task", "task__number").distinct()
    return [task for task, _number in sorted(numbers, key=urgency)]


def cards(plan, person, on, ids):
    """The rows of the tasks ``ids``, in their order, with all that their cards show."""
    rows = {row["pk"]: row for row in tasks_of_ids(plan, on, ids)}
    milestones = Milestone.objects.of(plan, on).filter(task__in=ids)
    tallies, pressing = milestones.tally_by("task"), next_of_tasks(milestones)
    words = words_of_tasks(ids, on, pressing)
    open_slips = Slip.objects.filter(milestone__task__in=ids).open_on(on).order_by("number")
    slips = grouped(open_slips.annotate(task=F("milestone__task")), "task")
    given = answered_to(plan, person, on).filter(task__in=ids)
    newest = {one.task_id: one for one in given.newest_of_tasks()}
    forms = forms_of_tasks(plan, ids, on)
    return [
        rows[pk]
        | {
            "tally": tallies.get(pk, Tally()).whole,
            "next": pressing.get(pk),
            "word": words.get(pk),
            "slips": slips[pk],
            "instruction": newest.get(pk),
            "form": forms[pk],
        }
        for pk in ids
    ]


def next_of_tasks(milestones):
    """``{task id: its milestone that is to be kept first}``, as values."""
    found = {}
    for row in milestones.to_keep().order_by("due", "order").values(*NEXT):
        found.setdefault(row["task"], row)
    return found


def words_of_tasks(ids, on, pressing):
    """``{task id: what a unit said last}``, of the ``pressing`` milestone where it said something."""
    reports = ProgressReport.objects.filter(milestone__task__in=ids).last_words(on)
    first = {row["pk"] for row in pressing.values()}
    found = reports.order_by("reported_on", "id").told(*WORD)
    found.sort(key=lambda word: word["milestone"] in first)
    return {word["milestone__task"]: word for word in found}
