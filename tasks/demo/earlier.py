"""The plan of the year before, made up as a whole: done, closed, archived, so that there is history."""

import json

from django.db.models import F

from tasks.demo.extras import day, issue_slip
from tasks.demo.milestones import Play
from tasks.flags.acts import flag_overdue
from tasks.ground.clock import playing
from tasks.importer.loading import load
from tasks.importer.plan import read_plan
from tasks.mail.models import Mail
from tasks.plan.models import Plan
from tasks.setup.acts import change_settings, turn


def play_earlier(folder):
    """Load and live through the plan of which ``folder`` has the text and the story; return it."""
    data = json.loads((folder / "demo-2014.json").read_text())
    load(read_plan((folder / f"{data['plan']}.txt").read_bytes(), data["plan"]))
    Plan.objects.filter(slug=data["plan"]).update(is_demo=True, **data["papers"])
    year = Year(Plan.objects.get(slug=data["plan"]), data)
    year.perform()
    read = Mail.objects.filter(read_at=None, written_at__date__lte=year.until)
    read.update(read_at=F("written_at"))
    return year.plan


class Year(Play):
    """A plan from the day on which it is put in use to the one on which it is archived."""

    def perform(self):
        begins, closes, ends = self.data["turns"]
        with playing(day(begins["on"])):
            self.take(begins, day(begins["on"]))
            self.set(self.data["settings"], day(begins["on"]))
        self.plan.refresh_from_db()
        self.at(day(closes["on"]), lambda on: self.take(closes, on))
        for scene in self.data["slips"]:
            self.at(day(scene["on"]), lambda on, one=scene: issue_slip(self.plan, one, self.cast))
        super().perform()
        flag_overdue(self.plan, self.until)
        with playing(self.until):
            self.take(ends, self.until)

    def take(self, scene, on):
        """Take the plan into its next phase."""
        turn(self.plan, scene["turn"], on=on, **self.why(scene))

    def set(self, settings, on):
        """Set what the plan asks of its units."""
        values = {name: value for name, value in settings.items() if name != "reason"}
        change_settings(self.plan, values, on=on, **self.why(settings))

    def why(self, scene):
        """Who changes the plan itself, why, and what he has seen of it."""
        last = self.plan.corrections.order_by("pk").last()
        seen = last.pk if last else 0
        return {"by": self.cast.supervisor, "reason": scene["reason"], "seen": seen}
