"""A lexicon folder from named inputs, with the record of what it was made of.

    make_lexicon([Path("un_dev.tsv"), Path("sdg.tsv")], Path("lexicon"))

The same inputs give the same bytes.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from importlib.metadata import version
from pathlib import Path

from align.lexicon import RECORD, Lexicon, save
from align.pieces import PIECES
from align.shards import Row
from align.tokens import STEM_LETTERS
from align.training import DISCOUNT, LEAST_PROBABILITY, train_lexicon
from corpora.errors import InputError, OutputError
from corpora.parallel import stream_parallel


def make_lexicon(inputs: Sequence[Path], out: Path, *, executor: Executor | None = None) -> Lexicon:
    """Train a lexicon on parallel text and write it to the new folder `out`.

    A large corpus goes by way of files beside `out`, which all workers of `executor` see. Raises
    `InputError` for an input that cannot be used, `OutputError` if `out` exists and is no lexicon,
    or cannot be written.
    """
    if out.exists() and not (out / RECORD).is_file():
        raise OutputError(f"{out}: exists and is no lexicon; choose a new folder")
    counts = [0] * len(inputs)
    try:
        lexicon = train_lexicon(_rows(inputs, counts), folder=_scratch(out), executor=executor)
    except OSError as error:
        raise OutputError(f"{out}: {error.strerror or 'cannot be written'}") from error
    if not lexicon.pairs:
        raise InputError(f"{inputs[0]}: too few rows to learn from; give at least 20")
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / RECORD).unlink(missing_ok=True)
        save(lexicon, out)
        (out / RECORD).write_text(_record(inputs, counts, lexicon), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{out}: {error.strerror or 'cannot be written'}") from error
    return lexicon


def _scratch(out: Path) -> Path:
    """Return the nearest folder above `out` that is there."""
    return next(folder for folder in out.resolve().parents if folder.is_dir())


def _rows(inputs: Sequence[Path], counts: list[int]) -> Iterator[Row]:
    """Yield the rows of all inputs, and count those of each."""
    for number, path in enumerate(inputs):
        for row in stream_parallel(path):
            counts[number] += 1
            yield row


def _record(inputs: Sequence[Path], counts: Sequence[int], lexicon: Lexicon) -> str:
    record = {
        "hexapla": version("hexapla"),
        "inputs": [
            {
                "name": path.name,
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                "rows": count,
            }
            for path, count in zip(inputs, counts, strict=True)
        ],
        "settings": {
            "discount": DISCOUNT,
            "least_probability": LEAST_PROBABILITY,
            "pieces": dict(PIECES),
            "stem_letters": STEM_LETTERS,
        },
        "entries": {"-".join(pair): table.height for pair, table in lexicon.pairs.items()},
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
