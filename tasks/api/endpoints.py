"""What programs of others can ask: the plan, its tasks, milestones and numbers on a day; read only.

Nothing that people write about their work is told, so nothing restricted is: docs/api.md.
"""

import re
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import NinjaAPI, Query, Router
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer
from pydantic import BeforeValidator, WithJsonSchema

from tasks.api.models import ApiClient
from tasks.api.schemas import (
    Counts,
    LightName,
    MilestonesOut,
    PlanOut,
    Problem,
    SumsOut,
    TasksOut,
)
from tasks.browse.rows import TASK, with_milestones
from tasks.ground.clock import today
from tasks.ground.lights import BY_SLUG, Light
from tasks.ground.sense import FIRST_SHOWN, LAST_SHOWN
from tasks.ground.tally import Tally
from tasks.ledger.rules import sums_of
from tasks.plan.models import Milestone, Plan
from tasks.plan.models.ending import ending_on

IS_DATE = re.compile(r"\d{4}-\d\d-\d\d")
MOST = 1000  # rows of one answer
MILESTONE = (
    "task__number", "order", "text", "kind", "light", "original_light", "due", "original_due_on",
    "done_on", "is_key", "is_dated", "is_stale", "task__added_on",
)  # fmt: skip
TOLD: dict[Any, Any] = dict.fromkeys((401, 403, 404, 422), Problem)


class Token(HttpBearer):
    """``Authorization: Bearer`` and the secret that the set-up page showed."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiClient | None:
        return ApiClient.objects.with_token(token, today())


router = Router(auth=Token(), tags=["plan"])


def as_written(text: Any) -> Any:
    """``text`` as it came where it is written like a date; numbers are no days."""
    if isinstance(text, str) and not IS_DATE.fullmatch(text):
        raise ValueError(_("please write a day like 2015-06-18"))
    return text


YEARS = r"^(19[5-9]\d|2[01]\d\d)-"  # whole years within FIRST_SHOWN and LAST_SHOWN
Day = Annotated[
    date,
    BeforeValidator(as_written),
    WithJsonSchema({"type": "string", "format": "date", "pattern": YEARS}),
]
AS_OF: Any = Query(
    None, ge=FIRST_SHOWN, le=LAST_SHOWN, description=gettext_noop("Today without it.")
)
Limit = Annotated[int, Query(ge=1, le=MOST)]
LIGHTS: Any = Query(
    [], max_length=len(Light), description=gettext_noop("Only those that show one of these lights.")
)
Offset = Annotated[int, Query(ge=0, le=1_000_000)]


def plan_of(request: HttpRequest, slug: str) -> Plan:
    """The plan that the client may read. Raises HttpError."""
    plan = Plan.objects.for_page().defer("source_text").filter(slug=slug).first()
    client: ApiClient = request.auth  # type: ignore[attr-defined]  # set by ninja
    if plan is None:
        raise HttpError(404, _("There is no such plan."))
    if plan.pk != client.plan_id:
        raise HttpError(403, _("This token is for another plan."))
    return plan


def counts_of(tally: Tally) -> Counts:
    return Counts(**{name: getattr(tally, name) for name in Counts.model_fields})


@router.get(
    "/plans/{slug}",
    response={200: PlanOut} | TOLD,
    summary=gettext_noop("The plan and its numbers"),
)
def plan(request: HttpRequest, slug: str, as_of: Day = AS_OF) -> dict[str, Any]:
    found, on = plan_of(request, slug), as_of or today()
    tally = Milestone.objects.of(found, on).tally()
    return {
        "slug": found.slug,
        "title": found.title,
        "issuer": found.issuer,
        "issued_on": found.issued_on,
        "as_of": on,
        "counts": counts_of(tally),
        "outside": counts_of(tally.extra) if tally.extra else None,
    }


@router.get(
    "/plans/{slug}/counts",
    response={200: SumsOut} | TOLD,
    summary=gettext_noop("Numbers by special project, lead unit and leader"),
)
def counts(request: HttpRequest, slug: str, as_of: Day = AS_OF) -> dict[str, Any]:
    found, on = plan_of(request, slug), as_of or today()
    sums = sums_of(found, Milestone.objects.of(found, on), on)
    return {"as_of": on} | {
        kind: [{"name": one.name, "counts": counts_of(one.tally)} for one in sums[kind]]
        for kind in ("project", "unit", "leader")
    }


@router.get("/plans/{slug}/tasks", response={200: TasksOut} | TOLD, summary=gettext_noop("Tasks"))
def tasks(
    request: HttpRequest, slug: str, as_of: Day = AS_OF, limit: Limit = 200, offset: Offset = 0
) -> dict[str, Any]:
    found, on = plan_of(request, slug), as_of or today()
    known = found.tasks.known_on(on).annotate(ending=ending_on(on)).order_by("number")
    rows = with_milestones(found, on, known.values(*TASK)[offset : offset + limit])
    items = [
        {
            "number": row["number"],
            "title": row["title"],
            "project": row["project__title"],
            "ending": row["ending"],
            "units": row["units"],
            "leaders": row["leaders"],
            "next_due_on": row["next_due"],
        }
        | lights_of(row)
        for row in rows
    ]
    return {"as_of": on, "count": known.count(), "items": items}


@router.get(
    "/plans/{slug}/milestones",
    response={200: MilestonesOut} | TOLD,
    summary=gettext_noop("Milestones"),
)
def milestones(
    request: HttpRequest,
    slug: str,
    light: list[LightName] = LIGHTS,
    as_of: Day = AS_OF,
    limit: Limit = 200,
    offset: Offset = 0,
) -> dict[str, Any]:
    found, on = plan_of(request, slug), as_of or today()
    asked = Milestone.objects.of(found, on).in_order()
    if light:
        asked = asked.filter(light__in=[BY_SLUG[one.value] for one in light])
    items = [
        {
            "task": row["task__number"],
            "due_on": row["due"],
            "is_outside": row["task__added_on"] is not None,
        }
        | {name: row[name] for name in ("order", "text", "kind", "original_due_on", "done_on")}
        | {name: row[name] for name in ("is_key", "is_dated", "is_stale")}
        | lights_of(row)
        for row in asked.values(*MILESTONE)[offset : offset + limit]
    ]
    return {"as_of": on, "count": asked.count(), "items": items}


def lights_of(row: dict[str, Any]) -> dict[str, str]:
    return {name: Light(row[name]).slug for name in ("light", "original_light")}


def refused(request: HttpRequest, error: Exception) -> Any:
    """Every refusal is one sentence."""
    if isinstance(error, AuthenticationError):
        return api.create_response(
            request, {"detail": _("The token is missing, not valid, or was revoked.")}, status=401
        )
    assert isinstance(error, ValidationError)
    told = (f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors)
    return api.create_response(request, {"detail": "; ".join(told)}, status=422)


api = NinjaAPI(
    title="督办台账 · Supervision ledger",
    version="1",
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,  # it stands on a page of ours
    description="Read-only: a plan, its tasks, milestones, lights and numbers on any day.",
)
api.add_router("", router)
api.add_exception_handler(AuthenticationError, refused)
api.add_exception_handler(ValidationError, refused)
