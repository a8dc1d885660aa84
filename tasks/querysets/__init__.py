from tasks.querysets.milestones import MilestoneQuerySet
from tasks.querysets.requests import (
    CompletionQuerySet,
    EventQuerySet,
    EvidenceQuerySet,
    ExtensionQuerySet,
)
from tasks.querysets.tasks import TaskQuerySet

__all__ = [
    "CompletionQuerySet",
    "EventQuerySet",
    "EvidenceQuerySet",
    "ExtensionQuerySet",
    "MilestoneQuerySet",
    "TaskQuerySet",
]
