"""The Word file that is sent: real changes and comments, in an essay that is whole."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from pipeline import decisions, readers, tracked
from pipeline.engines import Engines
from pipeline.finding import Edit, Finding, Fix, Report, Severity
from pipeline.reporters import docx
from pipeline.source import Source, Span
from tests.reporting import SAFE, UNSAFE, sample
from tests.wordlike import NS, WordFile, q

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def engines() -> Engines:
    return Engines()


@pytest.fixture(scope="module")
def sent(engines: Engines) -> bytes:
    return docx.render(sample(), engines=engines)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def report(text: str, *findings: Finding, engines: Engines, path: str = "draft.md") -> Report:
    return Report(path, readers.read(Source(path, text), engines), findings)


def found(
    text: str, words: str, *becomes: str, check: str = "spelling/unknown-word", safe: bool = False, at: int = 0
) -> Finding:
    start = text.index(words, at)
    span = Span(start, start + len(words))
    applicability = SAFE if safe else UNSAFE
    fixes = tuple(Fix((Edit(span, new),), applicability) for new in becomes)
    severity = Severity.ERROR if becomes else Severity.QUERY
    return Finding(span, f"Is “{words}” right?", fixes, severity, check=check, text=words)


def paragraph_with(data: bytes, words: str) -> etree._Element:
    body = etree.fromstring(parts_of(data)["word/document.xml"])
    return next(each for each in body.iter(q("p")) if words in "".join(each.itertext()))


def shown(paragraph: etree._Element) -> str:
    """A paragraph's text, with [-what is taken out-] and {+what is put in+}."""
    said = []
    for run in paragraph.iter(q("r")):
        text = "".join(each.text or "" for each in run.iter(q("t"), q("delText")))
        inside = run.getparent().tag
        said.append(f"[-{text}-]" if inside == q("del") else f"{{+{text}+}}" if inside == q("ins") else text)
    return "".join(said)


def test_changes_are_tracked_word_by_word(sent: bytes) -> None:
    assert (
        "The opening track finds the last [-surviver-]{+survivor+} of the original rhythm section, Tom Arkwright, "
        "playing alone; it is hard to[- to-] hear anything but the room. However{+,+} the band comes in at the chorus "
        "and the song opens like a window in March[-,-]{+;+} the effect is of a house being aired."
    ) == shown(paragraph_with(sent, "opening track"))


def test_what_only_spaces_differ_in_is_shown_as_the_file_has_it(sent: bytes) -> None:
    assert "it tells it[-  -]{+ +}loudly." in shown(paragraph_with(sent, "polite lie"))


def test_each_finding_has_a_comment_with_its_reason_and_its_check(sent: bytes) -> None:
    comments = etree.fromstring(parts_of(sent)["word/comments.xml"])
    said = {each.get(q("id")): "".join(each.itertext()) for each in comments}
    assert len(sample().findings) + 1 == len(said)
    for finding in sample().findings:
        assert any(finding.message in text and f"[{finding.check}, " in text for text in said.values())
    assert any("Choices: “Solano”" in text for text in said.values())


def test_safe_fixes_have_an_author_of_their_own(sent: bytes) -> None:
    authors = {change.get(q("author")) for change in WordFile(sent).changes()}
    assert {"copydesk", "copydesk, safe fixes"} == authors


def test_numbers_occur_once_and_comments_have_their_ranges(sent: bytes) -> None:
    parts = parts_of(sent)
    trees = [etree.fromstring(parts[name]) for name in ("word/document.xml", "word/footnotes.xml")]
    changes = [each.get(q("id")) for tree in trees for each in tree.iter(q("ins"), q("del"))]
    assert len(changes) == len(set(changes))
    ids = sorted(each.get(q("id")) for each in etree.fromstring(parts["word/comments.xml"]))
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert ids == sorted(each.get(q("id")) for each in trees[0].iter(q(name)))


def test_all_styles_that_are_used_are_defined(sent: bytes) -> None:
    parts = parts_of(sent)
    defined = set(etree.fromstring(parts["word/styles.xml"]).xpath("//w:style/@w:styleId", namespaces=NS))
    for name in ("word/document.xml", "word/comments.xml", "word/footnotes.xml"):
        used = etree.fromstring(parts[name]).xpath("//w:pStyle/@w:val | //w:rStyle/@w:val", namespaces=NS)
        assert set() == set(used) - defined


def test_the_same_review_makes_the_same_bytes(sent: bytes, engines: Engines) -> None:
    assert sent == docx.render(sample(), engines=engines)
    times = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(sent)).infolist()}
    assert {(1980, 1, 1, 0, 0, 0)} == times
    core = parts_of(sent)["docProps/core.xml"].decode()
    assert ["2025-03-14", "2025-03-14"] == re.findall(r"(\d{4}-\d\d-\d\d)T00:00:00Z", core)


def test_what_was_rejected_is_not_struck(engines: Engines) -> None:
    every = sample()
    assert every.document is not None
    finding = next(each for each in every.findings if each.text == "surviver")
    known = replace(finding, check="spelling/unknown-word")
    findings = tuple(known if each is finding else each for each in every.findings)
    rejection = decisions.of(every.document, known, None)
    resolved = decisions.resolve(every.document, findings, rejection)
    data = docx.render(replace(every, findings=findings), resolved, engines=engines)
    assert "the last surviver of" in shown(paragraph_with(data, "opening track"))


RICH = """---
title: The *Harbour* Tapes
subtitle: Teh long way home
author: Ada Whitlock
lang: en-GB
---

See [the lable’s site](https://example.org/x) and `play_all()` for *teh whole* set, said [la vielle dame]{lang=fr}.[^1]

> A qoute that stands alone.

| Song | Lenght |
|------|--------|
| One  | 3:20   |

![A peir at dusk](pier.png)

1. First teh list.

[^1]: A note with a tpyo.
"""


def test_headings_links_notes_tables_quotes_and_pictures_come_through(tmp_path: Path, engines: Engines) -> None:
    (tmp_path / "pier.png").write_bytes(PICTURE)
    path = (tmp_path / "draft.md").as_posix()
    slips = [("Teh", "The"), ("lable", "label"), ("teh whole", "the whole"), ("qoute", "quote"), ("Lenght", "Length")]
    slips += [("peir", "pier"), ("tpyo", "typo"), ("teh list", "the list"), ("Harbour", "Harbor")]
    findings = sorted((found(RICH, *slip) for slip in slips), key=lambda each: each.span)
    data = docx.render(report(RICH, *findings, engines=engines, path=path), engines=engines)
    for words, text in {
        "Tapes": "The [-Harbour-]{+Harbor+} Tapes",
        "long way": "[-Teh-]{+The+} long way home",
        "site": "See the [-lable-]{+label+}’s site and play_all() for [-teh whole-]{+the whole+} set, said la vielle "
        "dame.",
        "stands alone": "A [-qoute-]{+quote+} that stands alone.",
        "Lengt": "[-Lenght-]{+Length+}",
        "dusk": "A [-peir-]{+pier+} at dusk",
        "list": "First [-teh list-]{+the list+}.",
    }.items():
        assert text == shown(paragraph_with(data, words))
    parts = parts_of(data)
    body = parts["word/document.xml"].decode()
    assert ("<w:hyperlink", "<w:tbl>", "<w:footnoteReference", "<w:drawing>") == tuple(
        each for each in ("<w:hyperlink", "<w:tbl>", "<w:footnoteReference", "<w:drawing>") if each in body
    )
    assert PICTURE in parts.values()
    notes = etree.fromstring(parts["word/footnotes.xml"])
    assert "tpyo" in "".join(notes.xpath("//w:delText/text()", namespaces=NS))
    assert [] == notes.xpath("//w:commentRangeStart", namespaces=NS)  # LibreOffice opens no file with one in a note
    assert "<w:commentRangeEnd" in body.partition("<w:footnoteReference")[2]
    assert 'w:val="BlockText"' in body
    assert 'w:val="en-GB"' in parts["word/styles.xml"].decode()


def test_a_fix_that_parts_paragraphs_is_a_comment(engines: Engines) -> None:
    text = "It ends here. It begins.\n"
    finding = found(text, " It begins", "\n\nIt begins")
    data = docx.render(report(text, finding, engines=engines), engines=engines)
    assert [] == WordFile(data).changes()
    assert "Proposed: " in "".join(etree.fromstring(parts_of(data)["word/comments.xml"]).itertext())


def test_a_finding_without_a_place_is_a_comment_on_the_title(engines: Engines) -> None:
    text = "---\ntitle: One\nauthor: Ada\n---\n\nIt ends.\n"
    start = text.index("author")
    finding = Finding(Span(start, start + 6), "Whose?", (), Severity.QUERY, check="x/y", text="author")
    data = docx.render(report(text, finding, engines=engines), engines=engines)
    title = paragraph_with(data, "One")
    assert 2 == len(title.findall(q("commentRangeStart")))


def test_markup_that_is_put_in_is_shown_as_the_draft_writes_it(engines: Engines) -> None:
    text = "We saw Harbour twice.\n"
    data = docx.render(report(text, found(text, "Harbour", "*Harbour*"), engines=engines), engines=engines)
    assert "We saw [-Harbour-]{+*Harbour*+} twice." == shown(paragraph_with(data, "twice"))


def test_a_pasted_draft_is_marked_as_well(engines: Engines) -> None:
    text = "The Long Way\n\nIt was teh end.\n\nMore of teh same.\n"
    slips = [("Long Way", "Short Way"), ("teh end", "the end"), ("teh same", "the same")]
    made = report(text, *(found(text, *slip) for slip in slips), engines=engines, path="draft.txt")
    data = docx.render(made, engines=engines)
    assert "The [-Long Way-]{+Short Way+}" == shown(paragraph_with(data, "Way"))
    assert "More of [-teh same-]{+the same+}." == shown(paragraph_with(data, "More"))


def test_what_was_suggested_and_said_already_is_there(engines: Engines) -> None:
    text = "It was a long night.\n\nNobody came.\n"
    document = readers.read(Source("draft.md", text), engines)
    made = [
        decisions.propose(
            document, Span(9, 13), "short", verdict=decisions.Verdict.SUGGESTED, who="Ben", when=date(2025, 4, 2)
        ),
        decisions.propose(document, Span(22, 28), None, verdict=decisions.Verdict.OPEN, comment="Who?", who="Cleo"),
    ]
    resolved = decisions.resolve(document, (), [each for each in made if each])
    data = docx.render(Report("draft.md", document), resolved, engines=engines)
    assert "It was a [-long-]{+short+} night." == shown(paragraph_with(data, "night"))
    comments = etree.fromstring(parts_of(data)["word/comments.xml"])
    assert ("Cleo", "Who?") in [(each.get(q("author")), "".join(each.itertext())) for each in comments]
    assert any("Suggested by Ben, 2025-04-02." in "".join(each.itertext()) for each in comments)


def test_no_path_of_the_machine_is_in_the_file(tmp_path: Path, engines: Engines) -> None:
    data = docx.render(report("It ends.\n", engines=engines, path=(tmp_path / "draft.md").as_posix()), engines=engines)
    path = tmp_path / "sent.docx"
    path.write_bytes(data)
    assert "draft.md" == tracked.read(path, engines).draft
