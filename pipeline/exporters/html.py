"""One web page: opens from disk, asks nothing of the network, needs no JavaScript; its pictures lie beside it."""

from pipeline import house
from pipeline.engines import Engines
from pipeline.exporters import Vetted, _data, _markup, _templates, _web

SUFFIX = ".html"


def export(vetted: Vetted, engines: Engines) -> bytes:
    """The page, UTF-8; it shows pictures from `pictures/` in its folder. Raises ExportFailed.

    A page that stands on a site (`vetted.web`) links its other formats, its authors, tags and work there.
    """
    page = _templates.fill(
        "html/page.html",
        vetted,
        title=_markup.title(vetted, engines, web=True),
        cover=_markup.cover(vetted),
        body=_markup.body(vetted, engines, web=True),
        data=_data.script(vetted),
        web=_web.links(vetted),
        style=house.text("html/page.css"),
    )
    return page.encode("utf-8")
