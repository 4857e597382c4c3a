"""What a lexicon knows of the words of two sides, before their texts are read.

    forward, backward = known_before(shipped(), french, russian, lang="ru")

The tokens of a lexicon are stems, or pieces of a model (`align.tokens`); here they are words.
A stem's probability is shared out among the words of the side that have this stem, by their
frequency; a word that is itself a piece takes the probability of the piece.
"""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from align.lexicon import Lexicon
from align.table import Table, from_entries, sources_of
from align.tokens import STEM_LETTERS
from corpora.normalize import skeleton
from corpora.schema import PIVOT
from tm.terms.lexemes import Side


def known_before(lexicon: Lexicon, french: Side, other: Side, *, lang: str) -> tuple[Table, Table]:
    """Return t(other | French) and t(French | other) over the vocabularies of the sides."""
    left, right = _stems(french, PIVOT, lexicon), _stems(other, lang, lexicon)
    forward, backward = lexicon.tables((PIVOT, lang), _numbers(left), _numbers(right))
    sides = (french, left), (other, right)
    return _spread(forward, *sides), _spread(backward, *sides[::-1])


def _stems(side: Side, lang: str, lexicon: Lexicon) -> dict[str, list[int]]:
    """Return the words of a side by the token that the lexicon has for them."""
    cut = None if lang in lexicon.models else STEM_LETTERS
    words: defaultdict[str, list[int]] = defaultdict(list)
    for word, number in side.vocabulary.items():
        words[skeleton(word)[:cut]].append(number)
    return words


def _numbers(words: dict[str, list[int]]) -> dict[str, int]:
    return {stem: number for number, stem in enumerate(words)}


def _spread(
    table: Table,
    source: tuple[Side, dict[str, list[int]]],
    target: tuple[Side, dict[str, list[int]]],
) -> Table:
    """Return a table of stems as one of words."""
    given, told = (list(words.values()) for _, words in (source, target))
    count = np.bincount(target[0].tokens, minlength=len(target[0].vocabulary)).astype(np.float64)
    shares = [count[words] / count[words].sum() for words in told]
    sources: list[int] = []
    targets: list[NDArray[np.int64]] = []
    values: list[NDArray[np.float64]] = []
    for left, right, value in zip(sources_of(table), table.target, table.probability, strict=True):
        for word in given[left]:
            sources += [word] * len(told[right])
            targets.append(np.array(told[right]))
            values.append(shares[right] * value)
    nothing = [np.zeros(0, dtype=np.int64)]
    return from_entries(
        np.array(sources, dtype=np.int64),
        np.concatenate([*nothing, *targets]),
        np.concatenate([*nothing, *values]),
        sources=len(source[0].vocabulary),
    )
