"""The editor's page: nothing of the prose is lost, every change stands in its place, and nothing in a draft can run."""

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compare import compare
from pipeline.decisions import Decision, Resolved, Stale, Verdict
from pipeline.document import Block, BlockKind, Region, RegionKind
from pipeline.finding import Edit, Finding, Fix, Report, apply_edits
from pipeline.fix import Choice
from pipeline.reporters import html
from pipeline.source import Span
from tests.reporting import ADVICE, QUERY, SAFE, UNSAFE, finding, paragraphs, sample

WORD = st.text(st.sampled_from("abé한😀&<>\"'{%"), min_size=1, max_size=6)
LINE = st.lists(WORD, min_size=1, max_size=14).map(" ".join)
VOID = {"meta", "input", "br", "link"}


class Prose(HTMLParser):
    """Collects the text of the elements with `data-block`, without what stands in one element or the other."""

    def __init__(self, page: str, without: str) -> None:
        super().__init__()
        self.without = without
        self.open: list[tuple[str, str | None]] = []
        self.blocks: dict[int, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        block = dict(attrs).get("data-block")
        if block is not None:
            self.blocks[int(block)] = ""
        if tag not in VOID:
            self.open.append((tag, block))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()[0], "every element is closed where it was opened"

    def handle_data(self, data: str) -> None:
        block = next((int(block) for _, block in self.open if block is not None), None)
        if block is not None and not any(tag == self.without for tag, _ in self.open):
            self.blocks[block] += data


def before_and_after(page: str) -> tuple[list[str], list[str]]:
    """Each block's prose as it was, and as it is to be."""
    assert not Prose(page, "").open
    return list(Prose(page, "ins").blocks.values()), list(Prose(page, "del").blocks.values())


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Paragraphs with markup, and findings with safe or likely fixes that do not touch one another."""
    document = paragraphs("a.md", draw(st.lists(LINE, min_size=1, max_size=3)))
    found: list[Finding] = []
    at = 0
    for block in document.blocks:
        cuts = sorted(draw(st.sets(st.integers(0, len(block.text)), max_size=8)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            if start > 0 or not found:
                new = draw(LINE | st.just(""))
                made = finding(document.source, at + start, at + end, new)
                applicability = draw(st.sampled_from([SAFE, UNSAFE]))
                found.append(replace(made, fixes=(replace(made.fixes[0], applicability=applicability),)))
        at += len(block.text) + 2
    styled = tuple(_styled(draw, block) for block in document.blocks)
    apart = [b for a, b in zip([None, *found], found, strict=False) if a is None or a.span.end < b.span.start]
    return Report("a.md", replace(document, blocks=styled), tuple(apart))


def _styled(draw: st.DrawFn, block: Block) -> Block:
    first, second = sorted(draw(st.tuples(*[st.integers(0, len(block.text))] * 2)))
    kind, value = draw(
        st.sampled_from(
            [(RegionKind.EMPHASIS, ""), (RegionKind.LINK, "https://example.org/?a=1&b=2"), (RegionKind.FOREIGN, "fr")]
        )
    )
    return replace(block, regions=(Region(kind, first, second, value), Region(RegionKind.STRONG, 0, first)))


@settings(deadline=None)
@given(reports())
def test_struck_words_are_the_draft_and_inserted_ones_its_correction(report: Report) -> None:
    assert report.document
    text = report.document.source.text
    edits = [edit for each in report.findings for fix in each.fixes for edit in fix.edits]
    before, after = before_and_after(html.render([report]))
    assert text.split("\n\n") == before
    assert apply_edits(text, edits).split("\n\n") == after


def test_the_samples_prose_is_whole() -> None:
    report = sample()
    assert report.document
    before, after = before_and_after(html.render([report]))
    assert [block.text for block in report.document.blocks] == before
    assert "the last survivor of" in after[3]
    assert "it is hard to hear" in after[3]
    assert "However, the band" in after[3]
    assert "poorly-lit" in after[8], "what the editor decides is not drawn"


def test_only_the_words_that_differ_are_struck() -> None:
    document = paragraphs("a.md", ["The band that play here tonight is very good at it."])
    source = document.source
    found = finding(source, 0, len(source.text), "The band that plays here tonight is good at it.")
    page = html.render([Report("a.md", document, (found,))])
    assert ["play", "very "] == re.findall(r"<del>([^<]*)</del>", page)
    assert ["plays"] == re.findall(r"<ins>([^<]*)</ins>", page)


def test_a_paragraph_that_goes_is_struck_whole_and_the_next_one_stays() -> None:
    document = paragraphs("a.md", ["Once more.", "Once more.", "The end."])
    found = finding(document.source, 10, 22, "")
    before, after = before_and_after(html.render([Report("a.md", document, (found,))]))
    assert ["Once more.", "Once more.", "The end."] == before
    assert ["Once more.", "", "The end."] == after


def test_a_query_is_asked_and_advice_is_given_without_striking_anything() -> None:
    document = paragraphs("a.md", ["one two"])
    found = (
        finding(document.source, 0, 3, "One", severity=QUERY),
        finding(document.source, 4, 7, "2", severity=ADVICE),
    )
    page = html.render([Report("a.md", document, found)])
    assert "<del" not in page
    assert ["One", "2"] == re.findall(r'class="choice"[^>]*>([^<]*)<', page)
    assert "Nothing holds this draft back." in page


def test_two_fixes_that_touch_are_both_told_and_one_is_drawn() -> None:
    document = paragraphs("a.md", ["one two"])
    likely, safe = finding(document.source, 0, 3, "1"), finding(document.source, 3, 7, " 2")
    safe = replace(safe, fixes=(replace(safe.fixes[0], applicability=SAFE),))
    _, after = before_and_after(html.render([Report("a.md", document, (likely, safe))]))
    assert ["one 2"] == after


def test_a_fix_in_several_paragraphs_is_drawn_in_each() -> None:
    document = paragraphs("a.md", ["one two", "two one"])
    everywhere = Fix((Edit(Span(0, 3), "1"), Edit(Span(13, 16), "1")))
    found = replace(finding(document.source, 0, 3), fixes=(everywhere,))
    _, after = before_and_after(html.render([Report("a.md", document, (found,))]))
    assert ["1 two", "two 1"] == after


def test_what_is_not_in_the_prose_is_told_elsewhere() -> None:
    document = paragraphs("a.md", ["one", "two"])
    page = html.render([Report("a.md", document, (finding(document.source, 4, 4),))])
    assert "Elsewhere in the file" in page


def test_decisions_are_shown() -> None:
    document = paragraphs("a.md", ["one two three four"])
    source = document.source
    first, second, third = (finding(source, start, start + 3, "x") for start in (0, 4, 8))
    own = Fix((Edit(Span(14, 18), "4"),))
    resolved = Resolved(
        choices=(Choice(first.span, first.check, Fix((Edit(first.span, "1"),)), first), Choice(Span(14, 18), "", own)),
        rejected=(second,),
        answered=(first,),
        open=(third,),
        stale=(Stale(Decision("gone", "it is gone", Verdict.ACCEPTED, "here"), "the passage has changed."),),
    )
    page = html.render([Report("a.md", document, (first, second, third))], {"a.md": resolved})
    states = dict(re.findall(r'data-state="(\w+)" data-start="(\d+)"', page)[::-1])
    assert {"accepted", "rejected", "open"} == set(states)
    assert ["1 two xee 4"] == before_and_after(page)[1]
    assert "1 error needs" in page
    assert "“gone”: the passage has changed." in page
    assert 1 == page.count("The editor’s own wording.")
    assert "<td>3</td>" in page, "the editor's own wording is no finding"


def test_a_draft_cannot_put_anything_into_the_page() -> None:
    evil = '<script>alert(1)</script> <img src=x onerror="alert(1)"> {{ 7*7 }}'
    document = paragraphs("<b>.md", [evil])
    block = replace(document.blocks[0], regions=(Region(RegionKind.LINK, 0, 8, "javascript:alert(1)"),))
    found = replace(finding(document.source, 0, 8, '"><script>'), message=evil, sources=("<i>",), check="a/<b>")
    page = html.render([Report("<b>.md", replace(document, blocks=(block,), metadata={"title": evil}), (found,))])
    assert 1 == page.count("<script>")
    assert "<img" not in page
    assert "javascript:" not in page
    assert "{{ 7*7 }}" in page
    assert [evil] == before_and_after(page)[0]


def test_every_part_of_the_page_is_joined_to_it() -> None:
    names = {file.name for file in files("pipeline.house").joinpath("report").iterdir()}
    joined = {f"{name}.css" for name in html.STYLES} | {f"{name}.js" for name in html.SCRIPTS}
    assert joined == {name for name in names if not name.endswith(".j2")}


def test_a_served_page_has_no_style_or_script_of_its_own() -> None:
    page = html.render([sample()], served=html.Served("/T/K", "/T/review.css", "/T/review.js"))
    assert ["/T/review.css"] == re.findall(r'<link rel="stylesheet" href="([^"]*)">', page)
    assert [' src="/T/review.js"', ' type="application/json" id="copydesk-data"'] == re.findall(
        r"<script([^>]*)>", page
    )
    assert not re.search(r"<style|\sstyle=|\son\w+=", page)
    assert '"desk":"/T/K"' in page


def test_the_page_asks_for_nothing_from_outside() -> None:
    page = html.render([sample()])
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;;")
    assert "unsafe" not in policy[1]
    assert not re.search(r"\s(src|srcset|data|action)=|@import|url\(", page)
    assert ["https://example.org/window"] == re.findall(r'href="(https?:[^"]*)"', page)


SENTENCE = st.lists(st.sampled_from(["one", "two", "three", "four", "five", "<six>"]), min_size=2, max_size=7).map(
    lambda words: " ".join(words).capitalize() + ". "
)
VERSION = st.lists(st.lists(SENTENCE, min_size=1, max_size=4).map("".join), min_size=1, max_size=4)


@given(VERSION, VERSION)
def test_the_writers_edits_are_all_there(before: list[str], after: list[str]) -> None:
    document = paragraphs("a.md", after)
    page = html.render([Report("a.md", document)], since=compare(before, after))
    section = page.partition('<section class="since"')[2].partition("</section>")[0]
    paragraphs_after = re.findall(r'<p class="version paragraph" data-version="\d+">(.*?)</p>', section, re.DOTALL)
    links = re.compile(r"<a href=[^>]*>moved (?:here|away)</a> ")
    struck = [re.sub(r"<del>.*?</del>", "", links.sub("", each), flags=re.DOTALL) for each in paragraphs_after]
    assert after == [unescape(re.sub(r"<[^>]*>", "", each)) for each in struck]
    assert set(re.findall(r'href="#([mw]-[^"]*)"', section)) <= set(re.findall(r'id="([mw]-[^"]*)"', section))


def test_what_the_writer_moved_is_shown_as_moved() -> None:
    first, second, third = "The band played on all night. ", "Nobody had asked them to. ", "The rain stopped at four."
    document = paragraphs("a.md", [second + third, first])
    page = html.render([Report("a.md", document)], since=compare([first + second + third], [second + third, first]))
    assert "1 sentence moved." in page
    assert "moved here</a>" in page
    assert "added" not in page.partition('id="since-heading"')[2].partition("</p>")[0]


def test_ids_are_unique_and_links_lead_somewhere() -> None:
    page = re.sub(r"<script>.*?</script>|<template.*?</template>", "", html.render([sample()]), flags=re.DOTALL)
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(ids)


def test_every_finding_has_its_note() -> None:
    report = sample()
    page = html.render([report])
    assert sorted(str(each.span.start) for each in report.findings) == sorted(re.findall(r'data-start="(\d+)"', page))
    for each in report.findings:
        assert each.check in page
    assert {"error", "query", "advice"} == set(re.findall(r'data-severity="(\w+)"', page))


def test_headings_skip_no_level() -> None:
    document = paragraphs("a.md", ["One", "Two", "Three"])
    blocks = tuple(
        replace(block, kind=BlockKind.HEADING, level=level)
        for block, level in zip(document.blocks, (2, 4, 2), strict=True)
    )
    page = html.render([Report("a.md", replace(document, blocks=blocks))]).partition("</main>")[0]
    assert ["1", "2", "3", "4", "3"] == re.findall(r"<h(\d)", page)


def test_the_cells_of_a_tables_line_stand_in_one_row() -> None:
    whole = paragraphs("a.md", ["one", "two"])
    joined = replace(whole, source=replace(whole.source, text="one  two"))
    blocks = tuple(replace(block, kind=BlockKind.TABLE_CELL) for block in joined.blocks)
    found = (finding(joined.source, 5, 8, "2"),)
    page = html.render([Report("a.md", replace(joined, blocks=blocks), found)])
    assert 1 == page.count('class="row table-cell"')
    assert ["one", "2"] == before_and_after(page)[1]
