"""`hexapla train`: parallel text to a lexicon."""

from pathlib import Path
from typing import Annotated

import typer

from align.recipe import make_lexicon
from tm.commands.engine import SchedulerOption, WorkersOption
from tm.commands.terminal import plain_table, show
from tm.engine import open_engine, told

EXAMPLES = """Examples:

* `hexapla train memory.tsv --out my-lexicon`, where *memory.tsv* begins with a line such as
  `fr⇥ru` and has a translated sentence a line, then
  `hexapla align contract --out out --lexicon my-lexicon`
* several tables, other columns in them are left alone:
  `hexapla train un.parquet sdg.csv --out my-lexicon`
"""


def train(
    corpus: Annotated[
        list[Path],
        typer.Argument(
            metavar="CORPUS…",
            help="Tables of translated sentences: `.tsv` (no quoting), `.csv` or `.parquet` with "
            "two or more of the columns fr, en, es, ru, ar, zh. An empty cell: not translated.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="LEXICON",
            help="Folder for the lexicon: new, or holding an earlier lexicon, which is replaced.",
            show_default=False,
        ),
    ],
    workers: WorkersOption = None,
    scheduler: SchedulerOption = None,
) -> None:
    """Learn from translated sentences which words translate which, for `--lexicon`.

    Every pair of languages that shares at least 20 rows is learned. LEXICON holds
    probabilities, no text, and `lexicon.json`, the record of what it was made of. Workers help
    above 50,000 rows; neither their number nor the shards make a difference to the lexicon.
    """
    with open_engine(scheduler, workers=workers) as engine, told(engine, str(out)):
        lexicon = make_lexicon(corpus, out, executor=engine)
    table = plain_table("Lexicon", "languages", "pairs of words")
    for pair, entries in lexicon.pairs.items():
        table.add_row("-".join(pair), str(entries.height))
    show(table, f"written to {out}")
