"""Document → findings; a folder a stage, a file a check.

A check is a module with a docstring (its page: the first line says what it finds, the rest why, with the style guide's
section), `SEVERITY` (what its findings are unless they say otherwise), `FIX`, `EXAMPLES` (its tests), and `find`. The
first parameter of `find` says how far it looks: a `Block`, and it can be cached and linted alone, or a `Document`. Its
other parameters are given by type: `House`, `Names`, `Works`, `Document`, `Unused`, or any engine.

`FIX` says what its findings' first fixes are: `"safe"`, `"unsafe"` or `"display-only"`, `"mixed"` where those are safe
that are certain and the others unsafe, `"none"` where there is none.

`IN_QUOTATIONS` says what becomes of an error inside somebody else's words: `"query"` (where a check says nothing), or
`"as-is"` for a check of typography, which is ours wherever it stands. A finding that would mend code
is dropped, unless its check has `IN_CODE`.

`VETO`, where a check has it, is how much less likely (nats, nought or below) its first fix may make a passage before
the language model's doubt silences it: see `pipeline.veto`.

    def find(block: Block, rules: LanguageRules) -> Iterator[Finding]: ...
"""

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any, get_type_hints

from pipeline import plugins
from pipeline.document import Block, Document
from pipeline.engines import Engine
from pipeline.errors import UnknownName
from pipeline.finding import Finding, Severity
from pipeline.source import Span


@dataclass(frozen=True, slots=True)
class Flagged:
    """A draft in which a check flags what stands between ⟦ and ⟧, and nothing else.

    `fixed` is the draft after the check's first fixes of any applicability, and is clean; None where the finding has
    no fix. `severity` is what the findings are, the check's own where it is left out.
    """

    text: str
    fixed: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Allowed:
    """A draft in which a check flags nothing."""

    text: str


@dataclass(frozen=True, slots=True)
class Unused:
    """The allowances that are of no use. Known when all else has run.

    `allowances` are those that silenced nothing, each with its span and the checks that it names; `misnamed` are the
    names in them that no check or stage has, each with its allowance's span, and empty where one names nothing.
    """

    allowances: tuple[tuple[Span, tuple[str, ...]], ...] = ()
    misnamed: tuple[tuple[Span, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A check, as its file says."""

    id: str
    module: ModuleType
    find: Callable[..., Iterator[Finding]]
    severity: Severity
    examples: tuple[Flagged | Allowed, ...]
    scope: type[Block] | type[Document]
    needs: dict[str, type[Any]]

    @property
    def stage(self) -> str:
        """The folder that the check is in."""
        return self.id.partition("/")[0]

    @property
    def summary(self) -> str:
        """The first line of its page."""
        return (self.module.__doc__ or "").strip().partition("\n")[0]

    @property
    def engines(self) -> tuple[type[Engine], ...]:
        """The engines that the check needs."""
        return tuple(need for need in self.needs.values() if issubclass(need, Engine))


@cache
def load(name: str) -> Check:
    """The check of this id. Raises UnknownName with the nearest ids there are."""
    if name not in plugins.parts(__name__):
        raise UnknownName(unknown(name))
    module = plugins.load(__name__, name)
    hints = get_type_hints(module.find)
    first, *others = inspect.signature(module.find).parameters
    return Check(
        id=name,
        module=module,
        find=module.find,
        severity=module.SEVERITY,
        examples=tuple(module.EXAMPLES),
        scope=hints[first],
        needs={name: hints[name] for name in others},
    )


def ids() -> tuple[str, ...]:
    """The ids of all checks, in alphabetical order."""
    return tuple(plugins.parts(__name__))


def stages() -> tuple[str, ...]:
    """The stages that have a check, in alphabetical order."""
    return tuple(dict.fromkeys(name.partition("/")[0] for name in ids()))


def chosen(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> tuple[Check, ...]:
    """The checks that are named by id or stage in `select` (all where it is empty) and not in `ignore`.

    Raises UnknownName for a name that is neither an id nor a stage.
    """
    for name in (*select, *ignore):
        if name not in ids() and name not in stages():
            raise UnknownName(unknown(name))

    def named(name: str, by: tuple[str, ...]) -> bool:
        return name in by or name.partition("/")[0] in by

    return tuple(load(name) for name in ids() if (not select or named(name, select)) and not named(name, ignore))


def nearest(name: str, among: Sequence[str] = ()) -> list[str]:
    """What a name that isn't there may be meant for, at most three, best first; ids and stages where none are given."""
    from difflib import get_close_matches

    return get_close_matches(name, among or (*ids(), *stages()), n=3, cutoff=0.5)


def unknown(name: str) -> str:
    """The sentence for a name that no check or stage has."""
    near = nearest(name)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"There is no check or stage “{name}”.{hint} `copydesk explain` lists them all."
