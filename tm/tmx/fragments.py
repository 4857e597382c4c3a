"""What OmegaT's sentence rules cut out of a clause, each fragment with its part of the translation.

    found = paired_fragments(whole, parts, lexicon)
    found.pairs[1]      SentencePair("I, sect.", "I, разд.", .97)

OmegaT cuts its memories as it cuts its documents, and where both languages have as many cuts a
clause needs no more. Where they have not ("chap.", "par.", «см.»), each segment of the document
stands alone with nothing to match: the translation is cut where the words say
(`align.splits`), and put together again it reads as it did.

Why a file of their own: "I, sect." is of use to that program with those rules and to nobody else.

Why a misplaced number ends it: "10 800 долл." is no translation of what has another number, and
where one part has the number of the other, languages do not say the clause in the same order.
"""

from itertools import chain

from align.lexicon import Lexicon
from align.splits import split
from tm.tmx.omegat import cut
from tm.tmx.pair import Pair
from tm.tmx.sentences import Parts, SentencePair
from tm.tmx.unit import TranslationUnit

SURE = 0.5
"""Least probability of the cuts of a translation among all ways to cut it."""

SUPPORTED = 0.2
"""Least share of the words of a fragment and its translation that explain each other."""

APART = "cut by OmegaT where the translation is not surely cut"


def paired_fragments(whole: TranslationUnit, parts: Parts, pair: Pair, lexicon: Lexicon) -> Parts:
    """Return the fragments of a unit in pairs, none where OmegaT finds what it needs without.

    `parts` are the sentences of the unit that are in the memory already.
    """
    source, target = (variant.text for variant in whole.variants)
    segments = cut(source, pair[0])
    if len(segments) == len(cut(target, pair[1])):
        return Parts([])
    sentences = parts.pairs
    cuts = [cut(each.source, pair[0]) for each in sentences]
    if [*chain.from_iterable(cuts)] != segments:  # a sentence of ours that OmegaT does not end
        sentences, cuts = [SentencePair(source, target, 1.0)], [segments]
    found: list[SentencePair] = []
    for sentence, fragments in zip(sentences, cuts, strict=True):
        if len(fragments) > 1:
            pairs = _paired(fragments, sentence, pair, lexicon)
            if not pairs:
                return Parts([], APART)
            found += pairs
    return Parts(found)


def _paired(
    fragments: list[str], sentence: SentencePair, pair: Pair, lexicon: Lexicon
) -> list[SentencePair]:
    """Return the fragments of a sentence with their translations; none where they are not sure."""
    found = split(fragments, sentence.target, languages=pair, lexicon=lexicon)
    if found is None or found.misplaced:
        return []
    if found.probability < SURE or found.support < SUPPORTED:
        return []
    probability = sentence.probability * found.probability
    return [SentencePair(a, b, probability) for a, b in zip(fragments, found.parts, strict=True)]
