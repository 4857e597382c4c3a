"""What a build is made of, read before anything is done: documents to be, termbase, decisions.

given = read_given(corpus, out, terms=None, lexicon=None)
digest_of(given, ledger, whole)      what stands for all of it, once its documents are finished
"""

import json
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from align.lexicon import Lexicon, shipped
from corpora.address import stand_in
from corpora.discovery import Discovery, discover
from corpora.manifest import MANIFEST
from tm.building.identity import digest, fingerprint
from tm.building.ledger import Failure, Ledger
from tm.record import DEFAULT_TERMS, Termbase, read_termbase
from tm.review.corrections import Corrections
from tm.review.ledger import CORRECTIONS, read_corrections
from tm.terms.verdicts import VERDICTS, Verdicts, read_verdicts

READ = (MANIFEST, DEFAULT_TERMS, CORRECTIONS, VERDICTS)
"""The files of a corpus that are read before its documents."""


class Given(NamedTuple):
    """What a build is made of."""

    corpus: Path
    out: Path
    found: Discovery
    refused: tuple[Failure, ...]  # documents that are wrong already where they lie
    termbase: Termbase
    lexicon: Lexicon
    corrections: Corrections
    verdicts: Verdicts
    basis: bytes


def read_given(corpus: Path, out: Path, *, terms: Path | None, lexicon: Lexicon | None) -> Given:
    """Return what a build of `corpus` into the folder `out` is made of; raises `InputError`."""
    with stand_in(corpus, READ) as folder:
        return _read(folder, out, terms, lexicon)._replace(corpus=corpus)


def _read(corpus: Path, out: Path, terms: Path | None, lexicon: Lexicon | None) -> Given:
    termbase = read_termbase(corpus, terms)
    known = shipped() if lexicon is None else lexicon
    refused: list[Failure] = []
    found = discover(corpus, refuse=lambda doc, error: refused.append(Failure(doc, str(error))))
    left_out = [item for item in found.left_out if not _used(corpus, item.file, termbase, out)]
    return Given(
        corpus,
        out,
        found._replace(left_out=tuple(left_out)),
        tuple(refused),
        termbase,
        known,
        read_corrections(corpus),
        read_verdicts(corpus),
        fingerprint(known),
    )


def _used(corpus: Path, file: str, termbase: Termbase, out: Path) -> bool:
    """Tell whether a file of the corpus that is no document serves as one thing or another."""
    path = (corpus / file).resolve()
    ours = file in {CORRECTIONS, VERDICTS}
    ours |= termbase.path is not None and path == termbase.path.resolve()
    return ours or path.is_relative_to(out.resolve())


def digest_of(given: Given, ledger: Ledger, whole: int) -> str:
    """Return what stands for all that goes into a build, as one word."""
    termbase, corrections, verdicts = given.termbase, given.corrections, given.verdicts
    said: list[object] = [
        termbase.name,
        termbase.sha256,
        corrections.sha256,
        verdicts.sha256,
        whole,
    ]
    said += [*termbase.left_out, *given.found.left_out, *ledger.failed]
    first = (given.basis, json.dumps(said, ensure_ascii=False))
    return digest(chain(first, chain.from_iterable(ledger.documents())))
