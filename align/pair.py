"""One document in two languages: segments in, beads out.

    beads = align(["Article 1", …], ["第一条", …], target_language="zh")

Each round prices all beads with what is known of the two languages (at first the lexicon and
the seed that the vocabularies share), takes the best path, and learns from its beads, each
weighted by its probability: lengths, kinds of bead and how much is explained; where no lexicon
knows the languages well enough, words too.

Why anchors are kept out of the learning: a number or symbol that occurs once a side would
explain every rare word of its clause.

Why `align` puts the two versions in an order of its own first: ties, the length model and the
anchor chain look at one side before the other, so only this makes the mirrored call give the
mirrored beads.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.anchors import seed_table
from align.band import Band, around, full_band
from align.chain import anchor_chain
from align.em import Sample, train
from align.evidence import ANCHORS, Shares, explain_source, explain_target, unexplained_shares
from align.kinds import KINDS, SIMPLE, USUAL, Priors, fit_priors
from align.ladder import Bead, Rung
from align.length import LengthModel, first_guess, fit_length
from align.lexicon import EMPTY, Lexicon
from align.links import Links, add_support, alone, collect_links, support
from align.price import Evidence, price_beads
from align.search import search
from align.standing import compare
from align.table import Table, filled, transposed
from align.text import Side, Text, make_side, shared_labels
from corpora.schema import LANGUAGES

ROUNDS_WITH_LEXICON, ROUNDS_WITHOUT = 2, 4
"""Searches of one pair; with a lexicon, a third gains little (held-out un_dev, Spanish strict F1
.9897 to .9900) and makes another text look likelier (reversed sample, English, .17 to .38).
Without, a fourth does (Text+Berg .877 to .880; hard Charter, Arabic .920 to .936), a fifth not."""

NARROW, SURE = 3, 0.9
"""Rungs about the path of the search before that the next one uses, where two beads of at least
this probability meet; between such cuts it uses all."""

SMALL = 900
"""Cells up to which a document is searched whole (30 × 30 segments)."""

MOST_SAMPLES = 1_000
"""Beads to learn from, evenly taken; a longer document says the same again, and EM is what costs
most."""

POOR = 0.8
"""Share of tokens left unexplained from which a lexicon is too poor for a document, whose words are
then learned on top. Below it they teach nothing that the lexicon does not know, and mislead where
they are few: held-out un_dev in documents of 7, 20 and 200 lines, mean strict F1 of the five
languages .941 to .953, .980 to .984 and .991 to .992 without learning; the hard Charter, which has
words that no lexicon saw, stays within .002."""

UNEXPLAINED_WITH_LEXICON, UNEXPLAINED_WITHOUT = 0.6, 0.95
"""Share of tokens that stay unexplained in the first round; the next rounds measure it."""

CAUTION = 0.2
"""How far the measured share is moved towards 1: a document explains itself too well."""

DIRECTION_WEIGHT = 0.5
"""Both directions price the same words, so each counts half."""


class Knowledge(NamedTuple):
    """What is known of how two versions correspond."""

    forward: Table  # t(target | source)
    backward: Table  # t(source | target)
    forward_unexplained: Shares
    backward_unexplained: Shares
    length: LengthModel
    priors: Priors  # of every kind of bead
    rounds: int  # how often a search is worth while
    known: bool  # whether a lexicon told of the words
    kinds: NDArray[np.int64]  # of bead that the next search tries
    cuts: tuple[Rung, ...] | None = None  # where both versions are surely cut; None: not known


class Result(NamedTuple):
    """The outcome of one search of one pair."""

    beads: list[Bead]
    links: Links


def align(
    source: Sequence[str],
    target: Sequence[str],
    *,
    source_language: str = "fr",
    target_language: str,
    source_labels: Sequence[str | None] | None = None,
    target_labels: Sequence[str | None] | None = None,
    lexicon: Lexicon = EMPTY,
) -> list[Bead]:
    """Return the beads of two versions given segment by segment, in order.

    Labels such as "op2" say where a segment stands in the document's structure; they are
    strong evidence where both sides have them. `lexicon` is what is known beforehand
    (`align.lexicon.shipped()` for the six languages). Every segment is in exactly one bead;
    `Bead.probability` is 0..1. Empty segments and empty sides are allowed.
    """
    versions = (source, source_labels, source_language), (target, target_labels, target_language)
    left, right = (
        make_side(segments, labels=labels, model=lexicon.models.get(lang), lang=lang)
        for segments, labels, lang in versions
    )
    if _rank(target_language, target, right) < _rank(source_language, source, left):
        languages = (target_language, source_language)
        return [bead.mirrored for bead in _align(right, left, languages, lexicon)]
    return _align(left, right, (source_language, target_language), lexicon)


def _rank(lang: str, segments: Sequence[str], side: Side) -> tuple[int, str, int, str, str]:
    """Return what decides which of two versions is the source inside: the pivot goes first."""
    known = LANGUAGES.index(lang) if lang in LANGUAGES else len(LANGUAGES)
    return known, lang, len(segments), "\n".join(segments), repr(side.labels)


def _align(source: Side, target: Side, languages: tuple[str, str], lexicon: Lexicon) -> list[Bead]:
    tables = lexicon.tables(languages, source.vocabulary, target.vocabulary)
    return look(source, target, study(source, target, begin(source, target, tables))).beads


def begin(source: Side, target: Side, tables: tuple[Table, Table]) -> Knowledge:
    """Return what is known before the first search: `tables` of a lexicon, and the seed."""
    seed = seed_table(source.spellings, target.spellings, sources=len(source.vocabulary))
    forward, backward = tables
    known = len(forward.target) > 0
    unexplained = UNEXPLAINED_WITH_LEXICON if known else UNEXPLAINED_WITHOUT
    return Knowledge(
        filled(forward, seed, targets=len(target.vocabulary)),
        filled(
            backward,
            transposed(seed, targets=len(target.vocabulary)),
            targets=len(source.vocabulary),
        ),
        Shares(unexplained, ANCHORS),
        Shares(unexplained, ANCHORS),
        first_guess(source.length[-1], target.length[-1]),
        USUAL,
        ROUNDS_WITH_LEXICON if known else ROUNDS_WITHOUT,
        known,
        SIMPLE if known else KINDS,
    )


def study(source: Side, target: Side, start: Knowledge) -> Knowledge:
    """Search and learn in all rounds that `start` asks for but the last, which is a search only."""
    learned = start
    for _ in range(start.rounds - 1):
        learned = learn(source, target, look(source, target, learned).beads, start)
    return learned


def look(
    source: Side,
    target: Side,
    knowledge: Knowledge,
    *,
    ways: Sequence[tuple[Links, Links]] = (),
) -> Result:
    """Search once; `ways` lead from source to target through third languages."""
    band = _band(source, target, knowledge)
    evidence = _evidence(source, target, knowledge, band, ways)
    weights = price_beads(band, evidence, knowledge.kinds)
    found = search(band, weights, knowledge.kinds, again=knowledge.priors.again)
    return Result(found.beads, collect_links(band, found.links))


def _band(source: Side, target: Side, knowledge: Knowledge) -> Band:
    if knowledge.cuts is not None:
        return around(knowledge.cuts, source.segments, target.segments, margin=NARROW)
    if source.segments * target.segments <= SMALL:
        return full_band(source.segments, target.segments)
    chain = anchor_chain(source.text, target.text, knowledge.forward)
    return around(chain, source.segments, target.segments)


def _evidence(
    source: Side,
    target: Side,
    knowledge: Knowledge,
    band: Band,
    ways: Sequence[tuple[Links, Links]],
) -> Evidence:
    largest = int(knowledge.kinds.max())
    forward = explain_target(
        *(source.text, target.text, knowledge.forward, band),
        unexplained=knowledge.forward_unexplained.of(target.anchors),
        largest=largest,
    )
    backward = explain_source(
        *(source.text, target.text, knowledge.backward, band),
        unexplained=knowledge.backward_unexplained.of(source.anchors),
        largest=largest,
    )
    classes = compare(source.standings, target.standings)
    forward *= DIRECTION_WEIGHT
    backward *= DIRECTION_WEIGHT
    others = support(band, ways)
    if ways:
        add_support(others, band, forward, backward)
    return Evidence(
        *(forward, backward, knowledge.priors.kinds, source.length, target.length),
        np.array(knowledge.length),
        *shared_labels(source, target),
        *(source.goes_on, target.goes_on),
        source_alone=alone(others.source_placed),
        target_alone=alone(others.target_placed),
        source_class=classes.source,
        target_class=classes.target,
        same_class=classes.same,
        other_class=classes.other,
    )


def learn(source: Side, target: Side, beads: Sequence[Bead], before: Knowledge) -> Knowledge:
    """Learn from two-sided beads, on top of `before`: lengths, priors, and words where need is."""
    pairs = [bead for bead in beads if bead.source and bead.target]
    some = pairs[:: -(-len(pairs) // MOST_SAMPLES) or 1]
    tables = before.forward, before.backward
    shares = _unexplained(some, tables, source, target)
    if not before.known or sum(share.words for share in shares) / 2 > POOR:
        tables = _learn_words(some, source, target, before)
        shares = _unexplained(some, tables, source, target)
    return before._replace(
        forward=tables[0],
        backward=tables[1],
        forward_unexplained=shares[0],
        backward_unexplained=shares[1],
        length=fit_length(source.length, target.length, pairs),
        priors=fit_priors(beads),
        kinds=KINDS,
        cuts=_sure_cuts(beads),
    )


def _learn_words(
    beads: Sequence[Bead], source: Side, target: Side, before: Knowledge
) -> tuple[Table, Table]:
    """Return t(target | source) and t(source | target), learned on top of `before`."""
    ours, theirs = source.text.background, target.text.background
    samples = _samples(beads, source.words, target.words)
    opposite = [sample.mirrored for sample in samples]
    return (
        train(samples, theirs, sources=len(ours), prior=before.forward),
        train(opposite, ours, sources=len(theirs), prior=before.backward),
    )


def _unexplained(
    beads: Sequence[Bead], tables: tuple[Table, Table], source: Side, target: Side
) -> tuple[Shares, Shares]:
    """Return the shares of tokens that each table leaves unexplained, with caution."""
    samples = _samples(beads, source.text, target.text)
    opposite = [sample.mirrored for sample in samples]
    found = (
        unexplained_shares(samples, tables[0], target.text.background, target.anchors),
        unexplained_shares(opposite, tables[1], source.text.background, source.anchors),
    )
    forward, backward = (each._replace(words=_cautious(each.words)) for each in found)
    return forward, backward


def _samples(beads: Sequence[Bead], source: Text, target: Text) -> list[Sample]:
    return [Sample(source.group(b.source), target.group(b.target), b.probability) for b in beads]


def _sure_cuts(beads: Sequence[Bead]) -> tuple[Rung, ...]:
    """Return the rungs between beads of which both are sure."""
    return tuple(
        Rung(after.source.start, after.target.start)
        for before, after in pairwise(beads)
        if min(before.probability, after.probability) >= SURE
    )


def _cautious(share: float) -> float:
    return share + (1.0 - share) * CAUTION
