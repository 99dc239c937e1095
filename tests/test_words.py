"""The vocabulary of reviews is wide: its words are not flagged, and a slip gets the right word first."""

from pathlib import Path

import pytest

from pipeline import checks, house, lint
from pipeline.engines import Engines
from pipeline.finding import Severity
from pipeline.source import Source

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "words.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
RIGHT = [row[0] for row in ROWS if len(row) == 1]
SLIPS = {row[0]: row[1] for row in ROWS if len(row) == 2}


def suggested(sentences: list[str], engines: Engines) -> dict[str, str]:
    """What the checks of spelling flag in paragraphs of their own, with the first suggestion for each."""
    linter = lint.Linter(checks.chosen(("spelling",)), engines)
    report = linter.report(Source("draft.md", "\n\n".join(sentences)))
    return {
        finding.text: "".join(edit.text for edit in finding.fixes[0].edits) if finding.fixes else ""
        for finding in report.findings
        if finding.severity is not Severity.ADVICE
    }


def test_words_of_reviews_are_not_flagged(engines: Engines) -> None:
    assert {} == suggested([f"In the end she said the word {word} was for her." for word in RIGHT], engines)


def test_a_slip_has_the_right_word_first(engines: Engines) -> None:
    assert suggested([f"I think the {slip} is here." for slip in SLIPS], engines) == SLIPS


@pytest.mark.parametrize(
    "names",
    [
        "Bong Joon-ho, Park Chan-wook, Hong Sang-soo, Kim Min-hee, Lee Chang-dong, Youn Yuh-jung and Bae Doona met.",
        "Kore-eda Hirokazu, Hamaguchi Ryusuke, Naoko Yamada, Sayo Yamamoto and Yoko Taro wrote to Hidetaka Miyazaki.",
        "Agnieszka Holland, Wojciech Has, Małgorzata Szumowska, Paweł Pawlikowski and Olga Tokarczuk read Miłosz.",
        "Gruff Rhys, Cate Le Bon, Ioan Gruffudd, Siân Phillips, Twm Morys and Myrddin ap Dafydd went to Pwllheli.",
        "Wole Soyinka, Ọbafemi Awólọ́wọ̀, Ayọ̀bámi Adébáyọ̀, Tunde Kelani and Kunle Afolayan are Nigerians.",
        "Hildur Guðnadóttir, Baltasar Kormákur, Rúnar Rúnarsson, Sjón and Halldór Laxness are from Iceland.",
        "Nezahualcóyotl, Cuauhtémoc, Tezcatlipoca, Huitzilopochtli and Yalitza Aparicio are named in it.",
        "P!nk follows deadmau5, k.d. lang, CHVRCHES, MGMT, Ke$ha, will.i.am, t.A.T.u., alt-J, HAIM and JPEGMAFIA.",
        "Queen Ysmelda of Thaerûn gives the Sword of Vael'Kor to Drizzan; Aldric, Aldrin and Aldwin are brothers.",
        "GLaDOS, Chell, Zagreus, Megaera, Kratos, Atreus, Mimir, Sindri, Quirrel, Zote, 2B and 9S are all there.",
        "Nicolas Cage, Nicholas Cave, Elliott Smith, Elliot Page, Erik Satie, Eric Rohmer, Graeme Edge, Graham Greene.",
        "Jim Carter, Jim Carney, John Hart, John Hurd, Sean Young, Rick Miller, Penélope Cruz and Micheal Ward laugh.",
    ],
)
def test_no_name_is_flagged(engines: Engines, names: str) -> None:
    assert {} == suggested([names], engines)


def test_a_misspelt_plural_is_mended_to_a_plural() -> None:
    assert ("astronauts",) == house.misspellings()["astronaunts"]
    assert ("collapse",) == house.misspellings()["collapes"]
