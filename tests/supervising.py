"""Rows of supervision and delivery, for tests; like tests/factories.py."""

from datetime import UTC, date, datetime, timedelta

from tasks.inspections.sheets import inspection_sheet
from tasks.instructions.sheets import instruction_sheet
from tasks.mail.letters import Letter, Line, Section
from tasks.models import (
    Ask,
    Bulletin,
    BulletinReader,
    Delivery,
    Flag,
    Inspection,
    Instruction,
    JobRun,
    Mail,
    Outage,
    Receipt,
    Reply,
    Slip,
    Urge,
    Visit,
)
from tasks.paper.sheet import Sheet
from tasks.slips import acts as slips
from tasks.slips.sheets import referral_sheet, slip_sheet
from tests.factories import TODAY, make_milestone, make_plan, make_unit, make_user, numbers
from units.models import User

OF_VISITS = {field.name for field in Visit._meta.fields} - {"findings"}
NOW = datetime(2015, 6, 15, 0, 30, tzinfo=UTC)  # Monday 08:30 in Shanghai


def make_letter(recipient=None, **fields):
    """A letter with one line, as yet posted nowhere."""
    defaults = {
        "kind": Mail.Kind.DIGEST,
        "period": "2015-W25",
        "recipient": recipient or make_user(email=f"person{next(numbers)}@example.org"),
        "subject": "本周：逾期1",
        "opening": "截至2015年6月15日。",
        "sections": (Section("逾期", (Line("任务一", "逾期3天", "/plans/p/tasks/1/"),)),),
    }
    return Letter(**defaults | fields)


def make_mail(recipient=None, **fields):
    mail = make_letter(recipient, **fields).mail(NOW)
    mail.save(force_insert=True)
    return mail


def make_delivery(mail=None, **fields):
    mail = mail or make_mail()
    defaults = {
        "mail": mail,
        "channel": Delivery.Channel.MAIL,
        "address": mail.recipient.email,
        "due_at": NOW,
        "expires_at": NOW + timedelta(hours=72),
    }
    return Delivery.objects.create(**defaults | fields)


def make_outage(**fields):
    defaults = {"channel": Delivery.Channel.MAIL, "since": NOW, "resume_at": NOW, "error": "gone"}
    return Outage.objects.create(**defaults | fields)


def make_run(**fields):
    defaults = {"job": "digests", "period": "2015-W25", "started_at": NOW}
    return JobRun.objects.create(**defaults | fields)


def make_slip(milestone=None, *units, **fields):
    """A yellow slip of TODAY to ``units``, a new unit without any."""
    milestone = milestone or make_milestone()
    defaults = {
        "plan": milestone.task.plan,
        "year": 2015,
        "number": next(numbers),
        "level": Slip.Level.YELLOW,
        "milestone": milestone,
        "grounds": "已逾期3天。",
        "requirement": "请说明原因。",
        "issued_by": fields.pop("issued_by", None) or make_user(role="supervisor"),
        "issued_on": TODAY,
        "reply_by": TODAY + timedelta(days=7),
    }
    slip = Slip.objects.create(**defaults | fields)
    units = units or [make_unit()]
    for unit in units:
        Receipt.objects.create(slip=slip, unit=unit)
    slip.sheet = slip_sheet(slip, units).kept()
    if slip.referred_on:
        by = slip.referred_by or slip.issued_by
        slip.referral_sheet = referral_sheet(slip, by, slip.referred_on, slip.referral).kept()
    slip.save()
    return slip


def make_urge(milestone=None, unit=None, **fields):
    defaults = {"text": "请抓紧。", "urged_by": make_user(role="supervisor"), "urged_at": NOW}
    where = {"milestone": milestone or make_milestone(), "unit": unit or make_unit()}
    return Urge.objects.create(**defaults | where | fields)


def make_inspection(milestone=None, *units, **fields):
    """Written down on TODAY with findings, at ``units``, a new unit without any; those fields that
    are a unit's are those of each.
    """
    own = {name: fields.pop(name) for name in OF_VISITS & fields.keys()}
    defaults = {
        "kind": Inspection.Kind.SITE,
        "inspected_on": TODAY,
        "inspected_by": make_user(role="supervisor"),
        "findings": "台账不全。",
    }
    inspection = Inspection(milestone=milestone or make_milestone(), **defaults | fields)
    own = {"inspection": inspection, "passed": "rectify_by" not in own} | own
    visits = [Visit(unit=unit, **own) for unit in units or [make_unit()]]
    inspection.sheet = inspection_sheet(inspection, visits).kept()
    inspection.save()
    for visit in visits:
        visit.save()
    return inspection


def make_visit(milestone=None, unit=None, **fields):
    """The line of ``unit`` in an inspection of its own."""
    return make_inspection(milestone, unit or make_unit(), **fields).visits.get()


def make_ask(unit=None, **fields):
    """An urging of TODAY by a plan of its own."""
    if "plan" not in fields:
        fields["plan"] = make_plan()
    about = {"unit": unit or make_unit(), "kind": Ask.Kind.URGE, "on": TODAY}
    return Ask.objects.create(**about | fields)


def overdue(task, days=1, **fields):
    """A milestone of ``task`` that was due so many days before TODAY."""
    return make_milestone(task=task, due_on=TODAY - timedelta(days=days), **fields)


def issue(milestone, level, by, on=TODAY, **words):
    begin = {"requirement": "请说明原因。", "reply_by": on + timedelta(days=7)}
    return slips.issue(milestone, level, by=by, on=on, **begin | words)


def make_flag(milestone, **fields):
    """Overdue since 1 June."""
    defaults = {"due_on": date(2015, 5, 31), "first_on": date(2015, 6, 1)}
    return Flag.objects.create(milestone=milestone, **defaults | fields)


def make_instruction(task, *units, **fields):
    """Given on 10 June, to be answered by the 20th by ``units``."""
    if "given_by" not in fields:
        fields["given_by"] = make_user(role="leader")
    defaults = {"given_on": date(2015, 6, 10), "text": "请抓紧", "reply_by": date(2015, 6, 20)}
    given = Instruction(task=task, **defaults | fields)
    given.sheet = instruction_sheet(given, units).kept()
    given.save()
    for unit in units:
        Reply.objects.create(instruction=given, unit=unit)
    return given


def make_bulletin(plan=None, **fields):
    """A draft of May 2015; with ``issued_on`` it is issued, for the role of every reader."""
    writer = fields.pop("by", None) or make_user(role="supervisor", unit=make_unit())
    draft = {
        "plan": plan or make_plan(),
        "first_on": date(2015, 5, 1),
        "last_on": date(2015, 5, 31),
        "title": "关于五月推进情况的通报",
        "addressees": "各街道、区直各单位",
        "begun_by": writer,
        "begun_on": date(2015, 6, 1),
    }
    roles = fields.pop("roles", User.Role.values)
    if fields.get("issued_on"):
        number = next(numbers)
        draft |= {"person": writer, "year": 2015, "number": number, "issue": number}
        draft["told"] = {"parts": [["总体情况", [["已办结3个。"]]]], "annexes": []}
        draft["sheet"] = Sheet(
            office="区委督查室",
            title=draft["title"],
            signed_on=str(fields["issued_on"]),
            addressees=[draft["addressees"]],
            parts=[("一、总体情况", ["已办结3个。"])],
            number=f"督通〔2015〕{number}号",
        ).kept()
    bulletin = Bulletin.objects.create(**draft | fields)
    if bulletin.issued_on:
        BulletinReader.objects.bulk_create(
            BulletinReader(bulletin=bulletin, role=role) for role in roles
        )
    return bulletin
