"""How large a picture is to be."""

import re

from pipeline.exporters import Node, Picture
from pipeline.exporters._ast import attributes_of

UNITS = {"px": 1.0, "": 1.0, "em": 16.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "in": 96.0, "pt": 96 / 72}
"""CSS pixels in a unit."""

LENGTH = re.compile(r"(\d{1,4}(?:\.\d+)?)(px|%|em|cm|mm|in|pt)?")
"""A width or a height as a draft may ask for it."""


def size(image: Node, picture: Picture, line: float) -> tuple[float, float]:
    """Width and height in CSS pixels: the picture's own, or in its proportions what the draft asks for.

    A width in per cent is a part of `line`, the text's width in CSS pixels.
    """
    asked = dict(attributes_of(image)[2])
    for key, side in (("width", picture.width), ("height", picture.height)):
        length = LENGTH.fullmatch(asked.get(key, ""))
        if length and float(length[1]) and side:
            pixels = float(length[1]) * (line / 100 if length[2] == "%" else UNITS[length[2] or ""])
            return picture.width * pixels / side, picture.height * pixels / side
    return float(picture.width), float(picture.height)
