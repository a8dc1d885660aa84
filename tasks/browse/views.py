"""The two lists: tasks and milestones."""

from django.db.models import Max, Min, Q
from django.http import Http404
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django_filters.views import FilterView
from django_tables2 import RequestConfig, SingleTableMixin

from tasks.browse.extension_filter import ExtensionFilter
from tasks.browse.filter_bar import FilterBar
from tasks.browse.filters import MilestoneFilter, TaskFilter
from tasks.browse.history import History
from tasks.browse.official_text import passages
from tasks.browse.rows import MILESTONE, TASK, milestones_of, summary
from tasks.browse.short import paper_link
from tasks.browse.story import story_of
from tasks.browse.tables import PAGE, ExtensionTable, MilestoneTable, TaskListTable
from tasks.browse.task_page import tasks_with_story
from tasks.carrying.rules import links_of
from tasks.consent.rules import shown_on
from tasks.endings.rules import told_on_page
from tasks.following.pages import star
from tasks.frame.kept import KeptPage
from tasks.frame.pages import PlanPage
from tasks.frame.table_files import TableBook, TableText
from tasks.ground.clock import today
from tasks.ground.lights import Light, heaviest
from tasks.implementation.rules import lead_parts
from tasks.instructions.models import Instruction
from tasks.plan.actors import Actor
from tasks.plan.correcting import corrections_of
from tasks.plan.lines import tell_lines
from tasks.plan.models import Extension, Plan, Task
from tasks.plan.models.ending import ending_on
from tasks.plan.phases import why_not
from tasks.workflow.moves import offered
from units.models import Unit


class LedgerList(KeptPage, PlanPage, SingleTableMixin, TemplateView):
    """A filtered, sorted table; a filter that cannot be read lists nothing and says why."""

    table_pagination = {"per_page": PAGE}

    def get_table_data(self):
        return self.filter.filtered(self.queryset().of_document()).values(*self.columns)

    def get_context_data(self, **kwargs):
        self.filter = FilterBar(self.filterset_class, self.request)
        context = super().get_context_data(**kwargs)
        return context | {"filter": self.filter, "outside": self.outside()}

    def outside(self):
        """The table of what fits of the tasks outside the plan, all of it; None where nothing does."""
        if not self.plan.has_extra:
            return None
        rows = self.filter.filtered(self.queryset().outside()).values(*self.columns)
        table = self.table_class(rows, request=self.request)
        RequestConfig(self.request, paginate=False).configure(table)
        return table if table.rows else None


class TaskList(LedgerList):
    nav = "task-list"
    filterset_class = TaskFilter
    table_class = TaskListTable
    columns = TASK
    template_name = "browse/task_list.html"

    def queryset(self):
        tasks = Task.objects.filter(plan=self.plan).known_on(self.as_of).order_by("number")
        tasks = tasks.annotate(ending=ending_on(self.as_of))
        is_asked = self.request.GET.get("sort", "").lstrip("-") in ("light", "next_due")
        return tasks.of(self.plan, self.as_of) if is_asked else tasks


class TaskBook(TableBook, TaskList):
    """The list of tasks as an Excel workbook."""

    listed_at, others = "task-list", {"outside": gettext_lazy("Outside the plan")}


class TaskText(TableText, TaskList):
    """The list of tasks as values with commas between them."""

    listed_at, others = "task-list", {"outside": gettext_lazy("Outside the plan")}


class MilestoneList(LedgerList):
    nav = "milestone-list"
    filterset_class = MilestoneFilter
    table_class = MilestoneTable
    columns = MILESTONE
    template_name = "browse/milestone_list.html"

    def queryset(self):
        return milestones_of(self.plan, self.as_of)


class ExtensionList(PlanPage, SingleTableMixin, FilterView):
    nav = "extension-list"
    filterset_class = ExtensionFilter
    table_class = ExtensionTable
    table_pagination = False
    template_name = "browse/extension_list.html"

    def get_queryset(self):
        reader = Actor.of(self.request.user, today())
        return Extension.objects.for_table(self.plan, self.as_of).seen_by(reader)

    def get_context_data(self, **kwargs):
        sums = self.object_list.sums_by_unit()
        units = Unit.objects.in_bulk(sums)
        rows = [row | {"unit": units.get(pk)} for pk, row in sums.items()]
        worst = sorted(rows, key=lambda row: (-row["days"], -row["refused"]))
        return super().get_context_data(**kwargs) | {"sums": worst}


class WithText:
    """Mixin of pages that show the official text, which all others need not fetch."""

    def plans(self):
        return Plan.objects.for_page()


def proposals(page, about):
    """The corrections that wait for consent, on the page of today, for those who may decide."""
    return shown_on(about, page.request.user) if page.as_of == today() else []


class DocumentPage(WithText, PlanPage, TemplateView):
    nav = "document"
    template_name = "browse/document.html"

    def get_context_data(self, **kwargs):
        tasks = list(Task.objects.for_document(self.plan, self.as_of))
        for task in tasks:
            lights = [(one.light, one.is_dated) for one in task.milestones.all()]
            task.light = Light.STOPPED if task.ending else heaviest(lights)
        paragraphs = passages(self.plan, tasks)
        return super().get_context_data(**kwargs) | {
            "tasks": tasks,
            "numbers": [one for one in paragraphs if one.kind == "number"],
            "paragraphs": [one for one in paragraphs if one.kind != "number"],
            "corrections": corrections_of(self.plan).filter(on__lte=self.as_of),
            "proposals": proposals(self, self.plan),
        }


class AboutPage(PlanPage, TemplateView):
    nav = "about"
    template_name = "browse/about.html"


class TaskPage(WithText, PlanPage, TemplateView):
    nav = "task-list"
    template_name = "browse/task.html"

    def get_context_data(self, number, **kwargs):
        now = today()
        actor = Actor.of(self.request.user, now)
        tasks = tasks_with_story(self.plan, self.as_of, actor)
        task = tasks.filter(number=number).first()
        if task is None:
            raise Http404
        milestones = task.milestones.all()
        tell_lines(task, milestones, self.as_of)
        ended = told_on_page(task, self.as_of)
        happened = task.events.for_history(self.as_of).seen_by(actor)
        history = History(self.request.GET, happened, milestones)
        self.tell_each(milestones, actor, now, ended["ending"])
        return super().get_context_data(**kwargs) | {
            "task": task,
            "actor": actor,
            "paper_link": paper_link(task),
            "row": summary([vars(one) for one in milestones], ended["ending"]),
            "wording": self.wording(task),
            **self.neighbours(number),
            "history": history,
            **self.papers(task, actor),
            **ended,
            "star": star(self.request, "task", task.pk),
            **self.own_assignments(actor, task, now, ended["ending"]),
            **(links_of(task) if self.plan.is_one_of_many else {}),
        }

    def papers(self, task, actor):
        """What hangs on the task as a whole."""
        return {
            "instructions": Instruction.objects.for_page(task, self.as_of, actor),
            "implementations": lead_parts(self.plan, self.as_of).filter(task=task),
            "proposals": proposals(self, task),
            "proposal": getattr(task, "proposal", None) if task.is_extra else None,
        }

    def wording(self, task):
        """The paragraphs of the document; none of a task outside the plan."""
        if task.is_extra:
            return []
        return passages(self.plan, [task], task.source_start, task.source_end)

    def tell_each(self, milestones, actor, now, ending):
        """What happened in each of ``milestones``, and what ``actor`` can do there."""
        for milestone in milestones:
            milestone.story = story_of(milestone, self.as_of)
            actions = () if ending else offered(milestone, actor)
            milestone.actions = self.taken(actions, now)

    def taken(self, actions, now):
        """Those that the plan takes today; none in the past."""
        if self.as_of != now:
            return []
        return [action for action in actions if not why_not(self.plan, action, now)]

    def own_assignments(self, actor, task, now, ending):
        """The person's units' assignments in ``task``, and those to acknowledge; none in the past,
        in a plan that is not in use, and in a task that has ended.
        """
        is_acting = self.as_of == now and self.plan.is_live(now)
        own = actor.assignments(task) if is_acting and not ending else []
        return {
            "own_assignments": own,
            "own_units": actor.units if is_acting else (),
            "to_acknowledge": [
                one for one in own if actor.own.intersection(one.acknowledged.missing)
            ],
        }

    def neighbours(self, number):
        """The numbers before and after this one in the list the reader came from."""
        known = self.plan.tasks.known_on(self.as_of)
        listed = FilterBar(TaskFilter, self.request).filtered(known)
        return listed.aggregate(
            earlier=Max("number", filter=Q(number__lt=number)),
            later=Min("number", filter=Q(number__gt=number)),
        )
