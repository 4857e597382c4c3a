"""Glyphs of a page to rows of text: what shares a baseline, cut where the page leaves a wide gap.

    rows(sheet.glyphs, uprights, FRENCH)[0].chunks[1].text    "Distr. générale"

A chunk is text without a wide gap, in reading order, with its styles; an enumerator before a
tab is a chunk, a line of a column, a cell. It does not know what belongs to which column
(`corpora.readers.pdf.regions`).

Why spaces are measured where none is drawn: some programs only move on. Between Chinese signs
the gap must be wide, for justified lines and digits beside them are spaced without a space.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple
from unicodedata import category, east_asian_width

from corpora.languages import Language
from corpora.presentation import plain_letters
from corpora.readers.block import Run, raised
from corpora.readers.pdf import bidi
from corpora.readers.pdf.baselines import (
    LIFT,
    MARK_LENGTH,
    SMALL,
    Base,
    base_of,
    baselines,
    is_raised_on,
)
from corpora.readers.pdf.drawings import Rule
from corpora.readers.pdf.page import Glyph

SPACE = 0.17
"""Em: a wider gap is a space; of Times the space has 0.25, in tight lines 0.2, kerning is 0.05."""

WIDE_SPACE = 0.9
"""Em: the same beside a Chinese sign; justified lines spread them by up to a third."""

TAB = 1.0
"""Em: a wider gap parts chunks, though it may be a space of a line that is spread so far."""

_LAM = "ل\ufedd\ufede\ufedf\ufee0"
_ONE_POINT = 0.02  # em between letters that are set at one point
_NEVER_FIRST, _NEVER_LAST = {"Pe", "Pf", "Po"}, {"Ps", "Pi"}  # marks at the ends of a line
_REACH = 0.75  # em above and below its baseline that the spaces of a line are drawn


class Chunk(NamedTuple):
    """Text of one row without a wide gap in it, in reading order."""

    x0: float
    x1: float
    y: float
    size: float
    runs: tuple[Run, ...]
    head: float  # width of the first word, which would have to fit on the line before
    gap: float  # the widest between two of its words; 0 for a single word

    @property
    def text(self) -> str:
        """The characters of all runs."""
        return "".join(run.text for run in self.runs)


class Row(NamedTuple):
    """The chunks that share a baseline, from left to right."""

    y: float
    size: float
    chunks: tuple[Chunk, ...]


def rows(glyphs: Sequence[Glyph], uprights: Sequence[Rule], language: Language) -> list[Row]:
    """Return the rows of a page from the top; an upright rule parts chunks as a gap does."""
    shown = [glyph for glyph in glyphs if not glyph.text.isspace()]
    blanks = [glyph for glyph in glyphs if glyph.text.isspace() and glyph.x1 - glyph.x0 > 0.1]
    blanks.sort(key=lambda glyph: (glyph.y, glyph.x0))
    heights = [blank.y for blank in blanks]
    made = []
    for group in baselines(shown):
        base = base_of(group)
        low, high = base.y - _REACH * base.size, base.y + _REACH * base.size
        between = blanks[bisect_left(heights, low) : bisect_right(heights, high)]
        signs = _with_marks(_across(group))
        chunks = tuple(_chunks(signs, between, base, uprights, language))
        made.append(Row(base.y, base.size, chunks))
    return sorted(made, key=lambda row: -row.y)


def _chunks(
    signs: Sequence[Glyph],
    blanks: Sequence[Glyph],
    base: Base,
    uprights: Sequence[Rule],
    language: Language,
) -> Iterator[Chunk]:
    crossing = [rule.x0 for rule in uprights if rule.y0 - 1 <= base.y <= rule.y1 + 1]
    start = 0
    for stop in range(1, len(signs) + 1):
        if stop == len(signs) or _parted(signs[stop - 1], signs[stop], base, crossing):
            yield _chunk(signs[start:stop], blanks, base, language)
            start = stop


def _across(group: Sequence[Glyph]) -> list[Glyph]:
    """Return glyphs from left to right; where alef is set upon lam, lam stands on the right.

    Other letters set at one point stand in the order of drawing, which runs to the left.
    """
    ordered: list[list[int]] = []
    for index in sorted(range(len(group)), key=lambda index: group[index].pen):
        glyph = group[index]
        near = ordered and glyph.pen - group[ordered[-1][0]].pen < _ONE_POINT * glyph.size
        if near and bidi.kind(glyph.text) == "AL":
            ordered[-1].append(index)
        else:
            ordered.append([index])
    return [
        group[index]
        for together in ordered
        for index in sorted(together, key=lambda index: (group[index].text[0] in _LAM, -index))
    ]


def _with_marks(signs: Sequence[Glyph]) -> list[Glyph]:
    """Put vowel signs and accents that are drawn apart to the letters that carry them."""
    carriers = [sign for sign in signs if category(sign.text[0]) != "Mn"]
    if len(carriers) == len(signs) or not carriers:
        return list(signs)
    letters = [i for i, sign in enumerate(carriers) if sign.text[-1].isalpha()]
    texts = [sign.text for sign in carriers]
    for mark in signs:
        if category(mark.text[0]) == "Mn":
            centre = mark.x0 + mark.x1
            nearest = min(
                letters or range(len(carriers)),
                key=lambda i: abs(carriers[i].x0 + carriers[i].x1 - centre),
            )
            texts[nearest] += mark.text
    return [sign._replace(text=text) for sign, text in zip(carriers, texts, strict=True)]


def _parted(first: Glyph, second: Glyph, base: Base, crossing: Sequence[float]) -> bool:
    gap = second.x0 - first.x1
    return gap > TAB * base.size or any(
        first.x1 - 1 < x < second.x0 + 1 and gap > -1 for x in crossing
    )


def _chunk(signs: Sequence[Glyph], blanks: Sequence[Glyph], row: Base, language: Language) -> Chunk:
    base = base_of(signs)
    if len(signs) <= MARK_LENGTH and is_raised_on(row, base):
        base = row  # a note's mark before a tab
    spaced = list(_spaced(signs, blanks))
    ordered = _ordered(spaced, base, rtl=language.direction == "rtl")
    x0, x1 = min(sign.x0 for sign in signs), max(sign.x1 for sign in signs)
    gap = max((sign.x1 - sign.x0 for sign in spaced if sign.text.isspace()), default=0.0)
    runs = tuple(_runs(ordered, base))
    return Chunk(x0, x1, base.y, base.size, runs, _head_width(ordered), gap)


def _ordered(signs: Sequence[Glyph], base: Base, *, rtl: bool) -> list[Glyph]:
    """Return signs in reading order as plain letters, brackets turned the way they belong."""
    texts = [sign.text for sign in signs]
    if not rtl and not any(bidi.kind(text) in {"R", "AL"} for text in texts):
        return [sign._replace(text=plain_letters(sign.text)) for sign in signs]
    left = bidi.runs_left(texts, rtl=rtl)
    high = [index for index, sign in enumerate(signs) if _is_raised(sign, base)]
    order = bidi.logical(texts, rtl=left, raised=high)
    read = [plain_letters(text) for text in bidi.unmirrored(texts, order)]
    whole, place, ordered = bidi.faced("".join(read)), 0, []
    for index, text in zip(order, read, strict=True):
        ordered.append(signs[index]._replace(text=whole[place : place + len(text)]))
        place += len(text)
    return ordered


def _is_raised(sign: Glyph, base: Base) -> bool:
    return sign.size <= SMALL * base.size and sign.y > base.y + LIFT * base.size


def _spaced(signs: Sequence[Glyph], blanks: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield the signs of a chunk with a space in each gap, as drawn or by its width."""
    drawn_at = sorted((blank.x0 + blank.x1, blank.text) for blank in blanks)
    yield signs[0]
    for first, second in pairwise(signs):
        low, high = first.x0 + first.x1, second.x0 + second.x1
        place = bisect_right(drawn_at, (low, "\U0010ffff"))
        drawn = drawn_at[place : place + 1] if place < len(drawn_at) else []
        drawn = [each for each in drawn if each[0] < high]
        text = drawn[0][1] if drawn else " "
        if drawn or second.x0 - first.x1 > _space(first, second):
            yield first._replace(text=text, x0=first.x1, x1=second.x0)
        yield second


def _space(first: Glyph, second: Glyph) -> float:
    """Return the width from which a gap between two signs is a space."""
    wide = is_wide(first.text[-1]) or is_wide(second.text[0])
    return max(first.size, second.size) * (WIDE_SPACE if wide else SPACE)


def is_wide(letter: str) -> bool:
    """Tell whether a character is as wide as high: Chinese and its punctuation."""
    return east_asian_width(letter) in {"W", "F"}


def _head_width(signs: Sequence[Glyph]) -> float:
    """Return the width of what no line break may part from the first sign.

    Chinese breaks between any two signs, but not behind an opening mark or before a closing one.
    """
    width, ready = 0.0, False
    for sign in signs:
        kind = category(sign.text[0])
        if sign.text.isspace() or (ready and kind not in _NEVER_FIRST):
            break
        width += sign.x1 - sign.x0
        ready = ready or (is_wide(sign.text[0]) and kind not in _NEVER_LAST)
    return width


def _runs(signs: Sequence[Glyph], base: Base) -> Iterator[Run]:
    """Yield signs of one style as runs; a space takes the style of the text before it."""
    styles: list[tuple[bool, bool, bool]] = []
    for sign in signs:
        blank = sign.text.isspace() and styles
        before = styles[-1] if styles else (False, False, False)
        styles.append(
            (*before[:2], False) if blank else (sign.italic, sign.bold, _is_raised(sign, base))
        )
    for style, items in groupby(zip(styles, signs, strict=True), key=lambda item: item[0]):
        text = "".join(sign.text for _, sign in items).replace("\u00ad", "")
        yield from raised(Run(text, *style))
