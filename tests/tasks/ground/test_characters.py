import pytest
from docx import Document

from tasks.ground.characters import clean, writable


def test_whatever_is_kept_can_stand_in_a_word_file():
    kept = writable("".join(map(chr, range(0x11_0000))))
    Document().add_paragraph(kept)
    assert len(kept) == 0x11_0000 - 29 - 0x800 - 32 - 2


def test_line_ends_tabs_and_rare_characters_stay():
    assert writable("一\r\n\t二𠮷😀\u3000\u200b") == "一\r\n\t二𠮷😀\u3000\u200b"


@pytest.mark.parametrize(
    "sign", "\0\x01\x08\x0b\x1f\x7f\x85\xad\u200b\u2060\ufeff\u202e\ud800\ufffe"
)
def test_what_nobody_sees_is_cleaned_away(sign):
    assert clean(f"区{sign}法{sign}{sign}制办{sign}") == "区法制办"


@pytest.mark.parametrize(
    "text", ["一\r\n\t二", "𠮷、\ue000", "👨\u200d👩", "葛\U000e0100", " 一\u3000二 ", "plain, 1"]
)
def test_what_people_see_stays(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    "text", ["", " ", "\u200b", "\ufeff\n\u3000", "\u2060\xad", "\u200d", "\u3164", "\ufe0f\u2800"]
)
def test_what_shows_nothing_is_empty(text):
    assert clean(text) == ""
