"""Noun phrases and names that recur in French text: what term candidates are chosen from.

    phrases(read_words(texts), least=2)
        # Phrase(("conseil", "sécurité"), surfaces={"Conseil de sécurité": 40}, places=[…], …)

A phrase begins with a noun and ends with a noun or an adjective; between them stand words of
these kinds, tied by nothing or by de, à, en, contre. A name, whose first noun has a capital, may
also be tied by sur and pour. « et » ties adjectives (« économique et social »). An acronym is a
phrase of one word. Number, elision and articles do not part phrases: their lemmas without
articles are what is counted.

What a longer phrase nearly always continues is a fragment (« Comité des droits »), so is what
begins inside a more frequent one (« sécurité des Nations Unies », of the « Conseil de
sécurité »), and what stands in one longer phrase only is told by it: all are left out. The
termhood of the others is C-value (Frantzi, Ananiadou and Mima 2000), log2(1 + words) · (f − mean
frequency of the longer phrases around it), the logarithm shifted so that one word counts
(Barrón-Cedeño et al. 2009).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from math import log2
from typing import NamedTuple

from tm.terms.word_classes import (
    AND,
    ARTICLE,
    CONTENT,
    NAME_LINK,
    NOUN,
    TYING,
    WORD,
    Words,
    is_hollow,
)

LONGEST = 12
"""Most words of a phrase, links and articles included."""

CONTINUED, CROSSED, SUBSUMED = 0.7, 0.5, 0.75
"""Shares of a phrase's places from which on it is left out: continued to the right; crossed by a
more frequent phrase from the left; inside one and the same longer phrase."""

ACRONYM = (2, 8)
"""Letters of an acronym."""

_CHUNK = re.compile(r"[Nw](?:(?:[-+&]'?)?[Nw])*")
Key = tuple[str, ...]


class Phrase(NamedTuple):
    """A noun phrase, a name or an acronym."""

    key: Key  # lemmas, articles left out
    surfaces: Mapping[str, int]  # as it stands in the texts, with how often
    texts: tuple[int, ...]  # of each place, ascending
    termhood: float  # C-value

    @property
    def frequency(self) -> int:
        """Return how often it stands in the texts, also inside longer phrases."""
        return len(self.texts)


class _Place(NamedTuple):
    first: int  # half-open range of words
    last: int


def phrases(words: Words, texts: list[str], *, least: int = 2) -> list[Phrase]:
    """Return the phrases with `least` places or more, by termhood, then by key.

    `texts` are those that `words` were read from.
    """
    places = _recurrent(words, least)
    counts = {key: len(found) for key, found in places.items()}
    longer = _longer(places)
    kept = [key for key in places if not _is_told_by_longer(key, counts, longer[key])]
    found = [_phrase(key, places[key], words, texts, counts, longer[key]) for key in kept]
    return sorted(found, key=lambda phrase: (-phrase.termhood, phrase.key))


def _recurrent(words: Words, least: int) -> dict[Key, list[_Place]]:
    """Return the places of every key that has `least` of them.

    A phrase cannot recur unless its first word does; the rest is counted.
    """
    count = Counter(key for key, _ in _all(words))
    places: defaultdict[Key, list[_Place]] = defaultdict(list)
    for key, place in _all(words):
        if count[key] >= least:
            places[key].append(place)
    return dict(places)


def _all(words: Words) -> Iterator[tuple[Key, _Place]]:
    shouted = _shouted(words)
    for begin, end in _chunks(words):
        for first in range(begin, end):
            if words.classes[first] == NOUN and words.text[first] not in shouted:
                yield from _from(words, first, min(end, first + LONGEST))
            if words.text[first] not in shouted and _is_acronym(words.raw[first]):
                yield (words.raw[first],), _Place(first, first + 1)


def _chunks(words: Words) -> Iterator[tuple[int, int]]:
    """Yield the ranges of words in which phrases may lie: no sign and no other word parts them."""
    begin = 0
    for end in range(1, len(words.raw) + 1):
        if end == len(words.raw) or words.parted[end]:
            for found in _CHUNK.finditer(words.classes, begin, end):
                yield found.span()
            begin = end


def _from(words: Words, first: int, end: int) -> Iterator[tuple[Key, _Place]]:
    """Yield the phrases that begin with the noun at `first`."""
    if is_hollow(words.raw[first]) or _is_negation(words, first, end):
        return
    key = [words.key[first]]
    for place in range(first + 1, end):
        if words.classes[place] in TYING and not _ties(words, first, place, end):
            return
        if words.classes[place] != ARTICLE:
            key.append(words.key[place])
        if words.classes[place] in CONTENT and _may_end(words, first, place):
            yield tuple(key), _Place(first, place + 1)


def _is_negation(words: Words, first: int, end: int) -> bool:
    """Tell whether a phrase would begin with a denied adjective: « non alignés »."""
    adjective = first + 1 < end and words.classes[first + 1] != NOUN
    return words.raw[first].lower() == "non" and adjective


def _ties(words: Words, first: int, place: int, end: int) -> bool:
    """Tell whether sur and pour tie what belongs to a name, « et » adjectives or words of one.

    « et » before an article only behind sur or pour: « pour l'Amérique latine et les Caraïbes ».
    """
    name = words.raw[first][0].isupper()
    if words.classes[place] != AND:
        return name or words.raw[place - 1][0].isupper()
    if place + 1 < end and words.classes[place + 1] == WORD:
        return True
    return name and NAME_LINK in words.classes[first:place]


def _may_end(words: Words, first: int, place: int) -> bool:
    """Tell whether a phrase may end here: an adjective agrees in number with a word before it."""
    raw = words.raw[place].lower()
    if raw == "non" or len(raw) == 1:
        return False
    if words.classes[place] == NOUN:
        return True
    own = _is_plural(words, place)
    before = [n for n in range(first, place) if words.classes[n] in CONTENT]
    return own is None or any(_is_plural(words, n) in (own, None) for n in before)


def _is_plural(words: Words, place: int) -> bool | None:
    """Return the number of a word that may be counted, None where its form does not tell."""
    raw = words.raw[place].lower()
    if not raw.endswith(("s", "x", "z")):
        return False
    return True if words.key[place] != raw else None


def _is_acronym(raw: str) -> bool:
    return raw.isalpha() and raw.isupper() and ACRONYM[0] <= len(raw) <= ACRONYM[1]


def _shouted(words: Words) -> set[int]:
    """Return the texts that are mostly in capitals, where they tell nothing."""
    upper, total = Counter[int](), Counter[int]()
    for text, raw in zip(words.text, words.raw, strict=True):
        if len(raw) > 1 and raw.isalpha():
            total[text] += 1
            upper[text] += raw.isupper()
    return {text for text, count in total.items() if 2 * upper[text] > count}


class _Longer(NamedTuple):
    around: set[Key]  # longer phrases that hold it
    continued: int  # places of it that a longer phrase of the same beginning has
    crossed: int  # places of it into which a more frequent phrase reaches from the left


def _longer(places: Mapping[Key, list[_Place]]) -> dict[Key, _Longer]:
    """Return what holds each phrase."""
    at: dict[_Place, Key] = {place: key for key, found in places.items() for place in found}
    by_first: defaultdict[int, list[int]] = defaultdict(list)
    for first, last in at:
        by_first[first].append(last)
    around: defaultdict[Key, set[Key]] = defaultdict(set)
    continued, crossed = Counter[Key](), Counter[Key]()
    for place, key in at.items():
        continued[key] += max(by_first[place.first]) > place.last
        near = [
            _Place(first, last)
            for first in range(max(0, place.last - LONGEST), place.first + 1)
            for last in by_first.get(first, ())
        ]
        around[key].update(at[each] for each in near if each.last >= place.last and each != place)
        crossed[key] += any(
            each.first < place.first < each.last < place.last
            and len(places[at[each]]) > len(places[key])
            for each in near
        )
    return {key: _Longer(around[key], continued[key], crossed[key]) for key in places}


def _is_told_by_longer(key: Key, counts: Mapping[Key, int], longer: _Longer) -> bool:
    if longer.continued >= CONTINUED * counts[key] or longer.crossed >= CROSSED * counts[key]:
        return True
    return any(counts[other] >= SUBSUMED * counts[key] for other in longer.around)


def _phrase(
    key: Key,
    places: list[_Place],
    words: Words,
    texts: list[str],
    counts: Mapping[Key, int],
    longer: _Longer,
) -> Phrase:
    surfaces = Counter(
        " ".join(texts[words.text[first]][words.start[first] : words.stop[last - 1]].split())
        for first, last in places
    )
    nested = sum(counts[other] for other in longer.around) / max(len(longer.around), 1)
    content = sum(words.classes[place] in CONTENT for place in range(*places[0]))
    termhood = log2(1 + content) * (len(places) - nested)
    return Phrase(key, surfaces, tuple(words.text[first] for first, _ in places), termhood)
