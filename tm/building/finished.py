"""A finished document, read and aligned, as one small packed file and back.

    data = pack(finished)
    facts_in(data)                    the facts alone, as bytes
    unpack(data).alignment            beads and units

    4 bytes   CRC-32 of what follows
    4 bytes   length of the facts
    …         the facts, JSON packed by deflate
    …         clauses, beads, units and judgements, the same

Why JSON and not pickle: what lies in a folder that others can write to is data, never code. Why a
checksum: after a power cut a file may be there and lack its end; it then counts as not there.
"""

import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from align.document import Alignment
from align.ladder import Bead
from align.sixway import Unit
from corpora.clause import Clause
from corpora.document import Document
from tm.building.facts import decode, encode, facts_of
from tm.review.honouring import NOTHING, Decided
from tm.review.judged import Judgement

_HEAD = struct.Struct("<II")
_LEVEL = 1  # of deflate: half the time of the usual one, for a tenth more


class DamagedError(ValueError):
    """The bytes are not those of a finished document."""


class Finished(NamedTuple):
    """A document with its alignment, and what reviewers decided on it."""

    document: Document
    alignment: Alignment
    judged: tuple[Judgement, ...] = ()
    review: Decided = NOTHING


def pack(finished: Finished) -> bytes:
    """Return a finished document as bytes, the same for the same document."""
    facts = zlib.compress(encode(facts_of(finished.document, finished.review)), _LEVEL)
    beads, units = finished.alignment
    body = [
        finished.document.versions,
        {lang: _bead_rows(found) for lang, found in beads.items()},
        [[unit.segments, unit.probability] for unit in units],
        finished.judged,
    ]
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return seal(facts, zlib.compress(text.encode(), _LEVEL))


def seal(facts: bytes, body: bytes = b"") -> bytes:
    """Return packed facts and a packed body as one, with what tells that nothing is missing."""
    rest = len(facts).to_bytes(4, "little") + facts + body
    return zlib.crc32(rest).to_bytes(4, "little") + rest


def facts_in(data: bytes) -> bytes:
    """Return the facts as `tm.building.facts` reads them; raises `DamagedError`."""
    return zlib.decompress(_parts(data)[0])


def unpack(data: bytes) -> Finished:
    """Return what was packed, but for left-overs and warnings; raises `DamagedError`."""
    head, body = (zlib.decompress(part) for part in _parts(data))
    facts = decode(head)
    versions, beads, units, judged = json.loads(body)
    document = Document(
        doc=facts.doc,
        date=facts.date,
        note=facts.note,
        versions={lang: _clauses(rows) for lang, rows in versions.items()},
        left_out=(),
        warnings=(),
        checksums=facts.checksums,
    )
    alignment = Alignment({lang: _beads(rows) for lang, rows in beads.items()}, _units(units))
    return Finished(document, alignment, tuple(tuple(row) for row in judged), facts.review)


def _parts(data: bytes) -> tuple[bytes, bytes]:
    if len(data) < _HEAD.size:
        raise DamagedError
    checksum, length = _HEAD.unpack_from(data)
    if zlib.crc32(memoryview(data)[4:]) != checksum:
        raise DamagedError
    stop = _HEAD.size + length
    return data[_HEAD.size : stop], data[stop:]


def _bead_rows(beads: Sequence[Bead]) -> list[tuple[object, ...]]:
    return [(s.start, s.stop, t.start, t.stop, probability) for s, t, probability in beads]


def _beads(rows: Sequence[Sequence[Any]]) -> list[Bead]:
    return [Bead(range(a, b), range(c, d), probability) for a, b, c, d, probability in rows]


def _clauses(rows: Sequence[Sequence[Any]]) -> tuple[Clause, ...]:
    return tuple(
        Clause(kind, label, number, text, tuple(notes), page, line)
        for kind, label, number, text, notes, page, line in rows
    )


def _units(rows: Sequence[tuple[Mapping[str, Sequence[int]], dict[str, float]]]) -> list[Unit]:
    return [
        Unit({lang: tuple(found) for lang, found in segments.items()}, probability)
        for segments, probability in rows
    ]
