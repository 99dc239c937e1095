"""What a writer has changed: by sentence and by word, moves seen, and nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline import compare
from pipeline.compare import Kind, Run

SENTENCES = st.sampled_from(
    [
        "The ferry leaves at nine with all its lamps lit. ",
        "Nobody on the quay looks up from the cards. ",
        "Nobody on the quay ever looks up from their cards. ",
        "No. ",
        "Is it late? ",
        "It is a long way to the other harbour",
        " ",
        "so they said, and so it was. ",
    ]
)
TEXTS = st.lists(st.lists(SENTENCES, max_size=4).map("".join), max_size=4)


def kinds(before: list[str], after: list[str]) -> list[list[str]]:
    return [[each.kind.value for each in row.sentences] for row in compare.compare(before, after).rows]


@given(TEXTS, TEXTS)
def test_applied_to_the_text_before_it_gives_the_text_after(before: list[str], after: list[str]) -> None:
    found = compare.compare(before, after)
    assert tuple(after) == compare.apply(before, found)
    assert list(range(len(after))) == [row.after for row in found.rows if row.after is not None]


@given(TEXTS, TEXTS)
def test_every_sentence_before_is_told_of_once(before: list[str], after: list[str]) -> None:
    told = [
        each
        for row in compare.compare(before, after).rows
        for each in row.sentences
        if each.before is not None and each.kind is not Kind.MOVED
    ]
    told.sort(key=lambda each: (each.before.block, each.before.start) if each.before else (0, 0))
    assert "".join(before) == "".join(run.was for each in told for run in each.runs)


@given(TEXTS)
def test_the_same_is_no_change(texts: list[str]) -> None:
    assert not compare.compare(texts, texts).changed


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_taken(before: str, after: str) -> None:
    assert (after,) == compare.apply([before], compare.compare([before], [after]))


def test_words_are_told_inside_their_sentence() -> None:
    ((sentence,),) = [
        row.sentences
        for row in compare.compare(["The last ferry leaves at nine."], ["The only ferry ever leaves at ten."]).rows
    ]
    assert Kind.CHANGED is sentence.kind
    assert [("last", "only"), ("", " ever"), ("nine", "ten")] == [
        (run.was, run.becomes) for run in sentence.runs if run.was != run.becomes
    ]


def test_a_paragraph_that_moved_is_no_deletion() -> None:
    one = "The ferry leaves at nine. Nobody on the quay looks up."
    two = "It is a long way home. So it goes on and on."
    three = "And the lamps go out at ten."
    found = compare.compare([one, two, three], [two, three, one])
    assert [(0, None, True), (1, 0, False), (2, 1, False), (0, 2, True)] == [
        (row.before, row.after, row.moved) for row in found.rows
    ]
    assert [["moved-away"] * 2, ["kept"] * 2, ["kept"], ["moved"] * 2] == kinds([one, two, three], [two, three, one])


def test_a_sentence_that_moved_says_where_it_was_and_what_is_new_in_it() -> None:
    before = ["The ferry leaves at nine sharp. Nobody looks up.", "It is a long way home."]
    after = ["Nobody looks up.", "It is a long way home. The ferry leaves at ten sharp."]
    found = compare.compare(before, after)
    assert [["moved-away", "kept"], ["kept", "moved"]] == kinds(before, after)
    moved = found.rows[1].sentences[1]
    assert moved.before == found.rows[0].sentences[0].before
    assert Run("nine", "ten") in moved.runs


def test_what_is_gone_stands_where_it_stood() -> None:
    before = ["One thing is here. Another is there.", "A whole paragraph goes.", "The last one stays."]
    after = ["Another is there.", "The last one stays. And a new end."]
    assert [["deleted", "kept"], ["deleted"], ["kept", "inserted"]] == kinds(before, after)
