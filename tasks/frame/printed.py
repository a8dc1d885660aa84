"""What a printed sheet says of itself."""


def label_of(field, value):
    """What a chosen ``value`` of a bound field is called; typed text is its own name."""
    choices = getattr(field.field, "choices", ())
    return {str(key): label for key, label in choices}.get(value, value)


def chosen(form):
    """``[(field, value)]`` in words, for all that was asked of a list by ``form``."""
    return [
        (field.label, label_of(field, value))
        for field in form
        for value in form.data.getlist(field.name)
        if value
    ]
