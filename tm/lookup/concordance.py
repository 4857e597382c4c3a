"""Concordance: the units in which words stand, whatever stands around them.

    for hit in concord(memory, "mission* de maintien de la paix", lang="fr"):
        hit.unit.texts["ar"], hit.spans

Words are compared as in a look-up: folded, Chinese by characters, numbers by their value. A star
stands for any letters: "coopér*", "*منظمة" (with its proclitics). Units in which the words follow
each other come alone if there are any; otherwise those that have all of them, anywhere.

Why no ranking: who asks for a concordance wants to see usage, in the order of the documents.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce as fold_left
from itertools import islice
from typing import NamedTuple

import numpy as np

from corpora.languages import BY_CODE, NAMES, Language
from tm.lookup.counting import Segments
from tm.lookup.index import open_index
from tm.lookup.lists import Numbers
from tm.lookup.shard import OpenShard, byte_of
from tm.lookup.words import is_placeable, key_of, spans, value_of
from tm.memory.store import Memory, StoredUnit

_READ = 50  # units at a time


class Hit(NamedTuple):
    """A unit that was found, and where."""

    unit: StoredUnit
    lang: str  # of the text in which the words stand
    spans: tuple[tuple[int, int], ...]  # half-open ranges of code points in that text


class _Word(NamedTuple):
    """A word that is looked for."""

    key: str  # folded
    value: tuple[str, ...] | None  # of a placeable
    before: bool  # whether letters may stand before it
    after: bool


class _Token(NamedTuple):
    """A word of a text."""

    start: int
    stop: int
    key: str
    value: tuple[str, ...] | None


def concord(memory: Memory, text: str, lang: str = "fr", most: int = 20) -> list[Hit]:
    """Return at most `most` units that have the words of `text` in `lang`, by unit.

    None for a text without words. Raises `ValueError` for a language that is none of the six,
    and what opening an index raises.
    """
    if lang not in BY_CODE:
        raise ValueError(f"{lang!r} is none of {NAMES}")
    wanted = _wanted(text, BY_CODE[lang])
    if not wanted:
        return []
    having = [(shard, _having(shard, wanted)) for shard in open_index(memory, lang).shards]
    phrases = _hits(memory, [_in_order(*each, wanted) for each in having], wanted, lang, True)
    found = list(islice(phrases, most))
    if found or len(wanted) == 1:
        return found
    anywhere = [shard.units[segments] for shard, segments in having]
    return list(islice(_hits(memory, anywhere, wanted, lang, False), most))


def _wanted(text: str, language: Language) -> list[_Word]:
    return [
        _Word(
            token.key,
            token.value,
            text[token.start - 1 : token.start] == "*",
            text[token.stop : token.stop + 1] == "*",
        )
        for token in _tokens(text, language)
    ]


def _tokens(text: str, language: Language) -> Iterator[_Token]:
    for start, stop in spans(text, language):
        raw = text[start:stop]
        value = value_of(raw, language) if is_placeable(raw) else None
        yield _Token(start, stop, key_of(raw, language), value)


def _having(shard: OpenShard, wanted: Sequence[_Word]) -> Segments:
    """Return the segments that have all words, placeables of any value."""
    lists = [_segments(shard, word) for word in wanted]
    lists.sort(key=len)
    found: Segments = fold_left(lambda a, b: np.intersect1d(a, b, assume_unique=True), lists)
    return found


def _segments(shard: OpenShard, word: _Word) -> Segments:
    lists = [shard.lists.decode(number) for number in _numbers(shard, word)]
    if not lists:
        return np.zeros(0, dtype=np.int64)
    return np.unique(np.concatenate(lists)).astype(np.int64)


def _numbers(shard: OpenShard, word: _Word) -> list[int]:
    """Return the numbers of the words that `word` may be."""
    if word.before or word.after:
        ends = {"start": not word.before, "stop": not word.after}
        return [int(number) for number in shard.vocabulary.containing(word.key, **ends)]
    number = shard.vocabulary.number(word.key)
    return [] if number is None else [number]


def _in_order(shard: OpenShard, segments: Segments, wanted: Sequence[_Word]) -> Numbers:
    """Return the units of those `segments` whose sketch has the words one after the other."""
    pattern = re.compile("".join(_byte_class(_numbers(shard, word)) for word in wanted))
    has = [pattern.search(sketch) is not None for sketch in shard.sketches(segments)]
    found: Numbers = shard.units[segments[np.array(has, dtype=bool)]]
    return found


def _byte_class(numbers: Iterable[int]) -> str:
    """Return the pattern of the byte of any of the words `numbers`."""
    symbols = sorted({re.escape(chr(byte_of(number))) for number in numbers})
    return f"[{''.join(symbols)}]" if symbols else "(?!)"


def _hits(
    memory: Memory, units: Sequence[Numbers], wanted: Sequence[_Word], lang: str, in_order: bool
) -> Iterator[Hit]:
    """Yield the hits of `units`, whose text is looked at."""
    ids = [int(unit) for part in units for unit in part]
    find = _phrases if in_order else _anywhere
    for start in range(0, len(ids), _READ):
        for unit in memory.units(ids[start : start + _READ]):
            tokens = list(_tokens(unit.texts[lang], BY_CODE[lang]))
            if places := tuple(find(tokens, wanted)):
                yield Hit(unit, lang, places)


def _phrases(tokens: Sequence[_Token], wanted: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    place = 0
    while place + len(wanted) <= len(tokens):
        here = tokens[place : place + len(wanted)]
        if all(map(_is, here, wanted)):
            yield here[0].start, here[-1].stop
            place += len(wanted)
        else:
            place += 1


def _anywhere(tokens: Sequence[_Token], wanted: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """Yield where any of the words stands, if all stand somewhere."""
    if all(any(_is(token, word) for token in tokens) for word in wanted):
        for token in tokens:
            if any(_is(token, word) for word in wanted):
                yield token.start, token.stop


def _is(token: _Token, word: _Word) -> bool:
    if word.value is not None or token.value is not None:
        return token.value == word.value
    if word.before:
        return word.key in token.key if word.after else token.key.endswith(word.key)
    return token.key.startswith(word.key) if word.after else token.key == word.key
