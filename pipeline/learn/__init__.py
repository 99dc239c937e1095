"""Texts → weights and counts: a corpus, or a house's back issues.

A place where one of the words of `house/confusion-sets.tsv` stands is an example: that word, against those that are
written for it. All words share one model (`_training`), linear in the hashed features of the place (`house/contexts`),
so that what is learned of “their” serves against “there” and “they're” alike. The classes of words that the features
know are learned first: words with the same neighbours are of one class, which is what parts of speech are, without a
tagger that the wrong word would mislead.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from rapidfuzz.distance import OSA

from pipeline import house
from pipeline.house.contexts import TOKEN
from pipeline.house.learned import Learned
from pipeline.house.weights import Weights
from pipeline.learn import _classes, _corpus, _sets
from pipeline.learn._training import Settings, train

OWN = Settings(rounds=4, least=2, l1=0.6, rate=0.08, fewest=2, small=0.05)
"""How a house's back issues are learned from: what is seen twice counts."""

TEXTS = 2
"""In how many texts a word has to stand that is taken for the house's own."""

COMMON = 50
"""How often a word occurs in 22.7 million words of reviews that every house knows."""


def learn(texts: Iterable[str], settings: Settings | None = None) -> Weights:
    """The weights that texts teach. The same texts give the same weights."""
    corpus = _corpus.read(texts)
    counts = corpus.counts()
    return train(corpus, _classes.classify(corpus), _sets.partners(counts), settings or Settings())


def back_issues(texts: Iterable[str], shipped: Weights) -> Learned:
    """What a house's own texts teach beyond the weights that copydesk brings."""
    known = list(texts)
    corpus = _corpus.read(known)
    own = train(corpus, shipped.classes, shipped.partners, OWN, shipped)
    # the classes are the shipped ones'; they need not be kept twice
    return Learned(own_words(known), replace(own, classes={}), len(known), corpus.running)


def own_words(texts: Iterable[str]) -> dict[str, int]:
    """The words of the texts that reviews at large hardly know, as they are written there, with how often.

    A word counts that stands in two texts or more. A known misspelling does not, nor a word one letter away from
    another that the texts have ten times as often, or from a common one where it is not a name.
    """
    counts: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for text in texts:
        words = [form.replace("’", "'") for form in TOKEN.findall(text) if form[0].isalpha() and len(form) > 2]
        counts.update(words)
        spread.update(set(words))
    rare = [word for word in counts if spread[word] >= TEXTS and house.frequencies().get(word.lower(), 0) < COMMON]
    return {word: counts[word] for word in sorted(rare) if not _mistaken(word, counts)}


def _mistaken(word: str, counts: Mapping[str, int]) -> bool:
    """Whether a word is likelier a mistake than the house's own."""
    small = word.lower()
    if small in house.misspellings():
        return True
    likely = (
        other for other, count in counts.items() if count >= 10 * counts[word] and abs(len(other) - len(word)) < 2
    )
    if any(OSA.distance(word, other, score_cutoff=1) == 1 for other in likely):
        return True
    if word != small:
        return False
    return any(house.frequencies().get(other, 0) >= 100 * COMMON for other in _sets.edits(small))
