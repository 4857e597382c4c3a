"""`hexapla build`: documents to memories and the consistency table."""

from pathlib import Path
from typing import Annotated

import typer

from tm import build as building
from tm.commands.lexicon import LexiconOption, open_lexicon
from tm.commands.terminal import bar, show, warn
from tm.summary import summarise

EXAMPLES = """Examples:

* one document, a file a language: `hexapla build my-resolution --out out`, where
  *my-resolution* holds `fr.md en.md es.md ru.md ar.md zh.md`
* many documents, a folder each, and your own terms:
  `hexapla build archive --out out --terms terms.csv`
"""


def build(
    corpus: Annotated[
        Path,
        typer.Argument(
            metavar="CORPUS",
            help="Folder with a file a language, `fr.docx en.docx …` (one document; DOCX, PDF, "
            "HTML, Markdown and others), with one such folder a document, or with a `corpus.toml` "
            "that names symbol, date and files.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="OUT",
            help="Folder for the result: new, empty, or holding an earlier build, which is "
            "replaced; files of yours in it stay.",
            show_default=False,
        ),
    ],
    terms: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Termbase: CSV, TSV, XLSX or TBX; a table needs columns `concept` and `fr`. "
            "Without it: CORPUS/terms.csv, else the bundled one.",
            show_default=False,
        ),
    ] = None,
    lexicon: LexiconOption = None,
) -> None:
    """Cut documents into clauses, align them, write memories and the consistency table.

    OUT then holds `tmx/` (a memory for each language pair, and one of all six languages),
    `terms/consistency.csv`, the same and more as Parquet, and `run.json`, the record.
    """
    known = open_lexicon(lexicon)
    with bar("reading") as progress:
        report = building.build(corpus, out, terms=terms, lexicon=known, progress=progress)
    warn(report.warnings)
    show(*summarise(report), f"written to {out}")
