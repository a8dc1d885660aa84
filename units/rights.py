"""Nobody gives himself a role, nor what else lets him act: somebody else does."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NOT_ONESELF = _("Nobody gives himself a right. Please ask another administrator.")


class GivesRights:
    """Mixin of a page of the administration whose fields ``rights`` let somebody act.

    That is the person of the row, or whom its field ``receiver`` names.
    """

    rights: tuple[str, ...] = ()
    receiver = ""

    def get_form(self, request, obj=None, **kwargs):
        """The form, which refuses a change of these fields in favour of who sends it."""
        form = super().get_form(request, obj, **kwargs)
        given, receiver = set(self.rights), self.receiver

        class RightsForm(form):
            def clean(self):
                values = super().clean()
                favoured = self.cleaned_data.get(receiver) if receiver else self.instance
                if favoured == request.user:
                    for name in given & set(self.changed_data):
                        self.add_error(name, ValidationError(NOT_ONESELF))
                return values

        return RightsForm
