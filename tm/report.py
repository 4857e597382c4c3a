"""What a build did and left out, to be shown and recorded.

    report = build(Path("corpus"), Path("out"))
    report.tables.units            UNITS
    report.counts.units            how many, without reading them

Of a large corpus, and of a build that was left as it was, tables and documents are read from the
folder when they are asked for; to go through them without holding them, `tm.parts.scan`.
"""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from align.lexicon import Lexicon
from corpora.clause import LeftOut
from tm.building.counts import Counts, Quality
from tm.building.facts import Facts
from tm.building.ledger import Failure
from tm.folder import RECORD, read_record
from tm.parts import scan
from tm.record import Termbase
from tm.repeats import Repeats
from tm.review.honouring import NOTHING, Outcome
from tm.review.placing import Unplaced
from tm.sharded_repeats import WORST, Repeated
from tm.terms import analysis, honouring
from tm.terms.analysis import Analysis
from tm.terms.sharded import Findings


class Tables(NamedTuple):
    """Every table of a build; those about terms are in its analysis."""

    documents: pl.DataFrame
    clauses: pl.DataFrame
    beads: pl.DataFrame
    units: pl.DataFrame
    analysis: Analysis

    @property
    def renderings(self) -> pl.DataFrame:
        """RENDERINGS of the analysis."""
        return self.analysis.renderings

    @property
    def consistency(self) -> pl.DataFrame:
        """CONSISTENCY of the analysis."""
        return self.analysis.consistency


class Report:
    """What there is to tell of a build, read from its folder where it is not given.

    A class for the sake of what is read late, and once.
    """

    def __init__(
        self,
        folder: Path,
        termbase: Termbase,
        lexicon: Lexicon,
        *,
        counts: Counts | None = None,
        review: Outcome | None = None,
        findings: Findings | None = None,
        repeated: Repeated | None = None,
        documents: Iterable[Facts] | None = None,
        beside: tuple[LeftOut, ...] = (),
        failed: tuple[Failure, ...] = (),
        digest: str = "",
        changed: bool = True,
    ) -> None:
        """Tell of the build in `folder`; `beside` is what the corpus holds beside documents."""
        self.folder, self.termbase, self.lexicon = folder, termbase, lexicon
        self.failed, self.digest, self.changed = failed, digest, changed
        self._beside = beside
        given = {
            "counts": counts,
            "review": review,
            "findings": findings,
            "repeated": repeated,
            "documents": documents,
        }
        self.__dict__.update({name: value for name, value in given.items() if value is not None})

    @cached_property
    def counts(self) -> Counts:
        """How much there is."""
        counts = self._record["counts"]
        return Counts(
            counts["documents"],
            counts["clauses"],
            {lang: Quality(*found) for lang, found in counts["aligned"].items()},
            {int(size): count for size, count in counts["sizes"].items()},
            counts["tmx"],
            self._record["left_out"]["tmx"],
        )

    @cached_property
    def review(self) -> Outcome:
        """What became of the corrections of reviewers."""
        found = self._record["review"]
        unplaced = tuple(Unplaced(**each) for each in found["unplaced"])
        texts, tuids = tuple(found["texts"]), tuple(found["tuids"])
        return Outcome(found["sha256"], found["units"], texts, tuids, unplaced)

    @cached_property
    def findings(self) -> Findings:
        """What is small of the tables about terms."""
        found = self._record["verdicts"]
        unplaced = tuple(honouring.Unplaced(**each) for each in found["unplaced"])
        return Findings(
            self._table("terms/consistency"),
            self._table("terms/figures"),
            honouring.Outcome(**{**found, "unplaced": unplaced}),
            self._record["counts"]["renderings"],
        )

    @cached_property
    def analysis(self) -> Analysis:
        """The tables about terms, whole."""
        read = {name: self._table(f"terms/{name}") for name in analysis.TABLES}
        return Analysis(**read, verdicts=self.findings.verdicts)

    @cached_property
    def repeats(self) -> Repeats:
        """Repeated clauses that were translated differently."""
        return Repeats(self._table("repeats"), self.repeated.signature)

    @cached_property
    def repeated(self) -> Repeated:
        """What is small of the repeated clauses."""
        found = self._record["repeated_clauses"]
        worst = scan(self.folder, "repeats").head(WORST).collect()
        return Repeated(found["count"], found["chrf_mean"], worst, found["signature"])

    @cached_property
    def tables(self) -> Tables:
        """Every table, whole."""
        return Tables(
            documents=self._table("documents"),
            clauses=self._table("clauses"),
            beads=self._table("beads"),
            units=self._table("units"),
            analysis=self.analysis,
        )

    @cached_property
    def documents(self) -> Iterable[Facts]:
        """The facts of each document, in the order of the corpus."""
        record = json.loads((self.folder / RECORD).read_text(encoding="utf-8"))
        return tuple(_facts(each) for each in record["documents"])

    @cached_property
    def pieces(self) -> int:
        """How many pieces of the input were left out."""
        return sum(1 for _ in self.each_left_out())

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was left out of the input."""
        return tuple(self.each_left_out())

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What the user should know, in the order of the documents."""
        if "documents" not in self.__dict__:
            return tuple(self._record["warnings"])
        return tuple(self.each_warning())

    @property
    def memories(self) -> dict[str, tuple[int, dict[str, int]]]:
        """Units written and, by reason, left out, by the name of the memory."""
        left_out = self.counts.left_out
        return {name: (n, left_out.get(name, {})) for name, n in self.counts.memories.items()}

    def each_left_out(self) -> Iterator[LeftOut]:
        """Yield what was left out, a document at a time."""
        if "documents" not in self.__dict__:
            yield from (LeftOut(**each) for each in self._record["left_out"]["input"])
            return
        yield from self._beside
        for document in self.documents:
            yield from document.left_out
        yield from self.termbase.left_out

    def each_warning(self) -> Iterator[str]:
        """Yield the warnings, a document at a time."""
        return (line for document in self.documents for line in document.warnings)

    def within(self, folder: Path, *, whole: bool) -> "Report":
        """Return the report of the build once it is in `folder`.

        What is not `whole` is too much to be held and is read there.
        """
        report = Report(
            folder,
            self.termbase,
            self.lexicon,
            counts=self.counts,
            review=self.review,
            findings=self.findings,
            repeated=self.repeated,
            documents=tuple(self.documents) if whole else None,
            beside=self._beside,
            failed=self.failed,
            digest=self.digest,
        )
        read = ("pieces", "warnings", *(("tables", "analysis", "repeats") if whole else ()))
        report.__dict__.update({name: getattr(self, name) for name in read})
        return report

    @cached_property
    def _record(self) -> dict[str, Any]:
        return read_record(self.folder)

    def _table(self, name: str) -> pl.DataFrame:
        return scan(self.folder, name).collect()


def _facts(entry: Mapping[str, Any]) -> Facts:
    """Return what the record says of a document."""
    date = datetime.date.fromisoformat(entry["date"]) if entry["date"] else None
    return Facts(entry["symbol"], date, entry["note"], entry["sha256"], (), (), None, NOTHING)
