"""The reviews in the output → a site: index, works, authors, tags, feed, sitemap.

It is made from the manifests of all reviews that stand in the output folder, not from a run: publishing one draft loses
no other, and a review that was held back is on no page. Everything works from a folder on disk, without JavaScript and
without a request to anybody else. A feed and a sitemap need whole addresses and are made where the base URL is known.
"""

from pathlib import Path
from typing import Any

from pipeline import addresses, outputs
from pipeline.config import Config, find_drafts
from pipeline.engines import Engines
from pipeline.errors import Refused
from pipeline.exporters import Vetted
from pipeline.run import Run
from pipeline.site import _feed, _gathering, _pages, _record
from pipeline.site._record import Review as Review

_OURS = b"copydesk"
"""What each of the site's files says near its beginning."""

_BEGINNING = 2000


def entry(vetted: Vetted, engines: Engines) -> dict[str, Any]:
    """What the manifest of a review that was exported says of it for the site."""
    return _record.as_entry(_record.of(vetted, engines))


def assemble(run: Run, output: Path) -> tuple[str, ...]:
    """Make the site of all that stands in the output, and take away what was made of drafts that are gone.

    A draft is gone where it lay in a folder that this run had, and is none of the drafts there now. Gives sentences on
    what was taken away and on what isn't on the site as it should be. Raises Refused.
    """
    folders = [path.resolve() for path in run.paths if path.is_dir()]
    there = {path.resolve() for path in find_drafts([path for path in run.paths if path.is_dir()], run.config)}
    sentences = []
    try:
        for folder in sorted(output.iterdir()) if output.is_dir() else ():
            said = outputs.read(folder).get("source")
            name = said.get("path") if isinstance(said, dict) else None
            if not isinstance(name, str):
                continue
            draft = (run.config.root / name).resolve()
            if draft not in there and any(draft.is_relative_to(each) for each in folders):
                outputs.clear(folder)
                sentences.append(f"{folder}: removed what was made of {name}, which is no draft here any more.")
        return (*sentences, *build(output, run.config)[1])
    except OSError as error:
        raise Refused(
            f"{error.filename}: could not be written ({error.strerror}); publish again when it can be."
        ) from None


def build(output: Path, config: Config) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Make the site of an output folder: the files it has now, and sentences on what isn't as it should be.

    What an earlier run made and this one doesn't is removed. Raises OSError, and Refused where a file that isn't
    copydesk's has the name of one of the site's.
    """
    reviews, sentences = _gathering.reviews(output, config.base_url)
    site = _gathering.site(reviews, config)
    made = _pages.pages(site)
    if site.base_url:
        made |= {
            addresses.FEED: _feed.feed(site, lambda review: (output / review.page).read_text("utf-8")),
            addresses.SITEMAP: _feed.sitemap(site, made),
        }
    data = {name: text.encode("utf-8") for name, text in made.items()}
    _refuse_to_overwrite(output, data)
    said = {
        "versions": outputs.versions(""),
        "base_url": site.base_url,
        "reviews": {
            each.name: outputs.sha256((output / each.name / outputs.MANIFEST).read_bytes()) for each in reviews
        },
    }
    return outputs.write(output, data, said), sentences


def _refuse_to_overwrite(output: Path, made: dict[str, bytes]) -> None:
    """Raises Refused where somebody else's file is in the way."""
    known = outputs.listed(output)
    manifest = output / outputs.MANIFEST
    strange = [manifest] if manifest.exists() and "reviews" not in outputs.read(output) else []
    for name in made:
        path = output / name
        if name not in known and path.is_file() and _OURS not in path.read_bytes()[:_BEGINNING]:
            strange.append(path)
    if strange:
        raise Refused(
            f"{strange[0]}: is not copydesk's, and the site has a file of that name; move it away, or publish to "
            "another folder with --output."
        )
