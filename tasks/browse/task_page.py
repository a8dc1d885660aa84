"""A task with all that was reported, requested, proved and written about its milestones."""

from django.db.models import Prefetch

from tasks.evidence.models import Evidence
from tasks.forecast.models import Forecast
from tasks.inspections.models import Inspection, Visit
from tasks.plan.models import CompletionRequest, Extension, Milestone, ProgressReport, Task
from tasks.plan.models.responsibility import prefetched_owners
from tasks.ratings.rules import with_words
from tasks.rhythm.rules import with_reports
from tasks.slips.models import Slip


def tasks_with_story(plan, as_of, reader):
    """The plan's tasks with what happened up to ``as_of`` as ``reader`` sees it, newest first, for their
    pages.
    """
    milestones = Milestone.objects.of(plan, as_of).with_requests().with_holder(plan)
    milestones = with_reports(milestones.with_approval().with_entered(), plan, as_of)
    milestones = with_words(milestones, as_of)
    milestones = milestones.select_related("standing__answering", "split_from").order_by("order")
    reports = ProgressReport.objects.seen_by(reader).filter(reported_on__lte=as_of)
    requests = CompletionRequest.objects.seen_by(reader).filter(requested_on__lte=as_of)
    extensions = Extension.objects.seen_by(reader).filter(requested_on__lte=as_of)
    slips = Slip.objects.filter(issued_on__lte=as_of).order_by("number")
    said = Forecast.objects.of_week(as_of).spoken()
    files = Evidence.objects.shown_to(reader)
    tasks = Task.objects.filter(plan=plan).known_on(as_of).select_related("project")
    return tasks.prefetch_related(
        Prefetch("milestones", milestones),
        Prefetch("milestones__reports", reports.select_related("unit", "reported_by")),
        Prefetch("milestones__reports__evidence", files),
        Prefetch("milestones__requests", requests.select_related("unit", "requested_by")),
        Prefetch("milestones__requests__evidence", files),
        Prefetch("milestones__extensions", extensions.select_related("unit")),
        Prefetch("milestones__extensions__evidence", files),
        Prefetch("milestones__slips", slips),
        Prefetch("milestones__forecasts", said, to_attr="forecasts_now"),
        Prefetch("milestones__inspections", Inspection.objects.up_to(as_of)),
        Prefetch("milestones__inspections__visits", Visit.objects.with_units()),
        Prefetch("milestones__inspections__evidence", files),
        *prefetched_owners(as_of),
    )
