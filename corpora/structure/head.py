"""The head of a document: the lines of its masthead and its title.

    Assemblée générale                            masthead
    69/12. Coopération entre …                    title    number "69/12."
    Rapport du Secrétaire général                 title    without label

Why the masthead has no labels, and of the title only the first block: they are cut into lines
differently from language to language.
Why a title needs evidence: a heading that stands before any text, the words that begin the
title of a letter, or, where nothing is marked as heading, the end of the masthead. Without it
there is none; the label "title" on another line would mislead the alignment.
"""

import re
from collections.abc import Iterator, Sequence

from corpora.clause import Clause
from corpora.enumerators import split_symbol
from corpora.languages import Language
from corpora.structure.passage import HARD_STOPS, Passage, ends_open, to_clause
from corpora.structure.places import top_number
from corpora.structure.recognition import LINE_LENGTH, holds, is_line, opens, symbol
from corpora.structure.record import is_turn
from corpora.structure.sections import section

LENGTH = 60
"""Passages: no masthead with title is longer, not even the contents page of a record."""

_BRACKETED = re.compile(r"\[.*\]|［.*］")


def of_resolution(passages: Sequence[Passage], language: Language) -> Iterator[Clause]:
    """Yield the clauses above the opener: masthead lines and, last, the title."""
    start = _title_start(passages, language)
    title = [passage for passage in passages[start:] if not _is_notice(passage, language)]
    label, carried = "title", ""
    for passage in passages:
        if passage not in title:
            yield to_clause(passage, "masthead", text=passage.whole)
            continue
        number, text = split_symbol(passage.whole)
        if number and not (text or carried) and passage is not title[-1]:
            carried = number  # the number has a block of its own
            continue
        number = (number if text else None) or carried or None
        text = text or passage.whole
        yield to_clause(passage, "title", label or None, number=number, text=text)
        label, carried = "", ""


def is_text(passage: Passage) -> bool:
    """Tell whether a passage is a numbered paragraph, as no head has one."""
    numbered = any(top_number(passage.enumerator, kind) for kind in ("decimal", "han"))
    return numbered and not passage.level and not ends_open(passage.whole, stops=HARD_STOPS)


def is_bracketed(passage: Passage) -> bool:
    """Tell whether a line stands in square brackets."""
    return len(passage.whole) <= LINE_LENGTH and _BRACKETED.fullmatch(passage.plain) is not None


def _is_notice(passage: Passage, language: Language) -> bool:
    """Tell whether a line between title and opener says how the resolution was adopted."""
    if is_line(passage, "adopted", language):
        return True
    return _BRACKETED.fullmatch(passage.plain) is not None


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
    number, _ = split_symbol(passage.whole)
    return number is not None or opens(passage, "resolution", language) is not None


def _same_heading(first: Passage, second: Passage) -> bool:
    return bool(first.level) and first.level == second.level


def of_text(
    passages: Sequence[Passage], language: Language, *, spoken: bool
) -> tuple[list[Clause], int]:
    """Return the clauses of the head of any other document, and how many passages it takes.

    `spoken` says that it is the record of a meeting: then all above its opening is the head.
    """
    opened = _opening(passages, language) if spoken else None
    body = _body_start(passages, language) if opened is None else opened
    title = _title(passages[:body], language, spoken=opened is not None)
    end = title.stop if opened is None else opened
    if not title and opened is None:
        end = next((i for i in range(body) if not is_masthead(passages[i], language)), body)
    return [*_clauses(passages[:end], title)], end


def _clauses(passages: Sequence[Passage], title: range) -> Iterator[Clause]:
    for index, passage in enumerate(passages):
        kind = "title" if index in title else "masthead"
        label = "title" if title and index == title.start else None
        yield to_clause(passage, kind, label, text=passage.whole)


def _opening(passages: Sequence[Passage], language: Language) -> int | None:
    """Return where a meeting is opened, else where somebody begins to speak."""
    lines = range(min(len(passages), LENGTH))
    opened = (i for i in lines if opens(passages[i], "opened", language))
    turns = (i for i in lines if is_turn(passages[i], language))
    return next(opened, next(turns, None))


def _body_start(passages: Sequence[Passage], language: Language) -> int:
    """Return where the head ends at the latest: before the first numbered or long paragraph."""
    lines = range(min(len(passages), LENGTH))
    return next((i for i in lines if _is_body(passages[i], language)), len(lines))


def _is_body(passage: Passage, language: Language) -> bool:
    if passage.enumerator is not None or section(passage, language) is not None:
        return True
    if passage.level or is_masthead(passage, language):
        return False
    long = len(passage.plain) > LINE_LENGTH // (2 if language.joiner else 4)
    sentence = long and not ends_open(passage.whole, stops=HARD_STOPS)
    return sentence or is_line(passage, "salutation", language) is not None


def is_masthead(passage: Passage, language: Language) -> bool:
    """Tell whether a line is one of those that stand above every title."""
    named = any(is_line(passage, name, language) for name in ("masthead", "date"))
    return named or symbol(passage) is not None or is_bracketed(passage)


def _title(passages: Sequence[Passage], language: Language, *, spoken: bool) -> range:
    """Return which passages of a head are the title; an empty range where there is none."""
    for index, passage in enumerate(passages):
        record = holds(passage, "record", language) or is_line(passage, "meeting", language)
        letter = opens(passage, "letter", language) and ends_open(passage.whole)
        if record if spoken else letter:
            return range(index, index + 1)
    masthead = [is_masthead(passage, language) for passage in passages]
    headings = [i for i, passage in enumerate(passages) if passage.level and not masthead[i]]
    if spoken:
        return range(0)
    if headings:
        start = stop = headings[0]
        while stop in headings and _same_heading(passages[start], passages[stop]):
            stop += 1
        return range(start, stop)
    start = max((i + 1 for i, known in enumerate(masthead) if known), default=len(passages))
    unmarked = start < len(passages) and not any(passage.level for passage in passages)
    return range(start, start + 1) if unmarked else range(0)
