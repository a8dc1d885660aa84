"""Files that prove, who may read them, and what no constraint can hold."""

from tests.mutants import faults

EVIDENCE = "tests/tasks/evidence/test_keeping.py tests/tasks/evidence/test_views.py"

MUTANTS = [
    *faults(
        "tasks/evidence/keeping.py",
        EVIDENCE,
        ("a file may be too large by a byte", "if size > MAX_BYTES:", "if size > MAX_BYTES + 1:"),
        ("an empty file is accepted", "    if size == 0:\n", "    if size < 0:\n"),
        ("the extension alone decides", "if not begins.startswith(signatures) or HTML", "if HTML"),
        ("a page disguised as a picture is accepted", " or HTML.search(begins):", ":"),
        ("any packed file is a document", "if entry not in names or any(", "if any("),
        (
            "macros are accepted",
            "entry not in names or any(one.lower().endswith(MACROS) for one in names)",
            "entry not in names",
        ),
        ("macros in capitals are accepted", "one.lower().endswith(MACROS)", "one.endswith(MACROS)"),
        ("a password is accepted", "item.flag_bits & 0x1", "item.flag_bits & 0x8000"),
        ("many entries are accepted", "len(entries) > MAX_ENTRIES or ", ""),
        ("what is packed very tightly is accepted", " or unpacked - start > limit", ""),
        ("a bomb of many files is accepted", "unpacked > MAX_UNPACKED or ", ""),
        (
            "signs that turn the text stay in the name",
            'unicodedata.category(sign)[0] != "C"',
            'unicodedata.category(sign) != "Cc"',
        ),
        ("folders stay in the name", "[-1]\n", "[0]\n"),
        (
            "others see what he has chosen",
            'return where | {"action": action, "uploaded_by": by}',
            'return where | {"action": action}',
        ),
        (
            "one form sees the files of another",
            'return where | {"action": action, "uploaded_by": by}',
            'return where | {"uploaded_by": by}',
        ),
        ("bytes stay for ever", "if not StoredFile.is_named(", "if StoredFile.is_named("),
        (
            "a link to bytes goes before the transaction ends",
            "transaction.on_commit(lambda: default_storage.delete(name))",
            "default_storage.delete(name)",
        ),
        (
            "the same file is kept twice",
            "get_or_create(sha256=sha256, defaults=form | about)[0]",
            "create(sha256=sha256, **form | about)",
        ),
    ),
    *faults(
        "tasks/evidence/models.py",
        f"{EVIDENCE} tests/tasks/implementation/test_views.py",
        (
            "bytes go while another has them",
            "StoredFile.__subclasses__()",
            "StoredFile.__subclasses__()[1:]",
        ),
        (
            "bytes go while a plan has them",
            "StoredFile.__subclasses__()",
            "StoredFile.__subclasses__()[:1]",
        ),
    ),
    *faults(
        "tasks/evidence/views.py",
        EVIDENCE,
        (
            "everybody reads what was not sent",
            "return file.is_sent or file.unit_id in Actor.of(user, today()).units",
            "return True",
        ),
        (
            "viewers of the unit read what was not sent",
            "file.unit_id in Actor.of(user, today()).units",
            "file.unit_id == user.unit_id",
        ),
        (
            "nobody reads what was not sent",
            "return file.is_sent or file.unit_id in Actor.of(user, today()).units",
            "return file.is_sent",
        ),
        (
            "files of other plans are read",
            "Evidence.objects.filter(task__plan=self.plan)",
            "Evidence.objects.all()",
        ),
    ),
    *faults(
        "tasks/evidence/pages.py",
        EVIDENCE,
        ("files open in the browser", "file, as_attachment=True,", "file, as_attachment=False,"),
        (
            "another's file is removed",
            "for file in self.files().filter(pk",
            "for file in evidence.Evidence.objects.filter(pk",
        ),
    ),
    *faults(
        "tasks/workflow/hints.py",
        "tests/tasks/workflow/test_hints.py",
        ("a document's name cannot be checked", "|《[^》]+》", ""),
        (
            "Chinese numbers cannot be checked",
            "|[一二两三四五六七八九十百千万]+[个项件次份人家场名条部所处期批轮宗]",
            "",
        ),
        ("full-width digits cannot be checked", "[0-9０-９]", "[0-9]"),
    ),
    *faults(
        "tasks/machine/consistency.py",
        "tests/tasks/machine/test_consistency.py",
        (
            "the first grant decides",
            '.order_by("-decided_on", "-id")',
            '.order_by("decided_on", "id")',
        ),
        (
            "a clause may begin before its task",
            'Q(source_start__lt=F("task__source_start"))\n                | Q',
            "Q",
        ),
        (
            "a clause may end after its task",
            'Q(source_end__gt=F("task__source_end"))',
            "Q(source_end__lt=0)",
        ),
        (
            "a text that just holds the task is too short",
            "length__gte=OuterRef",
            "length__gt=OuterRef",
        ),
        (
            "groups may not have members",
            "Unit.objects.exclude(kind=Unit.Kind.GROUP).filter",
            "Unit.objects.filter",
        ),
    ),
]
