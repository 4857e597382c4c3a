"""Where two texts differ, word by word, for marking.

    differences("Le Conseil se réunit.", "Le Conseil siège.", FRENCH)
        (Difference("replace", (11, 20), (11, 16)),)

A word, a Chinese character, a placeable and a sign count as one; white space, quotation marks,
hyphens and compatibility forms are forgiven, case is not: what is not marked is the same for 100.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein, Opcode

from corpora.languages import Language
from tm.lookup.words import Span, plain, spans


class Difference(NamedTuple):
    """A stretch that is not the same; half-open ranges of code points, one may be empty."""

    kind: Literal["replace", "insert", "delete"]  # what makes the match of the query
    query: tuple[int, int]
    match: tuple[int, int]


def differences(query: str, match: str, language: Language) -> tuple[Difference, ...]:
    """Return the stretches of `query` and `match` that differ, in order."""
    here, there = [*spans(query, language, signs=True)], [*spans(match, language, signs=True)]
    codes = Levenshtein.opcodes(_words(query, here), _words(match, there))
    changes = ([*group] for same, group in groupby(codes, _is_equal) if not same)
    return tuple(
        _difference(
            _range(here, change[0].src_start, change[-1].src_end),
            _range(there, change[0].dest_start, change[-1].dest_end),
        )
        for change in changes
    )


def _is_equal(code: Opcode) -> bool:
    return code.tag == "equal"


def _difference(query: tuple[int, int], match: tuple[int, int]) -> Difference:
    if query[0] == query[1]:
        return Difference("insert", query, match)
    return Difference("delete" if match[0] == match[1] else "replace", query, match)


def _words(text: str, found: Sequence[Span]) -> list[str]:
    return [plain(text[span.start : span.stop]) for span in found]


def _range(found: Sequence[Span], start: int, stop: int) -> tuple[int, int]:
    """Return where the words `start` to `stop` stand; an empty range where there are none."""
    if start < stop:
        return found[start].start, found[stop - 1].stop
    place = found[start - 1].stop if start else 0
    return place, place
