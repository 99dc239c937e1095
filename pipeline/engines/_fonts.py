"""Fonts that a house names: folders of font files, and installed packages that carry some."""

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from pipeline.errors import BadConfiguration

SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
"""What Typst reads; fonts made for the web (.woff2) are not among them."""


def folders(names: Sequence[str], root: Path) -> tuple[Path, ...]:
    """The folders of the fonts that the configuration's `fonts` names: folders below `root`, or Python packages.

    Raises BadConfiguration for a name that is neither, or that has no font file.
    """
    return tuple(dict.fromkeys(folder for name in names for folder in _named(name, root)))


def _named(name: str, root: Path) -> list[Path]:
    folder = root / name
    if folder.is_dir():
        found = [folder] if any(_is_font(path) for path in folder.rglob("*")) else []
    else:
        try:
            listed = distribution(name).files or []
        except (PackageNotFoundError, ValueError):
            raise BadConfiguration(
                f"fonts: “{name}” is no folder in {root} and no installed Python package; correct it or install it."
            ) from None
        found = [Path(str(path.locate())).resolve().parent for path in listed if _is_font(Path(path))]
    if not found:
        raise BadConfiguration(f"fonts: “{name}” has no font file ({', '.join(SUFFIXES)}); name one that has.")
    return found


def _is_font(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES
