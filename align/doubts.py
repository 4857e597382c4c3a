"""Which versions of a document are probably not the same text, or not in their language.

    doubts({"fr": [...], "en": [...]}, alignment.beads, lexicon)
    ["en.txt: reads as Spanish, not English; check …"]
    doubted(beads, segments, "ru")           # each probability times the share of Cyrillic

It never refuses: a doubtful version was aligned as well as it could be.

Why a foreign script lowers every probability: Spanish in the Russian file may correspond to the
French clause by clause, but what the probability promises is a Russian counterpart.

Why the language is asked of the lexicon and not of the alignment: Spanish in the English file
aligns with the French as well as English would, and rightly so.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from align.ladder import Bead
from align.lexicon import Lexicon
from align.tokens import is_anchor, tokenize
from align.versions import file_of
from corpora.encoding import SCRIPT_SHARE, letter_share
from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES, PIVOT

LEAST_SURE = 0.3
"""Mean probability of its segments below which a version is another text.

Right versions have .74 or more (the hard Charter and the sample, with and without a lexicon),
another text has .09 or less.
"""

FEWEST_WORDS = 30
"""Fewer words than this do not tell a language."""

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
    return [*_misnamed(segments, lexicon), *_strangers(sure)]


def doubted(beads: Sequence[Bead], segments: Sequence[str], lang: str) -> list[Bead]:
    """Return `beads`, less probable where `segments` are mostly not in the script of `lang`.

    The probability that groups correspond is then multiplied by the share, 0 to
    `SCRIPT_SHARE`, of letters of that script among all letters.
    """
    text = "".join(segments)
    share = letter_share(text, BY_CODE[lang])
    if share >= SCRIPT_SHARE or not any(char.isalpha() for char in text):
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


def _misnamed(segments: Mapping[str, Sequence[str]], lexicon: Lexicon) -> Iterator[str]:
    """Yield a line for each version whose words another language of its script knows better."""
    words = {lang: _words(lexicon, lang) for lang in LANGUAGES}
    for lang, found in segments.items():
        known = _known(found, {code: w for code, w in words.items() if w})
        likely = max(known, key=lambda code: known[code], default=lang)
        if lang in known and known[likely] > known[lang] + BETTER_KNOWN:
            names = (BY_CODE[code].name for code in (likely, lang))
            yield f"{file_of(lang)}: reads as {', not '.join(names)}; check the name of the file"


def _words(lexicon: Lexicon, lang: str) -> frozenset[str]:
    """Return the words of a language that the lexicon knows."""
    columns = (
        table[side]
        for pair, table in lexicon.pairs.items()
        for side, code in zip(("source", "target"), pair, strict=True)
        if code == lang
    )
    return frozenset(chain.from_iterable(column.unique() for column in columns))


def _known(segments: Sequence[str], words: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """Return the share of the words known to each language of the script, if there are enough."""
    text = " ".join(segments)
    fitting = [lang for lang in words if letter_share(text, BY_CODE[lang]) >= SCRIPT_SHARE]
    tokens = [token for found in tokenize(segments) for token in found if not is_anchor(token)]
    if len(tokens) < FEWEST_WORDS or len(fitting) < 2:
        return {}
    return {lang: sum(t in words[lang] for t in tokens) / len(tokens) for lang in fitting}
