"""Learn what a copy editor changes, from drafts that one has marked.

    python -m benchmarks.editing FOLDER … [--epochs N] [--left-out N] [--afresh] [--write]

A folder has `drafts/` and, for each draft, `gold/NAME.jsonl` with the editor's marks, as the README of the gold drafts
describes them. Each sentence is learned with its copy, in which every certain error has its first fix; what the editor
marked as taste stays. One draft in `--left-out` is not learned from: its loss (nats a token) is printed before and
after each epoch, for all of the copy and for what is at a change; 0 learns from all. `--write` writes
`pipeline/house/editing.npz` in the end. It goes on from what that file has, so that drafts which are no longer at hand
still count; `--afresh` begins with nothing. On two cores some 400 tokens are learned in a second. The same drafts and
epochs give the same weights on the same machine.

The file in the package was learned so from the drafts of 5,800 reviews, in eight goes, the seventh of which, 200
batches of half the sets, took in the six layers before those of the others. In the last six (three epochs of 56 sets of
14 reviews; about two and a half of 117 sets; about one each of 109, of 67 and, last, of 50 new sets, with a tenth to a
third of the old ones; and the 200 batches) a tenth of the inputs of what is added was left out at random in each
sentence, and products were reckoned in bfloat16; in the last five, sentences were learned with some of their errors
mended, too, and with slips that a program had put into their copies: from an eighth to half as many as there are
sentences. This program does none of that: a new run will not give the same bytes.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.editing.backward import Learner
from benchmarks.editing.pairs import Pair, pairs
from benchmarks.editing.tuning import Example, Settings, examples, tuned
from pipeline import house
from pipeline.engines import Engines, _gguf
from pipeline.engines._bytepairs import BytePairs
from pipeline.engines._model import TUNING, _path, _tuning
from pipeline.engines._tuning import packed
from pipeline.errors import CopydeskError
from pipeline.house import weights

LEFT_OUT = 10
"""Of how many drafts one is left out."""


def parted(found: Sequence[Pair], left_out: int) -> tuple[list[Pair], list[Pair]]:
    """Those to learn from, and those of each draft that is the last of so many; 0 leaves out none."""
    drafts = {draft: number for number, draft in enumerate(sorted({each.draft for each in found}), 1)}
    held = {draft for draft, number in drafts.items() if left_out and number % left_out == 0}
    return [each for each in found if each.draft not in held], [each for each in found if each.draft in held]


def _said(taught: Sequence[Example], held: Sequence[Example]) -> str:
    return "; ".join(
        f"{len(each)} sentences {what}, {sum(one.changed for one in each)} of them changed, "
        f"{sum(len(one.tokens) for one in each):,} tokens"
        for each, what in ((taught, "to learn from"), (held, "left out"))
    )


def main() -> None:
    """Read the arguments, learn, print, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.editing", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--epochs", type=int, default=Settings().epochs)
    parser.add_argument("--left-out", type=int, default=LEFT_OUT, metavar="N", help="leave out one draft in N")
    parser.add_argument("--afresh", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    settings = Settings(epochs=options.epochs)
    if settings.epochs < 1 or options.left_out < 0:
        parser.error("--epochs is 1 or more, --left-out 0 or more.")
    for folder in options.folders:
        if not (folder / "drafts").is_dir():
            parser.error(f"{folder}: has no drafts/; name a folder that has drafts/ and gold/.")
    try:
        with Engines() as engines:
            found = [each for folder in options.folders for each in pairs(folder, engines)]
        file = _gguf.read(_path())
    except (CopydeskError, OSError, ValueError) as error:
        parser.error(str(error))
    to_learn, to_hold = parted(found, options.left_out)
    learner = Learner(file, settings.first)
    bytepairs = BytePairs(file.about["tokenizer.ggml.tokens"], file.about["tokenizer.ggml.merges"])
    del file
    taught, held = (examples(part, learner, bytepairs) for part in (to_learn, to_hold))
    print(_said(taught, held), flush=True)
    if not any(each.changed for each in taught):
        parser.error("no draft to learn from has an error with a fix in gold/NAME.jsonl; name other folders.")
    known = None if options.afresh else _tuning()
    added = tuned(learner, taught, held, settings, lambda line: print(line, flush=True), known)
    if options.write:
        target = Path(house.__file__).parent / TUNING
        data = weights.pack(packed(added, settings.first))
        target.write_bytes(data)
        print(f"{target}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
