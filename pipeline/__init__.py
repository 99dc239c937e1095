"""copydesk: from a draft to a published review essay.

A draft is read into a `Document` (prose that knows its place in the file, and the pandoc AST that will be exported).
Checks look at the document and yield findings; fixes are applied to the draft's own characters; what the editor decided
is applied the same way; the corrected draft is read again and exported. The layers, in order: each module imports only
from those named above it (tests/test_layers.py holds it to that).

    errors       what can go wrong, and what to do about it
    files        files written whole or not at all
    addresses    where each page of a house's site is
    source       the draft's characters, and where each one is
    document     the draft read: prose that knows its source
    sentences    where sentences end, by their marks alone
    compare      what a writer changed between two versions: sentences kept, moved, changed word by word
    typography   what each mark of a paragraph is, and what print has in its place
    finding      what is wrong, where, and the edit that mends it
    revision     edits carried over edits, and revisions composed
    plugins      a folder's files are its parts
    house        house style as data: names, forms, confusables, templates
    config       [tool.copydesk], read once
    cache        what an engine answered, kept on this machine
    engines      other people's programs, one adapter a file
    readers      draft → Document
    intake       other people's files → a Markdown draft
    versions     a draft as it was: another file, or an earlier commit
    dialect      the draft's own variety of English
    typeset      a draft's marks as they are published
    names        who the draft is about
    works        what the draft is about: the works that it names, of which kind, and where
    checks       Document → findings; a folder a stage, a file a check
    veto         a second opinion on what a check found
    merging      what several checks say of one spot, made one finding
    lint         Document → Report: runs the checks, grades what they find
    anchors      a passage of the draft, found again by its words
    fix          Report → Revision: applies the edits
    decisions    what the editor decided: anchored in the text, applied to the byte
    run          one configuration, its engines and checks, and the drafts that they are for
    registry     the works of several drafts: shown, and written to works.toml
    learn        texts → weights and counts: a corpus, or a house's back issues
    validators   other people's judges of what was published, one a file
    doctor       what is installed, and whether it works
    starter      the files that a new house begins with
    exporters    Document → HTML, EPUB, PDF
    explain      a check's page, and the table of all
    tracked      a Word file that was sent and came back: what was accepted, rejected, reworded and commented
    reporters    Report → what a person or a program reads
    outputs      what a folder of the output holds, and the manifest that says so
    site         the reviews in the output → index, works, authors, tags, feed, sitemap
    publish      a folder of drafts → output
    anthology    a collection of reviews as one book
    published    what `copydesk publish` says on a terminal
    desk         the editor's page, served on this machine
    cli          the commands
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_FUNCTIONS = {"curl": "typeset", "title_case": "house.titlecase"}
"""What can be had from the package itself, and the module that is loaded for it."""


def __getattr__(name: str) -> Any:
    """`curl` and `title_case`, loaded when they are first asked for."""
    if name not in _FUNCTIONS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_FUNCTIONS[name]}"), name)
