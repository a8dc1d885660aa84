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


@pytest.mark.parametrize("text", ["一\r\n\t二", "𠮷、\ue000", "👨👩", " 一\u3000二 ", "plain, 1"])
def test_what_people_see_stays(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    "text", ["", " ", "\u200b", "\ufeff\n\u3000", "\u2060\xad", "\u200d", "\u3164", "\ufe0f\u2800"]
)
def test_what_shows_nothing_is_empty(text):
    assert clean(text) == ""


# Unicode 15, Default_Ignorable_Code_Point, and the empty Braille cell.
IGNORABLE = (
    "ad 34f 61c 115f-1160 17b4-17b5 180b-180f 200b-200f 202a-202e 2060-206f 2800 3164 fe00-fe0f "
    "feff ffa0 fff0-fff8 1bca0-1bca3 1d173-1d17a e0000-e0fff"
)


@pytest.mark.parametrize("span", IGNORABLE.split())
def test_names_that_look_the_same_are_the_same(span):
    first, _dash, last = span.partition("-")
    for code in range(int(first, 16), int(last or first, 16) + 1):
        assert clean(f"区城、{chr(code)}办{chr(code)}") == "区城、办", hex(code)
