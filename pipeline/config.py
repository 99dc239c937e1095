"""`[tool.copydesk]`, read once; an unknown key is refused with the keys there are.

The configuration is the nearest `copydesk.toml`, or `pyproject.toml` with a `[tool.copydesk]` table, in the folder of
the drafts or above it. Beside the drafts stand `names.txt` (names that are spelled right, one a line, `#` begins a
comment) and `works.toml` (the works that are reviewed: a table each, with `kind`, `title`, `creator`, `year`,
and `alternatives` and `translations` where it has other names).
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pipeline import addresses, source
from pipeline.errors import BadConfiguration, UnreadableDraft
from pipeline.house import House, kinds, styles

if TYPE_CHECKING:
    from pipeline.house.learned import Learned

SUFFIXES = (".md", ".markdown", ".txt")
"""What a draft's name ends in."""

CHOICES = {
    "dialect": ("auto", "en-US", "en-GB", "en-CA", "en-AU"),
    "profile": ("keep", *styles.names()),
    "quotes": ("keep", "straight", "curly"),
    "engine": ("embedded", "languagetool"),
    "gate": ("errors", "none"),
}
"""The values of the keys that have only a few; `profile` may name one of the house's own `profiles`, too."""


@dataclass(frozen=True, slots=True)
class Config:
    """A house's configuration; every field but the first four is a key of `[tool.copydesk]`.

    `path` is the file that it was read from (None for the defaults), `root` the folder that its paths start from,
    `works` what `works.toml` says and `works_path` where that is, or would be. `allow` gives for a pattern of paths the
    checks and stages that are silent there. `learned` is the file that `copydesk learn` wrote, `fonts` are folders and
    Python packages with fonts for the PDF, `defaults` front-matter fields for drafts that lack them. `profiles` are the
    house's own style profiles by name, each with its settings and the guide that it `extends`. `base_url` is the
    address of the published site's root with a slash at its end, or empty.
    """

    path: Path | None = None
    root: Path = field(default_factory=Path.cwd)
    works: Mapping[str, Any] = field(default_factory=dict)
    works_path: Path = field(default=Path("works.toml"), compare=False)
    drafts: str = "drafts"
    output: str = "output"
    exclude: tuple[str, ...] = ()
    dialect: str = "auto"
    profile: str = "keep"
    profiles: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    quotes: str = "keep"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    allow: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    engine: str = "embedded"
    server: str = ""
    gate: str = "errors"
    learned: str = ""
    fonts: tuple[str, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    base_url: str = ""

    def house(self, draft: Path) -> House:
        """The house's settings for a draft, with the names of the `names.txt` nearest to it."""
        names = nearest(draft.parent, "names.txt", self.root)
        learned = read_learned(self.root / self.learned) if self.learned else None
        return House(
            dialect=self.dialect,
            profile=self.profile,
            quotes=self.quotes,
            names=frozenset(read_names(names) if names else ()) | frozenset(learned.words if learned else ()),
            learned=learned,
            own=self.profiles.get(self.profile, ()),
            works=self.works,
        )

    def allowed(self, draft: Path) -> tuple[str, ...]:
        """The checks and stages that are silent in a draft."""
        name = self.relative(draft)
        return tuple(check for pattern, checks in self.allow.items() if fnmatch(name, pattern) for check in checks)

    def relative(self, path: Path) -> str:
        """A path from the configuration's folder, with forward slashes; as it is where it lies elsewhere."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except (ValueError, OSError, RuntimeError):  # elsewhere, or links that run in a circle
            return path.as_posix()


KEYS = tuple(part.name for part in fields(Config) if part.name not in ("path", "root", "works", "works_path"))


def load(start: Path) -> Config:
    """The configuration for a folder or a file: the nearest file that has one, or the defaults.

    Raises BadConfiguration for what can't be read, for an unknown key and for a value of the wrong kind.
    """
    folder = start.resolve() if start.is_dir() else start.resolve().parent
    for place in (folder, *folder.parents):
        for name, inner in (("copydesk.toml", ()), ("pyproject.toml", ("tool", "copydesk"))):
            path = place / name
            if not path.is_file():
                continue
            values: Any = read_toml(path)
            for key in inner:
                values = values.get(key, {}) if isinstance(values, dict) else {}
            if values or not inner:
                return _with_works(replace(_config(values, path), path=path, root=place), folder)
    root = folder.parent if folder.name == "drafts" else folder
    return _with_works(Config(root=root), folder)


def changed(config: Config, **given: str) -> Config:
    """The configuration with what the command line gave; what is empty there changes nothing.

    Raises BadConfiguration for a value that the key can't have.
    """
    own = tuple(config.profiles)
    options = {key: (value, Path(f"--{key.replace('_', '-')}")) for key, value in given.items() if value}
    return replace(config, **{key: _value(key, value, option, own) for key, (value, option) in options.items()})


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file's values. Raises BadConfiguration with the file and the line."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfiguration(f"{path}: not valid TOML ({error}); correct that place.") from None
    except OSError as error:
        raise BadConfiguration(f"{path}: could not be read ({error.strerror}).") from None


def read_names(path: Path) -> list[str]:
    """The names of a `names.txt`, in its order. Raises BadConfiguration where it is not UTF-8."""
    try:
        text = source.read(path).text
    except UnreadableDraft as error:
        if not path.read_bytes().strip():
            return []
        raise BadConfiguration(str(error)) from None
    lines = (line.partition("#")[0].strip() for line in text.lstrip("\ufeff").splitlines())
    return [line for line in lines if line]


@cache
def read_learned(path: Path) -> "Learned":
    """What `copydesk learn` wrote. Raises BadConfiguration where it isn't there or is something else."""
    from pipeline.house import learned

    try:
        return learned.load(path)
    except OSError as error:
        why = f"could not be read ({error.strerror})" if error.strerror else "is not what `copydesk learn` writes"
    except ValueError:
        why = "is not what `copydesk learn` writes"
    raise BadConfiguration(f"{path}: {why}; run `copydesk learn`, or take the key “learned” out.")


def nearest(folder: Path, name: str, root: Path) -> Path | None:
    """The file of this name in a folder or above it, no higher than `root`."""
    folder = folder.resolve()
    for place in (folder, *folder.parents):
        if (place / name).is_file():
            return place / name
        if place == root.resolve():
            break
    return None


def find_drafts(paths: Iterable[Path], config: Config) -> list[Path]:
    """The drafts among files and folders, in order and each once.

    A file that is named is a draft whatever it is called. In a folder these are not: `names.txt`, `README*`, what
    begins with a dot, and what `exclude` names. Raises UnreadableDraft for a path that isn't there.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            if not path.exists():
                raise UnreadableDraft(f"{path}: no such file or folder; check the name.")
            found[path] = None
            continue
        for inner in sorted(path.rglob("*")):
            if _is_draft(inner, path, config):
                found[inner] = None
    return list(found)


def _is_draft(path: Path, folder: Path, config: Config) -> bool:
    parts = path.relative_to(folder).parts
    name = config.relative(path)
    return (
        path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not any(part.startswith(".") for part in parts)
        and path.name.lower() != "names.txt"
        and not path.name.upper().startswith("README")
        and not any(fnmatch(name, pattern) or fnmatch(name, f"{pattern.rstrip('/')}/*") for pattern in config.exclude)
    )


def _with_works(config: Config, folder: Path) -> Config:
    path = nearest(folder, "works.toml", config.root) or nearest(folder / config.drafts, "works.toml", config.root)
    if path is None:
        drafts = config.root / config.drafts
        return replace(config, works_path=(drafts if drafts.is_dir() else folder) / "works.toml")
    works = read_toml(path)
    for key, work in works.items():
        if not isinstance(work, dict) or not isinstance(work.get("title"), str):
            raise BadConfiguration(f'{path}: [{key}] has no title; give it `title = "…"`.')
        kind = work.get("kind", "")
        if kind and (not isinstance(kind, str) or kinds.named(kind) is None):
            raise BadConfiguration(f"{path}: [{key}] has the kind {kind!r}; it must be one of {', '.join(kinds.Kind)}.")
    return replace(config, works=MappingProxyType(works), works_path=path)


def _config(values: Mapping[str, Any], path: Path) -> Config:
    given: dict[str, Any] = {}
    own = values.get("profiles")
    for key, value in values.items():
        if key not in KEYS:
            near = get_close_matches(key, KEYS, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            raise BadConfiguration(f"{path}: unknown key “{key}”.{hint} The keys are {', '.join(KEYS)}.")
        given[key] = _value(key, value, path, tuple(own) if isinstance(own, dict) else ())
    return Config(**given)


def _value(key: str, value: Any, path: Path, own: tuple[str, ...]) -> Any:
    """A key's value, checked; lists become tuples. `own` are the names of the house's own profiles."""
    choices = (*CHOICES.get(key, ()), *own) if key == "profile" else CHOICES.get(key, ())
    if choices and value not in choices:
        raise BadConfiguration(f"{path}: {key} is {value!r}; it must be one of {', '.join(choices)}.")
    if key in ("exclude", "select", "ignore", "fonts"):
        return _strings(key, value, path)
    if key == "allow":
        if not isinstance(value, dict):
            raise BadConfiguration(f'{path}: allow must be a table such as {{ "drafts/verse/*" = ["spelling"] }}.')
        return MappingProxyType({pattern: _strings("allow", checks, path) for pattern, checks in value.items()})
    if key == "profiles":
        if not isinstance(value, dict):
            raise BadConfiguration(f"{path}: profiles must be a table of tables, such as [profiles.ours].")
        return MappingProxyType({name: _profile(name, settings, path) for name, settings in value.items()})
    if key == "defaults":
        if not isinstance(value, dict):
            raise BadConfiguration(f"{path}: defaults must be a table of front-matter fields.")
        return MappingProxyType(value)
    if not isinstance(value, str):
        raise BadConfiguration(f"{path}: {key} must be a string, not {value!r}.")
    if key == "base_url" and value:
        try:
            return addresses.checked(value)
        except ValueError as error:
            raise BadConfiguration(f"{path}: the base URL is “{value}”; {error}.") from None
    return value


def _profile(name: str, settings: Any, path: Path) -> tuple[tuple[str, str], ...]:
    if name in CHOICES["profile"]:
        raise BadConfiguration(f"{path}: [profiles.{name}] has the name of a guide's profile; give it another.")
    if not isinstance(settings, dict):
        raise BadConfiguration(f'{path}: profiles.{name} must be a table; begin it with `extends = "chicago-18"`.')
    try:
        return styles.own(settings)
    except ValueError as error:
        raise BadConfiguration(f"{path}: [profiles.{name}] {error}.") from None


def _strings(key: str, value: Any, path: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadConfiguration(f"{path}: {key} must be a list of strings.")
    return tuple(value)
