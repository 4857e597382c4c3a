"""The score of a match, 0 to 100, as translators know it.

    score(reduce("L'Assemblée se réunit", FRENCH), reduce("L'Assemblée se dissout", FRENCH))   75

    100                 the texts are equal up to white space, quotation marks, hyphens and
                        compatibility forms (presentation forms, full width)
    99                  the words are equal: only case, punctuation, Arabic vowel signs or the
                        values of placeables differ
    100 (1 - d / n)     otherwise, rounded down, and 1 less where values of placeables differ too;
                        d is the Levenshtein distance of the words, n their number in the longer
                        text

Why this formula: it is the one of OmegaT (`FuzzyMatcher.calcSimilarity`), which counts words and
takes the longer text; Trados Studio and memoQ do not publish theirs, but count words and take one
point or so for what is no word. Why 100 is never given to a text with another number, as Trados
does after it has exchanged it: who confirms 100s unseen must not confirm what a machine has put
in; `Match.substituted` says that it has.
"""

from rapidfuzz.distance import Levenshtein

from tm.lookup.words import Reduced

EXACT = 100
SAME_WORDS = 99


def score(query: Reduced, match: Reduced) -> int:
    """Return how much of one text can serve for the other, 0 to 100; the same both ways."""
    if query.plain == match.plain:
        return EXACT
    longest = max(len(query.words), len(match.words))
    distance = Levenshtein.distance(query.words, match.words)
    points = similarity(distance, longest)
    return max(0, min(points - (query.values != match.values), SAME_WORDS if longest else 0))


def similarity(distance: int, longest: int) -> int:
    """Return 100 (1 - distance / longest), rounded down; 0 for texts without words."""
    return 100 * (longest - distance) // longest if longest else 0
