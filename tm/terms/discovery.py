"""Find what renders a term where no termbase says it: by association, then by word links.

    found = discover(texts, occurrences, taken, lang="ru")     # one Span or None an occurrence

What is learnt comes from the texts themselves, those reported on and those that only teach,
and from a lexicon; no form of the term in the target language is needed. How a stretch of text
is judged is told in `tm.terms.association`, where it ends in `tm.terms.closure`.

Why all occurrences of all terms at once: the tables and the counts of recurring runs are made
once a language, and cost as much as everything else.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.lexicon import Lexicon
from align.table import Table
from corpora.languages import BY_CODE
from tm.terms.association import Choice, Target, choose
from tm.terms.closure import EXPLAINED
from tm.terms.function_words import FUNCTION_WORDS
from tm.terms.lexemes import Side, read_side, weights
from tm.terms.pieces import Words, joined, unjoined
from tm.terms.prior import known_before
from tm.terms.recurrence import recurrent
from tm.terms.word_links import Floats, Hits, Links, learn, link

LONGEST = {"zh": 24}
"""Most words of a rendering, in Chinese characters."""

LONGEST_ELSEWHERE = 14

MOST_CHARACTERS = 3
"""Longest word of characters that is never cut; a longer piece may be several words."""

CHARACTERS_TAUGHT = 100
"""Texts from which links of single characters, which no lexicon has, are worth half as much as
they ever are: half of what those of words are."""

LEAST = {"zh": 2}
"""Fewest words of a rendering: a single Chinese character is hardly ever a term."""


class Occurrence(NamedTuple):
    """A term at a place of the French text of a unit."""

    concept: str
    unit: int
    start: int  # half-open code-point range
    stop: int


class Span(NamedTuple):
    """What was found in the target text."""

    start: int  # half-open code-point range
    stop: int
    score: float  # 0..1
    lexical: float
    dice: float
    words: tuple[tuple[int, int], ...]  # ranges of its words but those inserted
    keys: tuple[str, ...]  # of the same words


def discover(
    french: Side,
    texts: Sequence[str | None],
    occurrences: Sequence[Occurrence],
    *,
    lang: str,
    lexicon: Lexicon,
    taken: Sequence[tuple[int, int, int]] = (),
    stands: NDArray[np.float64] | None = None,
) -> list[Span | None]:
    """Return what renders each of `occurrences` in `texts`, one text a unit.

    `french` are the French texts of the same units; `taken` are stretches (unit, start, stop)
    that render something else already. `stands`, (units,), tells how many units of the corpus
    each stands for where it is one of a sample; by default all are there.
    """
    side = read_side(texts, lang=lang)
    order, hits, terms = _hits(french, side, occurrences)
    found: list[Span | None] = [None] * len(occurrences)
    if not order:
        return found
    stands = np.ones(side.texts) if stands is None else stands
    heavy, small = weights(french, FUNCTION_WORDS["fr"], stands)
    weight, functional = weights(side, FUNCTION_WORDS[lang], stands)
    model = None if BY_CODE[lang].joiner else lexicon.models.get(lang)
    words = joined(side, model) if model else unjoined(side)
    links = _links(
        hits, french, side, words, heavy, known_before(lexicon, french, words.side, lang=lang)
    )
    runs = recurrent(side, stands, longest=LONGEST.get(lang, LONGEST_ELSEWHERE))
    target = Target(
        *(side.tokens, side.at, side.parted, weight, functional, runs),
        _marked(side, taken),
        words.parts(MOST_CHARACTERS),
        LEAST.get(lang, 1),
        _middle(hits, french),
        _content(hits, french, small) if words.side is side else np.ones_like(hits.unit),
    )
    choice = choose(hits, terms, links, target)
    names = list(side.vocabulary)
    for hit, number in enumerate(order):
        found[number] = _span(choice, hit, int(hits.unit[hit]), side, links, names)
    return found


def _links(
    hits: Hits, french: Side, side: Side, words: Words, heavy: Floats, prior: tuple[Table, Table]
) -> Links:
    """Return the links of the tokens of `side`: those of its words, and its own where they differ.

    Why both views: a piece may hold more than the term (关于气候变化), a character says little.
    """
    tables = learn(french, words.side, prior)
    links = spread(link(hits, french, words.side, tables, heavy), hits, side, words)
    if words.side is side:
        return links
    own = link(hits, french, side, learn(french, side), heavy)
    share = np.float32(side.texts / 2 / (side.texts + CHARACTERS_TAUGHT))
    both = zip(links[1:], own[1:], strict=True)
    return Links(links.at, *((1 - share) * one + share * other for one, other in both))


def spread(links: Links, hits: Hits, side: Side, words: Words) -> Links:
    """Return the links of words as links of the characters they consist of."""
    if words.side is side:
        return links
    at = np.concatenate([[0], np.cumsum(np.diff(side.at)[hits.unit])]).astype(np.int64)
    hit = np.repeat(np.arange(len(hits.unit)), np.diff(at))
    place = np.arange(at[-1]) - at[hit] + side.at[hits.unit[hit]]
    word = words.of[place] - words.side.at[hits.unit[hit]] + links.at[hit]
    recalled = (links.recalled[word] / words.size[place]).astype(np.float32)
    return Links(at, links.claimed[word], recalled, links.elsewhere[word])


def _hits(
    french: Side, side: Side, occurrences: Sequence[Occurrence]
) -> tuple[list[int], Hits, np.ndarray]:
    concepts = {each.concept: None for each in occurrences}
    rank = {concept: number for number, concept in enumerate(concepts)}
    present = [
        number
        for number, each in enumerate(occurrences)
        if side.at[each.unit] < side.at[each.unit + 1]
    ]
    order = sorted(
        present,
        key=lambda n: (rank[occurrences[n].concept], occurrences[n].unit, occurrences[n].start),
    )
    ranges = [
        french.words_between(each.unit, each.start, each.stop)
        for each in (occurrences[number] for number in order)
    ]
    hits = Hits(
        np.array([occurrences[number].unit for number in order], dtype=np.int64),
        np.array([first for first, _ in ranges], dtype=np.int64),
        np.array([last for _, last in ranges], dtype=np.int64),
    )
    of_term = np.array([rank[occurrences[number].concept] for number in order], dtype=np.int64)
    return order, hits, np.searchsorted(of_term, np.arange(len(rank) + 1))


def _middle(hits: Hits, french: Side) -> Floats:
    """Return the relative place of the middle of each occurrence in its text, 0..1."""
    words = np.diff(french.at)[hits.unit]
    return ((hits.first + hits.last) / 2 / words).astype(np.float32)


def _content(hits: Hits, french: Side, small: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return how many words of each occurrence are no function words."""
    until = np.concatenate([[0], np.cumsum(~small[french.tokens])]).astype(np.int64)
    begin = french.at[hits.unit]
    return np.asarray(until[begin + hits.last] - until[begin + hits.first])


def _marked(side: Side, taken: Sequence[tuple[int, int, int]]) -> np.ndarray:
    marks = np.zeros(len(side.tokens), dtype=np.bool_)
    for unit, start, stop in taken:
        first, last = side.words_between(unit, start, stop)
        marks[side.at[unit] + first : side.at[unit] + last] = True
    return marks


def _span(
    choice: Choice, hit: int, unit: int, side: Side, links: Links, names: Sequence[str]
) -> Span | None:
    first, last = int(choice.first[hit]), int(choice.last[hit])
    if not last:
        return None
    begin, link_at = int(side.at[unit]), int(links.at[hit])
    kept = [
        begin + word
        for word in range(first, last)
        if word in (first, last - 1)
        or choice.settled[hit]
        or links.elsewhere[link_at + word] <= max(EXPLAINED, links.claimed[link_at + word])
    ]
    return Span(
        int(side.start[begin + first]),
        int(side.stop[begin + last - 1]),
        float(choice.score[hit]),
        float(choice.lexical[hit]),
        float(choice.dice[hit]),
        tuple((int(side.start[place]), int(side.stop[place])) for place in kept),
        tuple(names[side.tokens[place]] for place in kept),
    )
