"""The pages that are measured, as the demonstration has them."""

from typing import NamedTuple

PLAN = "/plans/baoan-2015/"
TODAY = "2015-06-18"


class Page(NamedTuple):
    """Who asks for what; a page with ``words`` is a form that is sent."""

    path: str
    role: str = "supervisor"
    words: dict | None = None


BARE = Page("/", "reader")
REPORT = {
    "seen": 0,
    "rating": "confident",
    "done": "已培训412家企业。",
    "next_steps": "七月底前培训其余企业。",
}
LEDGER = Page(f"{PLAN}milestones/ledger.xlsx")
PAGES = {
    "overview": Page(PLAN),
    "past day": Page(f"{PLAN}?as_of=2015-03-31"),
    "task list": Page(f"{PLAN}tasks/"),
    "task list, red": Page(f"{PLAN}tasks/?light=red"),
    "milestone list": Page(f"{PLAN}milestones/"),
    "timeline": Page(f"{PLAN}timeline/"),
    "calendar": Page(f"{PLAN}calendar/"),
    "search": Page(f"{PLAN}search/?q=%E6%89%A7%E6%B3%95"),
    "units": Page(f"{PLAN}units/"),
    "unit": Page(f"{PLAN}units/6/"),
    "leaders": Page(f"{PLAN}leaders/"),
    "leader": Page(f"{PLAN}leaders/4/"),
    "project": Page(f"{PLAN}projects/1/"),
    "crowded weeks": Page(f"{PLAN}collisions/"),
    "forecasts": Page(f"{PLAN}forecast/"),
    "two days compared": Page(f"{PLAN}?since=2015-04-30"),
    "stocktake": Page(f"{PLAN}meeting/2/"),
    "stocktake's pack": Page(f"{PLAN}meeting/2/pack/"),
    "stocktake on the wall": Page(f"{PLAN}meeting/items/10/run/"),
    "evaluation": Page(f"{PLAN}evaluation/"),
    "score sheet": Page(f"{PLAN}evaluation/6/"),
    "task": Page(f"{PLAN}tasks/11/"),
    "desk of supervisor": Page(f"{PLAN}desk/"),
    "desk of liaison": Page(f"{PLAN}desk/", "liaison"),
    "supervision": Page(f"{PLAN}supervision/"),
    "saving a report": Page(f"{PLAN}milestones/8/report/", "liaison", REPORT),
}
