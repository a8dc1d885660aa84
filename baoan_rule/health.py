"""Is the process alive, and can it serve? For supervisors of processes, not of districts."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.utils import timezone

from tasks.ground.clock import today
from tasks.mail.watchdog import alarms

NO_DATABASE = "the database does not answer"


@login_not_required
def healthz(request):
    """200 while the machinery runs, else 503 and what stands still."""
    try:
        said = alarms(timezone.now(), today())
    except DatabaseError:
        said = [NO_DATABASE]
    return JsonResponse({"status": " ".join(said) or "ok"}, status=503 if said else 200)


@login_not_required
def readyz(request):
    """200 when the database answers and its tables are up to date, else 503 with the reason."""
    reason = why_not_ready()
    return JsonResponse({"status": reason or "ok"}, status=503 if reason else 200)


def why_not_ready():
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return NO_DATABASE
    return "migrations are waiting" if waiting else ""
