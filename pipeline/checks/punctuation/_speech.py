"""Who says what stands before a comma: “I was never good at it, she says in the book”."""

import re

_TAG = re.compile(
    r" ?(?:I|he|she|they|we|you|it|(?:[A-Z][\w’'-]+ ){0,2}[A-Z][\w’'-]+) "
    r"(?:says?|said|replie[sd]|reply|answers?|answered|whispers?|whispered|shouts?|shouted|asks?|asked|adds|added|explains?"
    r"|explained|admits?|admitted|insists?|insisted|recalls?|recalled|told (?:me|you|him|her|us|them))"
    r"(?=\s*(?:[.,;:!?…—–\"”]|\Z)| (?:in|to|at|on|of|about|with|as|while|when|once|during|after|before|again|later)\b)"
)


def tagged(text: str, comma: int) -> bool:
    """Whether a clause right behind the comma at `text[comma]` does no more than say who says it (Chicago 13.14).

    Such a comma closes the speech, with quotation marks or, as in some novels, without: it parts no two sentences.
    """
    return _TAG.match(text, comma + 1) is not None
