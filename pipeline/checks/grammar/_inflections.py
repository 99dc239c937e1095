"""The forms of English verbs, nouns and adverbs, made by rule and held against the words of reviews.

What ends in -s, -ed or -ing is a form of a verb only where reviews use the verb's other forms too; the irregular ones
are in the house's table.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pipeline.house import frequencies, table

BE = ("be", "am", "is", "are", "was", "were", "been", "being")
RARE = 30
"""How often an adjective has to occur in the house's reviews to be offered for an adverb."""

FORMS = {
    "be": BE,
    "have": ("have", "has", "had", "having"),
    "do": ("do", "does", "did", "done", "doing"),
}


@cache
def verbs() -> Mapping[str, tuple[str, ...]]:
    """A form of a verb → the other forms of the verbs that it may belong to."""
    paradigms = list(FORMS.values())
    irregular = {
        base: (past.split(","), participle.split(",")) for base, past, participle in table("irregular-verbs.tsv")
    }
    for base, (past, participle) in irregular.items():
        paradigms.append((base, with_s(base), with_ing(base), *past, *participle, *_wrong_past(base, past)))
    known = frequencies()
    for base in known:
        if len(base) < 3 or base in irregular or base in FORMS or not base.isalpha():
            continue
        forms = (base, with_s(base), _likelier(base, "ed"), _likelier(base, "ing"))
        if all(known.get(form, 0) >= 5 for form in forms):
            paradigms.append(forms)
    found: dict[str, tuple[str, ...]] = {}
    for paradigm in paradigms:
        right = tuple(form for form in dict.fromkeys(paradigm) if not form.startswith("*"))
        for form in (each.lstrip("*") for each in paradigm):
            found[form] = tuple(dict.fromkeys((*found.get(form, ()), *(other for other in right if other != form))))
    return MappingProxyType(found)


@cache
def unchanged() -> frozenset[str]:
    """The verbs whose past is their base: cost, cut, put."""
    return frozenset(base for base, past, _ in table("irregular-verbs.tsv") if base in past.split(","))


def _wrong_past(base: str, past: list[str]) -> tuple[str, ...]:
    """A regular past of an irregular verb (“casted”), which is a form to get away from and none to offer."""
    regular = _likelier(base, "ed")
    return () if regular in past or frequencies().get(regular, 0) > 400 else (f"*{regular}",)


@cache
def numbers() -> Mapping[str, str]:
    """A noun's singular → its plural, and the other way about, where reviews use both."""
    known = frequencies()
    found: dict[str, str] = {}
    for noun in known:
        if len(noun) < 3 or not noun.isalpha():
            continue
        more = with_s(noun)
        if known.get(more, 0) >= 5 and not noun.endswith("s"):
            found[noun] = more
            if more not in found or known[noun] > known[found[more]]:
                found[more] = noun
    for one, more in (("man", "men"), ("woman", "women"), ("child", "children"), ("wife", "wives"), ("life", "lives")):
        found[one], found[more] = more, one
    return MappingProxyType(found)


@cache
def manners() -> Mapping[str, str]:
    """An adjective → its adverb in -ly, and the other way about, where reviews use both."""
    known = frequencies()
    found: dict[str, str] = {}
    for word in known:
        if not word.endswith("ly") or known[word] < 5:
            continue
        stem = word[:-2]
        for adjective in (
            stem,
            f"{stem}le",
            f"{stem[:-1]}y" if stem.endswith("i") else "",
            f"{stem[:-2]}" if stem.endswith("al") else "",
        ):
            if len(adjective) > 2 and known.get(adjective, 0) >= RARE:
                found[word] = adjective
                found.setdefault(adjective, word)
                break
    return MappingProxyType(found)


def with_s(word: str) -> str:
    """A verb's third person, a noun's plural."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return (
        f"{word}es"
        if word.endswith(("s", "x", "z", "ch", "sh")) or word in ("go", "do", "hero", "echo")
        else f"{word}s"
    )


def with_ing(base: str) -> str:
    """A verb's -ing form."""
    return "being" if base == "be" else _likelier(base, "ing")


def with_ly(adjective: str) -> str:
    """An adjective's adverb."""
    if adjective.endswith("le") and adjective[-3:-2] not in "aeiou":
        return f"{adjective[:-1]}y"
    if adjective.endswith("y"):
        return f"{adjective[:-1]}ily"
    return f"{adjective}ally" if adjective.endswith("ic") else f"{adjective}ly"


def past_of(base: str) -> str:
    """A verb's past: the commonest where it has several."""
    return {"be": "was", "have": "had", "do": "did"}.get(base) or _irregular().get(base) or _likelier(base, "ed")


@cache
def _irregular() -> Mapping[str, str]:
    """The verbs whose past is not made with -ed, and that past."""
    return MappingProxyType({base: past.split(",")[0] for base, past, _ in table("irregular-verbs.tsv")})


def _likelier(base: str, ending: str) -> str:
    """A base with an ending, as reviews spell it: silent e dropped, y made i, last letter doubled, or none of these."""
    ways = [base + ending]
    if base.endswith("ie") and ending == "ing":
        ways = [f"{base[:-2]}ying"]
    elif base.endswith("e") and not (base.endswith(("ee", "oe", "ye")) and ending == "ing"):
        ways = [base[:-1] + ending]
    elif base.endswith("y") and base[-2:-1] not in "aeiou" and ending == "ed":
        ways = [f"{base[:-1]}ied"]
    elif base[-1] not in "aeiouwxy" and base[-2:-1] in "aeiou":
        ways.append(base + base[-1] + ending)
    known = frequencies()
    return max(ways, key=lambda form: known.get(form, 0))


@cache
def _pasts() -> frozenset[str]:
    """The irregular past forms that differ from the bare ones."""
    return frozenset(
        form for base, past, _ in table("irregular-verbs.tsv") for form in past.split(",") if form != base
    ) | {"was", "were", "had", "did"}


def is_tense(old: str, new: str) -> bool:
    """Whether a verb's form is changed for one of another tense, as far as the forms alone tell."""

    def past(form: str) -> bool:
        return form in _pasts() or form.endswith("ed")

    def present(form: str) -> bool:
        return not past(form) and not form.endswith("ing") and form not in ("been", "done", "be")

    return (past(old) and present(new)) or (present(old) and past(new))
