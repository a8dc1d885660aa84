"""What can be found: one row for each thing, kept by the same transaction as the thing."""

from typing import Any, Self

from django.db import models
from django.db.models import Case, Lookup, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tasks.plan.models import Plan
from tasks.search.words import Asked

# Of what fits as well the newest; of one kind without days in the order of the document.
BY_FIT = ("fit", models.F("since").desc(nulls_last=True), "key", "place")


class GramsField(models.TextField):
    """Grams with spaces between them, which both databases index in their own way: migration 0099."""


@GramsField.register_lookup
class Hold(Lookup):
    """``grams__hold=(…)``: the rows that have all of these grams."""

    lookup_name = "hold"
    prepare_rhs = False

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        # As the GIN index is written, or it is not used.
        return f"string_to_array({column}, ' ') @> %s::text[]", [*params, list(self.rhs)]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        table = connection.ops.quote_name(self.lhs.alias)
        found = "SELECT rowid FROM tasks_searchindex WHERE tasks_searchindex MATCH %s"
        return f"{table}.id IN ({found})", [" ".join(f'"{gram}"' for gram in self.rhs)]


class SearchRowQuerySet(models.QuerySet["SearchRow"]):
    def holding(self, asked: Asked) -> Self:
        """Those in whose words all phrases stand, each as one."""
        together = Q(*(("text__contains", phrase) for phrase in asked.to_compare))
        return self.filter(together, grams__hold=asked.grams)

    def by_fit(self, asked: Asked) -> Self:
        """The most fitting first: whose name begins so, whose name has all; of those the newest."""
        named = Q(*(("name__contains", phrase) for phrase in asked.phrases))
        begins = Q(name__startswith=asked.phrases[0])
        fit = Case(
            When(named & begins, then=Value(0)),
            When(named, then=Value(1)),
            default=Value(2),
            output_field=models.PositiveSmallIntegerField(),
        )
        return self.annotate(fit=fit).order_by(*BY_FIT)


class SearchRow(models.Model):
    """The words of one thing, folded; of the official text one row for each paragraph."""

    class Kind(models.TextChoices):
        """In the order in which pages show them."""

        TASK = "task", pgettext_lazy("found", "Tasks")
        MILESTONE = "milestone", pgettext_lazy("found", "Milestones")
        UNIT = "unit", _("Units")
        LEADER = "leader", _("Leaders")
        SLIP = "slip", _("Slips")
        INSTRUCTION = "instruction", _("Instructions")
        REPORT = "report", _("Progress reports")
        FILE = "file", _("Files")
        TEXT = "text", _("Official text")

    # The long columns stand last: counting need not read them.
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    key = models.PositiveBigIntegerField(_("of which row"))
    # At which character of the plan's text it begins; only paragraphs stand somewhere.
    place = models.PositiveIntegerField(_("place"), default=0)
    # Units and leaders are of no plan.
    plan = models.ForeignKey(
        Plan, models.CASCADE, null=True, related_name="+", verbose_name=_("plan")
    )
    since = models.DateField(_("since"), null=True)
    name = models.TextField(_("name"))
    text = models.TextField(_("words"))
    grams = GramsField(_("grams"))

    objects = SearchRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("search row")
        verbose_name_plural = _("search rows")
        constraints = [
            models.UniqueConstraint(name="search_row_once", fields=["kind", "key", "place"]),
            models.CheckConstraint(
                name="search_row_of_a_plan",
                condition=Q(kind__in=["unit", "leader"], plan=None)
                | (~Q(kind__in=["unit", "leader"]) & Q(plan__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"
