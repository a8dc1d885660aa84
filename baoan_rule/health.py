"""Is the process alive, and can it serve? For supervisors of processes, not of districts."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse


@login_not_required
def healthz(request):
    """200 as long as the process answers."""
    return JsonResponse({"status": "ok"})


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
        return "the database does not answer"
    return "migrations are waiting" if waiting else ""
