"""Nobody gives himself a role, nor what else lets him act: somebody else does."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from units.models import User

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


# Whose role whom one sets up may have: docs/roles.md.
GIVES = {
    User.Role.SUPERVISOR: frozenset({User.Role.LIAISON, User.Role.HEAD}),
    User.Role.ADMIN: frozenset(User.Role),
}


def may_give(by, role):
    """True when ``by`` may make somebody else a person of ``role``."""
    return by.is_active and role in GIVES.get(by.role, ())


def may_set_up(by, person):
    """True when ``by`` may change ``person`` and let him in: somebody else, of a role he gives."""
    return person.pk != by.pk and may_give(by, person.role)


def roles_given(by):
    """The roles that ``by`` may give, in the order of ``User.Role``."""
    return [role for role in User.Role if may_give(by, role)]
