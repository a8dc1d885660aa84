"""Papers of a stocktake: its pack to read the day before, and its minutes."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.views.generic import TemplateView, View

from tasks.ground.clock import moment
from tasks.ground.official import in_chinese
from tasks.meeting.fates import earlier_fates
from tasks.meeting.minutes import frozen, readable, receivers, sheet_of
from tasks.meeting.pack import pages_of
from tasks.meeting.rules import on_agenda
from tasks.meeting.views import OfMeeting, with_wording
from tasks.meeting.word import pack
from tasks.paper.issuing import office_of
from tasks.paper.pages import WORD, word
from tasks.plan.models.restriction import NOBODY


class Pack(OfMeeting):
    """Mixin: a page for each item, as it stands on the day shown. It is printed for all who come, so it
    says what everybody may read.
    """

    reader = NOBODY

    def pages(self):
        with_wording(self)
        items = on_agenda(self.meeting, self.as_of)
        return pages_of(self.meeting, items, self.as_of, self.reader)


class PackPage(Pack, TemplateView):
    template_name = "meeting/pack.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "pages": self.pages(),
            "earlier": earlier_fates(self.meeting, self.as_of, self.reader),
        }


class PackWord(Pack, View):
    right = "take papers"

    def get(self, request, **kwargs):
        meeting = self.meeting
        office = office_of(self.plan, meeting.prepared_by)
        pages = in_chinese(self.pages)()
        stream = pack(meeting, pages, office, moment())
        name = f"{meeting.title}会议材料-{meeting.held_on}.docx"
        return FileResponse(stream, as_attachment=True, filename=name, content_type=WORD)


class OfMinutes(OfMeeting):
    """Mixin: the minutes as they were closed, or on a day before as they would be."""

    def minutes(self):
        meeting = self.meeting
        if meeting.is_closed_by(self.as_of):
            return meeting.minutes
        return frozen(meeting, self.as_of, meeting.prepared_by)

    def may_take(self, minutes):
        return self.reader.takes(receivers(minutes))


class MinutesPage(OfMinutes, TemplateView):
    template_name = "meeting/minutes.html"

    def get_context_data(self, **kwargs):
        minutes = self.minutes()
        sheet = sheet_of(readable(minutes, self.reader))
        return super().get_context_data(**kwargs) | {
            "sheet": sheet,
            "signed_on": date.fromisoformat(sheet.signed_on),
            "may_take": self.may_take(minutes),
        }


class MinutesWord(OfMinutes, View):
    """The Word file, for the roles that get every paper and the units that see to something."""

    def get(self, request, **kwargs):
        minutes = self.minutes()
        if not self.may_take(minutes):
            raise PermissionDenied
        sheet = sheet_of(readable(minutes, self.reader))
        meeting = self.meeting
        draft = "" if meeting.is_closed_by(self.as_of) else "（草稿）"
        return word(sheet.kept(), f"{meeting.title}纪要{draft}-{meeting.held_on}")
