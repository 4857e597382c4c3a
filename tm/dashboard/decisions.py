"""The verdicts of today laid over the renderings of a build, beside those that its numbers count.

    decisions = read_decisions(Path("out"), corpus=None)
    decisions.lay(renderings)        RENDERINGS and the columns `occurrence` and `counted`

Without a corpus the verdicts that the build honoured stand, with those of `OUT/verdicts.toml` over
them; with one, those of its file alone, so that one that was taken back is gone.
"""

from pathlib import Path
from typing import NamedTuple

import polars as pl

from tm.terms.honouring import honour_verdicts, occurrence_numbers
from tm.terms.verdicts import Verdicts, read_verdicts


class Decisions(NamedTuple):
    """Verdicts of today."""

    verdicts: Verdicts
    alone: bool  # whether those that the build honoured stand no more

    @property
    def tuids(self) -> list[str]:
        """The units that they are on."""
        return [entry.key.tuid for entry in self.verdicts.entries]

    def lay(self, renderings: pl.DataFrame) -> pl.DataFrame:
        """Return RENDERINGS of whole units with the column `verdict` as of today, and two more.

        `occurrence` is the number of an occurrence in its unit, by which a verdict names it;
        `counted` is the verdict that the numbers of the build know.
        """
        laid, _ = honour_verdicts(renderings, self.verdicts)
        counted = renderings["verdict"].alias("counted")
        known = laid.with_columns(counted, occurrence=occurrence_numbers())
        if self.alone:
            return known
        return known.with_columns(pl.col("verdict").fill_null(pl.col("counted")))


def read_decisions(build: Path, *, corpus: Path | None) -> Decisions:
    """Return the verdicts of `corpus`, or those beside the tables of `build` without one."""
    return Decisions(read_verdicts(corpus or build), corpus is not None)
