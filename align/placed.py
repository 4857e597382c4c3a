"""The words of a text with their places and evidence tokens, for what is decided inside a segment.

    placed("Voir A/69/228.", lang="fr")
    [Placed(0, 4, ("voir",)), Placed(5, 14, ("@a/69/228",))]

A word is what stands between spaces, in Chinese a sentencepiece piece. Signs belong to the word
before them, opening ones to the word behind, so that every word has a letter or digit and the
text may be cut before any of them. An enumerator at the head is a word.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from align.lexicon import Lexicon
from align.tokens import STEM_LETTERS, heads, plain_tokens, processor
from corpora.normalize import skeleton

UNSPACED = frozenset({"zh"})
"""Languages whose words do not stand between spaces."""

SHORTEST = 3
"""Letters of an abbreviation that is taken for one of a longer word."""

_SPACED = re.compile(r"\S+")
_HAS_WORD = re.compile(r"[^\W_]")
_OPENING = re.compile(r"\s*[«‹“‘(\[{（「『《【〈〔¿¡]+")
_SPACE = "▁"


class Placed(NamedTuple):
    """A word of a text."""

    start: int  # half-open range of code points
    stop: int
    tokens: tuple[str, ...]  # as `align.tokens` has them; may be empty


def placed(text: str, *, lang: str, lexicon: Lexicon) -> list[Placed]:
    """Return the words of `text` in order; none where it has no letter or digit.

    Words do not overlap; between them and at the ends there is at most white space.
    """
    model = lexicon.models.get(lang)
    labels, rest = heads(text, lang)
    behind = len(text) - len(rest)
    if model is not None and lang in UNSPACED:
        spans = _joined(rest, _pieces(rest, model))
    else:
        spans = _joined(rest, [found.span() for found in _SPACED.finditer(rest)])
    words = []
    for start, stop in spans:
        tokens = plain_tokens(rest[start:stop], model=model)
        if model is None and rest[stop - 1] == "." and len(tokens) == 1:
            tokens += _written_out(tokens[0], lang, lexicon)
        words.append(Placed(behind + start, behind + stop, tuple(tokens)))
    return [Placed(0, len(text[:behind].rstrip()), tuple(labels)), *words] if labels else words


def _written_out(token: str, lang: str, lexicon: Lexicon) -> list[str]:
    """Return the tokens of words that `token`, before a full stop, may be the abbreviation of.

    Texts say "sect. C" and lexicons know "section": all that begin so are as good.
    """
    if not token.isalpha() or not SHORTEST <= len(token) < STEM_LETTERS:
        return []
    known = _sorted_words(lexicon, lang)
    first = bisect_right(known, token)
    return known[first : bisect_right(known, token + "\U0010ffff")]


@lru_cache(maxsize=8)
def _sorted_words(lexicon: Lexicon, lang: str) -> list[str]:
    return sorted(lexicon.words(lang))


def _pieces(text: str, model: bytes) -> list[tuple[int, int]]:
    """Return the ranges of the pieces of `text`; a run of ASCII, as a document symbol, is one."""
    folded = [skeleton(char) for char in text]
    owner = [place for place, chars in enumerate(folded) for _ in chars]
    flat = "".join(folded)
    found: list[tuple[int, int]] = []
    done, plain_before = 0, False
    for piece in processor(model).encode(flat, out_type=str):
        bare = piece.removeprefix(_SPACE)
        at = flat.find(bare, done)
        if not bare or at < 0:
            continue
        done, last = at + len(bare), found[-1][1] if found else 0
        start, stop = max(last, owner[at]), owner[done - 1] + 1  # a character may fold to several
        plain = text[start:stop].isascii()
        if plain and plain_before and start == last:
            found[-1] = found[-1][0], stop
        elif start < stop:
            found.append((start, stop))
        plain_before = plain
    return _with_gaps(text, found)


def _with_gaps(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return `spans` and the runs between them, which a model knows by another character."""
    borders = [0, *(place for span in spans for place in span), len(text)]
    gaps = zip(borders[::2], borders[1::2], strict=True)
    return sorted([*spans, *((a, b) for a, b in gaps if text[a:b].strip())])


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what has no letter or digit to the word before it, what opens to the one behind."""
    found: list[tuple[int, int]] = []
    waiting: int | None = None  # where signs begin that belong to the word behind
    for start, stop in spans:
        if _HAS_WORD.search(text, start, stop):
            found.append((start if waiting is None else waiting, stop))
            waiting = None
        elif waiting is None and found and not _OPENING.fullmatch(text, start, stop):
            found[-1] = found[-1][0], stop
        elif waiting is None:
            waiting = start
    if waiting is not None and found:
        found[-1] = found[-1][0], spans[-1][1]
    return found
