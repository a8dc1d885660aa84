"""Bulletins 督查通报, their sections and their readers: docs/bulletins.md."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tasks.ground.clock import time_on
from tasks.plan.models.numbered import Numbered
from tasks.plan.models.plan import Plan
from units.models import Unit, User


class Deed(models.Model):
    """What is read like an Event where somebody came second, and has its columns."""

    class Meta:
        abstract = True

    @property
    def time(self) -> str:
        """Empty when it was done on another day than it is of."""
        return time_on(self.at, self.on)

    @property
    def unit(self) -> Unit | None:
        return self.person.unit


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    def issued_by(self, as_of):
        """Those that had been issued at the end of ``as_of``."""
        return self.filter(issued_on__lte=as_of)

    def drafts(self):
        return self.filter(issued_on=None)

    def published_to(self, person):
        """Those that are for the role of ``person``."""
        return self.filter(readers__role=person.role)

    def with_people(self):
        people = ("begun_by__unit", "person__unit")
        return self.select_related("plan", "corrects", "correction", *people)


class Bulletin(Deed, Numbered):
    """The report of one period: a draft until it is issued, then frozen."""

    class Layout(models.TextChoices):
        RED_HEAD = "red-head", _("Red head: with the number of the paper")
        PERIODICAL = "periodical", _("Periodical: with the number of the issue")

    # A draft has no number yet, but a plan.
    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="bulletins", verbose_name=_("plan"), editable=False
    )
    first_on = models.DateField(_("from"))
    last_on = models.DateField(_("to"))
    layout = models.CharField(_("layout"), max_length=20, choices=Layout, default=Layout.RED_HEAD)
    title = models.CharField(_("title"), max_length=200)
    addressees = models.CharField(_("addressees"), max_length=200)
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="correction",
        verbose_name=_("corrects"),
    )
    begun_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("drafted by"), editable=False
    )
    begun_on = models.DateField(_("drafted on"), editable=False)
    issue = models.PositiveIntegerField(_("issue"), null=True, editable=False)
    person = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("issued by"),
        editable=False,
    )
    issued_on = models.DateField(_("issued on"), null=True, editable=False)
    at = models.DateTimeField(_("time"), auto_now=True)
    # As it was issued: the words of the paper (tasks.paper.sheet), and the same with the lists that
    # the numbers count (tasks.bulletin.lines).
    sheet = models.JSONField(_("words of the paper"), default=dict, editable=False)
    told = models.JSONField(_("numbers and their lists"), default=dict, editable=False)

    objects = BulletinQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-id"]
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")
        constraints = [
            models.UniqueConstraint(
                name="bulletin_number_once_a_year",
                fields=["year", "number"],
                condition=Q(shares_number=False),
            ),
            models.UniqueConstraint(name="bulletin_issue_once_a_plan", fields=["plan", "issue"]),
            models.CheckConstraint(
                name="bulletin_numbered_iff_issued",
                condition=Q(issued_on=None, person=None, year=None, number=None, issue=None)
                | Q(
                    issued_on__isnull=False,
                    person__isnull=False,
                    year__isnull=False,
                    number__isnull=False,
                    issue__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="bulletin_ends_after_it_begins", condition=Q(last_on__gte=F("first_on"))
            ),
            models.CheckConstraint(
                name="bulletin_issued_after_its_period",
                condition=Q(issued_on=None) | Q(issued_on__gte=F("last_on")),
            ),
            models.CheckConstraint(
                name="bulletin_layout_known", condition=Q(layout__in=["red-head", "periodical"])
            ),
            models.CheckConstraint(
                name="bulletin_has_a_head", condition=~Q(title="") & ~Q(addressees="")
            ),
        ]

    def __str__(self):
        return self.reference or self.title

    @property
    def on(self) -> date | None:
        return self.issued_on

    @property
    def is_issued(self) -> bool:
        return self.issued_on is not None

    @property
    def note(self) -> str:
        return self.reference

    def get_action_display(self) -> str:
        return str(_("Issued the bulletin"))


class BulletinReader(models.Model):
    """A role that reads an issued bulletin."""

    bulletin = models.ForeignKey(
        Bulletin, models.CASCADE, related_name="readers", verbose_name=_("bulletin")
    )
    role = models.CharField(_("role"), max_length=20, choices=User.Role)

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")
        constraints = [
            models.UniqueConstraint(name="bulletin_reader_once", fields=["bulletin", "role"])
        ]

    def __str__(self):
        return self.get_role_display()


class Wording(Deed):
    """The head or one section as a supervisor wrote it; rows are only ever added, and the latest counts.

    Where it is ``generated`` the section is what the records say. Of the head the words are for the
    history; what counts stands in the Bulletin.
    """

    class Part(models.TextChoices):
        """The head, and the sections in their usual order."""

        HEAD = "head", _("Head")
        OVERALL = "overall", _("Overall")
        DONE = "done", pgettext_lazy("section", "Done")
        PROGRESS = "progress", pgettext_lazy("section", "Progress")
        LATE = "late", _("Falling behind")
        PRACTICE = "practice", _("Good practice")
        NEXT = "next", pgettext_lazy("section", "Next")

    # As the paper calls them.
    HEADINGS = {
        Part.OVERALL: "总体情况",
        Part.DONE: "办结情况",
        Part.PROGRESS: "推进情况",
        Part.LATE: "滞后点名",
        Part.PRACTICE: "经验做法",
        Part.NEXT: "下步要求",
    }

    bulletin = models.ForeignKey(
        Bulletin, models.CASCADE, related_name="wordings", verbose_name=_("bulletin")
    )
    part = models.CharField(_("section"), max_length=20, choices=Part)
    version = models.PositiveIntegerField(_("version"))
    generated = models.BooleanField(_("as the records say"), default=False)
    text = models.TextField(_("words"), blank=True)
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))
    on = models.DateField(_("written on"))
    at = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        ordering = ["part", "-version"]
        verbose_name = _("wording of a section")
        verbose_name_plural = _("wordings of sections")
        constraints = [
            models.UniqueConstraint(
                name="wording_version_once", fields=["bulletin", "part", "version"]
            ),
            models.CheckConstraint(
                name="wording_part_known",
                condition=Q(
                    part__in=["head", "overall", "done", "progress", "late", "practice", "next"]
                ),
            ),
            models.CheckConstraint(
                name="wording_generated_has_no_words", condition=Q(generated=False) | Q(text="")
            ),
        ]

    def __str__(self):
        return f"{self.bulletin_id} {self.get_part_display()} {self.version}"

    @property
    def note(self) -> str:
        return self.text

    def get_action_display(self) -> str:
        if self.part == self.Part.HEAD:
            return str(_("Rewrote the head"))
        if self.generated:
            return str(_("Took the words of the records again"))
        return str(_("Wrote the section"))
