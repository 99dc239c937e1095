"""A decision finds its place again, after edits elsewhere and beside others that were applied."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import decisions, readers
from pipeline.decisions import Decision, State, Verdict
from pipeline.document import Document
from pipeline.engines import Engines
from pipeline.finding import Edit, Finding, Fix, apply_edits
from pipeline.run import Run
from pipeline.source import Source, Span
from pipeline.source import read as read_source

YES, NO = Verdict.ACCEPTED, Verdict.REJECTED
WORDS = ["the", "band", "a", "song", "sings", "it", "late", "and", "grey"]
RARE = [
    "harbour", "lantern", "ferry", "kettle", "orchard", "thimble", "walnut", "copper", "violin", "meadow", "anchor",
    "pepper", "saddle", "timber", "ribbon",
]  # fmt: skip


def pasted(text: str) -> Document:
    return readers.read(Source("draft.txt", text), Engines())


def states(text: str, recorded: Sequence[Decision]) -> dict[Decision, State]:
    resolved = decisions.resolve(pasted(text), (), recorded)
    found = {each.decision: each.state for each in resolved.placed}
    return found | {each.decision: State.STALE for each in resolved.stale}


@st.composite
def decided(draw: st.DrawFn) -> tuple[str, list[Edit], list[Decision]]:
    """A text of two paragraphs with accepted decisions on words of it that don't touch, and their edits."""
    words = draw(st.permutations(RARE))[: draw(st.integers(6, 15))]
    for at in draw(st.lists(st.integers(0, 9), max_size=3, unique=True)):
        words.insert(at * 2, draw(st.sampled_from(WORDS)))  # never two of these side by side
    breaks = draw(st.integers(1, len(words) - 1))
    text = "Now " + " ".join(words[:breaks]) + ".\n\nThen " + " ".join(words[breaks:]) + " at last."
    ends = [at for at in range(4, len(text) - 9) if text[at - 1].isspace() and text[at].isalpha()]
    chosen = draw(st.lists(st.sampled_from(ends), min_size=1, max_size=4, unique=True))
    edits, recorded = [], []
    for start in sorted(chosen):
        end = next(at for at in range(start, len(text)) if not text[at].isalpha())
        new = draw(st.sampled_from(["zither", "grey zither", "a zither"]))
        entry = decisions.propose(pasted(text), Span(start, end), f"{new}{start}", verdict=YES)
        assert entry is not None
        edits.append(Edit(Span(start, end), f"{new}{start}"))
        recorded.append(entry)
    return text, edits, recorded


@given(decided(), st.data())
@settings(max_examples=200)
def test_what_is_applied_is_done_and_the_others_still_find_their_places(
    made: tuple[str, list[Edit], list[Decision]], data: st.DataObject
) -> None:
    text, edits, recorded = made
    first = data.draw(st.sets(st.sampled_from(range(len(edits)))))
    half = apply_edits(text, [edit for number, edit in enumerate(edits) if number in first])
    resolved = decisions.resolve(pasted(half), (), recorded)
    assert () == resolved.stale
    assert {recorded[number] for number in first} == set(resolved.done)
    left = [edit for choice in resolved.choices if choice.fix for edit in choice.fix.edits]
    assert apply_edits(text, edits) == apply_edits(half, left)
    whole = decisions.resolve(pasted(apply_edits(text, edits)), (), recorded)
    assert (set(recorded), [None] * len(edits)) == (set(whole.done), [choice.fix for choice in whole.choices])


@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=12), st.integers(0, 4), st.data())
def test_edits_elsewhere_make_no_difference(words: list[str], at: int, data: st.DataObject) -> None:
    """Whatever is put in or taken out outside of the context, in the same paragraph or in others."""
    before = ["First a line.", "Now " + " ".join(words) + "."]
    kept = "The last surviver of the crew sleeps."
    text = "\n\n".join([before[0], f"{before[1]} {kept} So it ends.", "Nothing else."])
    start = text.index("surviver")
    entry = decisions.propose(pasted(text), Span(start, start + 8), "survivor")
    assert entry is not None
    low, high = text.index(kept), text.index(kept) + len(kept)
    places = [place for place in range(len(text)) if not low <= place < high]
    edits = []
    for place in sorted(data.draw(st.sets(st.sampled_from(places), max_size=5))):
        gone = data.draw(st.integers(0, 1))
        edits.append(Edit(Span(place, place + gone), data.draw(st.sampled_from(["", " and so on ", "x", "\n\n", "“"]))))
    changed = apply_edits(text, edits).strip() or text
    resolved = decisions.resolve(pasted(changed), (), [entry])
    assert [State.ACCEPTED] == [each.state for each in resolved.placed]
    assert changed.index("surviver") == resolved.placed[0].span.start


def rejecting(text: str, words: str) -> tuple[Finding, Decision]:
    start = text.index(words)
    span = Span(start, start + len(words))
    finding = Finding(span, "?", (Fix((Edit(span, "were"),)),), check="grammar/agreement", text=words)
    (entry,) = decisions.of(pasted(text), finding, None)
    return finding, entry


@pytest.mark.parametrize(
    ("before", "after", "holds"),
    [
        ("", "", True),
        ("A new sentence first. ", "", True),
        ("", " And a new one behind.", True),
        ("Some\n\nparagraphs.\n\n", "\n\nAnd more.", True),
    ],
)
def test_a_rejection_holds_while_its_sentence_stays(before: str, after: str, holds: bool) -> None:
    text = "It begins. We was robbed, sings the choir. It ends."
    _, entry = rejecting(text, "was")
    changed = before + text.replace("It begins.", "It began at noon.").replace("It ends.", "It goes on.") + after
    finding, _ = rejecting(changed, "was")
    assert ((finding,) if holds else ()) == decisions.resolve(pasted(changed), [finding], [entry]).rejected


@pytest.mark.parametrize("sentence", ["We was robbed, sings the whole choir.", "So we was robbed, sings the choir."])
def test_a_rejection_lapses_when_its_sentence_changes(sentence: str) -> None:
    text = "It begins. We was robbed, sings the choir. It ends."
    _, entry = rejecting(text, "was")
    changed = text.replace("We was robbed, sings the choir.", sentence)
    finding, _ = rejecting(changed, "was")
    resolved = decisions.resolve(pasted(changed), [finding], [entry])
    assert ((finding,), (entry,)) == (resolved.open, tuple(each.decision for each in resolved.stale))


def test_a_rejection_holds_when_what_was_accepted_in_its_sentence_is_applied() -> None:
    text = "It begins. We was robbed, sings the quire. It ends."
    _, entry = rejecting(text, "was")
    accepted = Decision("quire", "sings the quire", YES, "choir")
    changed = text.replace("quire", "choir")
    finding, _ = rejecting(changed, "was")
    assert (finding,) == decisions.resolve(pasted(changed), [finding], [entry, accepted]).rejected
    assert (finding,) == decisions.resolve(pasted(changed), [finding], [entry]).open


@pytest.mark.parametrize(
    "text",
    [
        "We saw that a grey ferry sank there.",
        "A grey ferry sank, and the copper ferry came.",
        "The grey ferry came, and a grey ferry sank.",
    ],
)
def test_words_that_always_stood_there_are_no_change_that_was_made(text: str) -> None:
    one = Decision("copper", "the copper ferry", YES, "grey")
    other = Decision("ferry", "copper ferry sank", YES, "boat")
    assert State.STALE == states(text, [one, other])[other]
    assert State.ACCEPTED == states("And the grey ferry sank.", [one, other])[other]


@pytest.mark.parametrize(("words", "longer"), [("cafe", "cafe\u0301"), ("👍", "👍🏽"), ("👩", "👩\u200d🚀")])
def test_half_a_character_is_not_the_words(words: str, longer: str) -> None:
    decision = Decision(words, f"to the {words}", YES, "bar")
    assert State.ACCEPTED == states(f"We went to the {words} late.", [decision])[decision]
    assert State.STALE == states(f"We went to the {longer} late.", [decision])[decision]


def test_words_taken_out_beside_others_leave_these_their_places() -> None:
    text = "It was a really very long night."
    recorded = [
        Decision("really ", "a really very long", YES, ""),
        Decision("very", "really very long night", YES, "quite"),
        Decision("", "long⟦⟧ night", YES, ", long"),
    ]
    after = "It was a quite long, long night."
    assert [State.ACCEPTED] * 3 == list(states(text, recorded).values())
    assert [State.DONE] * 3 == list(states(after, recorded).values())


@pytest.mark.parametrize("name", ["a-ledger-of-rain.md", "kitchen-light.md", "saltmoth.txt"])
def test_what_was_recorded_of_our_drafts_is_applied_once(name: str, tmp_path: Path) -> None:
    drafts = Path(__file__).parent.parent / "drafts"
    for path in (drafts / name, decisions.beside(drafts / name)):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with Run([tmp_path / name]) as run:
        revision, resolved = run.follow(read_source(tmp_path / name))
        assert () == resolved.stale
        accepted = [each for each in resolved.placed if each.decision.verdict is YES]
        assert len(accepted) == len(revision.applied) > 0
        again, settled = run.follow(Source(revision.before.path, revision.after))
        assert (False, ()) == (again.changed, settled.stale)
        assert len(accepted) == len(settled.done)
