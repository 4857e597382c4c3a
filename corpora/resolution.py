"""The parts of a resolution: masthead, title, opener, preamble, operative part, closing, annex.

    L'Assemblée générale,       opener
    Rappelant …,                preambular   pp1
    2. Note … ;                 operative    op2
    a) D'abord ;                operative    op2(a)
    48e séance plénière         closing      meeting

Passages in, clauses out, in order; the opener is where the reading begins. It does not join
what a page end broke (`corpora.healing`) and does not read documents without an opener
(`corpora.structure`).

Why labels only where they hold in all six versions: masthead, title and closing are cut into
lines differently from language to language, and Chinese puts the date before the meeting. So
the masthead has no labels, of the title only the first block has one, and the closing has
"meeting" and "date"; a label that disagrees would mislead the alignment.
Why the operative part begins at the first number where there is one: a preamble may end in a
semicolon by mistake, but it is never numbered.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from corpora import outline
from corpora.clause import Clause
from corpora.enumerators import split_symbol
from corpora.languages import Language
from corpora.numerals import readings
from corpora.passage import SOFT_STOPS, Passage, begins_small, ends_open

LINE_LENGTH = 120
"""Code points: nothing longer is a line of the masthead, an opener or a closing."""

_BRACKETED = re.compile(r"\[.*\]|［.*］")
_TOP_FORMS = {"#.", "#)", "#-", "#、"}


@cache
def _pattern(language: Language, name: str) -> re.Pattern[str]:
    source: str = getattr(language, name)
    spellings = sorted((form for month in language.months for form in month), key=len)
    months = "|".join(re.escape(form) for form in reversed(spellings))
    return re.compile(source.replace("{months}", months), re.IGNORECASE)


def _is(passage: Passage, name: str, language: Language) -> bool:
    """Tell whether the whole passage is what the pattern `name` of the language describes."""
    plain = passage.plain
    return len(plain) <= LINE_LENGTH and _pattern(language, name).fullmatch(plain) is not None


def is_opener(passage: Passage, language: Language) -> bool:
    """Tell whether a passage is « L'Assemblée générale, » or the like."""
    return (
        not passage.level and not begins_small(passage.whole) and _is(passage, "opener", language)
    )


def is_closing(passage: Passage, language: Language) -> bool:
    """Tell whether a passage names the meeting, the date or the vote under a resolution."""
    bracketed = len(passage.plain) <= LINE_LENGTH and _BRACKETED.fullmatch(passage.plain)
    return bool(bracketed) or any(_is(passage, name, language) for name in ("meeting", "date"))


def is_annex(passage: Passage, language: Language) -> bool:
    """Tell whether a passage is the heading of an annex."""
    return _is(passage, "annex", language)


def read_head(passages: Sequence[Passage], language: Language) -> Iterator[Clause]:
    """Yield the clauses above the opener: masthead lines and, last, the title."""
    start = _title_start(passages, language)
    title = [passage for passage in passages[start:] if not _is_notice(passage, language)]
    label, carried = "title", ""
    for passage in passages:
        if passage not in title:
            yield clause(passage, "masthead", text=passage.whole)
            continue
        symbol, text = split_symbol(passage.whole)
        if symbol and not (text or carried) and passage is not title[-1]:
            carried = symbol  # the number has a block of its own
            continue
        number = (symbol if text else None) or carried or None
        yield clause(passage, "title", label or None, number=number, text=text or passage.whole)
        label, carried = "", ""


def _is_notice(passage: Passage, language: Language) -> bool:
    """Tell whether a line between title and opener says how the resolution was adopted."""
    return _is(passage, "adopted", language) or _BRACKETED.fullmatch(passage.plain) is not None


def _title_start(passages: Sequence[Passage], language: Language) -> int:
    """Return where the title begins: its number, else the last headings, else the last line."""
    for index in reversed(range(len(passages))):
        if _numbered_title(passages[index], language):
            return index
    start = len(passages) - 1
    while start > 0 and _same_heading(passages[start - 1], passages[start]):
        start -= 1
    return max(start, 0)


def _numbered_title(passage: Passage, language: Language) -> bool:
    symbol, _ = split_symbol(passage.whole)
    named = _pattern(language, "resolution").match(passage.plain)
    return symbol is not None or named is not None


def _same_heading(first: Passage, second: Passage) -> bool:
    return bool(first.level) and first.level == second.level


def read_body(passages: Sequence[Passage]) -> Iterator[Clause]:
    """Yield the clauses between opener and closing: preamble, then operative part."""
    start = _operative_start(passages)
    yield from _preamble(passages[:start])
    yield from _operative(passages[start:])


def read_end(passages: Sequence[Passage], language: Language) -> Iterator[Clause]:
    """Yield the clauses from the closing on: its lines, then annexes as plain text."""
    stop = 0
    while stop < len(passages) and is_closing(passages[stop], language):
        label = next(
            (name for name in ("meeting", "date") if _is(passages[stop], name, language)), None
        )
        yield clause(passages[stop], "closing", label, text=passages[stop].whole)
        stop += 1
    yield from read_plain(passages[stop:])


def body_length(passages: Sequence[Passage], language: Language) -> int:
    """Return how many of the passages behind an opener stand before the closing or an annex."""
    for index, passage in enumerate(passages):
        if is_closing(passage, language) or is_annex(passage, language):
            return index
    return len(passages)


def _operative_start(passages: Sequence[Passage]) -> int:
    """Return where the operative part begins; the length of `passages` if there is none."""
    for index, passage in enumerate(passages):
        if _is_top(passage):
            return index
    for index, passage in enumerate(passages):
        if not passage.level and not passage.text.endswith((*SOFT_STOPS, ":", "：")):
            return index
    return len(passages)


def _is_top(passage: Passage) -> bool:
    """Tell whether a passage is numbered as operative paragraphs are: 1. or 1) or ١ - or 一、."""
    if passage.enumerator is None or passage.level:
        return False
    numerals = {reading.kind for reading in readings(passage.enumerator.numeral)}
    return passage.enumerator.form in _TOP_FORMS and bool(numerals & {"decimal", "han"})


def _preamble(passages: Sequence[Passage]) -> Iterator[Clause]:
    """Yield preambular clauses: pp1, pp2 and, where one has parts, pp2(a)."""
    count = 0
    path: outline.Path = ()
    for passage in passages:
        if passage.level:
            yield heading(passage)
        elif passage.enumerator is None:
            count, path = count + 1, ()
            yield clause(passage, "preambular", f"pp{count}")
        else:
            advanced = outline.advance(path, passage.enumerator)
            sub = outline.sub_label(advanced) if advanced != path else ""
            path = advanced
            yield clause(passage, "preambular", f"pp{count}{sub}" if sub else None)


def _operative(passages: Sequence[Passage]) -> Iterator[Clause]:
    """Yield operative clauses by their printed numbers, or counted where none is printed."""
    numbered = any(_is_top(passage) for passage in passages)
    path: outline.Path = ()
    count = 0
    for passage in passages:
        if passage.level:
            yield heading(passage)
        elif passage.enumerator is not None:
            advanced = outline.advance(path or _counted(count), passage.enumerator)
            label = f"op{outline.label(advanced)}" if advanced != path else None
            path = advanced
            yield clause(passage, "operative", label)
        elif numbered:
            yield _unnumbered(passage)
        else:
            count, path = count + 1, ()
            yield clause(passage, "operative", f"op{count}")


def _counted(count: int) -> outline.Path:
    """Return the path below which a part of the unnumbered paragraph `count` stands."""
    return (outline.Level(("decimal", "counted"), count),) if count else ()


def _unnumbered(passage: Passage) -> Clause:
    """Read a paragraph between numbered ones: a preamble goes on there, or it is plain text."""
    goes_on = passage.italic and not ends_open(passage.text, stops=SOFT_STOPS)
    return clause(passage, "preambular" if goes_on else "paragraph")


def read_plain(passages: Sequence[Passage]) -> Iterator[Clause]:
    """Yield the clauses of text that is no resolution: headings and paragraphs, numbers kept."""
    for passage in passages:
        yield heading(passage) if passage.level else clause(passage, "paragraph")


def heading(passage: Passage) -> Clause:
    """Return a passage as a heading."""
    return clause(passage, "heading")


def clause(
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
