"""What the filters of the lists offer."""

from functools import lru_cache

from django.db.models import DateField, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from leaders.models import Leader
from tasks.frame.fields import Named
from tasks.plan.models import SpecialProject, Task, TaskLeader, Tenure
from units.models import Unit, UnitAlias


def choices_of(plan, as_of):
    """``{"project" | "unit" | "leader": [(key, label), …]}`` of what occurs in ``plan``; of units those
    that there are on the day, with the name that they had last before, of leaders those who led by
    then, and what is outside the plan from its first day on.

    One query for all three, in the document's order.
    """
    choices = {"project": [], "unit": [], "leader": []}
    for name, key, label, _place, sort_name, former, gone_on, begun_on in choice_rows(
        plan.pk
    ).all():
        if former:
            label = _("%(name)s (formerly %(former)s)") % {"name": label, "former": former}
        if (gone_on is None or gone_on > as_of) and (begun_on is None or begun_on <= as_of):
            choices[name].append((key, Named(label, sort_name) if sort_name else label))
    return choices


@lru_cache(maxsize=64)
def choice_rows(plan):
    """The unasked query of ``choices_of`` the plan with that id."""
    had = Tenure.objects.filter(unit=OuterRef("pk"), task__plan=plan)
    led = TaskLeader.ever.filter(leader=OuterRef("pk"), task__plan=plan)
    begun = led.order_by("since")
    names = UnitAlias.objects.filter(unit=OuterRef("pk")).exclude(until=None)
    former = names.order_by("-until").values("name")[:1]
    added = Task.objects.filter(project=OuterRef("pk")).order_by("added_on")
    firsts = {"project": added.values("added_on")[:1], "leader": begun.values("since")[:1]}
    never = Cast(Value(None), DateField())  # PostgreSQL wants each column of one type
    sources = {
        "project": (SpecialProject.objects.filter(plan=plan), "number", "title", "number"),
        "unit": (Unit.objects.filter(Exists(had)), "id", "name", "position"),
        "leader": (Leader.objects.filter(Exists(led)), "id", "name", "position"),
    }
    rows = [
        queryset.order_by()
        .annotate(
            list=Value(name),
            key=F(key),
            label=F(label),
            place=F(place),
            order=F("sort_name") if name == "unit" else Value(""),
            former=Coalesce(Subquery(former), Value("")) if name == "unit" else Value(""),
            gone_on=F("dissolved_on") if name == "unit" else never,
            begun_on=Subquery(firsts[name]) if name in firsts else never,
        )
        .values_list("list", "key", "label", "place", "order", "former", "gone_on", "begun_on")
        for name, (queryset, key, label, place) in sources.items()
    ]
    return rows[0].union(*rows[1:]).order_by("place", "key")
