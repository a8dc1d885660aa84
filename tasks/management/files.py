"""Files that people name to commands."""

import errno

from django.utils.translation import gettext as _


def why_unread(error: OSError) -> str:
    """Why a file cannot be read, in words for people instead of the system's."""
    sentences = {
        errno.ENOENT: _("There is no such file."),
        errno.ENOTDIR: _("There is no such file."),
        errno.EISDIR: _("This is a folder, not a file."),
        errno.EACCES: _("You are not allowed to read this file."),
        errno.EPERM: _("You are not allowed to read this file."),
    }
    return sentences.get(error.errno or 0) or _("This file cannot be read.")
