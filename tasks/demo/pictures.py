"""Photographs and scanned papers for the demonstration: drawn here, so they show nobody."""

from functools import cache
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

PHOTO, PAPER = (960, 640), (827, 1169)  # A4 at 100 dots per inch
SKIES = ["#a9cfee", "#c9d6df", "#f3d9b1", "#8fb8de"]
WALLS = ["#d9c7a8", "#b7bcc4", "#c98f78", "#e5e0d5"]
COATS = ["#2f3e55", "#5b6b7f", "#37474f", "#7b4b3a", "#40573f"]
RED, INK = "#c8201f", "#4a4a4a"


@cache
def photo(number):
    """The bytes of a JPEG: people in front of an office building."""
    image, chance = Image.new("RGB", PHOTO, SKIES[number % len(SKIES)]), Random(number)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 500, 960, 640), "#8a8d86")
    left, right, top = chance.randint(60, 200), chance.randint(740, 900), chance.randint(80, 180)
    draw.rectangle((left, top, right, 520), WALLS[number % len(WALLS)])
    for x in range(left + 30, right - 60, 90):
        for y in range(top + 30, 400, 80):
            draw.rectangle((x, y, x + 50, y + 45), "#5f7f9c")
    draw.rectangle((left + 80, 420, right - 80, 460), RED)
    for x in range(170, 800, chance.randint(75, 110)):
        height = chance.randint(380, 410)
        draw.ellipse((x, height, x + 44, height + 50), "#e3b98f")
        coat = (x - 18, height + 48, x + 62, 640)
        draw.rounded_rectangle(coat, 24, chance.choice(COATS))
    return saved(image, "JPEG")


@cache
def paper(number):
    """The bytes of a PDF: the scan of one page with a red head, lines of text and a seal."""
    image, chance = Image.new("RGB", PAPER, "#fbfaf5"), Random(number)
    draw = ImageDraw.Draw(image)
    for x in range(170, 640, 88):
        draw.rectangle((x, 110, x + 66, 172), RED)
    draw.line((90, 235, 737, 235), RED, 5)
    draw.rectangle((230, 290, 600, 318), INK)
    for line in range(chance.randint(9, 15)):
        end = 737 if (line + 1) % 4 else chance.randint(240, 600)
        for x in range(90 if line % 4 else 138, end - 20, 25):
            draw.rectangle((x, 375 + line * 38, x + 19, 394 + line * 38), INK)
    draw.ellipse((510, 940, 690, 1120), outline=RED, width=8)
    draw.regular_polygon((600, 1030, 40), 3, chance.randint(-20, 20), RED)
    return saved(image, "PDF")


def saved(image, kind):
    made = BytesIO()
    image.save(made, kind, quality=75)
    return made.getvalue()
