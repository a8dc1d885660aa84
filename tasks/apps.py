from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class TasksConfig(AppConfig):
    name = "tasks"
    verbose_name = _("Plans and tasks")

    def ready(self):
        # Models exist only now.
        from tasks.mail import accounts, checks  # noqa: F401, PLC0415
        from tasks.notices import acts as notices  # noqa: PLC0415
        from tasks.plan import shown_names  # noqa: PLC0415
        from tasks.plan.keeping import tell_first_story  # noqa: PLC0415
        from tasks.search import keeping as search  # noqa: PLC0415

        post_save.connect(tell_first_story, sender="tasks.Milestone")
        shown_names.connect()
        accounts.connect()
        notices.connect()
        search.connect()
