"""Who says what stands before a comma: “I was never good at it, she says in the book”."""

import re

_TAG = re.compile(
    r" ?(?:I|he|she|they|we|you|(?:[A-Z][\w’'-]+ ){0,2}[A-Z][\w’'-]+) (?:"
    r"(?:says?|said|replie[sd]|reply|whispers?|whispered|told (?:me|you|him|her|us|them))"
    r"(?= (?:in|to|at|on|of|about|with|as|while|when|once|during|after|before|again|later)\b|\s*(?:[.,;:!?…—–\"”]|\Z))"
    r"|(?:answers?|answered|shouts?|shouted|asks?|asked|adds?|added|explains?|explained|admits?|admitted|insists?|insisted"
    r"|recalls?|recalled)(?=\s*(?:[.,;:!?…—–\"”]|\Z)))"
)
"""Who speaks, and a verb of speaking with nothing behind it but the mark that ends it or, where the verb can mean
nothing else, where or to whom: “she adds to the gloom” is a sentence of its own."""


def tagged(text: str, comma: int) -> bool:
    """Whether a clause right behind the comma at `text[comma]` does no more than say who says it (Chicago 6.40).

    Such a comma closes the speech, with quotation marks or, as in some novels, without: it parts no two sentences.
    """
    return _TAG.match(text, comma + 1) is not None
