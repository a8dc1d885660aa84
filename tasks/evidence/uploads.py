"""Receiving files without filling the disk."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler

# The largest evidence, and a little more, so that what is larger can be seen to be.
KEPT_BYTES = 50 * 1024 * 1024 + 1


class CappedFileUploadHandler(TemporaryFileUploadHandler):
    """Writes no more of a file than is needed to refuse it; the rest is thrown away."""

    def receive_data_chunk(self, raw_data, start):
        if start < KEPT_BYTES:
            super().receive_data_chunk(raw_data, start)
