"""A lexicon folder from named inputs, with the record of what it was made of.

    make_lexicon([Path("un_dev.tsv"), Path("sdg.tsv")], Path("lexicon"))

The same inputs give the same bytes.
"""

import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from align.lexicon import RECORD, Lexicon, save
from align.pieces import PIECES
from align.tokens import STEM_LETTERS
from align.training import DISCOUNT, LEAST_PROBABILITY, Row, train_lexicon
from corpora.errors import InputError, OutputError
from corpora.parallel import read_parallel


def make_lexicon(inputs: Sequence[Path], out: Path) -> Lexicon:
    """Train a lexicon on tables of parallel text and write it to the new folder `out`.

    Raises `InputError` for an input that cannot be used, `OutputError` if `out` exists and is
    no lexicon, or cannot be written.
    """
    if out.exists() and not (out / RECORD).is_file():
        raise OutputError(f"{out}: exists and is no lexicon; choose a new folder")
    parts = [read_parallel(path) for path in inputs]
    lexicon = train_lexicon([row for part in parts for row in part])
    if not lexicon.pairs:
        raise InputError(f"{inputs[0]}: too few rows to learn from; give at least 20")
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / RECORD).unlink(missing_ok=True)
        save(lexicon, out)
        (out / RECORD).write_text(_record(inputs, parts, lexicon), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{out}: {error.strerror or 'cannot be written'}") from error
    return lexicon


def _record(inputs: Sequence[Path], parts: Sequence[Sequence[Row]], lexicon: Lexicon) -> str:
    record = {
        "hexapla": version("hexapla"),
        "inputs": [
            {
                "name": path.name,
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                "rows": len(part),
            }
            for path, part in zip(inputs, parts, strict=True)
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
