"""veraPDF: PDF/UA-1 and PDF/A-2a (Maven Central, `org.verapdf.apps:greenfield-apps`; Java).

Each file is held to the standards that it claims; one that doesn't claim both has failed.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.validators import Verdict, _tools

SUFFIX = ".pdf"
FAULT = "PDF/UA-1"

JAR = "verapdf/greenfield-apps.jar"
STANDARDS = ("PDF/UA-1", "PDF/A-2A")


def found() -> str:
    """The version that was fetched."""
    _tools.java()
    _tools.fetched(JAR)
    pom = ET.fromstring(_tools.fetched("verapdf.fetched").read_text("utf-8"))  # noqa: S314 -- our own
    return f"veraPDF {pom.findtext('{http://maven.apache.org/POM/4.0.0}version')}"


def bad() -> bytes:
    """A page that is neither tagged nor claims to be anything."""
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    )
    made, places = "%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n"
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{place:010} 00000 n \n" for place in places
    )
    return f"{made}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def check(paths: Sequence[Path], scratch: Path) -> Iterator[Verdict]:
    """All files in one run, by the standards that each names in its metadata."""
    program = "org.verapdf.apps.GreenfieldCliWrapper"
    command: list[str | Path] = [
        _tools.java(),
        *_tools.JVM,
        "-cp",
        _tools.fetched(JAR),
        program,
        "--format",
        "json",
        *paths,
    ]
    for job in _tools.told("veraPDF", _tools.run(command).stdout)["report"]["jobs"]:
        yield Verdict(Path(job["itemDetails"]["name"]), tuple(_problems(job)))


def _problems(job: dict[str, Any]) -> Iterator[str]:
    results = {result["profileName"].partition(" ")[0]: result for result in job.get("validationResult") or []}
    for standard in STANDARDS:
        if standard not in results:
            yield f"it does not say that it is {standard}"
    for name, result in results.items():
        rules = result["details"]["ruleSummaries"]
        for rule in rules:
            where = f"{name}, {rule['specification']} {rule['clause']}"
            yield f"{where}: {rule['description']} ({rule['failedChecks']} times)"
        if not result["compliant"] and not rules:
            yield f"{name}: {result['statement']}"
