"""One document in two languages: segments in, beads out.

    beads = align(["Article 1", …], ["第一条", …], source_language="fr", target_language="zh")

Each round prices all beads with the lexicon of the round before (first the seed that the two
vocabularies share), takes the best path, and learns the lexicon and the length ratio anew
from its beads, each weighted by its probability.

Why anchors are kept out of the learning: a number or symbol that occurs once a side would
explain every rare word of its clause.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.anchors import seed_lexicon
from align.band import corridor
from align.evidence import Text, explain_source, explain_target, unexplained_share
from align.ladder import Bead
from align.length import LengthModel, first_guess, fit_length
from align.lexicon import Lexicon, Sample, train, transposed
from align.search import Scores, best_beads
from align.tokens import is_anchor, tokenize

ROUNDS = 3
"""Searches; the lexicon settles after two rounds of learning."""

FIRST_UNEXPLAINED = 0.95
"""Share of tokens that the seed leaves unexplained; the next rounds measure it."""

CAUTION = 0.3
"""How far the measured share is moved towards 1: a lexicon knows its own document too well."""

DIRECTION_WEIGHT = 0.5
"""Both directions price the same words, so each counts half."""


class Side(NamedTuple):
    """One version of a document, ready to be priced."""

    vocabulary: dict[str, int]
    text: Text
    words: Text  # the same without anchors, to learn from
    length: NDArray[np.float64]  # (segments + 1,) characters, cumulated
    labels: tuple[str | None, ...]  # (segments,) place in the document's structure


class Knowledge(NamedTuple):
    """What is known of how two languages correspond."""

    forward: Lexicon
    backward: Lexicon
    forward_unexplained: float
    backward_unexplained: float
    length: LengthModel


def align(
    source: Sequence[str],
    target: Sequence[str],
    *,
    source_language: str = "fr",
    target_language: str,
    source_labels: Sequence[str | None] | None = None,
    target_labels: Sequence[str | None] | None = None,
) -> list[Bead]:
    """Return the beads of two versions given segment by segment, in order.

    Labels such as "op2" say where a segment stands in the document's structure; they are
    strong evidence where both sides have them. Every segment is in exactly one bead;
    `Bead.probability` is 0..1. Empty segments and empty sides are allowed.
    """
    left = make_side(source, source_labels, language=source_language)
    right = make_side(target, target_labels, language=target_language)
    return align_sides(left, right)


def make_side(
    segments: Sequence[str], labels: Sequence[str | None] | None, *, language: str
) -> Side:
    """Return one version as numbers; it can be aligned with any number of others."""
    tokens = tokenize(segments, language=language)
    vocabulary: dict[str, int] = {}
    for known in tokens:
        for token in known:
            vocabulary.setdefault(token, len(vocabulary))
    words = [[token for token in known if not is_anchor(token)] for known in tokens]
    return Side(
        vocabulary,
        _text(tokens, vocabulary),
        _text(words, vocabulary),
        np.cumsum([0, *(len(segment) for segment in segments)], dtype=np.float64),
        tuple(labels) if labels is not None else (None,) * len(segments),
    )


def _text(tokens: Sequence[Sequence[str]], vocabulary: dict[str, int]) -> Text:
    numbers = np.array([vocabulary[token] for known in tokens for token in known], dtype=np.int32)
    at = np.cumsum([0, *(len(known) for known in tokens)], dtype=np.int64)
    counts = np.bincount(numbers, minlength=len(vocabulary))
    return Text(numbers, at, counts / max(len(numbers), 1))


def align_sides(source: Side, target: Side) -> list[Bead]:
    """Return the beads of two prepared versions."""
    seed = seed_lexicon(source.vocabulary, target.vocabulary)
    backward = transposed(seed, targets=len(target.vocabulary))
    knowledge = Knowledge(
        seed,
        backward,
        FIRST_UNEXPLAINED,
        FIRST_UNEXPLAINED,
        first_guess(source.length[-1], target.length[-1]),
    )
    beads = _search(source, target, knowledge)
    for _ in range(ROUNDS - 1):
        beads = _search(source, target, _learn(source, target, beads, seed, backward))
    return beads


def _search(source: Side, target: Side, knowledge: Knowledge) -> list[Bead]:
    band = corridor(len(source.length) - 1, len(target.length) - 1)
    forward = explain_target(
        source.text, target.text, knowledge.forward, band,
        unexplained=knowledge.forward_unexplained,
    )  # fmt: skip
    backward = explain_source(
        source.text, target.text, knowledge.backward, band,
        unexplained=knowledge.backward_unexplained,
    )  # fmt: skip
    forward *= DIRECTION_WEIGHT
    backward *= DIRECTION_WEIGHT
    length = np.array(knowledge.length)
    labels = _shared_labels(source, target)
    scores = Scores(forward, backward, source.length, target.length, length, *labels)
    return best_beads(band, scores)


def _shared_labels(source: Side, target: Side) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the labels that both versions have as numbers from 0, and -1 elsewhere."""
    shared = sorted({*source.labels} & {*target.labels} - {None}, key=str)
    number = {label: k for k, label in enumerate(shared)}
    ours, theirs = ([number.get(label, -1) for label in side.labels] for side in (source, target))
    return np.array(ours, dtype=np.int32), np.array(theirs, dtype=np.int32)


def _learn(
    source: Side, target: Side, beads: Sequence[Bead], seed: Lexicon, mirrored_seed: Lexicon
) -> Knowledge:
    """Learn both directions of the lexicon and the length model from two-sided beads."""
    pairs = [bead for bead in beads if bead.source and bead.target]
    samples = [
        Sample(source.words.group(b.source), target.words.group(b.target), b.probability)
        for b in pairs
    ]
    opposite = [sample.mirrored for sample in samples]
    forward = train(samples, target.text.background, sources=len(source.vocabulary), prior=seed)
    backward = train(
        opposite, source.text.background, sources=len(target.vocabulary), prior=mirrored_seed
    )
    return Knowledge(
        forward,
        backward,
        _cautious(unexplained_share(samples, forward, target.text.background)),
        _cautious(unexplained_share(opposite, backward, source.text.background)),
        fit_length(source.length, target.length, pairs),
    )


def _cautious(share: float) -> float:
    return share + (1.0 - share) * CAUTION
