"""Corrections honoured by a build: a document as read to the one that reviewers want, aligned.

    honoured = honour(document, corrections, align)
    honoured.document, honoured.alignment
    said = decided(honoured, {("fr", 16): "A/1#op2"})          Decided(units=12, …)
    outcome([("A/1", said), …], corrections)                   Outcome(units=12, …)

It calls the steps in turn: texts first (`tm.review.placing`), then the alignment that it is given,
then the units (`tm.review.applying`). It reads and writes no file.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from align.document import Alignment
from corpora.codes import LANGUAGES
from corpora.document import Document
from tm.review.applying import impose
from tm.review.corrections import Corrections, TextCorrection, digest_of
from tm.review.judged import Judgement, judge_beads
from tm.review.placing import Placed, Unplaced, correct_texts, place_units


class Honoured(NamedTuple):
    """A document with its corrections, aligned."""

    document: Document
    alignment: Alignment
    placed: tuple[Placed, ...]
    texts: tuple[TextCorrection, ...]  # those that were made
    unplaced: tuple[Unplaced, ...]
    judged: tuple[Judgement, ...] = ()  # beads of our own that were decided on


class Decided(NamedTuple):
    """What became of the corrections of one document."""

    units: int  # decisions that were laid over the alignment
    texts: tuple[str, ...]  # digests of the corrections of texts that were made
    tuids: tuple[str, ...]  # the units that are as a reviewer wants them
    unplaced: tuple[Unplaced, ...]


NOTHING = Decided(0, (), (), ())
"""Of a document without corrections."""


class Outcome(NamedTuple):
    """What became of all corrections, to be shown and recorded."""

    sha256: str | None  # of the file of corrections, None without one
    units: int  # decisions that were laid over the alignment
    texts: tuple[str, ...]  # digests of the corrections of texts that were made
    tuids: tuple[str, ...]  # the units that are as a reviewer wants them, in order
    unplaced: tuple[Unplaced, ...]


def honour(
    document: Document, corrections: Corrections, align: Callable[[Document], Alignment]
) -> Honoured:
    """Return `document` and its alignment by `align` with what `corrections` say of it."""
    texts = [each for each in corrections.texts if each.doc == document.doc]
    units = [each for each in corrections.units if each.doc == document.doc]
    corrected, made, unplaced = correct_texts(document, texts)
    sought = place_units(units, corrected.versions)
    placed = [each for each in sought if isinstance(each, Placed)]
    gone = [*unplaced, *(each for each in sought if isinstance(each, Unplaced))]
    lengths = {lang: len(clauses) for lang, clauses in corrected.versions.items()}
    found = align(corrected)
    wanted = impose(found, placed, lengths)
    judged = [] if document.given else judge_beads(found, wanted, placed)
    return Honoured(corrected, wanted, tuple(placed), tuple(made), tuple(gone), tuple(judged))


def decided(honoured: Honoured, names: Mapping[tuple[str, int], str]) -> Decided:
    """Sum up a document; `names` are those of its units by language and first clause."""
    tuids = [_name(one, names) for one in honoured.placed]
    return Decided(
        len(honoured.placed),
        tuple(digest_of(text) for text in honoured.texts),
        tuple(tuid for tuid in tuids if tuid),
        honoured.unplaced,
    )


def outcome(said: Iterable[tuple[str, Decided]], corrections: Corrections) -> Outcome:
    """Sum up a build: what is said of each of its documents, by symbol."""
    there: set[str] = set()
    found = []
    for doc, each in said:
        there.add(doc)
        if each != NOTHING:
            found.append(each)
    return Outcome(
        sha256=corrections.sha256,
        units=sum(each.units for each in found),
        texts=tuple(text for each in found for text in each.texts),
        tuids=tuple(sorted({tuid for each in found for tuid in each.tuids})),
        unplaced=(
            *(one for each in found for one in each.unplaced),
            *_absent(corrections, there),
        ),
    )


def _name(placed: Placed, names: Mapping[tuple[str, int], str]) -> str | None:
    """Return the name of a unit that was made or confirmed, None for one that was taken apart."""
    if not placed.together:
        return None
    lang = next(lang for lang in LANGUAGES if placed.clauses.get(lang))
    return names.get((lang, placed.clauses[lang][0]))


def _absent(corrections: Corrections, there: set[str]) -> Sequence[Unplaced]:
    """Return the corrections of documents that the corpus does not have."""
    reason = "the corpus no longer has the document"
    texts = [(each.doc, each.was[:60]) for each in corrections.texts]
    firsts = (next(refs for refs in each.refs.values() if refs)[0] for each in corrections.units)
    texts += [(each.doc, ref.text) for each, ref in zip(corrections.units, firsts, strict=True)]
    return [Unplaced(doc, text, reason) for doc, text in texts if doc not in there]
