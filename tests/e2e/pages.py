"""The site as a person meets it: signing in, going to pages, and what the pages complain of."""

TODAY = "2015-06-18"
PASSWORD = "demo-2015"
PLAN = "/plans/baoan-2015/"
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Every page of the ledger, by a short name that also names its screenshot.
PAGES = {
    "overview": PLAN,
    "tasks": f"{PLAN}tasks/",
    "tasks-filtered": f"{PLAN}tasks/?light=red&light=amber&role=lead&due_to=2015-06-30",
    "tasks-none": f"{PLAN}tasks/?q=没有这样的任务",
    "tasks-bad-date": f"{PLAN}tasks/?due_from=2015-02-30",
    "task": f"{PLAN}tasks/11/",
    "task-extended": f"{PLAN}tasks/27/",
    "milestones": f"{PLAN}milestones/",
    "timeline": f"{PLAN}timeline/",
    "search": f"{PLAN}search/?q=执法",
    "search-one-kind": f"{PLAN}search/?q=执法&kind=report",
    "search-none": f"{PLAN}search/?q=没有这样的词",
    "calendar": f"{PLAN}calendar/",
    "calendar-address": f"{PLAN}calendar/address/",
    "units": f"{PLAN}units/",
    "unit": f"{PLAN}units/6/",
    "leaders": f"{PLAN}leaders/",
    "leader": f"{PLAN}leaders/4/",
    "project": f"{PLAN}projects/2/",
    "compared": f"{PLAN}?since=2015-03-31",
    "unit-compared": f"{PLAN}units/6/?since=2015-03-31",
    "collisions": f"{PLAN}collisions/?unit=6&week=2015-06-29",
    "forecast": f"{PLAN}forecast/",
    "document": f"{PLAN}document/",
    "about": f"{PLAN}about/",
    "desk": f"{PLAN}desk/",
    "review": f"{PLAN}review/",
    "extensions": f"{PLAN}extensions/",
    "implementation": f"{PLAN}implementation/",
    "implementation-plan": f"{PLAN}implementation/1/",
    "supervision": f"{PLAN}supervision/",
    "urge": f"{PLAN}supervision/urge/?light=red",
    "inspections": f"{PLAN}inspections/",
    "inspection": f"{PLAN}inspections/3/",
    "inspect": f"{PLAN}milestones/23/inspect/?unit=8",
    "recheck": f"{PLAN}milestones/25/recheck/",
    "close-inspection": f"{PLAN}visits/4/close/",
    "digest-preview": f"{PLAN}supervision/digests/",
    "reminders": "/accounts/reminders/",
    "following": "/accounts/following/",
    "issue-slips": f"{PLAN}supervision/issue/?m=83&m=1",
    "slip": f"{PLAN}slips/5/",
    "withdraw-slip": f"{PLAN}slips/5/withdraw/",
    "restrict": f"{PLAN}restricted/report/1/",
    "who-can-read": f"{PLAN}restricted/report/81/",
    "inbox": f"{PLAN}inbox/",
    "ratings": f"{PLAN}supervision/ratings/",
    "meetings": f"{PLAN}meeting/",
    "meeting": f"{PLAN}meeting/2/",
    "meeting-prepare": f"{PLAN}meeting/prepare/",
    "meeting-agenda": f"{PLAN}meeting/2/agenda/",
    "meeting-pack": f"{PLAN}meeting/2/pack/",
    "meeting-run": f"{PLAN}meeting/2/run/",
    "meeting-item": f"{PLAN}meeting/items/10/run/",
    "meeting-minutes": f"{PLAN}meeting/1/minutes/",
    "flags": f"{PLAN}flags/",
    "burden": f"{PLAN}supervision/burden/?unit=6",
    "evaluation": f"{PLAN}evaluation/",
    "score-sheet": f"{PLAN}evaluation/11/",
    "evaluation-published": f"{PLAN}evaluation/?from=2015-01-01&to=2015-03-31",
    "score-sheet-published": f"{PLAN}evaluation/11/?from=2015-01-01&to=2015-03-31",
    "weights": f"{PLAN}evaluation/weights/",
    "publish-evaluation": f"{PLAN}evaluation/publish/?from=2015-01-01&to=2015-05-31",
    "add-line": f"{PLAN}evaluation/11/line/",
    "rounds": f"{PLAN}rounds/",
    "views": f"{PLAN}views/",
    "save-view": f"{PLAN}views/new/task-list/?filter=light%3Dred%26role%3Dlead",
    "practices": f"{PLAN}practices/",
    "act": f"{PLAN}milestones/1/set-date/",
    "split": f"{PLAN}milestones/1/split/",
    "add-milestone": f"{PLAN}tasks/11/add-milestone/",
    "task-rhythm": f"{PLAN}tasks/11/rhythm/",
    "move": f"{PLAN}assignments/1/move/",
    "replace-leader": f"{PLAN}leaders/1/replace/",
    "name-stand-in": f"{PLAN}leaders/1/stand-in/",
    "end-task": f"{PLAN}tasks/6/end/",
    "outside-the-plan": f"{PLAN}extra/",
    "propose-outside-the-plan": f"{PLAN}extra/propose/",
    "bulletins": f"{PLAN}bulletins/",
    "bulletin": f"{PLAN}bulletins/1/",
    "correct-bulletin": f"{PLAN}bulletins/1/correct/",
    "begin-bulletin": f"{PLAN}bulletins/new/",
    "restore-task": f"{PLAN}tasks/6/restore/",
    "rename-unit": f"{PLAN}units/6/rename/",
    "merge-unit": f"{PLAN}units/6/merge/",
    "split-unit": f"{PLAN}units/6/split/",
    "dissolve-unit": f"{PLAN}units/6/dissolve/",
    "move-person": f"{PLAN}people/4/move/",
    "let-go": f"{PLAN}people/4/leave/",
    "begin-plan": f"{PLAN}setup/new-plan/",
    "interface": f"{PLAN}setup/api/",
    "carry-over": f"{PLAN}setup/carry-over/",
    "past": f"{PLAN}?as_of=2015-03-31",
    "password": "/accounts/password/",
    "people": "/accounts/people/",
    "invite": "/accounts/people/invite/?unit=6",
    "new-code": "/accounts/people/4/code/",
}
ERROR_PAGES = {
    "bad-date": f"{PLAN}?as_of=2015-02-30",
    "not-found": f"{PLAN}tasks/99/",
}
ADMIN_PAGES = {
    "admin": "/admin/",
    "jobs": f"{PLAN}jobs/",
    "admin-mails": "/admin/tasks/delivery/",
    "admin-schedule": "/admin/django_celery_beat/periodictask/",
    "admin-tasks": "/admin/tasks/task/",
    "admin-milestones": "/admin/tasks/milestone/",
    "admin-people": "/admin/units/user/",
}


class Site:
    """One browser window on the site; ``page`` is Playwright's."""

    def __init__(self, browser, address, *, width=1400, height=900, language="zh-hans"):
        self.address = address
        self.complaints = []
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN"
        )
        self.context.add_cookies([{"name": "language", "value": language, "url": address}])
        self.page = self.context.new_page()
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self.watch)

    def hear(self, message):
        """Errors and warnings; that the address itself answered 4xx is the test's own business."""
        if message.type in ("error", "warning") and "the server responded with" not in message.text:
            self.complaints.append(message.text)

    def watch(self, request):
        if not request.url.startswith((self.address, "data:")):
            self.complaints.append(f"asked another host: {request.url}")

    def go(self, path):
        """Open ``path`` and return the answer's status."""
        return self.page.goto(self.address + path).status

    def sign_in(self, role, password=PASSWORD):
        self.go("/accounts/login/")
        self.page.fill("input[name=username]", role)
        self.page.fill("input[name=password]", password)
        self.follow("form button.btn-primary")

    def enter(self, role, sessions):
        """Begin as somebody who signed in before; the first to come signs in for all."""
        if (self.address, role) in sessions:
            self.context.add_cookies(sessions[self.address, role])
            self.go("/")
        else:
            self.sign_in(role)
            kept = [one for one in self.context.cookies() if one["name"] == "sessionid"]
            sessions[self.address, role] = kept

    def follow(self, selector, **options):
        """Click what leads to another page, and wait until that page is there."""
        with self.page.expect_navigation():
            self.page.locator(selector, **options).first.click()

    def overflow(self, width):
        """How many pixels the page is wider than a window of ``width``."""
        size = self.page.viewport_size
        self.page.set_viewport_size(size | {"width": width})
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        self.page.set_viewport_size(size)
        return max(0, wide - width)

    def headline(self):
        return self.page.inner_text("h1")

    def close(self):
        self.context.close()
