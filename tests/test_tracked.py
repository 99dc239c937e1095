"""The Word file that came back: what was decided in it, and nothing else."""

import base64
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import decisions, fix, readers, tracked
from pipeline.decisions import Decision, Verdict
from pipeline.engines import Engines
from pipeline.errors import BadDecisions
from pipeline.finding import Finding, Report
from pipeline.reporters import docx
from pipeline.source import Source
from pipeline.tracked import Reading
from tests.test_docx import found
from tests.wordlike import WordFile

TEXT = """---
title: The Ferry Songs
author: Ada Whitlock
---

The last surviver of the band plays alone, and plays wel. However the room is kind to him.

He sings of teh harbour, of `tide()` tables and of *teh long* winter that came before.[^1]

> I was never teh one who stayed.

- One song is inclded twice.
- The other is not.

Mira Solana mixed it. Nobody else was asked, and nobody minds.

[^1]: Nobody rembers it.
"""
SLIPS = (
    ("surviver", "survivor"),
    ("wel", "well"),
    ("However", "However,"),
    ("teh", "the"),
    ("inclded", "included"),
    ("rembers", "remembers"),
)
ASKED = "Mira Solana"
READ = Source("drafts/ferry.md", TEXT)
DAY = date(2025, 4, 3)


def slips() -> tuple[Finding, ...]:
    made = []
    at = 0
    for words, becomes in SLIPS:
        at = TEXT.index(words, at)
        made.append(found(TEXT, words, becomes, safe=words != "However", at=at))
    made.append(found(TEXT, ASKED))
    return tuple(sorted(made, key=lambda each: each.span))


@pytest.fixture(scope="module")
def engines() -> Engines:
    return Engines()


@pytest.fixture(scope="module")
def report(engines: Engines) -> Report:
    return Report(READ.path, readers.read(READ, engines), slips())


@pytest.fixture(scope="module")
def sent(report: Report, engines: Engines) -> bytes:
    return docx.render(report, engines=engines)


@pytest.fixture
def word(sent: bytes) -> WordFile:
    return WordFile(sent)


@pytest.fixture
def back(tmp_path: Path, engines: Engines) -> Callable[[WordFile], Reading]:
    return lambda word: tracked.read(word.save(tmp_path / "back.docx"), engines)


def said(reading: Reading) -> list[tuple[str, str, str | None]]:
    return [(each.verdict.value, each.was, each.becomes) for each in reading.decisions]


def after(reading: Reading, engines: Engines, findings: Sequence[Finding] = (), accept: bool = False) -> str:
    """The draft with what was decided; with what was suggested, too, if that is to be accepted."""
    made = [
        replace(each, verdict=Verdict.ACCEPTED) if accept and each.verdict is Verdict.SUGGESTED else each
        for each in reading.decisions
    ]
    document = reading.document
    resolved = decisions.resolve(document, findings, made)
    assert () == resolved.stale
    made_of = Report(document.source.path, document, ())
    return fix.revise(made_of, lambda source: readers.read(source, engines), choices=resolved.choices).after


def test_nothing_done_is_nothing_decided(word: WordFile, back: Callable[[WordFile], Reading]) -> None:
    reading = back(word)
    assert ((), 7, ()) == (reading.decisions, reading.open, reading.again)
    assert (READ.path, TEXT) == (reading.draft, reading.document.source.text)
    word.split_runs()
    assert ((), 7, ()) == (back(word).decisions, back(word).open, back(word).again)


def test_all_accepted(word: WordFile, back: Callable[[WordFile], Reading], engines: Engines) -> None:
    for stroke in word.strokes():
        word.decide(stroke, accepted=True)
    word.split_runs()
    reading = back(word)
    assert (1, ()) == (reading.open, reading.again)
    assert {"accepted"} == {verdict for verdict, _, _ in said(reading)}
    assert {("Ada", DAY)} == {(each.who, each.when) for each in reading.decisions}
    expected = TEXT
    for words, becomes in SLIPS:
        expected = expected.replace(words, becomes, 1)
    assert expected == after(reading, engines)


def test_all_rejected(word: WordFile, back: Callable[[WordFile], Reading], report: Report, engines: Engines) -> None:
    for stroke in word.strokes():
        word.decide(stroke, accepted=False)
    word.split_runs()
    reading = back(word)
    assert (1, ()) == (reading.open, reading.again)
    assert {"rejected"} == {verdict for verdict, _, _ in said(reading)}
    resolved = decisions.resolve(reading.document, report.findings, reading.decisions)
    assert [*SLIPS] == [(each.text, each.fixes[0].edits[0].text) for each in resolved.rejected]
    assert TEXT == after(reading, engines)


def test_other_words_in_its_place_are_the_editors_own(
    word: WordFile, back: Callable[[WordFile], Reading], engines: Engines
) -> None:
    word.reword(word.strokes()[0], "last man standing")
    reading = back(word)
    (decision,) = reading.decisions
    assert ("surviver", "last man standing", "spelling/unknown-word") == (
        decision.was,
        decision.becomes,
        decision.check,
    )
    assert TEXT.replace("surviver", "last man standing") == after(reading, engines)


def test_words_typed_over_a_tracked_change_with_tracking_on(
    word: WordFile, back: Callable[[WordFile], Reading], engines: Engines
) -> None:
    gone, put_in = word.strokes()[0]
    word.nest_deletion(put_in, "Ben")
    word.insert_behind(put_in, "veteran", "Ben")
    reading = back(word)
    assert [("accepted", "surviver", "veteran")] == said(reading)
    assert ("Ben", date(2025, 4, 2)) == (reading.decisions[0].who, reading.decisions[0].when)
    assert gone.getparent() is not None


def test_half_a_decision_is_none(word: WordFile, back: Callable[[WordFile], Reading]) -> None:
    word.accept(word.strokes()[0][0])
    reading = back(word)
    assert ((), 7) == (reading.decisions, reading.open)
    assert ["“surviver” (line 6, spelling/unknown-word) was decided in part"] == [
        sentence.partition(";")[0] for sentence in reading.again
    ]


@pytest.mark.parametrize("author", ["", "Ben"])
def test_words_changed_elsewhere_are_suggestions(
    author: str, word: WordFile, back: Callable[[WordFile], Reading], engines: Engines
) -> None:
    word.replace("plays alone", "plays all alone", author)
    word.replace("Nobody else was asked, and ", "", author)
    word.replace("harbour", "port", author)
    reading = back(word)
    assert {"suggested"} == {verdict for verdict, _, _ in said(reading)}
    assert {("Ben", date(2025, 4, 2)) if author else ("Ada", DAY)} == {(e.who, e.when) for e in reading.decisions}
    assert TEXT == after(reading, engines)
    wanted = TEXT.replace("plays alone", "plays all alone").replace("Nobody else was asked, and ", "")
    assert wanted.replace("harbour", "port") == after(reading, engines, accept=True)


def test_a_move_is_a_deletion_and_an_insertion(
    word: WordFile, back: Callable[[WordFile], Reading], engines: Engines
) -> None:
    word.move(" Nobody else was asked, and nobody minds.", "Mira ", "Ben")
    reading = back(word)
    assert "Nobody else was asked, and nobody minds.Mira Solana" in after(reading, engines, accept=True).replace(
        " Mira", "Mira"
    )


def test_a_question_is_answered_by_other_words(
    word: WordFile, back: Callable[[WordFile], Reading], engines: Engines
) -> None:
    word.replace(ASKED, "Mira Solano")
    reading = back(word)
    (decision,) = reading.decisions
    assert (Verdict.ACCEPTED, "spelling/unknown-word") == (decision.verdict, decision.check)
    assert TEXT.replace(ASKED, "Mira Solano") == after(reading, engines)


def test_a_question_whose_comment_is_resolved_is_turned_down(
    word: WordFile, back: Callable[[WordFile], Reading], report: Report
) -> None:
    word.resolve(f"Is “{ASKED}” right?")
    reading = back(word)
    resolved = decisions.resolve(reading.document, report.findings, reading.decisions)
    assert [ASKED] == [each.text for each in resolved.rejected]


def test_comments_and_answers(word: WordFile, back: Callable[[WordFile], Reading]) -> None:
    word.decide(word.strokes()[0], accepted=True)
    word.reply("Is “surviver” right?", "Of course.", "Ben")
    word.reply("Is “wel” right?", "Or is it a joke?", "Ben")
    word.comment("Nobody else was asked", "Is that so?", "Cleo")
    reading = back(word)
    assert [
        ("accepted", "surviver", "Of course.", "Ada"),
        ("open", "wel", "Or is it a joke?", "Ben"),
        ("open", "Nobody else was asked", "Is that so?", "Cleo"),
    ] == [(each.verdict.value, each.was, each.comment, each.who) for each in reading.decisions]
    assert () == reading.again


def test_paragraphs_that_are_new_or_gone(word: WordFile, back: Callable[[WordFile], Reading], engines: Engines) -> None:
    word.paragraph_behind("Mira", "That is the end of it.")
    assert TEXT.replace("nobody minds.\n", "nobody minds.\n\nThat is the end of it.\n") == after(
        back(word), engines, accept=True
    )
    word.remove_paragraph("That is the end")
    word.remove_paragraph("Mira")
    gone = "Mira Solana mixed it. Nobody else was asked, and nobody minds.\n\n"
    assert TEXT.replace(gone, "") == after(back(word), engines, accept=True)


def test_a_paragraph_parted_and_two_joined(
    word: WordFile, back: Callable[[WordFile], Reading], engines: Engines
) -> None:
    word.part(" Nobody else")
    assert TEXT.replace("mixed it. Nobody", "mixed it.\n\nNobody") == after(back(word), engines, accept=True)


def test_two_paragraphs_joined(word: WordFile, back: Callable[[WordFile], Reading], engines: Engines) -> None:
    word.join("However", "He sings")
    assert TEXT.replace("kind to him.\n\nHe sings", "kind to him. He sings") == after(back(word), engines, accept=True)


def test_what_stands_in_code_is_said_and_not_guessed(word: WordFile, back: Callable[[WordFile], Reading]) -> None:
    word.replace("tide()", "ebb()")
    reading = back(word)
    assert () == reading.decisions
    assert "change it in the draft itself" in reading.again[0]


WORDS = st.lists(st.sampled_from(["old", "hand", "of", "the", "ship", "-", "–", "“aye”"]), min_size=1, max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_any_mix_is_read_back_exactly(data: st.DataObject, sent: bytes, tmp_path: Path, engines: Engines) -> None:
    word = WordFile(sent)
    expected, verdicts = TEXT, []
    slots = list(zip(word.strokes(), SLIPS, strict=True))
    for number, (stroke, (was, becomes)) in enumerate(slots):
        choice = data.draw(st.sampled_from(["open", "accept", "reject", "reword"]))
        marked = f"⟦{number}⟧"
        expected = expected.replace(was, marked, 1)
        new = was
        if choice == "accept":
            word.decide(stroke, accepted=True)
            new = becomes
            verdicts.append(("accepted", becomes))
        elif choice == "reject":
            word.decide(stroke, accepted=False)
            verdicts.append(("rejected", becomes))
        elif choice == "reword":
            new = " ".join(data.draw(WORDS))
            word.reword(stroke, new)
            verdicts.append(("accepted", new))
        expected = expected.replace(marked, f"⟦{new}⟧")
    if data.draw(st.booleans()):
        word.split_runs()
    reading = tracked.read(word.save(tmp_path / "back.docx"), engines)
    assert expected.replace("⟦", "").replace("⟧", "") == after(reading, engines)
    assert (len(SLIPS) + 1 - len(verdicts), ()) == (reading.open, reading.again)
    assert [verdict for verdict, _ in verdicts] == [each.verdict.value for each in reading.decisions]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_what_is_typed_is_what_is_suggested(data: st.DataObject, sent: bytes, tmp_path: Path, engines: Engines) -> None:
    word = WordFile(sent)
    expected = TEXT
    for old in data.draw(
        st.lists(st.sampled_from(["last", "alone", "sings", "winter", "mixed it", "minds"]), unique=True)
    ):
        new = " ".join(data.draw(WORDS))
        word.replace(old, new, data.draw(st.sampled_from(["", "Ben"])))
        expected = expected.replace(old, new, 1)
    reading = tracked.read(word.save(tmp_path / "back.docx"), engines)
    assert TEXT == after(reading, engines)
    assert expected == after(reading, engines, accept=True)
    assert (len(SLIPS) + 1, ()) == (reading.open, reading.again)


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def changed(sent: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sent)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    return zipped(**(parts | {name: change(parts[name])}))


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'

WIDE = XXE.decode().encode("utf-16")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda sent: b"", "is no Word file"),
        (lambda sent: b"Just words.", "is no Word file"),
        (lambda sent: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "is protected with a password"),
        (lambda sent: sent[: len(sent) // 2], "is no Word file"),
        (lambda sent: zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "is no Word document"),
        (lambda sent: zipped(**{"word__document.xml": b"<x/>"}), "is no Word document"),
        (lambda sent: changed(sent, "word/document.xml", lambda _: BOMB), "has a document type"),
        (lambda sent: changed(sent, "word/document.xml", lambda _: XXE), "has a document type"),
        (lambda sent: changed(sent, "word/document.xml", lambda _: WIDE), "has a document type"),
        (lambda sent: changed(sent, "word/document.xml", lambda data: data[:-40]), "is broken"),
        (lambda sent: changed(sent, "word/document.xml", lambda _: b" " * 41_000_000), "has more than"),
        (lambda sent: changed(sent, "customXml/item1.xml", lambda _: b"<x/>"), "is no review of ours"),
        (
            lambda sent: changed(sent, "customXml/item1.xml", lambda data: data.replace(b'digest="', b'digest="0')),
            "what came with this review is broken",
        ),
        (lambda sent: changed(sent, "customXml/item1.xml", lambda data: data[:900] + b"</review>"), "is broken"),
    ],
)  # fmt: skip
def test_what_is_no_review_of_ours_is_answered_by_a_sentence(
    make: Callable[[bytes], bytes], sentence: str, sent: bytes, tmp_path: Path, engines: Engines
) -> None:
    path = tmp_path / "back.docx"
    path.write_bytes(make(sent))
    with pytest.raises(BadDecisions) as caught:
        tracked.read(path, engines)
    assert sentence in str(caught.value)
    assert str(caught.value).startswith(str(path))


@pytest.mark.parametrize("path", ["/etc/ferry.md", "../../ferry.md", "C:\\drafts\\ferry.md", "ferry.md"])
def test_a_path_in_a_file_leads_to_no_other_folder(path: str, sent: bytes, tmp_path: Path, engines: Engines) -> None:
    def elsewhere(part: bytes) -> bytes:
        head, packed = part.decode().removesuffix("</review>").rsplit(">", 1)
        told = json.loads(zlib.decompress(base64.b64decode(packed))) | {"path": path}
        return f"{head}>{base64.b64encode(zlib.compress(json.dumps(told).encode())).decode()}</review>".encode()

    back = tmp_path / "back.docx"
    back.write_bytes(changed(sent, "customXml/item1.xml", elsewhere))
    assert "ferry.md" == tracked.read(back, engines).draft


def test_no_file_is_a_sentence(tmp_path: Path, engines: Engines) -> None:
    for path, sentence in ((tmp_path, "is no file"), (tmp_path / "gone.docx", "no such file")):
        with pytest.raises(BadDecisions) as caught:
            tracked.read(path, engines)
        assert sentence in str(caught.value)


def test_deep_nesting_ends(sent: bytes, tmp_path: Path, engines: Engines) -> None:
    path = tmp_path / "back.docx"
    deep = b"<w:smartTag>" * 50_000 + b"</w:smartTag>" * 50_000
    path.write_bytes(changed(sent, "word/document.xml", lambda data: data.replace(b"<w:sectPr>", deep + b"<w:sectPr>")))
    assert () == tracked.read(path, engines).decisions


def test_decisions_that_were_read_can_be_written_and_loaded(
    word: WordFile, back: Callable[[WordFile], Reading], tmp_path: Path
) -> None:
    word.decide(word.strokes()[0], accepted=True)
    word.decide(word.strokes()[1], accepted=False)
    word.replace("harbour", "port")
    made = back(word).decisions
    path = tmp_path / "ferry.decisions.toml"
    path.write_text(decisions.dump(made), "utf-8")
    assert made == decisions.load(path)
    assert all(isinstance(each, Decision) for each in made)


def test_a_check_that_is_no_longer_there_is_not_named(engines: Engines, tmp_path: Path) -> None:
    finding = found(TEXT, "surviver", "survivor", check="spelling/of-old")
    word = WordFile(docx.render(Report(READ.path, readers.read(READ, engines), (finding,)), engines=engines))
    word.decide(word.strokes()[0], accepted=True)
    (decision,) = tracked.read(word.save(tmp_path / "back.docx"), engines).decisions
    assert ("", "survivor") == (decision.check, decision.becomes)
