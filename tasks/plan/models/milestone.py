"""One deliverable of a task, with its dates and its stage."""

from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tasks.ground.lights import CLOSED, WAITING, Light
from tasks.plan.models.milestone_queryset import MilestoneQuerySet
from tasks.plan.models.stages import Stage
from tasks.plan.models.standing import Standing
from units.models import Unit


class Milestone(models.Model):
    """One deliverable of a task that can be finished on its own."""

    class Kind(models.TextChoices):
        DEADLINE = "deadline", _("Deadline")
        START = "start", _("Start")
        ONGOING = "ongoing", _("Ongoing")

    Stage = Stage

    class DateNote(models.TextChoices):
        NONE = "", _("As written")
        BEFORE_MONTH = "before_month", _("“Before month X” read as the last day before it")
        INHERITED = "inherited", _("Date taken over from the clause before")
        NO_DATE = "no_date", _("The document gives no date")
        PERIOD = "period", _("End of a planning period")

    task = models.ForeignKey(
        "tasks.Task", models.CASCADE, related_name="milestones", verbose_name=_("task")
    )
    order = models.PositiveSmallIntegerField(_("order"), validators=[MinValueValidator(1)])
    text = models.CharField(_("deliverable"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    is_key = models.BooleanField(_("key focus"), default=False)
    raw_date = models.CharField(_("date as written"), max_length=50, blank=True)
    date_note = models.CharField(
        _("reading of the date"), max_length=20, choices=DateNote, blank=True, default=""
    )
    date_confirmed_on = models.DateField(_("date confirmed on"), null=True, blank=True)
    original_due_on = models.DateField(
        _("original due date"),
        null=True,
        blank=True,
        help_text=_("The document's date. It changes only by a correction."),
    )
    due_on = models.DateField(
        _("due date"), null=True, blank=True, help_text=_("After granted extensions.")
    )
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.OPEN)
    completed_on = models.DateField(_("completed on"), null=True, blank=True)
    stopped_on = models.DateField(_("stopped on"), null=True, blank=True)
    source_start = models.PositiveIntegerField(_("begins at character"), null=True, blank=True)
    source_end = models.PositiveIntegerField(_("ends before character"), null=True, blank=True)
    # Which of the task's units answers for it, where a supervisor named one: the last Naming.
    answering_unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answers_for",
        verbose_name=_("answering unit"),
    )
    # Milestones that supervisors added, whole or as parts of one of the document's.
    added_on = models.DateField(_("added on"), null=True, blank=True)
    split_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    # Rises whenever an act of the workflow or a correction changes the row: a form opened on an
    # older version is stale.
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)

    # What MilestoneQuerySet.of() annotates; a milestone that was fetched otherwise has none of it.
    standing: Standing
    due: date | None
    light: int
    original_light: int
    is_dated: bool
    stage_then: str
    done_on: date | None
    holder: str
    held_since: date
    last_report_on: date | None
    is_stale: bool
    # What with_entered() annotates.
    is_entered: bool

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["task", "order"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        indexes = [models.Index(fields=["due_on"]), models.Index(fields=["original_due_on"])]
        constraints = [
            models.UniqueConstraint(name="milestone_order_unique", fields=["task", "order"]),
            models.CheckConstraint(name="milestone_order_positive", condition=Q(order__gte=1)),
            models.CheckConstraint(name="milestone_has_a_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="milestone_kind_known", condition=Q(kind__in=["deadline", "start", "ongoing"])
            ),
            models.CheckConstraint(
                name="milestone_stage_known",
                condition=Q(stage__in=["open", "signing", "submitted", "done", "stopped"]),
            ),
            models.CheckConstraint(
                name="milestone_date_note_known",
                condition=Q(date_note__in=["", "before_month", "inherited", "no_date", "period"]),
            ),
            models.CheckConstraint(
                name="milestone_noted_without_date_has_none",
                condition=~Q(date_note="no_date") | Q(original_due_on__isnull=True),
            ),
            models.CheckConstraint(
                name="milestone_completed_on_iff_done",
                condition=Q(stage="done", completed_on__isnull=False)
                | (~Q(stage="done") & Q(completed_on__isnull=True)),
                violation_error_message=_("A completion date belongs to a done milestone only."),
            ),
            models.CheckConstraint(
                name="milestone_stopped_on_iff_stopped",
                condition=Q(stage="stopped", stopped_on__isnull=False)
                | (~Q(stage="stopped") & Q(stopped_on__isnull=True)),
                violation_error_message=_("A stop date belongs to a stopped milestone only."),
            ),
            models.CheckConstraint(
                name="milestone_original_date_keeps_a_due_date",
                condition=Q(original_due_on__isnull=True) | Q(due_on__isnull=False),
                violation_error_message=_("A dated milestone keeps a due date."),
            ),
            models.CheckConstraint(
                name="milestone_confirms_noted_dates_only",
                condition=Q(date_confirmed_on__isnull=True) | ~Q(date_note=""),
                violation_error_message=_("Only a noted date needs to be confirmed."),
            ),
            models.CheckConstraint(
                name="milestone_part_was_added",
                condition=Q(split_from__isnull=True) | Q(added_on__isnull=False),
            ),
            models.CheckConstraint(
                name="milestone_span_not_empty",
                condition=Q(source_start=None, source_end=None)
                | Q(source_start__isnull=False, source_end__gt=F("source_start")),
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def date_to_check(self) -> bool:
        """True while a supervisor has not yet confirmed how the document's date was read."""
        return bool(self.date_note) and self.date_confirmed_on is None

    @property
    def date_was_decided(self) -> bool:
        """True when somebody granted or set a date: it no longer follows the document's."""
        granted = self.extensions.filter(decision="granted").exists()
        return granted or self.date_settings.exists()

    @property
    def is_waiting(self) -> bool:
        """True while the due date is still to be kept; needs the annotated ``light``."""
        return self.light in WAITING

    @property
    def is_red(self) -> bool:
        """True when it is overdue; needs the annotated ``light``."""
        return self.light == Light.RED

    @property
    def is_open(self) -> bool:
        """True while somebody has to do something; needs the annotated ``light``."""
        return self.light not in (*CLOSED, Light.STOPPED)

    @property
    def is_closed(self) -> bool:
        """True when it is done on the date shown; needs the annotated ``light``."""
        return self.light in CLOSED
