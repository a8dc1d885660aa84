"""A door: what each room shows in the administration."""

from tasks.burden import admin as burden
from tasks.consent import admin as consent
from tasks.evidence import admin as evidence
from tasks.flags import admin as flags
from tasks.handover import admin as handover
from tasks.implementation import admin as implementation
from tasks.inspections import admin as inspections
from tasks.instructions import admin as instructions
from tasks.machine import admin as machine
from tasks.mail import admin as mail
from tasks.meeting import admin as meeting
from tasks.past import admin as past
from tasks.plan import admin as plan
from tasks.plan import history_admin
from tasks.practices import admin as practices
from tasks.ratings import admin as ratings
from tasks.reorganising import admin as reorganising
from tasks.rhythm import admin as rhythm
from tasks.rounds import admin as rounds
from tasks.slips import admin as slips
from tasks.urging import admin as urging
from tasks.workflow import admin as workflow

__all__ = [
    "burden",
    "consent",
    "evidence",
    "flags",
    "handover",
    "history_admin",
    "implementation",
    "inspections",
    "instructions",
    "machine",
    "mail",
    "meeting",
    "past",
    "plan",
    "practices",
    "reorganising",
    "ratings",
    "rhythm",
    "rounds",
    "slips",
    "urging",
    "workflow",
]
