"""`hexapla align`: one document, a segment a line, to beads and six-way units."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from corpora.codes import PIVOT
from tm.alignment import Aligned, align_folder
from tm.commands.lexicon import LexiconOption, open_lexicon
from tm.commands.terminal import plain_table, show, warn

EXAMPLES = """Examples:

* `hexapla align charter --out out`, where *charter* holds `fr.txt en.txt zh.txt`, writes
  `out/fr-en.beads`, `out/fr-zh.beads` and `out/six.jsonl`
* `[0,1]:[0]:0.987` in *fr-en.beads*: French lines 0 and 1 are English line 0 (the first
  line is 0), with a probability of .987
* with nothing known beforehand, or with your own lexicon:
  `hexapla align novel --out out --lexicon none`,
  `hexapla align contract --out out --lexicon my-lexicon`
"""


def align(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR",
            help="Folder with `fr.txt` and one to five of `en.txt es.txt ru.txt ar.txt zh.txt`, "
            "one segment a line. A blank line is an empty segment.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="OUT",
            help="Folder for the result; files of the same names in it are replaced.",
            show_default=False,
        ),
    ],
    lexicon: LexiconOption = None,
) -> None:
    """Align segments that are there already, one a line, with French and six ways.

    OUT then holds `fr-<lang>.beads` for each other language, and `six.jsonl`, one unit of all
    languages a line.
    """
    done = align_folder(folder, out, lexicon=open_lexicon(lexicon))
    warn(done.warnings)
    show(_summary(done), f"written to {out}: {', '.join(done.files)}")


def _summary(done: Aligned) -> Table:
    table = plain_table("Alignment with French", "", "segments", "beads", "alone", "probability")
    table.add_row(PIVOT, str(len(done.versions.segments[PIVOT])), "", "", "")
    for lang, beads in done.alignment.beads.items():
        shared = [bead for bead in beads if bead.source and bead.target]
        mean = sum(bead.probability for bead in shared) / max(len(shared), 1)
        counts = (len(done.versions.segments[lang]), len(shared), len(beads) - len(shared))
        table.add_row(lang, *map(str, counts), f"{mean:.3f}" if shared else "–")
    return table
