"""Why a file that somebody names cannot be read, in our own words."""

import errno

import pytest
from django.utils.translation import override

from tasks.management.files import why_unread


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.ENOENT, "There is no such file."),
        (errno.ENOTDIR, "There is no such file."),
        (errno.EISDIR, "This is a folder, not a file."),
        (errno.EACCES, "You are not allowed to read this file."),
        (errno.EPERM, "You are not allowed to read this file."),
        (errno.EIO, "This file cannot be read."),
    ],
)
def test_each_reason_has_a_sentence(code, sentence):
    with override("en"):
        assert why_unread(OSError(code, "the system's words")) == sentence
