"""Files that prove, who may read them, and what no constraint can hold."""

from tests.mutants import faults

EVIDENCE = (
    "tests/tasks/evidence/test_checking.py tests/tasks/evidence/test_keeping.py "
    "tests/tasks/evidence/test_views.py "
    "tests/tasks/evidence/test_answering.py"
)

MUTANTS = [
    *faults(
        "tasks/evidence/checking.py",
        EVIDENCE,
        (
            "a file may be too large by a byte",
            "if size > kinds.MAX_BYTES:",
            "if size > kinds.MAX_BYTES + 1:",
        ),
        ("an empty file is accepted", "    if size == 0:\n", "    if size < 0:\n"),
        ("the extension alone decides", "elif not begins.startswith(signatures):", "elif False:"),
        ("a page disguised as a picture is accepted", "if HTML.search(begins):", "if False:"),
        (
            "a program disguised as a document is accepted",
            " or begins.startswith(PROGRAMS)",
            "",
        ),
        ("scans are refused", "kinds.PDF not in begins", "not begins.startswith(kinds.PDF)"),
        ("any kind is a document", "if extension not in accepted:", "if False:"),
        (
            "signs that turn the text stay in the name",
            "clean(name).splitlines()",
            "name.splitlines()",
        ),
        ("folders stay in the name", "[-1]\n", "[0]\n"),
    ),
    *faults(
        "tasks/evidence/packed.py",
        EVIDENCE,
        ("any packed file is a document", "if not names & set(inside):", "if False:"),
        ("macros are accepted", "vbaproject\\.bin$|", ""),
        ("controls are accepted", "(^|/)activex/|", ""),
        ("macro sheets are accepted", "^xl/(macro|dialog)sheets/|", ""),
        ("objects are accepted", "|/embeddings/.*\\.bin$", ""),
        ("macros in capitals are accepted", "name.lower().replace(", "name.replace("),
        ("a password is accepted", "item.flag_bits & 0x1", "item.flag_bits & 0x8000"),
        (
            "the directory is read whatever its length",
            "if has_more_than(",
            "if False and has_more(",
        ),
        ("what is packed very tightly is accepted", " or unpacked - start > limit", ""),
        ("a bomb of many files is accepted", "unpacked > kinds.MAX_UNPACKED or ", ""),
        (
            "links are refused",
            'if relation.get("Type", "").endswith(FOLLOWED_BY_A_CLICK):',
            "if 0:",
        ),
        ("shared folders are here", ' or target.path.startswith("//")', ""),
        ("any way to pack is accepted", "item.compress_type not in PACKINGS", "False"),
    ),
    *faults(
        "tasks/evidence/compound.py",
        EVIDENCE,
        ("any compound file is a document", "if main is None:", "if False:"),
        ("old macros are accepted", "names & (MACROS | OBJECTS)", "names & OBJECTS"),
        ("old objects are accepted", "names & (MACROS | OBJECTS)", "names & MACROS"),
        ("old macro sheets are accepted", "PLAIN_KINDS = 5, (0, 2)", "PLAIN_KINDS = 5, (0, 1, 2)"),
        ("old passwords are accepted", "if flags & IS_ENCRYPTED:", "if False:"),
        ("old passwords of tables are accepted", "if kind == PASSWORD:", "if False:"),
    ),
    *faults(
        "tasks/evidence/pdf.py",
        EVIDENCE,
        (
            "hidden scripts are accepted",
            "(content, *unpacked(content))",
            "(content,)",
        ),
        ("spelled scripts are accepted", "|#(?i:{ord(letter):02x})", ""),
        ("a password of a PDF is accepted", "if PASSWORD.search(content):", "if False:"),
    ),
    *faults(
        "tasks/evidence/clearing.py",
        "tests/tasks/evidence/test_clearing.py",
        ("what was sent goes", "Evidence.objects.unsent().filter", "Evidence.objects.filter"),
        ("fresh bytes go", "if stored < now - timedelta(days=DAYS_UNNAMED):", "if True:"),
    ),
    *faults(
        "tasks/evidence/keeping.py",
        EVIDENCE,
        (
            "others see what he has chosen",
            '"uploaded_by": by, "answers": answers}',
            '"answers": answers}',
        ),
        (
            "one form sees the files of another",
            'return where | {"action": action, ',
            "return where | {",
        ),
        ("one paper sees the files of another", ', "answers": answers}', "}"),
        ("bytes stay for ever", "is_free = not StoredFile", "is_free = StoredFile"),
        (
            "a link to bytes goes before the transaction ends",
            "transaction.on_commit(lambda: remove_unnamed(sha256))",
            "remove_unnamed(sha256)",
        ),
        (
            "the same file is kept twice",
            "waiting.get_or_create(sha256=new.sha256, defaults=form | about)[0]",
            "waiting.create(sha256=new.sha256, **form | about)",
        ),
        (
            "one more file a day",
            "len(files) > kinds.FILES_A_DAY",
            "len(files) > kinds.FILES_A_DAY + 1",
        ),
        (
            "any size a day",
            " or sum(file.room for file in files) > kinds.BYTES_A_DAY",
            "",
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
        (
            "everybody reads what was not sent",
            "exclude(shut).sent() | own",
            "exclude(shut)",
        ),
        (
            "nobody reads what was not sent",
            "exclude(shut).sent() | own",
            "exclude(shut).sent()",
        ),
    ),
    *faults(
        "tasks/evidence/views.py",
        EVIDENCE,
        ("files of other plans are read", ".filter(task__plan=self.plan)", ""),
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
    *faults(
        "tasks/evidence/previewing.py",
        "tests/tasks/evidence/test_previewing.py",
        ("a hostile file is tried for ever", ".update(has_preview=False)", ".count()"),
        ("a drawing may take for ever", ", timeout=SECONDS", ""),
        ("a run leaves no turn to mails", "if clock() > until:", "if not until:"),
        ("a preview is kept and not shown", "    same.update(has_preview=True)\n", ""),
    ),
    *faults(
        "tasks/evidence/drawing.py",
        "tests/tasks/evidence/test_drawing.py tests/tasks/evidence/test_previewing.py",
        ("photographs lie on their side", "ImageOps.exif_transpose(image)", "image"),
        ("any number of pixels is unpacked", "> MAX_PIXELS:", "> MAX_PIXELS * 9:"),
        (
            "memory has no limit",
            "    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))\n",
            "",
        ),
    ),
    *faults(
        "tasks/evidence/views.py",
        "tests/tasks/evidence/test_previewing.py",
        (
            "previews ask not who may read",
            "Evidence.objects.readable_by(reader)",
            "Evidence.objects",
        ),
    ),
]
