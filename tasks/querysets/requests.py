"""The questions asked of requests, extensions and events."""

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Sum


class CompletionQuerySet(QuerySet):
    def undecided(self):
        return self.filter(state__in=self.model.UNDECIDED)

    def submitted(self):
        """Those that wait for a supervisor, the oldest first."""
        return self.filter(state=self.model.State.SUBMITTED).order_by("submitted_on", "id")


class ExtensionQuerySet(QuerySet):
    def undecided(self):
        return self.filter(decision__in=self.model.UNDECIDED)

    def submitted(self):
        """Those that wait for a supervisor, the oldest first."""
        return self.filter(decision=self.model.Decision.PENDING).order_by("submitted_on", "id")

    def decided(self):
        """Granted and refused ones; what was taken back is nobody's record."""
        return self.filter(decision__in=("granted", "refused"))

    def sums_by_unit(self):
        """``{unit id: {"granted": number, "days": of all granted, "refused": number}}``."""
        granted = Q(decision="granted")
        moved = ExpressionWrapper(F("new_due_on") - F("old_due_on"), DurationField())
        rows = self.values("unit").annotate(
            granted=Count("pk", filter=granted),
            refused=Count("pk", filter=Q(decision="refused")),
            moved=Sum(moved, filter=granted),
        )
        return {
            row["unit"]: {
                "granted": row["granted"],
                "refused": row["refused"],
                "days": row["moved"].days if row["moved"] else 0,
            }
            for row in rows.order_by()
        }

    def for_table(self, plan, as_of):
        """The extensions of ``plan`` asked up to ``as_of``, with all that a row shows."""
        rows = self.filter(milestone__task__plan=plan, requested_on__lte=as_of)
        return rows.select_related("milestone__task", "unit").order_by("-requested_on", "-id")


class EvidenceQuerySet(QuerySet):
    def sent(self):
        """Files that prove something, not those of forms that are still being filled in."""
        return self.exclude(**dict.fromkeys(self.model.PROVES))

    def unsent(self):
        return self.filter(**dict.fromkeys(self.model.PROVES))


class EventQuerySet(QuerySet):
    def for_history(self, as_of):
        """What happened up to ``as_of``, newest first, with all that a line says."""
        rows = self.filter(on__lte=as_of).select_related("unit", "person", "milestone")
        return rows.order_by("-on", "-id")
