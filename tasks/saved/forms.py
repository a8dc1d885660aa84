"""The name of a view, and for supervisors whether everybody sees it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.frame.fields import TextField
from tasks.saved.models import SavedView


class ViewForm(forms.Form):
    name = TextField(
        label=_("Name"),
        max_length=SavedView._meta.get_field("name").max_length,
        error_messages={"required": _("Please give the view a name.")},
    )
    is_shared = forms.BooleanField(label=_("Share with everybody in this plan"), required=False)

    def __init__(self, *args, may_share, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["is_shared"]
