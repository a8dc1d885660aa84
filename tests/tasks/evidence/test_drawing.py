"""The small pictures: of what, how large, and what is refused before it takes memory."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, UnidentifiedImageError

from tasks.evidence.drawing import MAX_PIXELS, SIDE, draw
from tests import files

RED, WHITE = (254, 0, 0), (255, 255, 255)
TURNED = Image.Exif()
TURNED[0x0112] = 6  # held upright: turn it to the right
TURNED[0x010E] = "宝安区，某人的手机"


def drawn(kind, content):
    return Image.open(BytesIO(draw(kind, content)))


@pytest.mark.parametrize(
    ("kind", "content", "size"),
    [
        ("jpg", files.photo((4000, 3000)), (320, 240)),
        ("jpeg", files.photo((1000, 4000)), (80, 320)),
        ("jpg", files.photo(mode="CMYK", colour=(0, 255, 255, 0)), (320, 240)),
        ("png", files.photo(mode="P", kind="PNG"), (320, 240)),
        ("png", files.photo((40, 30), kind="PNG"), (40, 30)),
        ("pdf", files.photo((600, 800), kind="PDF"), (240, 320)),
    ],
)
def test_it_is_small_and_shows_what_the_file_shows(kind, content, size):
    picture = drawn(kind, content)
    assert (picture.format, picture.size) == ("JPEG", size)
    middle = picture.getpixel((size[0] // 2, size[1] // 2))
    assert all(abs(one - other) < 4 for one, other in zip(middle, RED, strict=True))


def test_a_photo_stands_upright_and_says_nothing_of_itself():
    content = files.photo((800, 600), exif=TURNED)
    picture = drawn("jpg", content)
    assert picture.size == (240, 320)
    assert not picture.getexif()
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_what_is_transparent_is_white():
    content = files.photo(mode="RGBA", kind="PNG", colour=(0, 0, 0, 0))
    assert drawn("png", content).getpixel((9, 9)) == WHITE


def test_a_picture_of_too_many_pixels_is_refused_by_its_header():
    side = int(MAX_PIXELS**0.5) + 1
    with pytest.raises(ValueError, match="too many"):
        draw("png", files.of_pixels(side, side))
    with pytest.raises(Image.DecompressionBombError):
        draw("png", files.of_pixels(60000, 60000))


@pytest.mark.parametrize(
    ("kind", "content", "fault"),
    [
        ("jpg", files.JPG, UnidentifiedImageError),
        ("png", files.photo(kind="PNG")[:200], OSError),
        ("jpg", files.photo(kind="GIF"), UnidentifiedImageError),
        ("pdf", files.PDF, pypdfium2.PdfiumError),
        ("pdf", files.photo((99, 99)), pypdfium2.PdfiumError),
    ],
)
def test_what_is_damaged_or_something_else_is_not_drawn(kind, content, fault):
    with pytest.raises(fault):
        draw(kind, content)


def test_a_page_of_any_size_is_drawn_small():
    document = pypdfium2.PdfDocument.new()
    document.new_page(14400, 3)
    made = BytesIO()
    document.save(made)
    assert drawn("pdf", made.getvalue()).width == SIDE
