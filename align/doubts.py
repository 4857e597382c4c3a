"""Which versions of a document are probably not the same text, or not in their language.

    doubts({"fr": [...], "en": [...]}, alignment.beads, lexicon)
    ["en.txt: reads as Spanish, not English; check …"]
    doubted(beads, own_share(segments, "ru", lexicon))

It never refuses: a doubtful version was aligned as well as it could be.

Why a foreign language lowers every probability: Spanish in the Russian or the English file may
correspond to the French clause by clause, but what the probability promises is a Russian or an
English counterpart.

Why the language is asked of the lexicon and not of the alignment: Spanish in the English file
aligns with the French as well as English would, and rightly so.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from align.ladder import Bead
from align.lexicon import Lexicon
from align.tokens import is_anchor, tokenize
from align.versions import file_of
from corpora.encoding import SCRIPT_SHARE, count_letters, own_letters
from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES, PIVOT

LEAST_SURE = 0.3
"""Mean probability of its segments below which a version is another text.

Right versions have .74 or more (the hard Charter and the sample, with and without a lexicon),
another text has .09 or less.
"""

FEWEST_WORDS = 30
"""Fewer words than this do not tell a language."""

MOST_SEGMENTS = 500
"""Segments that are enough to tell a language."""

BETTER_KNOWN = 0.1
"""How much more of a text another language must know.

The shipped lexicon knows .86 or more of the words of text in the right language, and of the
same text the nearest other language knows .22 less or worse (Charter, sample, Text+Berg).
"""


def doubts(
    segments: Mapping[str, Sequence[str]], beads: Mapping[str, Sequence[Bead]], lexicon: Lexicon
) -> list[str]:
    """Return a line for each doubtful version of an aligned document, in the order given."""
    sure = {
        lang: _sureness(found, len(segments[PIVOT]) + len(segments[lang]))
        for lang, found in beads.items()
    }
    misnamed = dict(_misnamed(segments, lexicon))
    if PIVOT in misnamed:
        return [*misnamed.values()]
    others = _strangers({lang: share for lang, share in sure.items() if lang not in misnamed})
    return [*misnamed.values(), *others]


def own_share(
    segments: Sequence[str], lang: str, lexicon: Lexicon, *, tokens: Mapping[str, int]
) -> float:
    """Return how much of a version, 0 to 1, is in its language; 1 where nothing speaks against it.

    In a foreign script that is the share of letters of its own. Where another language of the
    script knows more of the words, it is the share of its own among those that one of both knows.
    `tokens` tells how often each token of the version occurs.
    """
    letters = count_letters("".join(segments))
    share = own_letters(letters, BY_CODE[lang])
    if share < SCRIPT_SHARE and letters:
        return share
    likely = _likely(tokens, letters, lang, lexicon)
    if likely is None:
        return 1.0
    known, better = (lexicon.words(code) for code in (lang, likely))
    own, other = (_known(tokens, some) for some in (known - better, better - known))
    return own / (own + other)


def doubted(beads: Sequence[Bead], share: float) -> list[Bead]:
    """Return `beads` with the probability that groups correspond multiplied by `share`."""
    if share == 1.0:
        return [*beads]
    return [
        bead._replace(probability=share * bead.probability) if bead.source and bead.target else bead
        for bead in beads
    ]


def _strangers(sure: Mapping[str, float]) -> Iterator[str]:
    """Yield a line for each version that hardly corresponds; for French if none does."""
    doubted = {lang: share for lang, share in sure.items() if share < LEAST_SURE}
    other = "the French"
    if len(doubted) == len(sure) > 1:
        doubted, other = {PIVOT: max(sure.values())}, "any other version"
    for lang, share in doubted.items():
        yield (
            f"{file_of(lang)}: hardly corresponds to {other} (mean probability {share:.2f}); "
            f"check that it is the same text, and that it is {BY_CODE[lang].name}"
        )


def _sureness(beads: Sequence[Bead], segments: int) -> float:
    """Return the mean over all segments of their bead's probability, 0 for a segment alone."""
    shares = (
        bead.probability * (len(bead.source) + len(bead.target))
        for bead in beads
        if bead.source and bead.target
    )
    return sum(shares) / max(segments, 1)


def _misnamed(segments: Mapping[str, Sequence[str]], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield language and line for each version that another language of its script fits better."""
    for lang, found in segments.items():
        likely = _likely(Counter(_tokens(found)), count_letters("".join(found)), lang, lexicon)
        if likely is not None:
            names = (BY_CODE[code].name for code in (likely, lang))
            said = f"reads as {', not '.join(names)}; check the name of the file"
            yield lang, f"{file_of(lang)}: {said}"


def _likely(
    tokens: Mapping[str, int], letters: Counter[str], lang: str, lexicon: Lexicon
) -> str | None:
    """Return the language of the script that knows the words clearly better than `lang` does."""
    fitting = [
        code
        for code in LANGUAGES
        if lexicon.words(code) and own_letters(letters, BY_CODE[code]) >= SCRIPT_SHARE
    ]
    if lang not in fitting or len(fitting) < 2:
        return None
    words = sum(count for token, count in tokens.items() if not is_anchor(token))
    if words < FEWEST_WORDS:
        return None
    known = {code: _known(tokens, lexicon.words(code)) / words for code in fitting}
    likely = max(known, key=lambda code: known[code])
    return likely if known[likely] > known[lang] + BETTER_KNOWN else None


def _known(tokens: Mapping[str, int], words: frozenset[str]) -> int:
    """Return how many of the tokens are among `words`."""
    return sum(tokens[token] for token in words.intersection(tokens))


def _tokens(segments: Sequence[str]) -> list[str]:
    """Return the words of some segments, evenly taken."""
    some = segments[:: -(-len(segments) // MOST_SEGMENTS) or 1]
    return [token for found in tokenize(some) for token in found if not is_anchor(token)]
