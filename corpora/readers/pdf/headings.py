"""Which paragraphs of a document are headings, and of which level, by how they are set.

    levels(paragraphs)    [1, 0, 0, 2, 0, …]

A heading is short and set larger than the text, or bold throughout without a stop at its end.
Each way of setting is one level, the largest first.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from corpora.readers.pdf.paragraphs import Paragraph
from corpora.readers.pdf.stops import paused

LARGER = 1.12
"""Of the size of the text: what is set at least so large is a heading (12 over 10.5)."""

LONGEST = 300
"""Code points of a heading at most; the UN's longest titles have 250."""

_MOST_LINES = 6
_MOST_LEVELS = 6

_Setting = tuple[float, bool]  # size in half points, and whether it is bold


def text_size(sizes: Iterable[tuple[float, int]]) -> float:
    """Return the size most characters have, from pairs of a size and how many have it."""
    counted: Counter[float] = Counter()
    for size, count in sizes:
        counted[_half(size)] += count
    return max(counted.items(), key=lambda item: (item[1], item[0]), default=(10.0, 0))[0]


def _half(size: float) -> float:
    return round(2 * size) / 2


def levels(paragraphs: Sequence[Paragraph], *, size: float) -> list[int]:
    """Return the level of each paragraph, 0 for text; `size` is that of the text."""
    bold = _is_bold_throughout(paragraphs)
    settings = [_setting(paragraph, size, bold=bold) for paragraph in paragraphs]
    ranked = sorted({setting for setting in settings if setting}, reverse=True)
    rank = {setting: number for number, setting in enumerate(ranked, start=1)}
    return [min(rank[setting], _MOST_LEVELS) if setting else 0 for setting in settings]


def _is_bold_throughout(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether bold says nothing, for most of the text is."""
    return 2 * sum(map(_is_bold, paragraphs)) > len(paragraphs) > 2


def _setting(paragraph: Paragraph, size: float, *, bold: bool) -> _Setting | None:
    """Return how a heading is set; None for text."""
    region, text = paragraph.region, paragraph.text.strip()
    if region.note or region.place or len(paragraph.lines) > _MOST_LINES or len(text) > LONGEST:
        return None
    if not any(char.isalpha() for char in text):
        return None
    found = _half(max(line.size for line in paragraph.lines)), _is_bold(paragraph)
    if found[0] >= LARGER * size:
        return found
    stopped = paused(paragraph.lines[-1].words)
    return found if found[1] and not bold and not stopped and found[0] >= size else None


def _is_bold(paragraph: Paragraph) -> bool:
    return all(
        run.bold for line in paragraph.lines for run in line.runs if any(map(str.isalnum, run.text))
    )
