"""How a lead unit will do a task: opinions 三(二), work plan 四 (docs/rules.md)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from tasks.evidence.models import StoredFile
from tasks.ground.days import FOREVER
from tasks.plan.models.milestone import Milestone
from tasks.plan.models.responsibility import Assignment, Tenure
from units.models import User


class ImplementationPlanQuerySet(models.QuerySet):
    def on(self, day):
        """Those that held at the end of ``day``, one for each assignment at most."""
        return self.filter(saved_on__lte=day, until__gt=day)


class ImplementationPlan(StoredFile):
    """A lead unit's own plan (落实方案) for one task; its steps are not counted in rates.

    It held from ``saved_on`` on and before ``until``: what is saved on a later day is another row.
    """

    DIGEST = "document_sha256"

    assignment = models.ForeignKey(
        Assignment,
        models.CASCADE,
        related_name="implementations",
        verbose_name=_("assignment"),
    )
    responsible = models.CharField(_("responsible person"), max_length=50)
    phone = models.CharField(_("telephone"), max_length=30)
    working_group = models.TextField(_("working group"), blank=True)
    # The unit's own document; its bytes lie where evidence lies.
    document_name = models.CharField(_("document"), max_length=255, blank=True)
    document_sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("saved by"))
    saved_on = models.DateField(_("saved on"))
    until = models.DateField(_("until"), default=FOREVER, editable=False)
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)

    objects = ImplementationPlanQuerySet.as_manager()

    class Meta:
        ordering = ["assignment", "saved_on"]
        verbose_name = _("implementation plan")
        verbose_name_plural = _("implementation plans")
        constraints = [
            models.UniqueConstraint(
                name="implementation_ends_once", fields=["assignment", "until"]
            ),
            models.CheckConstraint(
                name="implementation_lasts_a_day", condition=Q(saved_on__lt=F("until"))
            ),
            models.CheckConstraint(
                name="implementation_names_somebody", condition=~Q(responsible="") & ~Q(phone="")
            ),
            models.CheckConstraint(
                name="implementation_document_has_bytes",
                condition=Q(document_name="", document_sha256="")
                | (~Q(document_name="") & ~Q(document_sha256="")),
            ),
        ]

    def __str__(self):
        return str(self.assignment)

    @classmethod
    def kept_since(cls, person, moment):
        saved = cls.objects.filter(saved_by=person, saved_on__gt=moment.date())
        return saved.exclude(document_name="")


class EarlierDocument(StoredFile):
    """A document that another one replaced on ``until_on``; it stays readable."""

    plan = models.ForeignKey(
        ImplementationPlan,
        models.CASCADE,
        related_name="earlier_documents",
        verbose_name=_("implementation plan"),
    )
    name = models.CharField(_("document"), max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    until_on = models.DateField(_("replaced on"))

    class Meta:
        ordering = ["-id"]
        verbose_name = _("earlier document")
        verbose_name_plural = _("earlier documents")
        constraints = [
            models.CheckConstraint(
                name="earlier_document_has_bytes", condition=~Q(name="") & ~Q(sha256="")
            )
        ]

    def __str__(self):
        return self.name

    @classmethod
    def kept_since(cls, person, moment):
        return cls.objects.filter(plan__saved_by=person, until_on__gt=moment.date())


class ImplementationStepQuerySet(models.QuerySet):
    def of_plan(self, plan, day):
        """The steps of all units under the tasks of ``plan`` as they were on ``day``, by date, each with the
        ``unit_name`` of the unit that had the part.
        """
        rows = self.filter(plan__assignment__task__plan=plan).order_by("due_on", "order", "id")
        rows = rows.filter(plan__saved_on__lte=day, plan__until__gt=day)
        held = Tenure.objects.on(day).filter(assignment=OuterRef("plan__assignment"))
        rows = rows.annotate(unit_name=Subquery(held.values("unit__name")[:1]))
        rows = rows.exclude(unit_name=None)  # of a part that had ended
        return rows.select_related("plan__assignment__task")

    def of_units(self, units):
        return self.filter(plan__assignment__unit__in=list(units))

    def open_until(self, day):
        """Not done, and due on ``day`` or before."""
        return self.filter(done_on=None, due_on__lte=day)


class ImplementationStep(models.Model):
    """A dated step of a unit's own, under one of the task's milestones or beside them."""

    plan = models.ForeignKey(
        ImplementationPlan,
        models.CASCADE,
        related_name="steps",
        verbose_name=_("implementation plan"),
    )
    milestone = models.ForeignKey(
        Milestone,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name=_("milestone"),
    )
    order = models.PositiveSmallIntegerField(_("order"), validators=[MinValueValidator(1)])
    text = models.CharField(_("step"), max_length=200)
    due_on = models.DateField(_("due date"))
    done_on = models.DateField(_("done on"), null=True, blank=True)

    objects = ImplementationStepQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "due_on", "order"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            models.UniqueConstraint(name="step_order_unique", fields=["plan", "order"]),
            models.CheckConstraint(name="step_has_a_text", condition=~Q(text="")),
        ]

    def __str__(self):
        return self.text
