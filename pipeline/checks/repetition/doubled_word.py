"""A word that stands twice: “the the”.

It is what is left of a changed sentence, or a slip at a line's end. A small word that grammar lets stand once is an
error, and the fix, which takes one out, is safe. Any other word is a query, since people also double on purpose; an
adverb or an adjective doubled for weight is advice. A phrase of two or three words that begins with one of grammar is
an error where it stands twice in a row (to be to be).

Left alone: “had had” and “that that”, which grammar may want, and “is is” behind a clause with *what*, *all* or a noun
such as *thing*, which may end with the one and stand before the other, and “do do”;
words doubled for weight (very very, long long, no no), sounds (ha ha, tick tock, cough cough), words in brackets of
their own, and names (Duran Duran, Django
Django).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import BlockKind, Document, RegionKind
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "mixed"
EXAMPLES = (
    Flagged("Paris in ⟦the the⟧ spring.", fixed="Paris in the spring."),
    Flagged("It was, ⟦and and⟧ is, good.", fixed="It was, and is, good."),
    Flagged("⟦The the⟧ end came.", fixed="The end came."),
    Flagged("A long ⟦scene scene⟧ of rain.", fixed="A long scene of rain.", severity=Severity.QUERY),
    Allowed("She had had enough, and knew that that was that."),
    Allowed("What it is is a very very long, long, long film. No no, ha ha."),
    Flagged("The song ⟦is is⟧ too long.", fixed="The song is too long."),
    Allowed("What it was was a dare. The thing is is that it rained. All they are are fans. Who she is is plain."),
    Allowed("The way it is is fine."),
    Flagged("She gets used ⟦to being to being⟧ a star.", fixed="She gets used to being a star."),
    Allowed("It rained more and more, again and again and again; the more the more, and so on and so on."),
    Allowed("Duran Duran played on. The The did too."),
    Allowed("They log in in the morning, and pass by by night. He gave her her due."),
    Flagged("A ⟦truly truly⟧ odd film.", fixed="A truly odd film.", severity=Severity.ADVICE),
    Allowed("The (*cough cough*) plot; yak, yak yak; a rumba rumba samba samba; it is seriously SERIOUSLY long."),
    Allowed("Call a spade a spade: that makes a film a film. “You you you you,” they sing."),
    Flagged("It is a film ⟦since, since⟧ it moves.", fixed="It is a film since it moves."),
    Flagged("It was written ⟦by by⟧ Ada Orr.", fixed="It was written by Ada Orr."),
    Flagged("A ⟦salt-of-of-the⟧-earth hero.", fixed="A salt-of-the-earth hero."),
    Allowed("La la la, na na na, bye bye."),
)

_PAIR = re.compile(r"(?<![\w'’-])(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)[ \u00a0]+(?P<again>(?i:(?P=word)))(?![\w'’-])")
_PHRASE = re.compile(
    r"(?<![\w'’-])(?P<phrase>(?:to|of|in|for|with|from|at|a|an|the(?! (?:more|less|[a-z]+er)\b)) [\w'’]+(?: [\w'’]+)?) "
    r"(?P=phrase)(?![\w'’-])"
)
"""Two or three words that begin with one of grammar, and again."""

_SURPLUS = re.compile(
    r"(?<=en |ed )(?P<both>(?P<by>by) by)(?= [A-Z])"
    r"|(?<![\w'’-])(?P<joint>since|because|although|whereas|unless"
    r"|of|to|the|an?|with|from|into|than), (?P=joint)(?![\w'’,-])"
    r"|(?<![\w'’-])[a-z]+-(?P<link>and|of|the|to|in)-(?P=link)-[a-z]+"
)
"""“By” behind a participle and before a name, a joint on both sides of a comma, and a link of a compound."""

_CALLED = re.compile(
    r"\b(?:call(?:s|ed|ing)?|mak(?:es?|ing)|made|name[ds]?|consider(?:s|ed)?|keeps?|kept|lets?) $", re.IGNORECASE
)
"""Verbs behind which a thing is called what it is: to call a spade a spade."""

_SMALL = listed(
    """the a an and of to for with from as are was were be been has have it its this these those their his my your our
    he she they we you i if or then than not will would can could should at into but which who because while
    when where what though although them him me us there also just some any each every both either between about
    is after before during until since against under without within through"""
)
_BE = listed("is was are were")
_SUBJECT = re.compile(
    r"\b(?:what|whatever|who|whoever|where|when|how|why|which|all|that|thing|things|problem|problems|trouble|point|issue|"
    r"question|fact|truth|reason|idea|answer|catch|difference|upshot|way|place|everything|anything)\b"
)
_MEANT = listed(
    """had that do her very really so too much many more long far way big little old no yes ha he ho la na da do bye
    boo blah yada knock tick tock chop choo tut now there hear well never again please okay hey oh ah whoa wow
    yeah sorry night pretty super good bad bang boom beep quack woof win double extra loud fast slow deep high
    low hot cold real ever etc on in by over up down out off
    cough yak sniff sigh gasp wink nudge clap ding drip drop knock splat thud thump puff chug clang clank clink creak
    crunch hiss honk hum meow mew moo neigh oink purr ring roar rumble rustle snap sob splash squeak swish tap thwack
    tweet vroom whack wham whoosh yap yip zap zoom waka wakka chomp munch slurp snore giggle hee ho hum ugh eh uh um
    er mm hmm psst shh tsk tut yum yuck nom rah cha doobie same easy gently slowly softly quick wait stop help run
    please thanks come go look see gimme more again over mine yours there talk blah etc pew stab kill kiss hug poke"""
)


def find(document: Document) -> Iterator[Finding]:
    """Flag both words."""
    for block in document.blocks:
        if block.kind is BlockKind.FIELD:
            continue
        for match in _PHRASE.finditer(block.text):
            if _CALLED.search(block.text[: match.start()]):
                continue
            message = f"“{match['phrase']}” stands twice; once is wanted."
            yield flag(block, *match.span(), message, match["phrase"])
        for match in _SURPLUS.finditer(block.text):
            start, end = match.span("both") if match["both"] else match.span()
            right = (
                match["by"]
                or match["joint"]
                or match[0].replace(f"-{match['link']}-{match['link']}-", f"-{match['link']}-")
            )
            message = f"“{match['by'] or match['joint'] or match['link']}” stands twice; once is wanted."
            yield flag(block, start, end, message, right, applicability=Applicability.UNSAFE)
        for match in _PAIR.finditer(block.text):
            word = match["word"]
            small = word.lower() in _SMALL
            if word.lower() in _MEANT or _closes(block.text, match):
                continue
            if word != word.lower() and not (small and match["again"].islower()):
                continue
            if match["again"].isupper() and not word.isupper():
                continue
            quoted = block.inside(RegionKind.QUOTATION, match.start(), match.end())
            if not small and (quoted or len(word) < 3 or _chant(block.text, match)):
                continue
            if small and _thrice(block.text, match):
                continue
            yield flag(
                block,
                match.start(),
                match.end(),
                f"“{word}” stands twice; once is wanted.",
                word,
                applicability=Applicability.SAFE if small and not _chant(block.text, match) else Applicability.UNSAFE,
                severity=None if small else Severity.ADVICE if _weighs(word) else Severity.QUERY,
            )


def _thrice(text: str, match: re.Match[str]) -> bool:
    """Whether a word stands four times in a row: drawn out for weight."""
    word = re.escape(match["word"])
    behind = re.match(rf" {word} {word}\b", text[match.end() :], re.IGNORECASE)
    before = re.search(rf"\b{word} {word} $", text[: match.start()], re.IGNORECASE)
    return bool(behind or before)


def _closes(text: str, match: re.Match[str]) -> bool:
    """Whether the first of two forms of *be* ends a clause that is the subject of the second: “What it is is …”."""
    clause = re.split(r"[.!?;:]\s", text[: match.start()])[-1].lower()
    return match["word"].lower() in _BE and bool(_SUBJECT.search(clause))


def _weighs(word: str) -> bool:
    """Whether a word looks like an adverb or an adjective."""
    return re.search(r"(?:ly|ful|ous|less|able|ible|ive|ish|est)$", word) is not None


def _chant(text: str, match: re.Match[str]) -> bool:
    """Whether the word comes a third time, before or behind, another double follows, or the two fill brackets."""
    word = re.escape(match["word"])
    again = re.match(rf"[ ,]+{word}\b|[ ,]+([\w'’]+)[ -]\1\b", text[match.end() :], re.IGNORECASE)
    earlier = re.search(rf"\b(?:{word}|([\w'’]+)[ -]\1)[ ,-]+$", text[: match.start()], re.IGNORECASE)
    alone = text[: match.start()][-1:] in "([*_~" and text[match.end() :][:1] in ")]*_~" and match.start() > 0
    return bool(again or earlier or alone)
