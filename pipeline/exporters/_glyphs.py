"""What to tell the user where Typst could not set a draft, above all of characters that no font has."""

import re
import unicodedata

from pipeline.exporters import Vetted

CJK = ("Noto Serif CJK", "fonts-noto-cjk")
FONTS = {
    **dict.fromkeys(
        ("HANGUL", "CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH"), CJK
    ),
    "ARABIC": ("Noto Naskh Arabic", "fonts-noto-core"),
}
"""A font and Debian's package of it by the first word of a character's name; other scripts have a Noto Serif of their
own name.
"""

MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')

MOST = 8
"""How many of the missing characters are named for each font."""


def sentence(diagnosis: str, vetted: Vetted) -> str:
    """What to tell the user of Typst's diagnosis."""
    path = vetted.source.path
    if "decode image" in diagnosis and (picture := re.search(r'"(pictures/[^"]+)"', diagnosis)):
        return f"{path}: Typst can't read {picture[1]}; save the picture anew, as PNG or JPEG."
    named = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), "".join(MISSING.findall(diagnosis)))
    if named:
        return _missing(dict.fromkeys(named), vetted)
    first = next((line for line in diagnosis.splitlines() if line.startswith("error")), diagnosis[:200])
    return f"{path}: Typst could not set this draft ({first.removeprefix('error: ')}); simplify what it names."


def _missing(found: dict[str, None], vetted: Vetted) -> str:
    """The characters, the line of the first of each script, and a font for each."""
    # marks and joiners are only missing with what they belong to
    characters = [one for one in found if unicodedata.category(one) not in ("Mn", "Cf")] or list(found)
    groups: dict[tuple[str, str], list[str]] = {}
    for one in characters:
        groups.setdefault(_font(one), []).append(one)
    lines = {font: _line(group, vetted) for font, group in groups.items()}
    first = min((line for line in lines.values() if line), default=0)
    shown = " or ".join(
        _shown(group) + (f" (line {lines[font]})" if lines[font] else "") for font, group in groups.items()
    )
    fonts = " and ".join(f"{name} (Debian: {package})" for name, package in groups)
    where = f"{vetted.source.path}:{first}" if first else vetted.source.path
    return (
        f"{where}: no font has {shown}; install {fonts}, or name a folder or a package that has such a font in the "
        "configuration (fonts)."
    )


def _shown(characters: list[str]) -> str:
    return ", ".join(characters[:MOST]) + (", …" if len(characters) > MOST else "")


def _line(characters: list[str], vetted: Vetted) -> int:
    """The draft's line of the first of some characters, 0 where none of them stands in it as itself."""
    text = vetted.source.text
    at = min((place for one in characters if (place := text.find(one)) >= 0), default=-1)
    return vetted.source.position(at).line if at >= 0 else 0


def _font(character: str) -> tuple[str, str]:
    """A font that has a character, and Debian's package of it."""
    if unicodedata.category(character).startswith(("L", "M", "N", "P")):
        script = unicodedata.name(character, "UNKNOWN").split()[0].partition("-")[0]
        return FONTS.get(script, (f"Noto Serif {script.title()}", "fonts-noto-core"))
    if ord(character) >= 0x1F000:
        return "Noto Color Emoji", "fonts-noto-color-emoji"
    return "Noto Sans Symbols2", "fonts-noto-core"
