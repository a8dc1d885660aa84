from docx import Document

from tasks.ground.characters import writable


def test_whatever_is_kept_can_stand_in_a_word_file():
    kept = writable("".join(map(chr, range(0x11_0000))))
    Document().add_paragraph(kept)
    assert len(kept) == 0x11_0000 - 29 - 0x800 - 32 - 2


def test_line_ends_tabs_and_rare_characters_stay():
    assert writable("一\r\n\t二𠮷😀\u3000\u200b") == "一\r\n\t二𠮷😀\u3000\u200b"
