"""Running headers and footers: what stands at the edge of a page and is no part of the text.

    A/RES/69/12 … [text] … 14-64834 (F)   2/3     all but the text goes

Two things tell it: the shapes that UN documents have there (symbol, job number, bar code, page
of pages), and lines that return on other pages at the same height, but for the number of the
page. Rows are taken from the edge inwards, and the first that is text ends it.

Why a symbol stays on the first page if it returns on others at another height: it belongs to the
masthead.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from corpora.readers.block import Run
from corpora.readers.pdf.drawings import Rule
from corpora.readers.pdf.lines import Chunk, Row

EDGE_ROWS = 4
"""Rows at the top and the bottom that may be furniture: UN footers have up to three."""

EDGE = 0.13
"""Share of the height of a page in which they stand: 3.9 cm of A4; UN footers reach up to 0.12."""

SAME_HEIGHT = 4.0
"""Points between the baselines of a running line on different pages."""

_OFTEN = 0.3  # least share of the pages on which a line returns; odd and even pages differ
_SHAPES = re.compile(
    r"\d{2}-\d{5,6}\*?"  # job number
    r"|\*\d{6,}\*"  # its bar code
    r"|[-–]?\d{1,4}/\d{1,4}[-–]?"  # page of pages
    r"|[A-Z]{1,5}(?:/[\w.()-]+){2,}\*?|[A-Z]/\d{1,4}(?:/[\w.()-]+)*\*?"  # symbol
)
_BESIDE_SHAPES = re.compile(r"[(][A-Z][)]|\d{6}|\d{1,4}")  # language and dates of a job, a page
_SYMBOL = re.compile(r"[A-Z]{1,5}(?:/[\w.()-]+){1,}\*?")
_RECYCLE = re.compile(r"(?:please )?recycle\W*", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}(?!\d)")
_MOST_NUMBERS = 6  # of a line that are tried as the number of the page

Heights = dict[str, list[float]]
"""The heights, in points, at which a running line returns, by its text."""


class Page(NamedTuple):
    """The rows of a page from the top, and its ruled lines."""

    number: int  # from 1
    rows: list[Row]
    rules: list[Rule]
    width: float
    height: float
    foot: float  # where it ends below

    def at_edge(self, row: Row) -> bool:
        """Tell whether a row stands where running headers and footers do."""
        above = row.y - self.foot
        return not EDGE * self.height < above < (1 - EDGE) * self.height

    def heads(self, chunks: Sequence[Chunk]) -> bool:
        """Tell whether chunks stand above the text of the first page."""
        return self.number == 1 and chunks[0].y - self.foot > self.height / 2


class Parted(NamedTuple):
    """A page without its furniture, and the furniture."""

    page: Page
    furniture: list[str]


def part(pages: Sequence[Page]) -> list[Parted]:
    """Return each page parted from its running headers and footers."""
    repeated = _repeated(pages)
    return [_part(page, repeated) for page in pages]


def _part(page: Page, repeated: Heights) -> Parted:
    rows: dict[int, Row | None] = {}
    count = len(page.rows)
    dropped: dict[int, str] = {}
    for indices in (range(count), reversed(range(count))):
        for depth, index in enumerate(indices):
            if depth >= EDGE_ROWS or index in rows or not page.at_edge(page.rows[index]):
                break
            kept = _kept(page.rows[index].chunks, page, repeated)
            gone = [chunk.text for chunk in page.rows[index].chunks if chunk not in kept]
            if gone:
                dropped[index] = " ".join(gone)
                rows[index] = page.rows[index]._replace(chunks=kept) if kept else None
            if kept:
                break
    left = [rows.get(index, row) for index, row in enumerate(page.rows)]
    kept_rows = [row for row in left if row is not None]
    return Parted(page._replace(rows=kept_rows), [dropped[index] for index in sorted(dropped)])


def _kept(chunks: tuple[Chunk, ...], page: Page, repeated: Heights) -> tuple[Chunk, ...]:
    """Return what of a row at the edge is text: all or nothing, but for a symbol at its end."""
    if all(_returns(chunk, page, repeated) or _is_shape(chunk) for chunk in chunks):
        returning = any(_returns(chunk, page, repeated) for chunk in chunks)
        known = all(_is_symbol(chunk) and chunk.text.strip() in repeated for chunk in chunks)
        return chunks if known and not returning and page.heads(chunks) else ()
    if _is_shape(Chunk(0, 0, 0, 0, tuple(_with_spaces(chunks)), 0, 0)):
        return ()
    ends = {0, len(chunks) - 1} if len(chunks) > 1 else set()
    return tuple(
        chunk for place, chunk in enumerate(chunks) if place not in ends or not _is_symbol(chunk)
    )


def _is_symbol(chunk: Chunk) -> bool:
    return _SYMBOL.fullmatch(chunk.text.strip()) is not None


def _with_spaces(chunks: Sequence[Chunk]) -> Iterator[Run]:
    for chunk in chunks:
        yield from (*chunk.runs, Run(" "))


def _is_shape(chunk: Chunk) -> bool:
    """Tell whether a chunk is a symbol, job number or the like and nothing else."""
    text = chunk.text.strip()
    if _RECYCLE.fullmatch(text):
        return True
    tokens = text.split()
    shaped = [token for token in tokens if _SHAPES.fullmatch(token)]
    rest = [token for token in tokens if token not in shaped]
    return bool(shaped) and all(map(_BESIDE_SHAPES.fullmatch, rest)) and not _is_note(text)


def _is_note(text: str) -> bool:
    """Tell whether text like "1 A/69/228" may be a footnote."""
    return re.match(r"\d{1,3}\s+[A-Z]", text) is not None


def _edges(page: Page) -> Iterator[Row]:
    ends = (*page.rows[:EDGE_ROWS], *page.rows[EDGE_ROWS:][-EDGE_ROWS:])
    return filter(page.at_edge, ends)


def _keys(chunk: Chunk, page: Page) -> Iterator[str]:
    """Yield the text of a chunk, and the same with each number counted from that of the page.

    Not with any digits: two pages may begin with "Article 17" and "Article 23".
    """
    text = " ".join(chunk.text.split())
    yield text
    for match in islice(_NUMBER.finditer(text), _MOST_NUMBERS):
        yield f"{text[: match.start()]}{int(match[0]) - page.number:+d}{text[match.end() :]}"


def _repeated(pages: Sequence[Page]) -> Heights:
    """Return the heights at which chunks return at the edges of other pages, by their text."""
    seen: Heights = defaultdict(list)
    for page in pages:
        edge = {(key, row.y) for row in _edges(page) for c in row.chunks for key in _keys(c, page)}
        for key, y in sorted(edge):
            seen[key].append(y)
    least = max(2, min(3, _OFTEN * len(pages)))
    heights: Heights = {}
    for key, ys in seen.items():
        near = Counter({y: sum(abs(y - other) < SAME_HEIGHT for other in ys) for y in ys})
        heights[key] = [y for y, count in near.items() if count >= least]
    return {key: ys for key, ys in heights.items() if ys}


def _returns(chunk: Chunk, page: Page, repeated: Heights) -> bool:
    heights = [height for key in _keys(chunk, page) for height in repeated.get(key, ())]
    return any(abs(chunk.y - height) < SAME_HEIGHT for height in heights)
