"""What Word does to a file, done to its XML: accept and reject single changes, type, comment, reply, split runs.

Only as far as the tests need it, and in the way that Word writes it: revision ids on runs, runs split for no reason,
numbers of changes given anew, `w15:commentEx` for replies.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
REL = "http://schemas.openxmlformats.org/package/2006/relationships"
NS = {"w": W}
_TRACKED = ("ins", "del", "moveFrom", "moveTo")


def q(name: str) -> str:
    return f"{{{W}}}{name}"


class WordFile:
    """A .docx that is edited in place; `save` writes it as another program would, with numbers of its own."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        names = ("word/document.xml", "word/footnotes.xml", "word/comments.xml")
        self.trees = {name: etree.fromstring(self.parts[name]) for name in names if name in self.parts}
        self._replies: list[tuple[str, str]] = []
        self._done: list[str] = []
        self._ids = 5000

    @property
    def body(self) -> etree._Element:
        return self.trees["word/document.xml"]

    def changes(self) -> list[etree._Element]:
        """The tracked changes in the order of the text, the notes' last."""
        found = []
        for name in ("word/document.xml", "word/footnotes.xml"):
            if name in self.trees:
                found += [each for each in self.trees[name].iter(*map(q, _TRACKED)) if each.getparent().tag != q("rPr")]
        return found

    def strokes(self) -> list[list[etree._Element]]:
        """The changes, a deletion and the insertion right behind it together."""
        grouped: list[list[etree._Element]] = []
        for change in self.changes():
            before = grouped[-1][-1] if grouped else None
            if before is not None and before.getnext() is change and before.tag == q("del") and change.tag == q("ins"):
                grouped[-1].append(change)
            else:
                grouped.append([change])
        return grouped

    def accept(self, change: etree._Element) -> None:
        if change.tag in (q("ins"), q("moveTo")):
            _unwrap(change)
        else:
            _remove(change)

    def reject(self, change: etree._Element) -> None:
        if change.tag in (q("del"), q("moveFrom")):
            for text in change.iter(q("delText")):
                text.tag = q("t")
            _unwrap(change)
        else:
            _remove(change)

    def decide(self, stroke: list[etree._Element], accepted: bool) -> None:
        for change in stroke:
            (self.accept if accepted else self.reject)(change)

    def reword(self, stroke: list[etree._Element], words: str) -> None:
        """Accept a change and have other words in its place."""
        run = _run(words)
        stroke[0].addprevious(run)
        for change in stroke:
            _remove(change)

    def replace(self, old: str, new: str, author: str = "", day: str = "2025-04-02") -> None:
        """Type over text that stands in one run; with an author the change is tracked."""
        for text in [each for tree in self.trees.values() for each in tree.iter(q("t"))]:
            if old in (text.text or "") and text.getparent().getparent().tag not in (q("ins"), q("comment")):
                run = text.getparent()
                before, after = (text.text or "").split(old, 1)
                made = [_like(run, before)] if before else []
                if author:
                    gone = etree.Element(
                        q("del"), {q("id"): self._id(), q("author"): author, q("date"): f"{day}T10:00:00Z"}
                    )
                    inner = _like(run, old)
                    inner.find(q("t")).tag = q("delText")
                    gone.append(inner)
                    made += [gone] if old else []
                    put = etree.Element(
                        q("ins"), {q("id"): self._id(), q("author"): author, q("date"): f"{day}T10:00:00Z"}
                    )
                    put.append(_like(run, new))
                    made += [put] if new else []
                else:
                    made += [_like(run, new)] if new else []
                made += [_like(run, after)] if after else []
                for each in made:
                    run.addprevious(each)
                run.getparent().remove(run)
                return
        raise AssertionError(f"“{old}” stands in no run")

    def nest_deletion(self, inserted: etree._Element, author: str, day: str = "2025-04-02") -> None:
        """Delete somebody's tracked insertion with tracking on: a deletion inside of it."""
        for run in inserted.findall(q("r")):
            gone = self._tracked("del", author, day)
            run.addprevious(gone)
            gone.append(run)
            for text in run.findall(q("t")):
                text.tag = q("delText")

    def insert_behind(self, change: etree._Element, words: str, author: str, day: str = "2025-04-02") -> None:
        """Type words behind a change with tracking on."""
        put = self._tracked("ins", author, day)
        put.append(_run(words))
        change.addnext(put)

    def move(self, words: str, before: str, author: str, day: str = "2025-04-02") -> None:
        """Drag words that end a run to where a run begins with others, with tracking on."""
        for text in list(self.body.iter(q("t"))):
            if (text.text or "").endswith(words):
                text.text = (text.text or "").removesuffix(words)
                gone = self._tracked("moveFrom", author, day)
                gone.append(_like(text.getparent(), words))
                gone[0].find(q("t")).tag = q("delText")
                text.getparent().addnext(gone)
        for text in list(self.body.iter(q("t"))):
            if (text.text or "").startswith(before):
                there = self._tracked("moveTo", author, day)
                there.append(_run(words))
                text.getparent().addprevious(there)

    def part(self, before: str) -> None:
        """Press Enter before words that stand in a run; a space there goes."""
        for text in list(self.body.iter(q("t"))):
            if before in (text.text or ""):
                run, paragraph = text.getparent(), text.getparent().getparent()
                left, right = (text.text or "").split(before, 1)
                other = etree.Element(q("p"))
                other.append(_like(run, before.lstrip() + right))
                for each in list(run.itersiblings()):
                    other.append(each)
                text.text = left
                paragraph.addnext(other)
                return
        raise AssertionError(before)

    def join(self, first: str, second: str) -> None:
        """Join two paragraphs, a space between them."""
        found = [
            next(p for p in self.body.iter(q("p")) if words in "".join(t.text or "" for t in p.iter(q("t"))))
            for words in (first, second)
        ]
        found[0].append(_run(" "))
        for each in list(found[1]):
            if each.tag != q("pPr"):
                found[0].append(each)
        _remove(found[1])

    def _tracked(self, kind: str, author: str, day: str) -> etree._Element:
        return etree.Element(q(kind), {q("id"): self._id(), q("author"): author, q("date"): f"{day}T10:00:00Z"})

    def paragraph_behind(self, words: str, new: str) -> None:
        """A new paragraph behind the one that has some words."""
        for paragraph in self.body.iter(q("p")):
            if words in "".join(text.text or "" for text in paragraph.iter(q("t"))):
                made = etree.Element(q("p"))
                made.append(_run(new))
                paragraph.addnext(made)
                return
        raise AssertionError(words)

    def remove_paragraph(self, words: str) -> None:
        for paragraph in self.body.iter(q("p")):
            if words in "".join(text.text or "" for text in paragraph.iter(q("t"))):
                paragraph.getparent().remove(paragraph)
                return
        raise AssertionError(words)

    def comment(self, words: str, said: str, author: str, day: str = "2025-04-02") -> None:
        """A comment on words that stand in one run."""
        number = self._new_comment(said, author, day)
        for text in [each for each in self.body.iter(q("t")) if words in (each.text or "")]:
            run = text.getparent()
            before, after = (text.text or "").split(words, 1)
            made = [
                _like(run, before),
                etree.Element(q("commentRangeStart"), {q("id"): number}),
                _like(run, words),
                etree.Element(q("commentRangeEnd"), {q("id"): number}),
                _reference(number),
                _like(run, after),
            ]
            for each in made:
                run.addprevious(each)
            run.getparent().remove(run)
            return
        raise AssertionError(words)

    def reply(self, to: str, said: str, author: str, day: str = "2025-04-02") -> None:
        """An answer to the comment that has some words."""
        parent = self.find_comment(to)
        number = self._new_comment(said, author, day)
        self._replies.append((number, parent))
        for end in list(self.body.iter(q("commentReference"))):
            if end.get(q("id")) == parent:
                end.getparent().addnext(_reference(number))

    def resolve(self, words: str) -> None:
        self._done.append(self.find_comment(words))

    def find_comment(self, words: str) -> str:
        for comment in self.trees["word/comments.xml"]:
            if words in "".join(text.text or "" for text in comment.iter(q("t"))):
                return str(comment.get(q("id")))
        raise AssertionError(words)

    def _new_comment(self, said: str, author: str, day: str) -> str:
        number = self._id()
        comment = etree.SubElement(
            self.trees["word/comments.xml"],
            q("comment"),
            {q("id"): number, q("author"): author, q("date"): f"{day}T09:00:00Z", q("initials"): author[:1]},
        )
        paragraph = etree.SubElement(comment, q("p"))
        paragraph.append(_run(said))
        return number

    def _id(self) -> str:
        self._ids += 1
        return str(self._ids)

    def split_runs(self) -> None:
        """Split every run with text in two, with revision ids, as Word does when it feels like it."""
        for tree in self.trees.values():
            for text in list(tree.iter(q("t"), q("delText"))):
                run, words = text.getparent(), text.text or ""
                if run.tag != q("r") or len(words) < 2 or len(run.findall(text.tag)) != 1:
                    continue
                half = len(words) // 2
                other = deepcopy(run)
                for each in list(other):
                    if each.tag not in (q("rPr"), text.tag):
                        other.remove(each)
                text.text = words[half:]
                other.find(text.tag).text = words[:half]
                other.set(q("rsidR"), "00AB12CD")
                for each in run.iterchildren(q("t"), q("delText"), q("br")):
                    if each is text:
                        break
                    other.insert(len(other) - 1, deepcopy(each))
                    run.remove(each)
                run.addprevious(other)
                run.addprevious(etree.Element(q("proofErr"), {q("type"): "spellStart"}))

    def save(self, path: Path, by: str = "Ada", day: str = "2025-04-03") -> Path:
        """Write the file as Word would."""
        for number, change in enumerate(self.changes(), start=900):
            change.set(q("id"), str(number))
        parts = dict(self.parts)
        if self._replies or self._done:
            self._threads(parts)
        for name, tree in self.trees.items():
            parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        core = parts["docProps/core.xml"].decode()
        core = re.sub(r"<dcterms:modified([^>]*)>[^<]*", rf"<dcterms:modified\1>{day}T12:00:00Z", core)
        parts["docProps/core.xml"] = core.replace(
            "</cp:coreProperties>", f"<cp:lastModifiedBy>{by}</cp:lastModifiedBy></cp:coreProperties>"
        ).encode()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return path

    def _threads(self, parts: dict[str, bytes]) -> None:
        """commentsExtended.xml: which comment answers which, by the ids of their last paragraphs."""
        names = {}
        for at, comment in enumerate(self.trees["word/comments.xml"]):
            last = comment.findall(q("p"))[-1]
            last.set(f"{{{W14}}}paraId", f"{at + 1:08X}")
            names[comment.get(q("id"))] = f"{at + 1:08X}"
        root = etree.Element(f"{{{W15}}}commentsEx", nsmap={"w15": W15})
        parents = dict(self._replies)
        for number, name in names.items():
            each = etree.SubElement(root, f"{{{W15}}}commentEx", {f"{{{W15}}}paraId": name})
            if number in parents:
                each.set(f"{{{W15}}}paraIdParent", names[parents[number]])
            each.set(f"{{{W15}}}done", str(int(number in self._done)))
        parts["word/commentsExtended.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
        etree.SubElement(
            relations,
            f"{{{REL}}}Relationship",
            Id="rIdThreads",
            Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
            Target="commentsExtended.xml",
        )
        parts["word/_rels/document.xml.rels"] = etree.tostring(relations)


def text_of(data: bytes) -> Iterator[str]:
    """The paragraphs of a file's body, without what is tracked as deleted."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for paragraph in root.iter(q("p")):
        yield "".join(text.text or "" for text in paragraph.iter(q("t")))


def _unwrap(change: etree._Element) -> None:
    for child in list(change):
        change.addprevious(child)
    change.getparent().remove(change)


def _remove(element: etree._Element) -> None:
    element.getparent().remove(element)


def _run(words: str) -> etree._Element:
    run = etree.Element(q("r"), {q("rsidR"): "00FE45AB"})
    text = etree.SubElement(run, q("t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = words
    return run


def _like(run: etree._Element, words: str) -> etree._Element:
    """A run with the same properties and other words."""
    made = _run(words)
    properties = run.find(q("rPr"))
    if properties is not None:
        made.insert(0, deepcopy(properties))
    return made


def _reference(number: str) -> etree._Element:
    run = etree.Element(q("r"))
    etree.SubElement(run, q("commentReference"), {q("id"): number})
    return run
