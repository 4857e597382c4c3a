"""Where two texts differ, word by word, for marking.

    differences("Le Conseil se réunit.", "Le Conseil siège.", FRENCH)
        (Difference("replace", (11, 20), (11, 16)),)

A word, a Chinese character, a placeable and a sign count as one; white space, quotation marks,
hyphens and compatibility forms are forgiven, case is not: what is not marked is the same for 100.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from corpora.languages import Language
from tm.lookup.words import Span, plain, spans

Kind = Literal["replace", "insert", "delete"]

_KINDS: dict[str, Kind] = {"replace": "replace", "insert": "insert", "delete": "delete"}


class Difference(NamedTuple):
    """A stretch that is not the same; half-open ranges of code points, one may be empty."""

    kind: Kind  # what makes the match of the query
    query: tuple[int, int]
    match: tuple[int, int]


def differences(query: str, match: str, language: Language) -> tuple[Difference, ...]:
    """Return the stretches of `query` and `match` that differ, in order."""
    here, there = [*spans(query, language, signs=True)], [*spans(match, language, signs=True)]
    codes = Levenshtein.opcodes(_words(query, here), _words(match, there))
    return tuple(
        Difference(
            _KINDS[code.tag],
            _range(here, code.src_start, code.src_end),
            _range(there, code.dest_start, code.dest_end),
        )
        for code in codes
        if code.tag in _KINDS
    )


def _words(text: str, found: Sequence[Span]) -> list[str]:
    return [plain(text[span.start : span.stop]) for span in found]


def _range(found: Sequence[Span], start: int, stop: int) -> tuple[int, int]:
    """Return where the words `start` to `stop` stand; an empty range where there are none."""
    if start < stop:
        return found[start].start, found[stop - 1].stop
    place = found[start - 1].stop if start else 0
    return place, place
