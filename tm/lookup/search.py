"""Look-up: the units of a memory whose source is most like a text, as a translator sees them.

    for match in look_up(memory, "Le Conseil se réunit.", source="fr", target="ru"):
        match.score, match.kind, match.source, match.target

Scores are those of `tm.lookup.score`. The result is that of comparing with every unit
(`tm.lookup.candidates` misses none); among equal scores a unit comes first that stands in the same
context, then one with nearer numbers, then the older. Indexes are brought up to date when needed.

Why a unit that says the same twice is shown twice: two documents may render the same sentence
differently, and where they do not, the translator sees that it is standing usage.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

import numpy as np

from corpora.languages import BY_CODE, NAMES, Language
from tm.lookup.candidates import Candidate, find
from tm.lookup.differences import Difference, differences
from tm.lookup.index import open_index
from tm.lookup.score import EXACT, SAME_WORDS, score
from tm.lookup.substitution import substitute
from tm.lookup.words import Reduced, plain, reduce
from tm.memory.store import Memory, StoredUnit

Kind = Literal["context", "exact", "fuzzy"]

MOST_EQUAL = 200
"""Units with the very same words that are read before the search for a better one ends."""


class Match(NamedTuple):
    """A unit that was found."""

    score: int  # 0..100
    kind: Kind  # context: exact, and the neighbours are equal too
    unit: StoredUnit
    source: str
    target: str  # with the placeables of the query where that is unambiguous
    substituted: bool  # whether it is
    differences: tuple[Difference, ...]  # between the query and `source`


def look_up(
    memory: Memory,
    text: str,
    source: str = "fr",
    target: str = "ru",
    least: int = 70,
    most: int = 5,
    before: str | None = None,
    after: str | None = None,
) -> list[Match]:
    """Return at most `most` units with a score of `least` or more, the best first.

    `before` and `after` are the segments beside `text` in its document, in `source`; None: not
    known. Raises `ValueError` for other than two of the six languages, `least` in 1..100 and
    `most` from 1, and what opening an index raises.
    """
    _check(source, target, least, most)
    query = reduce(text, BY_CODE[source])
    candidates = _candidates(memory, query, text, source, target, least)
    found = _scored(memory, candidates, query, source, least, most)
    beside = _plain(before), _plain(after)
    ranked = sorted(
        ((_kind(memory, points, unit, source, beside), points, unit) for points, unit in found),
        key=lambda each: (-each[1], each[0] != "context"),
    )
    sides = BY_CODE[source], BY_CODE[target]
    return [_match(text, query, *each, *sides) for each in islice(ranked, most)]


def _check(source: str, target: str, least: int, most: int) -> None:
    if source == target or not {source, target} <= set(BY_CODE):
        raise ValueError(f"from {source!r} to {target!r}: expected two of {NAMES}")
    if not 1 <= least <= EXACT or most < 1:
        raise ValueError(f"at least {least} and at most {most}: expected 1 to 100, and 1 or more")


def _candidates(
    memory: Memory, query: Reduced, text: str, source: str, target: str, least: int
) -> list[Candidate]:
    """Return all candidates that have the target language, the best first."""
    shards = open_index(memory, source).shards
    found = sorted(
        (each for shard in shards for each in find(shard, query, text=text, least=least)),
        reverse=True,
    )
    units = np.array([each.unit for each in found], dtype=np.uint32)
    has = open_index(memory, target).has(units).tolist()
    return [each for each, there in zip(found, has, strict=True) if there]


def _scored(
    memory: Memory,
    candidates: Sequence[Candidate],
    query: Reduced,
    source: str,
    least: int,
    most: int,
) -> list[tuple[int, StoredUnit]]:
    """Return scores and units in the order of the candidates, until none can be better."""
    found: list[tuple[int, StoredUnit]] = []
    for start in range(0, len(candidates), size := most + 3):
        if len(found) >= most and _settled(found, candidates[start], start, most):
            break
        ids = [each.unit for each in candidates[start : start + size]]
        for unit in memory.units(ids):
            points = score(query, reduce(unit.texts[source], BY_CODE[source]))
            if points >= least:
                found.append((points, unit))
    return sorted(found, key=lambda each: -each[0])


def _settled(
    found: Sequence[tuple[int, StoredUnit]], following: Candidate, read: int, most: int
) -> bool:
    """Tell whether `most` of `found` are at least as good as all that follows can be."""
    if following.same and read < MOST_EQUAL:
        return False  # its context may be the better one
    best = min(following.score, SAME_WORDS) if read >= MOST_EQUAL else following.score
    return sorted((points for points, _ in found), reverse=True)[most - 1] >= best


def _plain(text: str | None) -> str | None:
    return None if text is None else plain(text)


def _kind(
    memory: Memory,
    points: int,
    unit: StoredUnit,
    source: str,
    beside: tuple[str | None, str | None],
) -> Kind:
    if points < EXACT:
        return "fuzzy"
    if beside == (None, None):
        return "exact"
    neighbours = (each and each.texts.get(source) for each in memory.around(unit.id))
    equal = all(
        wanted is None or (text is not None and plain(text) == wanted)
        for wanted, text in zip(beside, neighbours, strict=True)
    )
    return "context" if equal else "exact"


def _match(
    text: str,
    query: Reduced,
    kind: Kind,
    points: int,
    unit: StoredUnit,
    source: Language,
    target: Language,
) -> Match:
    here, there = unit.texts[source.code], unit.texts[target.code]
    same_words = reduce(here, source).words == query.words
    new = substitute(text, here, there, source=source, target=target) if same_words else None
    return Match(
        points,
        kind,
        unit,
        here,
        there if new is None else new,
        new is not None,
        () if points == EXACT else differences(text, here, source),
    )


def matches_of_each(
    memory: Memory, texts: Sequence[str], source: str, target: str, least: int, most: int
) -> Iterator[list[Match]]:
    """Yield what `look_up` finds for each of the segments of a document, with their contexts."""
    for place, text in enumerate(texts):
        before = texts[place - 1] if place else None
        after = texts[place + 1] if place + 1 < len(texts) else None
        yield look_up(memory, text, source, target, least, most, before, after)
