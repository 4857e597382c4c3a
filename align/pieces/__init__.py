"""Sentencepiece unigram models, one a language, and how they are trained.

    model = train_pieces(sentences, pieces=4000)

Why unigram and not BPE: BPE joins what often stands together, 与联合国 ("with the United
Nations") among it; the unigram model keeps the words apart.
"""

import io
from collections.abc import Iterable

import sentencepiece

from corpora.normalize import fold, without_accents


def train_pieces(sentences: Iterable[str], *, pieces: int) -> bytes:
    """Return a model of at most `pieces` pieces, the same bytes for the same sentences."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=(without_accents(fold(sentence)) for sentence in sentences),
        model_writer=model,
        model_type="unigram",
        vocab_size=pieces,
        hard_vocab_limit=False,
        character_coverage=0.9998,
        split_digits=True,
        num_threads=1,
        minloglevel=2,
    )
    return model.getvalue()
