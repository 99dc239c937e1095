"""An HTML entity that shows in the text: &amp; or &nbsp; where a sign was meant.

It was escaped twice on its way from a web page, or pasted into plain text, and the reader sees the code. The fix puts
the sign there, and is safe; a no-break space becomes a plain one.
"""

import html
import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import Block
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity

SEVERITY = Severity.ERROR
FIX = "safe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("Rain ⟦&amp;amp;⟧ Wind.", fixed="Rain & Wind."),
    Flagged("It ends⟦&amp;nbsp;⟧here.", fixed="It ends here."),
    Flagged("It⟦&amp;#8217;⟧s over.", fixed="It’s over."),
    Allowed("Rain &amp; Wind, R&B; AT&T; done."),
    Allowed("Write `&amp;` for it."),
)

_ENTITY = re.compile(r"&(?:amp|nbsp|quot|apos|lt|gt|[lr][sd]quo|[mn]dash|hellip|eacute|#\d{2,5}|#x[\dA-Fa-f]{2,5});")


def find(block: Block) -> Iterator[Finding]:
    """Flag each entity that the reader would see."""
    for match in _ENTITY.finditer(block.text):
        sign = html.unescape(match[0]).replace("\u00a0", " ")
        span = block.span(match.start(), match.end())
        message = f"“{match[0]}” shows in the text; “{sign}” is wanted."
        yield Finding(span, message, (Fix((Edit(span, sign),), Applicability.SAFE),))
