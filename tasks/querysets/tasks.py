"""The questions asked of tasks. Every date is given; nothing reads the clock."""

from functools import partial

from django.apps import apps
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from tasks.lights import CLOSED, Light
from tasks.querysets.owners import owners


class TaskQuerySet(QuerySet):
    def of(self, plan, as_of):
        """The plan's tasks at the end of ``as_of``.

        Annotates ``light``, that of the milestone which decides, and ``next_due``, the earliest
        date still to be kept.
        """
        milestones = apps.get_model("tasks", "Milestone").objects.of(plan, as_of)
        mine = milestones.filter(task=OuterRef("pk"))
        waiting = mine.filter(is_dated=True).exclude(light__in=CLOSED)
        return self.filter(plan=plan).annotate(
            light=Coalesce(
                Subquery(mine.deciding_first().values("light")[:1]), Value(Light.UNSCHEDULED)
            ),
            next_due=Subquery(waiting.order_by("due").values("due")[:1]),
        )

    def for_table(self, plan, as_of):
        """``of`` with all that a row shows."""
        milestones = apps.get_model("tasks", "Milestone").objects.of(plan, as_of)
        return (
            self.of(plan, as_of)
            .select_related("project")
            .prefetch_related(
                Prefetch("milestones", milestones.order_by("order")),
                *owners(),
            )
            .order_by("number")
        )

    def of_unit(self, unit, role=None):
        """Tasks in which ``unit`` has a part, or that part."""
        part = {"assignments__unit": unit}
        return self.filter(**part | {"assignments__role": role} if role else part)

    def led_by(self, leader):
        return self.filter(lead_leaders__leader=leader)

    def for_page(self, plan, as_of):
        """``of`` with what was reported, asked and proved up to ``as_of``, newest first."""
        model = partial(apps.get_model, "tasks")
        milestones = model("Milestone").objects.of(plan, as_of).with_requests()
        milestones = milestones.select_related("answering_unit", "split_from")
        reports = model("ProgressReport").objects.filter(reported_on__lte=as_of)
        requests = model("CompletionRequest").objects.filter(requested_on__lte=as_of)
        extensions = model("Extension").objects.filter(requested_on__lte=as_of)
        slips = model("Slip").objects.filter(issued_on__lte=as_of).order_by("number")
        visits = model("Inspection").objects.filter(inspected_on__lte=as_of)
        files = model("Evidence").objects.select_related("unit", "uploaded_by")
        return (
            self.of(plan, as_of)
            .select_related("project")
            .prefetch_related(
                Prefetch("milestones", milestones.with_holder(plan, as_of).order_by("order")),
                Prefetch("milestones__reports", reports.select_related("unit", "reported_by")),
                Prefetch("milestones__reports__evidence", files),
                Prefetch("milestones__requests", requests.select_related("unit", "requested_by")),
                Prefetch("milestones__requests__evidence", files),
                Prefetch("milestones__extensions", extensions.select_related("unit")),
                Prefetch("milestones__slips", slips),
                Prefetch("milestones__inspections", visits.select_related("unit")),
                *owners(),
            )
        )

    def for_document(self, plan, as_of):
        """``of`` with the milestones whose clauses the official text marks."""
        milestones = apps.get_model("tasks", "Milestone").objects.of(plan, as_of)
        return (
            self.of(plan, as_of)
            .select_related("project")
            .prefetch_related(Prefetch("milestones", milestones.order_by("order")))
            .order_by("number")
        )

    def for_export(self, plan):
        """The document's content, in its order."""
        return (
            self.filter(plan=plan)
            .select_related("project")
            .prefetch_related("milestones", *owners())
            .order_by("number")
        )
