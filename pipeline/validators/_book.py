"""A small EPUB with faults: a tag that XHTML doesn't have, and a picture without an alternative text."""

import io
import zipfile

_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000030802000000368849d6000000104944415478da63e8d291052206"
    "140a00369004f37bade6e80000000049454e44ae426082"
)

_FILES = {
    "META-INF/container.xml": """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
""",
    "book.opf": """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:00000000-0000-4000-8000-000000000000</dc:identifier>
<dc:title>Bad</dc:title>
<dc:language>en</dc:language>
<meta property="dcterms:modified">2000-01-01T00:00:00Z</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
<item id="dot" href="dot.png" media-type="image/png"/>
</manifest>
<spine><itemref idref="text"/></spine>
</package>
""",
    "nav.xhtml": """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>Bad</title></head>
<body><nav epub:type="toc"><h1>Contents</h1><ol><li><a href="text.xhtml">Bad</a></li></ol></nav></body>
</html>
""",
    "text.xhtml": """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">
<head><title>Bad</title></head>
<body><h1>Bad</h1><p><blink>Text.</blink> <img src="dot.png"/></p></body>
</html>
""",
}


def bad() -> bytes:
    """The book."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        container.writestr("mimetype", "application/epub+zip")
        for name, text in _FILES.items():
            container.writestr(name, text)
        container.writestr("dot.png", _PNG)
    return buffer.getvalue()
