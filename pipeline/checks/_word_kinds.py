"""Kinds of words, as features of a place name them."""

KINDS = {
    "NN": "noun", "NNS": "noun", "NNP": "name", "NNPS": "name", "PRP": "pronoun", "EX": "pronoun", "PRP$": "article",
    "DT": "article", "PDT": "article", "VBD": "finite", "VBZ": "finite", "VBP": "finite", "MD": "finite", "VB": "verb",
    "VBG": "-ing", "VBN": "participle", "IN": "preposition", "TO": "to", "RB": "adverb", "RBR": "adverb",
    "RBS": "adverb", "JJ": "adjective", "JJR": "adjective", "JJS": "adjective", "CD": "number", "WDT": "relative",
    "WP": "relative", "WP$": "relative", "WRB": "when", "CC": "conjunction", "UH": "interjection",
}  # fmt: skip
"""Tags in groups."""
