"""The map in pipeline/__init__.py is the law: every module is on it, and imports only from those above it."""

import ast
import re
from pathlib import Path

import pipeline

ROOT = Path(pipeline.__file__).parent
LAYERS = re.findall(r"^    (\w+)  +\S", pipeline.__doc__ or "", re.MULTILINE)


def modules() -> list[Path]:
    return [path for path in sorted(ROOT.rglob("*.py")) if path != ROOT / "__init__.py"]


def layer_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def imported(path: Path) -> set[str]:
    """The layers that a module imports from, its own package's parts written `checks.spelling`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "pipeline":
            inner = (node.module or "").split(".")[1:]
            found |= {".".join(inner)} if inner else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {
                alias.name.removeprefix("pipeline.") for alias in node.names if alias.name.startswith("pipeline.")
            }
    return {name for name in found if not name.startswith("__")}


def test_the_map_names_the_modules_that_are_there() -> None:
    there = {layer_of(path) for path in modules()} - {"__main__"}
    assert sorted(LAYERS) == sorted(there)


def test_a_module_imports_only_from_those_above_it() -> None:
    upward = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules()
        if layer_of(path) != "__main__"
        for name in sorted(imported(path))
        if LAYERS.index(name.split(".")[0]) > LAYERS.index(layer_of(path))
    ]
    assert upward == []


def test_checks_do_not_import_one_another() -> None:
    """What two checks share is in a module whose name begins with an underscore."""
    crossing = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules()
        if layer_of(path) == "checks" and path.name != "__init__.py"
        for name in sorted(imported(path))
        if name.startswith("checks.") and not name.split(".")[-1].startswith("_")
    ]
    assert crossing == []


def test_checks_know_nothing_of_who_runs_them() -> None:
    """A check has the house's settings from its arguments, and yields: it reads and prints nothing itself."""
    layers = {"config", "lint", "reporters"}
    assert layers < set(LAYERS)
    knowing = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules()
        if layer_of(path) == "checks"
        for name in sorted(imported(path))
        if name.split(".")[0] in layers
    ]
    assert knowing == []
