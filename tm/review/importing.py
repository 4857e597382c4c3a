"""A reviewed workbook to the corrections of its corpus, checked against the build it came from.

    imported = import_review(Path("review.xlsx"), Path("corpus"), build=Path("out"))
    imported.compared.problems        why nothing was written, if anything is wrong
    imported.superseded               earlier decisions that these replace

It calls the steps in turn: read, compare, make corrections, write them, all or nothing.

Why an earlier decision gives way as a whole, but only in the languages that were reviewed now:
the later reviewer saw its rows as they were built from it, and saw no others.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from corpora.codes import LANGUAGES, PIVOT
from corpora.errors import InputError
from tm.review.changes import Compared, Decision, Edit, compare
from tm.review.corrections import (
    Corrections,
    TextCorrection,
    UnitCorrection,
    digest_of,
    ordered,
    ref_of,
)
from tm.review.ledger import read_corrections, write_corrections
from tm.review.original import Build, Original, checksum, read_build
from tm.review.placing import Placed, Unplaced, place_units
from tm.review.reading import Sheet, read_workbook
from tm.review.standing import Standing


class Imported(NamedTuple):
    """What a review changed, and whether it was written."""

    compared: Compared
    superseded: int  # earlier decisions that were replaced, wholly or in some languages
    written: bool


def import_review(workbook: Path, corpus: Path, *, build: Path) -> Imported:
    """Add what the reviewer decided in `workbook` to the corrections of `corpus`.

    `build` is what the workbook was exported from. With problems nothing is written. Raises
    `InputError` for what is no such workbook, corpus or build, and `OutputError`.
    """
    sheet = read_workbook(workbook)
    made = read_build(build)
    earlier = read_corrections(corpus)
    units = _exported(sheet, made, workbook, build)
    _check_corpus(corpus, made, {unit.doc for unit in units})
    compared = compare(sheet.rows, units, languages=sheet.languages)
    compared = compared._replace(problems=[*sheet.problems, *compared.problems])
    if compared.problems or not (compared.decisions or compared.edits):
        return Imported(compared, 0, written=False)
    corrections, superseded, problems = _corrected(earlier, compared, made)
    if problems:
        return Imported(compared._replace(problems=problems), 0, written=False)
    write_corrections(corrections, corpus)
    return Imported(compared, superseded, written=True)


def _exported(sheet: Sheet, made: Build, workbook: Path, build: Path) -> list[Original]:
    """Return the units of the export in its order; raises where the build has others now."""
    known = {unit.tuid: unit for unit in made.units}
    for tuid, check in sheet.checks.items():
        if tuid not in known or checksum(known[tuid], sheet.languages) != check:
            raise InputError(
                f"{workbook}: {tuid} is another in {build}, which was built anew since the export, "
                "or is another build; name the build it was exported from, or export again"
            )
    return [unit for unit in made.units if unit.tuid in sheet.checks]


def _check_corpus(corpus: Path, made: Build, docs: set[str]) -> None:
    """Raise unless the files of the documents are those that were built."""
    for doc in sorted(docs):
        for file, expected in made.checksums.get(doc, {}).items():
            path = corpus / file
            try:
                found = hashlib.sha256(path.read_bytes()).hexdigest()
            except OSError as error:
                reason = error.strerror or "cannot be read"
                raise InputError(f"{path}: {reason}; give the corpus that was built") from error
            if found != expected:
                raise InputError(
                    f"{path}: changed since the build; build {corpus} again and export anew, or "
                    "put the file back"
                )


def _corrected(
    earlier: Corrections, compared: Compared, made: Build
) -> tuple[Corrections, int, list[str]]:
    """Return all corrections, how many earlier ones gave way, and what the build could not place.

    Documents of which the workbook decides nothing keep what they have.
    """
    docs = {each.doc for each in compared.decisions} | {each.doc for each in compared.edits}
    texts = [each for each in earlier.texts if each.doc not in docs]
    units = [each for each in earlier.units if each.doc not in docs]
    superseded = 0
    problems: list[str] = []
    for doc in sorted(docs):
        ours = Corrections(
            tuple(each for each in earlier.texts if each.doc == doc),
            tuple(each for each in earlier.units if each.doc == doc),
        )
        decisions = [each for each in compared.decisions if each.doc == doc]
        edits = [each for each in compared.edits if each.doc == doc]
        done = _document(ours, decisions, edits, made, doc)
        texts += done.texts
        units += done.units
        superseded += len(ours.units) - done.untouched
        problems += done.problems
    return Corrections(tuple(texts), tuple(units)), superseded, problems


class _Done(NamedTuple):
    texts: list[TextCorrection]
    units: list[UnitCorrection]
    untouched: int  # of the earlier units
    problems: list[str]


def _document(
    earlier: Corrections,
    decisions: Sequence[Decision],
    edits: Sequence[Edit],
    made: Build,
    doc: str,
) -> _Done:
    """Return the corrections of one document: the new ones, and the rest of the earlier ones.

    Corrections of texts that are not in the build yet give way where the clause is decided anew.
    """
    owners = _owners(decisions)
    standing = Standing(made.versions[doc])
    waiting = [each for each in earlier.texts if digest_of(each) not in made.texts]
    texts = [each for each in earlier.texts if digest_of(each) in made.texts]
    origins = [(each, standing.correct(each)) for each in waiting]
    left = _left(earlier.units, owners, standing)
    untouched = sum(one == other for one, other in zip(left, earlier.units, strict=True))
    standing = Standing(made.versions[doc])
    for each, origin in origins:
        if origin is None or (each.lang, origin) not in owners:
            standing.correct(each)
            texts.append(each)
    order = sorted(edits, key=lambda each: (LANGUAGES.index(each.lang), each.clause))
    texts += [standing.edit(each) for each in order]
    new = _units(decisions, standing)
    old = [unit for unit in left if unit]
    return _Done(texts, [*old, *new], untouched, _unplaceable(old, new, standing))


def _owners(decisions: Sequence[Decision]) -> dict[tuple[str, int], set[str]]:
    """Return for each clause that was decided on the languages that were reviewed with it."""
    owners: dict[tuple[str, int], set[str]] = defaultdict(set)
    for decision in decisions:
        for lang, pieces in decision.pieces.items():
            for clause, _ in pieces:
                owners[lang, clause].update({*decision.pieces} - {PIVOT} or {PIVOT})
    return owners


def _left(
    units: Sequence[UnitCorrection], owners: dict[tuple[str, int], set[str]], standing: Standing
) -> list[UnitCorrection | None]:
    """Return earlier decisions without the languages that were decided anew, None without any."""
    left: list[UnitCorrection | None] = []
    for unit, placed in zip(units, place_units(units, standing.versions), strict=True):
        clauses = placed.clauses if isinstance(placed, Placed) else {}
        origins = {
            (lang, standing.origin(lang, i)) for lang, found in clauses.items() for i in found
        }
        anew = {lang for each in origins for lang in owners.get(each, ())}
        rest = {lang: refs for lang, refs in unit.refs.items() if lang not in anew}
        stays = rest == unit.refs or {*rest} - {PIVOT}
        left.append(unit._replace(refs=rest) if stays and any(rest.values()) else None)
    return left


def _units(decisions: Sequence[Decision], standing: Standing) -> list[UnitCorrection]:
    versions = standing.versions
    places = {lang: standing.places(lang) for lang in versions}
    units = []
    for decision in decisions:
        refs = {}
        for lang in LANGUAGES:
            if lang in decision.pieces and lang in versions:
                found = (places[lang][clause][part] for clause, part in decision.pieces[lang])
                refs[lang] = tuple(ref_of(place, versions[lang][place]) for place in found)
        units.append(UnitCorrection(decision.doc, decision.status, refs, decision.comment))
    return units


def _unplaceable(
    old: Sequence[UnitCorrection], new: Sequence[UnitCorrection], standing: Standing
) -> list[str]:
    """Return a problem for each new correction that the next build could not place."""
    units = ordered([*old, *new])
    fresh = {id(unit) for unit in new}
    found = zip(units, place_units(units, standing.versions), strict=True)
    return [
        f"{each.document}: “{each.text}”: {each.reason}; move text in the order of the document"
        for unit, each in found
        if isinstance(each, Unplaced) and id(unit) in fresh
    ]
