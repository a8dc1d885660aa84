import os

from tasks.evidence.uploads import KEPT_BYTES, CappedFileUploadHandler


def test_what_is_too_large_does_not_fill_the_disk():
    handler = CappedFileUploadHandler()
    handler.new_file("files", "大.pdf", "application/pdf", 3 * KEPT_BYTES)
    chunk = b"x" * 65536
    for start in range(0, 3 * KEPT_BYTES, len(chunk)):
        handler.receive_data_chunk(chunk, start)
    kept = os.path.getsize(handler.file.temporary_file_path())
    assert KEPT_BYTES < kept <= KEPT_BYTES + len(chunk)
