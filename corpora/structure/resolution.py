"""The parts of a resolution: opener, preamble, operative part, closing.

    L'Assemblée générale,       opener
    Rappelant …,                preambular   pp1
    2. Note … ;                 operative    op2
    a) D'abord ;                operative    op2(a)
    48e séance plénière         closing      meeting

Passages in, clauses out, in order; the opener is where the reading begins. It does not join
what a page end broke (`corpora.structure.healing`); masthead and title are read by
`corpora.structure.head`, annexes by `corpora.structure.report`.

Why the closing has "meeting" and "date" and not numbers: it is cut into lines differently from
language to language, and Chinese puts the date before the meeting.
Why the operative part begins at the first number where there is one: a preamble may end in a
semicolon by mistake, but it is never numbered.
"""

from collections.abc import Iterator, Sequence

from corpora.clause import Clause
from corpora.languages import Language
from corpora.numerals import readings
from corpora.structure import outline, report
from corpora.structure.head import is_bracketed
from corpora.structure.passage import SOFT_STOPS, Passage, begins_small, ends_open, to_clause
from corpora.structure.places import Places
from corpora.structure.recognition import is_line
from corpora.structure.sections import is_annex

_TOP_FORMS = {"#.", "#)", "#-", "#、"}


def is_opener(passage: Passage, language: Language) -> bool:
    """Tell whether a passage is « L'Assemblée générale, » or the like."""
    return (
        not passage.level
        and not begins_small(passage.whole)
        and is_line(passage, "opener", language) is not None
    )


def is_closing(passage: Passage, language: Language) -> bool:
    """Tell whether a passage names the meeting, the date or the vote under a resolution."""
    return is_bracketed(passage) or _closing_label(passage, language) is not None


def _closing_label(passage: Passage, language: Language) -> str | None:
    return next((name for name in ("meeting", "date") if is_line(passage, name, language)), None)


def read_body(passages: Sequence[Passage]) -> Iterator[Clause]:
    """Yield the clauses between opener and closing: preamble, then operative part."""
    start = _operative_start(passages)
    places = Places(counting="decimal")
    yield from _preamble(passages[:start], places)
    yield from _operative(passages[start:], places)


def read_end(passages: Sequence[Passage], language: Language) -> Iterator[Clause]:
    """Yield the clauses from the closing on: its lines, then annexes as any text."""
    stop = 0
    while stop < len(passages) and is_closing(passages[stop], language):
        label = _closing_label(passages[stop], language)
        yield to_clause(passages[stop], "closing", label, text=passages[stop].whole)
        stop += 1
    yield from report.read(passages[stop:], language, spoken=False)


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


def _preamble(passages: Sequence[Passage], places: Places) -> Iterator[Clause]:
    """Yield preambular clauses: pp1, pp2 and, where one has parts, pp2(a)."""
    count = 0
    path: outline.Path = ()
    for passage in passages:
        if passage.level:
            yield to_clause(passage, "heading", places.heading(passage.enumerator))
        elif passage.enumerator is None:
            count, path = count + 1, ()
            yield to_clause(passage, "preambular", f"pp{count}")
        else:
            advanced = outline.advance(path, passage.enumerator)
            sub = outline.sub_label(advanced) if advanced != path else ""
            path = advanced
            yield to_clause(passage, "preambular", f"pp{count}{sub}" if sub else None)


def _operative(passages: Sequence[Passage], places: Places) -> Iterator[Clause]:
    """Yield operative clauses by their printed numbers, or counted where none is printed."""
    numbered = any(_is_top(passage) for passage in passages)
    path: outline.Path = ()
    count = 0
    for passage in passages:
        if passage.level:
            yield to_clause(passage, "heading", places.heading(passage.enumerator))
        elif passage.enumerator is not None:
            advanced = outline.advance(path or _counted(count), passage.enumerator)
            label = f"op{outline.label(advanced)}" if advanced != path else None
            path = advanced
            yield to_clause(passage, "operative", label)
        elif numbered:
            yield _unnumbered(passage)
        else:
            count, path = count + 1, ()
            yield to_clause(passage, "operative", f"op{count}")


def _counted(count: int) -> outline.Path:
    """Return the path below which a part of the unnumbered paragraph `count` stands."""
    return (outline.Level(("decimal", "counted"), count),) if count else ()


def _unnumbered(passage: Passage) -> Clause:
    """Read a paragraph between numbered ones: a preamble goes on there, or it is plain text."""
    goes_on = passage.italic and not ends_open(passage.text, stops=SOFT_STOPS)
    return to_clause(passage, "preambular" if goes_on else "paragraph")
