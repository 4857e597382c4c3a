"""One version of a document as numbers, ready to be compared with others.

side = make_side(["Article 1", …], labels=["title", …])
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.anchors import Spellings, spellings
from align.standing import Standing
from align.tokens import MARK, is_anchor, tokenize
from corpora.schema import PIVOT


class Text(NamedTuple):
    """Token numbers, segment after segment."""

    tokens: NDArray[np.int32]  # all segments end to end
    at: NDArray[np.int64]  # (segments + 1,) borders in `tokens`
    background: NDArray[np.float64]  # (vocabulary,) unigram distribution

    def group(self, segments: range) -> NDArray[np.int32]:
        """Return the tokens of a run of segments."""
        return self.tokens[self.at[segments.start] : self.at[segments.stop]]


class Side(NamedTuple):
    """One version of a document, ready to be priced."""

    vocabulary: dict[str, int]  # token -> number from 0
    text: Text
    words: Text  # the same without anchors, to learn from
    length: NDArray[np.float64]  # (segments + 1,) characters, cumulated
    goes_on: NDArray[np.bool_]  # (segments + 1,) whether the sentence before each cut goes on
    labels: tuple[str | None, ...]  # (segments,) place in the document's structure
    standings: tuple[Standing | None, ...]  # (segments,) kind and level
    spellings: Spellings  # of the vocabulary
    anchors: NDArray[np.bool_]  # (vocabulary,), which tokens are no words

    @property
    def segments(self) -> int:
        """Return the number of segments."""
        return len(self.labels)

    @property
    def frequency(self) -> dict[str, int]:
        """Return how often each token occurs."""
        counts = np.bincount(self.text.tokens, minlength=len(self.vocabulary))
        return dict(zip(self.vocabulary, counts.tolist(), strict=True))


def make_side(
    segments: Sequence[str],
    *,
    labels: Sequence[str | None] | None = None,
    standings: Sequence[Standing | None] | None = None,
    notes: Sequence[Sequence[str]] | None = None,
    model: bytes | None = None,
    lang: str = PIVOT,
) -> Side:
    """Return one version as numbers; it can be aligned with any number of others.

    `labels`, as many as segments, are equal in all versions where they name the same place, and
    so are `notes`, the labels of the footnotes that each segment refers to; `standings` are their
    kinds and levels. `model` is the sentencepiece model of the language, if it has one.
    """
    tokens = tokenize(segments, model=model, lang=lang)
    if notes is not None:
        marks = [[f"{MARK}{note}" for note in found] for found in notes]
        tokens = [[*known, *found] for known, found in zip(tokens, marks, strict=True)]
    vocabulary: dict[str, int] = {}
    number = vocabulary.setdefault
    numbers = [number(token, len(vocabulary)) for known in tokens for token in known]
    at = np.cumsum([0, *(len(known) for known in tokens)], dtype=np.int64)
    text = _text(np.array(numbers, dtype=np.int32), at, len(vocabulary))
    anchors = np.array([is_anchor(token) for token in vocabulary], dtype=np.bool_)
    return Side(
        vocabulary,
        text,
        _words(text, anchors),
        np.cumsum([0, *(len(segment) for segment in segments)], dtype=np.float64),
        _goes_on(segments),
        tuple(labels) if labels is not None else (None,) * len(segments),
        tuple(standings) if standings is not None else (None,) * len(segments),
        spellings(vocabulary),
        anchors,
    )


def shared_labels(source: Side, target: Side) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the labels that both versions have as numbers from 0, and -1 elsewhere."""
    shared = sorted({*source.labels} & {*target.labels} - {None}, key=str)
    number = {label: k for k, label in enumerate(shared)}
    ours, theirs = ([number.get(label, -1) for label in side.labels] for side in (source, target))
    return np.array(ours, dtype=np.int32), np.array(theirs, dtype=np.int32)


def _text(numbers: NDArray[np.int32], at: NDArray[np.int64], vocabulary: int) -> Text:
    counts = np.bincount(numbers, minlength=vocabulary)
    return Text(numbers, at, counts / max(len(numbers), 1))


def _words(text: Text, anchors: NDArray[np.bool_]) -> Text:
    """Return the text without anchors, (vocabulary,) of which tell which tokens they are."""
    kept = ~anchors[text.tokens]
    before = np.zeros(len(kept) + 1, dtype=np.int64)
    np.cumsum(kept, out=before[1:])
    return _text(text.tokens[kept], before[text.at], len(anchors))


_ENDED = re.compile(r"[.!?:;…。！？：；؟؛]\W*$")
_ENUMERATOR = re.compile(r"^\W*\w{1,4}\W*$")
_BEGUN = re.compile(r"^\W*[^\W\d_]")


def _goes_on(segments: Sequence[str]) -> NDArray[np.bool_]:
    """Return for each cut whether a sentence goes on there: no stop before, no capital after."""
    goes_on = [
        bool(_ENUMERATOR.match(before)) or _goes(before, after)
        for before, after in pairwise(segments)
    ]
    return np.array([False, *goes_on, False][: len(segments) + 1], dtype=np.bool_)


def _goes(before: str, after: str) -> bool:
    if not before.strip() or _ENDED.search(before):
        return False
    found = _BEGUN.match(after)
    return found is not None and not found[0][-1].isupper()
