"""What may stand in the way of publishing: the ids, and a page for each."""

FRONT_MATTER = "publishing/front-matter"
MARKUP = "publishing/forbidden-markup"
ALTERNATIVE = "publishing/alternative-text"

PAGES = {
    FRONT_MATTER: (
        "A field of the front matter that is missing, can't be read, or is none of the fields.\n\n"
        "Title, author, date, lang and reviewed are required: without them a review can't be found, cited or read "
        "aloud. `copydesk explain front-matter` lists all fields. It is checked by `copydesk publish` and "
        "`copydesk lint --for-publishing`, and holds the draft back; a key that is none of the fields is advice."
    ),
    MARKUP: (
        "Markup, an address or a picture that is not published.\n\n"
        "Scripts, styles, event handlers and frames, markup in other languages than HTML, addresses that are not http, "
        "https, mailto or relative, and pictures from outside of the draft's folder are left out of every export. The "
        "rest is published: the draft is not held back, and `copydesk publish` exits with 1."
    ),
    ALTERNATIVE: (
        "A picture without its alternative text (WCAG 2.2, 1.1.1).\n\n"
        "Say what it shows, for those who don't see it: ![A lamp in green water](images/lamp.png). A caption says "
        "something else: who made it, when. Without it the draft is held back."
    ),
}
"""What each of them is, by id; the first sentence says it in short."""

HOLDING = frozenset({FRONT_MATTER, ALTERNATIVE})
"""Those that hold a draft back; what the others speak of is left out, and the rest published."""
