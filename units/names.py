"""User names: one account however its name is typed, for making it, finding it and locking it."""

import unicodedata

from django.db import models


def folded(name):
    """``name`` in the one form in which it is kept, looked up and counted, on every database.

    Letters that only look alike stay different names: the dotless ı of ``supervısor`` is no i.
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def failed_name(request, credentials):
    """The name under which django-axes counts a failed sign-in."""
    name = (credentials or request.POST).get("username")
    return name and folded(name)


class FoldedNameField(models.CharField):
    """Text that is stored and compared folded."""

    def to_python(self, value):
        name = super().to_python(value)
        return name and folded(name)

    def get_prep_value(self, value):
        return self.to_python(super().get_prep_value(value))

    def pre_save(self, model_instance, add):
        name = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, name)
        return name
