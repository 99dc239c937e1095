"""A folder's files are its parts.

Nothing is registered: a check, a reporter, an exporter or an engine is there because its file is. Names come from
paths: `checks/spelling/unknown_word.py` is `spelling/unknown-word`.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType


@cache
def parts(package: str) -> Mapping[str, str]:
    """The parts of a package, by name in alphabetical order, each with the module that it is in.

    Files whose name begins with an underscore are helpers, not parts.
    """
    spec = import_module(package)
    assert spec.__file__ is not None, "a package with an __init__.py"
    root = Path(spec.__file__).parent
    found: dict[str, str] = {}
    for path in sorted(root.rglob("*.py")):
        inner = path.relative_to(root).with_suffix("").parts
        if any(part.startswith("_") for part in inner):
            continue
        found["/".join(inner).replace("_", "-")] = ".".join((package, *inner))
    return MappingProxyType(found)


def load(package: str, name: str) -> ModuleType:
    """The module of a part; KeyError where there is none of that name."""
    return import_module(parts(package)[name])
