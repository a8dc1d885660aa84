"""Bulletins: docs/bulletins.md."""

from tests.mutants import faults

ROOM = "tests/tasks/bulletin"
NUMBERS, TELLING = f"{ROOM}/test_numbers.py", f"{ROOM}/test_telling.py"
WRITING, ISSUING, PAGES = (
    f"{ROOM}/test_writing.py",
    f"{ROOM}/test_issuing.py",
    f"{ROOM}/test_pages.py",
)

MUTANTS = [
    *faults(
        "tasks/bulletin/facts.py",
        f"{NUMBERS} {TELLING}",
        ("the first day counts for the time before", "return self.first - DAY", "return self.first"),
        ("what is outside the plan is named", "of_document().urgent()", "urgent()"),
        ("a lead unit is behind for the one that was named", 'if row["answering"] else row["units"]', 'if False else row["units"]'),
        ("restricted practice is told", ".filter(report__in=open_to_all)", ""),
        ("practice of any time", "published_on__range=(self.first, self.last)", "published_on__lte=self.last"),
        ("names are today's", "Unit.objects.on(self.last).filter(pk__in=units)", "Unit.objects.filter(pk__in=units)"),
        ("amber ones are behind", 'if row["light"] == Light.RED]', "]"),
    ),
    *faults(
        "tasks/bulletin/telling.py",
        f"{NUMBERS} {TELLING}",
        ("what was kept is whatever is done", "kept=figure(sums[\"done\"], **due | KEPT)", "kept=figure(sums[\"done\"], **KEPT)"),
        ("early is what is done", 'KEPT | {"due_from": facts.last + DAY, "by": "approved"}', "KEPT"),
        ("late is in time", 'row["light"] == Light.LATE for row in rows', 'row["light"] == Light.DONE for row in rows'),
        ("the rest is not told", "if left > 0 else", "if left > 99 else"),
        ("outside the plan leads to all", 'outside = {"project": FIRST}', "outside = {}"),
        ("everybody is behind", "    if not facts.red:\n", "    if facts.red is None:\n"),
        ("projects lead to all", 'asked = row["tally"], {"project": row["project"].number}', 'asked = row["tally"], {}'),
    ),
    *faults(
        "tasks/bulletin/draft.py",
        f"{NUMBERS} {WRITING}",
        ("the oldest wording counts", "former[0].text.splitlines()", "former[-1].text.splitlines()"),
        ("typed words win for ever", "if former and not former[0].generated:", "if former:"),
        ("a unit leads to all", "unit=row[\"owner\"].pk, role=LEAD)", "unit=row[\"owner\"].pk)"),
        ("no sum", '        yield numbers("合计", facts.tally)\n', "        pass\n"),
    ),
    *faults(
        "tasks/bulletin/rules.py",
        f"{ROOM}/test_periods.py {ISSUING}",
        ("a period may begin after its end", "if last < first:", "if False:"),
        ("today is not over", "if last > on:", "if last >= on:"),
        ("a year and a day", "if last >= a_year_after(first):", "if last > a_year_after(first):"),
        ("before the issue", "if not plan.is_issued_by(last):", "if False:"),
        ("nothing to keep", ".filter(is_dated=True).exists()", ".exists()"),
        ("supervisors do not read it", "{ALWAYS_READ.value, *roles}", "{*roles}"),
        ("who read the old one does not read the new", "    if bulletin.corrects:\n        chosen", "    if False:\n        chosen"),
    ),
    *faults(
        "tasks/bulletin/sheets.py",
        f"{ISSUING} {PAGES}",
        ("other addressees are the same", "[bulletin.title, bulletin.addressees, ", "[bulletin.title, "),
        ("other words are the same", "words += [section.heading, *map(plain, section.lines)]", "words += [section.heading]"),
        ("a correction does not say so", "    if former is None:\n", "    if True:\n"),
    ),
    *faults(
        "tasks/bulletin/acts.py",
        f"{WRITING} {ISSUING}",
        ("everybody drafts", '    deny_unless(by, "supervise")\n    refuse_out_of_phase(plan', "    refuse_out_of_phase(plan"),
        ("any phase", "    refuse_out_of_phase(fresh.plan, BULLETIN, on)\n", ""),
        ("corrected twice", "    if corrects:\n        refuse_corrected", "    if False:\n        refuse_corrected"),
        ("the last one wins", "!= seen:\n        raise Conflict(former)", "< 0:\n        raise Conflict(former)"),
        ("words stay beside the records'", '"text": "" if generated else text, "generated"', '"text": text, "generated"'),
        ("issued unseen", "    if state_of(fresh, found) != seen:", "    if False:"),
        ("issued again", "    if fresh.is_issued:\n        told", "    if False:\n        told"),
        ("issues of all plans", "Bulletin.objects.filter(plan=fresh.plan).aggregate", "Bulletin.objects.aggregate"),
        ("who issues is told", ".exclude(pk=by.pk)", ""),
        ("who left is told", "User.objects.filter(is_active=True, role__in=roles)", "User.objects.filter(role__in=roles)"),
    ),
    *faults(
        "tasks/bulletin/views.py",
        PAGES,
        ("everybody sees drafts", 'every.drafts() if may(self.request.user, "supervise")', "every.drafts() if True"),
        ("drafts stand on past days", "drafts if self.as_of == today() else every.none()", "drafts"),
        ("everybody reads it", "if not self.bulletin.readers.filter(role=request.user.role).exists():", "if False:"),
        ("everybody is listed it", ".published_to(self.request.user)", ""),
        ("days before show it", "issued = self.plan.bulletins.issued_by(self.as_of).with_people()", "issued = self.plan.bulletins.with_people()"),
        ("days before know the correction", "and correction.issued_on <= self.as_of", ""),
    ),
    *faults(
        "tasks/paper/writing.py",
        "tests/tasks/paper/test_tables.py",
        ("rows are split", '            put(row._tr.get_or_add_trPr(), "cantSplit")\n', ""),
        ("the head stands once", '        put(table.rows[0]._tr.get_or_add_trPr(), "tblHeader")\n', ""),
    ),
    *faults(
        "tasks/paper/sheet.py",
        "tests/tasks/paper/test_tables.py",
        ("a periodical is signed", "            paper.keep_with_text()\n", "            paper.signature(self.office, self.day)\n"),
    ),
]  # fmt: skip
