"""Decisions: a numbered title, then at which meeting what was decided.

    69/501. Nomination …                              title       number "69/501."
    À sa 48e séance plénière, le …, l'Assemblée …     operative   op1
    a) …                                              operative   op1(a)

A file may hold many. What stands behind the paragraphs of one, to the next title, is read as
any text (`corpora.structure.report`); a decision with an opener is a resolution
(`corpora.structure.resolution`).

Why both are asked for, number and phrase: an index lists the numbers of decisions as well, and
reports quote the phrase.
"""

from collections.abc import Iterator, Sequence

from corpora.clause import Clause
from corpora.enumerators import split_symbol
from corpora.languages import Language
from corpora.structure import outline, report
from corpora.structure.head import is_text
from corpora.structure.outline import Level, Path
from corpora.structure.passage import Passage, to_clause
from corpora.structure.recognition import LINE_LENGTH, opens

NEAR = 5
"""Passages behind its title among which a decision begins: subtitle, agenda item, vote."""


def titles(passages: Sequence[Passage], language: Language) -> list[int]:
    """Return where the numbered titles of decisions stand, empty where the first is no head."""
    found = [
        index
        for index, passage in enumerate(passages)
        if _is_title(passage)
        and any(_is_decided(item, language) for item in passages[index + 1 : index + 1 + NEAR])
    ]
    before = passages[: found[0]] if found else ()
    return [] if any(is_text(passage) for passage in before) else found


def _is_title(passage: Passage) -> bool:
    symbol, text = split_symbol(passage.whole) if len(passage.whole) <= 3 * LINE_LENGTH else (0, "")
    return bool(symbol) and bool(text.strip() or passage.level)


def _is_decided(passage: Passage, language: Language) -> bool:
    return not passage.level and opens(passage, "decided", language) is not None


def read(passages: Sequence[Passage], language: Language) -> Iterator[Clause]:
    """Yield the clauses of one decision, from its title to the next."""
    symbol, text = split_symbol(passages[0].whole)
    yield to_clause(
        passages[0], "title", "title", number=symbol if text else None, text=text or symbol
    )
    start = 1
    while start < len(passages) and not _is_decided(passages[start], language):
        start += 1
    yield from report.read(passages[1:start], language, spoken=False)
    stop = _stop(passages, start, language)
    yield from _operative(passages[start:stop])
    yield from report.read(passages[stop:], language, spoken=False)


def _stop(passages: Sequence[Passage], start: int, language: Language) -> int:
    """Return where the paragraphs of a decision end: at a heading or an unnumbered paragraph."""
    stop = start
    while stop < len(passages) and not passages[stop].level:
        if not passages[stop].enumerator and not _is_decided(passages[stop], language):
            break
        stop += 1
    return stop


def _operative(passages: Sequence[Passage]) -> Iterator[Clause]:
    """Yield what was decided: op1 and, where it has parts, op1(a)."""
    count = 0
    path: Path = ()
    for passage in passages:
        if passage.enumerator is None:
            count, path = count + 1, (Level(("decimal", "counted"), count + 1),)
            yield to_clause(passage, "operative", f"op{count}")
            continue
        advanced = outline.advance(path, passage.enumerator)
        label = f"op{outline.label(advanced)}" if advanced != path else None
        path = advanced
        yield to_clause(passage, "operative", label)
