"""LibreOffice Writer as it is used, without a screen: `python3 libreoffice.py IN.docx OUT.docx < steps.json`.

Run by the system's Python, which has LibreOffice's `uno`. The steps are done in order, a list each:

    ["accept" or "reject", words]  the first tracked change of just these words, through the menu's own command
    ["type", old, new]             new words in the place of the first old ones, with tracking as the file says
    ["comment", words, said, who]  a comment on words
    ["resolve", to]                the comment that has some words, resolved
    ["pdf", path]                  the file as PDF, with its changes shown

What is printed is a list of the tracked changes at the end: type, author, words.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import uno

PropertyValue = uno.getClass("com.sun.star.beans.PropertyValue")
NoConnectException = uno.getClass("com.sun.star.connection.NoConnectException")

SECONDS = 120
"""How long LibreOffice may take to start."""

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.UserProfile/Data">
<prop oor:name="givenname" oor:op="fuse"><value>Ada</value></prop>
<prop oor:name="sn" oor:op="fuse"><value>Bell</value></prop>
</item>
</oor:items>
"""
"""Whose LibreOffice it is."""


def named(**values: object) -> tuple[Any, ...]:
    made = []
    for name, value in values.items():
        each = PropertyValue()
        each.Name, each.Value = name, value
        made.append(each)
    return tuple(made)


class Writer:
    """A document that is open in a LibreOffice of its own."""

    def __init__(self, folder: Path, path: Path) -> None:
        (folder / "user").mkdir()
        (folder / "user" / "registrymodifications.xcu").write_text(PROFILE, "utf-8")
        pipe = f"copydesk{folder.name.replace('-', '').replace('_', '')}"
        self.process = subprocess.Popen(
            [
                "soffice",
                "--headless",
                "--norestore",
                f"-env:UserInstallation={folder.as_uri()}",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            self._open(pipe, path)
        except BaseException:
            self.end()
            raise

    def _open(self, pipe: str, path: Path) -> None:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        until = time.monotonic() + SECONDS
        while True:
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                if time.monotonic() > until or self.process.poll() is not None:
                    raise
                time.sleep(0.3)
        manager = context.ServiceManager
        self.desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        self.document = self.desktop.loadComponentFromURL(
            path.resolve().as_uri(), "_blank", 0, named(Hidden=True, OnMainThread=True)
        )
        self.frame = self.document.CurrentController.Frame

    def redlines(self) -> list[Any]:
        found, each = [], self.document.Redlines.createEnumeration()
        while each.hasMoreElements():
            found.append(each.nextElement())
        return found

    def words(self, redline: Any) -> str:
        cursor = redline.RedlineStart.Text.createTextCursorByRange(redline.RedlineStart)
        cursor.gotoRange(redline.RedlineEnd, True)
        return str(cursor.String)

    def decide(self, command: str, words: str) -> None:
        every = self.redlines()
        redline = next((each for each in every if self.words(each) == words), None)
        assert redline is not None, f"{words} in {[self.words(each) for each in every]}"
        cursor = self.document.CurrentController.ViewCursor
        cursor.gotoRange(redline.RedlineStart, False)
        cursor.gotoRange(redline.RedlineEnd, True)
        self.dispatcher.executeDispatch(self.frame, f".uno:{command}TrackedChange", "", 0, ())

    def find(self, words: str) -> Any:
        search = self.document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = words, True
        found = self.document.findFirst(search)
        assert found is not None, words
        return found

    def comment(self, words: str, said: str, who: str) -> None:
        note = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Content, note.Author = said, who
        found = self.find(words)
        found.Text.insertTextContent(found, note, True)

    def note(self, to: str) -> Any:
        fields = self.document.TextFields.createEnumeration()
        while fields.hasMoreElements():
            field = fields.nextElement()
            if field.supportsService("com.sun.star.text.textfield.Annotation") and to in field.Content:
                return field
        raise AssertionError(to)

    def do(self, step: list[Any]) -> None:
        match step:
            case ["accept", words]:
                self.decide("Accept", words)
            case ["reject", words]:
                self.decide("Reject", words)
            case ["type", old, new]:
                self.find(old).setString(new)
            case ["comment", words, said, who]:
                self.comment(words, said, who)
            case ["resolve", to]:
                self.note(to).Resolved = True
            case ["pdf", path]:
                self.document.storeToURL(Path(path).resolve().as_uri(), named(FilterName="writer_pdf_Export"))
            case _:
                raise AssertionError(step)

    def close(self) -> None:
        try:
            self.document.close(True)
            self.desktop.terminate()
            self.process.wait(30)
        finally:
            self.end()

    def end(self) -> None:
        """End LibreOffice and what it started, whatever became of it."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


def main(source: Path, target: Path, steps: list[list[Any]]) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        writer = Writer(Path(folder), source)
        try:
            for step in steps:
                writer.do(step)
            shown = [[each.RedlineType, each.RedlineAuthor, writer.words(each)] for each in writer.redlines()]
            writer.document.storeToURL(target.resolve().as_uri(), named(FilterName="MS Word 2007 XML"))
        finally:
            writer.close()
    print(json.dumps(shown))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), json.load(sys.stdin))
