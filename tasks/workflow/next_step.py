"""What happens after an act: the sentence that the person reads."""

from django.utils.translation import gettext_lazy as _

from tasks.ground import workdays
from tasks.plan.models import Extension
from tasks.workflow.moves import Action, Stage

EXTENDING = (Action.REQUEST_EXTENSION, Action.SIGN_EXTENSION)


def next_step(action, milestone, plan, on):
    """The sentence after an action: what was done, what happens next and by when."""
    answer_by = workdays.after(on, plan.review_days)
    is_pending = milestone.extension == Extension.Decision.PENDING
    if milestone.stage == Stage.SUBMITTED or (is_pending and action in EXTENDING):
        return _("Sent to the supervisors, who should answer by %(day)s.") % {"day": answer_by}
    return {
        Action.REPORT: _("The report is saved."),
        Action.NO_CHANGE: _("“No change” is recorded."),
        Action.CONFIRM: _("Your unit's part is confirmed."),
        Action.REQUEST_COMPLETION: _("Sent to the head of your unit for signature."),
        Action.REQUEST_EXTENSION: _("Sent to the head of your unit for signature."),
        Action.APPROVE: _("Approved; the milestone is done."),
        Action.RETURN: _("Returned to the unit with your reason."),
        Action.GRANT: _("Granted; the due date has moved."),
        Action.REFUSE: _("Refused; the due date stays."),
    }.get(action, _("Done and recorded."))
