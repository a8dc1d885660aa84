"""What a plan has to tell on a day, read once and sorted by who should hear it."""

from collections import defaultdict
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from leaders.models import LeaderAbsence
from tasks.desk.duties import Desk
from tasks.desk.reading import Reading
from tasks.desk.watch import watch
from tasks.ground.lights import Light
from tasks.instructions.models import Instruction
from tasks.plan.models import Acknowledgement, Assignment, Milestone
from tasks.slips import rules as slips
from units.models import Unit


class News:
    """One plan on one day, in a fixed number of queries; ``roll`` says who acts for whom."""

    def __init__(self, plan, on, roll):
        self.plan, self.on, self.roll = plan, on, roll
        self.read = Reading(plan, on)

    @cached_property
    def urgent(self):
        """What is overdue or due soon in the whole plan, the longest overdue first."""
        return list(Milestone.objects.of(self.plan, self.on).for_table().urgent())

    @cached_property
    def by_leader(self):
        """``{user id: the urgent milestones of his tasks}``."""
        found = defaultdict(list)
        for milestone in self.urgent:
            leaders = [lead.leader for lead in milestone.task.lead_leaders.all()]
            people = [one for leader in leaders for one in self.readers_of(leader.user_id)]
            for person in dict.fromkeys(people):
                found[person].append(milestone)
        return found

    @cached_property
    def stand_ins(self):
        """``{user id of a leader who is absent: user ids of who stands in}``."""
        absent = LeaderAbsence.objects.on(self.on).values_list("leader__user", "stand_in__user")
        found = defaultdict(list)
        for leader, stand_in in absent:
            found[leader].append(stand_in)
        return found

    def readers_of(self, leader):
        """The user ids of a leader, by his own, and of who stands in for him."""
        return [leader, *self.stand_ins.get(leader, ())]

    @cached_property
    def instructions_by_leader(self):
        """``{user id: the instructions whose replies he waits for, some owed}``."""
        found = defaultdict(list)
        for instruction in Instruction.objects.of_plan(self.plan).with_reader().owed():
            for person in self.readers_of(instruction.reader):
                found[person].append(instruction)
        return found

    @cached_property
    def watched(self):
        """What waits for the supervisors: the lists of their desk."""
        topics = watch(self.plan, self.on, self.read)
        lists = {topic: list(rows) for topic, rows in topics.items()}
        return lists | {"proposed": slips.proposals(self.plan, self.on)}

    @cached_property
    def milestones(self):
        """``{id: milestone}`` of all that somebody still works on or waits for."""
        ids = [row.pk for rows in self.read.rows.values() for _rank, row in rows]
        milestones = Milestone.objects.of(self.plan, self.on).with_holder(self.plan)
        return milestones.select_related("task").in_bulk(ids)

    @cached_property
    def assignments(self):
        """``{id: part}`` of what some unit may not have acknowledged."""
        own = Acknowledgement.objects.filter(assignment=OuterRef("pk"), unit=OuterRef("unit"))
        missing = ~Exists(own) | Q(unit__kind=Unit.Kind.GROUP)
        return Assignment.objects.of_plan(self.plan).filter(missing).in_bulk()

    def desk_of(self, person):
        """The desk of ``person``, who acts for some units."""
        return Desk(self.plan, self.roll.actor(person), self.on, self.read)

    def of_light(self, milestones, light):
        return [milestone for milestone in milestones if milestone.light == light]

    def unproposed(self):
        """What is overdue or due soon and no slip is proposed for: those are told there."""
        proposed = {proposal.milestone.pk for proposal in self.watched["proposed"]}
        return [one for one in self.urgent if one.pk not in proposed]

    def totals(self):
        """How many are overdue and due soon in the whole plan, and how many of both outside it."""
        return {name: len(found) for name, found in self.by_light(self.urgent).items()}

    def by_light(self, milestones):
        """Those of ``milestones`` that are overdue and due soon, and apart what is outside the plan."""
        own = [one for one in milestones if not one.task.is_extra]
        return {
            "red": self.of_light(own, Light.RED),
            "amber": self.of_light(own, Light.AMBER),
            "outside": [one for one in milestones if one.task.is_extra],
        }

    def link(self, name, *args, **query):
        """The path of one of the plan's pages."""
        path = reverse(name, args=[self.plan.slug, *args])
        return f"{path}?{urlencode(query, doseq=True)}" if query else path

    def title(self, words):
        """A section's title; where there are several plans, with the name of this one."""
        return f"{self.plan.full_name} · {words}" if self.plan.is_one_of_many else words
