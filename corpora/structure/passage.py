"""The passage: a block made clean, its enumerator and note marks taken out of the text.

    1. *Prie* le Secrétaire général<sup>1</sup> de …
    Passage(text="Prie le Secrétaire général de …", number="1.", notes=("fn1",), italic=True, …)

White space inside comes out single, the ends bare; no-break spaces and all other typography
stay. It does not know what a passage is in its document (`corpora.structure.resolution`).

Why lines are joined here and not in the readers: Chinese joins without a space, except
between two Latin words, and a footnote may have to be cut at the line end first.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from typing import NamedTuple

from corpora import enumerators, normalize
from corpora.clause import Clause
from corpora.enumerators import Enumerator
from corpora.languages import Language
from corpora.readers.block import Block

_WHITE = re.compile(r"[ \t\v\f\r\n]+")
_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_OPENING = re.compile(rf"[{_INVISIBLE}\s«“„\"'‘’(（「『《\[]*")
_CLOSING = re.compile(rf"[{_INVISIBLE}\s»”“\"'’‘)）」』》\]]*$")
HARD_STOPS = ".;:!?…؛؟۔。；：！？"
SOFT_STOPS = ",،，、"


class Passage(NamedTuple):
    """A clean paragraph or heading with its marks."""

    whole: str  # the text with its enumerator
    text: str  # the text behind the enumerator; empty where a block holds nothing else
    enumerator: Enumerator | None
    notes: tuple[str, ...]  # labels of footnotes, in order
    italic: bool  # the text behind the enumerator opens in italics or bold
    bold: str  # the beginning of `whole` that is bold
    level: int  # of a heading, 0 for a paragraph
    line: int
    page: int | None
    gap: bool  # a page end, notes or a bare line break stand before it

    @property
    def number(self) -> str | None:
        """The enumerator as printed."""
        return self.enumerator.printed if self.enumerator else None

    @property
    def plain(self) -> str:
        """The whole text as the patterns of `Language` expect it: plain quotes and spaces."""
        return fold(self.whole)


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """Return a text with plain quotes and spaces, as the patterns of `Language` expect it."""
    return _WHITE.sub(" ", normalize.fold_spaces(normalize.fold_quotes(text))).strip()


def make(block: Block, notes: tuple[str, ...], language: Language) -> Passage:
    """Return `block`, whose note marks are already gone, as a passage."""
    raw = block.text.lstrip()
    whole, bold = clean(raw, language), clean("".join(_bold(block)), language)
    heading = block.level > 0 or bold == whole
    enumerator, rest = enumerators.split(raw, language, heading=heading)
    return Passage(
        whole=whole,
        text=clean(rest, language),
        enumerator=enumerator,
        notes=notes,
        italic=_opens_emphasised(block, len(block.text) - len(rest.lstrip())),
        bold=bold,
        level=block.level,
        line=block.line,
        page=block.page,
        gap=block.gap,
    )


def to_clause(
    passage: Passage,
    kind: str,
    label: str | None = None,
    *,
    number: str | None = None,
    text: str | None = None,
) -> Clause:
    """Return `passage` as a clause; `text` and `number` replace its own.

    An enumerator that stands alone is the text, for no text is empty.
    """
    alone = text is None and not passage.text
    words = (passage.whole if alone else passage.text) if text is None else text.strip()
    printed = number if text is not None else None if alone else passage.number
    return Clause(kind, label, printed, words, passage.notes, passage.page, passage.line)


def clean(text: str, language: Language) -> str:
    """Return `text` on one line: white runs single, ends bare, line ends as the language joins."""
    lines = [stripped for line in text.split("\n") if (stripped := line.strip())]
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        joined = join(joined, line, language)
    return _WHITE.sub(" ", joined).strip()


def join(left: str, right: str, language: Language) -> str:
    """Return two parts of one text in the manner of the language; Latin words stay apart."""
    latin = left[-1:].isascii() and right[:1].isascii() and left and right
    return left + (language.joiner or (" " if latin else "")) + right


def join_all(parts: Iterable[str], language: Language) -> str:
    """Return the texts of consecutive clauses as one, joined in the manner of the language."""
    return reduce(lambda left, right: join(left, right, language), parts)


def ends_open(text: str, *, stops: str = HARD_STOPS + SOFT_STOPS) -> bool:
    """Tell whether `text` ends, but for closing quotes and brackets, in none of `stops`."""
    return _CLOSING.sub("", text)[-1:] not in stops


def begins_small(text: str) -> bool:
    """Tell whether the first letter is a small one, as only a sentence that goes on has it."""
    return _OPENING.sub("", text, count=1)[:1].islower()


def _opens_emphasised(block: Block, offset: int) -> bool:
    """Tell whether the first letter at or behind `offset` is italic or bold."""
    for run in block.runs:
        if offset < len(run.text) and _OPENING.sub("", run.text[max(offset, 0) :], count=1):
            return run.italic or run.bold
        offset = max(0, offset - len(run.text))
    return False


def _bold(block: Block) -> Iterator[str]:
    """Yield the text of the runs in which a block opens in bold.

    Signs between bold letters are bold, whatever their run says: some programs weigh them apart.
    """
    pending: list[str] = []
    for run in block.runs:
        lettered = any(map(str.isalnum, run.text))
        if lettered and not run.bold:
            return
        pending.append(run.text)
        if run.bold:
            yield from pending
            pending.clear()
    yield from pending
