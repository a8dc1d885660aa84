"""Draws the small picture of one file: ``python drawing.py pdf < file > picture``.

A program of its own, for what it reads may be hostile, and its libraries take memory that no other
process needs: nothing imports it. It ends with an error where there is nothing to draw.
"""

import resource
import sys
from io import BytesIO

import pypdfium2
from PIL import Image, ImageOps

SIDE = 320  # pixels of the longer side: sharp at a third of it on any screen
MAX_PIXELS = 80_000_000  # A3 at 600 dots per inch
MEMORY, SECONDS = 1024**3, 10


def main(kind):
    """Draw what comes in, within the limits of memory and processor time."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.buffer.write(draw(kind, sys.stdin.buffer.read()))


def draw(kind, content):
    """The JPEG of a file of this ``kind``, without anything that the file says of itself."""
    image = page(content) if kind == "pdf" else picture(content)
    image = image.convert("RGBA")
    image.thumbnail((SIDE, SIDE))
    image = ImageOps.exif_transpose(image)
    small = Image.new("RGB", image.size, "white")
    small.paste(image, mask=image)
    made = BytesIO()
    small.save(made, "JPEG", quality=80)
    return made.getvalue()


def page(content):
    """The first page of a PDF."""
    first = pypdfium2.PdfDocument(content)[0]
    return first.render(scale=SIDE / max(first.get_size())).to_pil()


def picture(content):
    """A picture, refused by its header when unpacking it takes too much."""
    image = Image.open(BytesIO(content), formats=("JPEG", "PNG"))
    if image.width * image.height > MAX_PIXELS:
        raise ValueError(f"{image.width} x {image.height} pixels are too many")
    image.draft("RGB", (2 * SIDE, 2 * SIDE))  # a JPEG is unpacked at a fraction of its size
    return image


if __name__ == "__main__":
    main(sys.argv[1])
