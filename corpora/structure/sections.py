"""Headings and sections: which passages are headings, and what their numbers can mean.

    section(«Annexe II»)          Section("annex", 2)
    section(«第十二条»)            Section("art", 12)
    ranked(Enumerator("C.", …))   ((1, 3), (0, 100))      the third letter, or a Roman hundred

The styles of the six languages stand in ranks: I, 一、 and أولا are Roman, A and ألف letters.
What a number means where it stands is told by its neighbours (`corpora.structure.places`).

Why a heading need not be marked as one: plain text and most PDF files know no headings. A short
line without a stop behind I., A. or ألف - is one; so is a chapter, an article or an annex.
Why a line that ends in a digit is none: it is an entry of the table of contents.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpora.enumerators import HEADING_LENGTH, Enumerator, split
from corpora.languages import Language
from corpora.numerals import readings
from corpora.structure.passage import Passage, begins_small, ends_open
from corpora.structure.recognition import LINE_LENGTH, is_line, opens, plain

ROMAN, LETTER, DECIMAL, SMALL_LETTER, SMALL_ROMAN = range(5)
"""The ranks of numbered headings: I, A, 1, (a), (i)."""

FOUND = 9
"""The level given to a heading that its file does not mark as one."""

ANNEX_LENGTH = 300
"""Code points of "Annex to the letter dated … from … addressed to …", at most."""

_NAMES = {"annex": "annex", "appendix": "appendix", "chapter": "ch", "article": "art"}
_ANNEXES = ("annex", "appendix")
_TAIL = re.compile(r"(?:\.? ?[:：.—–-] ?(?=\S)|\.?$)")
_STOPPED = {"#.", "#-", "#、"}


class Section(NamedTuple):
    """A part of a document that is named in words: "annex", "appendix", "ch" or "art"."""

    name: str
    value: int | None  # its number, None where it has none


def section(passage: Passage, language: Language) -> Section | None:
    """Return the annex, appendix, chapter or article that a passage opens, or None."""
    for pattern, name in _NAMES.items():
        match = opens(passage, pattern, language)
        if match is None:
            continue
        value = _value(match["n"], language)
        if (value is None and match["n"]) or not _alone(passage, match, name):
            continue
        return Section(name, value)
    return None


def _alone(passage: Passage, match: re.Match[str], name: str) -> bool:
    """Tell whether nothing but a title stands behind the name and number of a section."""
    rest = plain(passage)[match.end() :]
    if not rest.strip(" .:："):
        return True
    if name in _ANNEXES and (len(passage.whole) > ANNEX_LENGTH or not ends_open(passage.whole)):
        return False
    return bool(passage.level and rest[:1] == " ") or _TAIL.match(rest) is not None


def _value(numeral: str | None, language: Language) -> int | None:
    """Return the number of a section, written in digits, Roman, letters or words."""
    if not numeral:
        return None
    if numeral.lower() in language.phrases.first:
        return 1
    return min((reading.value for reading in readings(numeral)), default=None)


def is_annex(passage: Passage, language: Language) -> bool:
    """Tell whether a passage is the heading of an annex or appendix."""
    if not any(is_line(passage, name, language, length=ANNEX_LENGTH) for name in _ANNEXES):
        return False
    found = section(passage, language)
    return found is not None and found.name in _ANNEXES


def promoted(passages: Iterable[Passage], language: Language) -> Iterator[Passage]:
    """Yield `passages`, with a level where one is a heading that its file does not mark."""
    letters = 0  # how many lettered headings stand behind the last Roman one
    seen = False
    for passage in passages:
        lettered = _lettered(passage, letters + 1, language) if seen else None
        found = lettered or (
            passage._replace(level=FOUND) if _unmarked(passage, language) else None
        )
        heading = found or passage
        ranks = ranked(heading.enumerator) if heading.level and heading.enumerator else ()
        if (LETTER, letters + 1) in ranks:
            letters += 1
        elif any(rank == ROMAN for rank, _ in ranks):
            letters, seen = 0, True
        yield heading


def _unmarked(passage: Passage, language: Language) -> bool:
    """Tell whether a passage without level is a heading."""
    if passage.level or len(passage.whole) > ANNEX_LENGTH or begins_small(passage.text):
        return False
    found = section(passage, language)
    named = found is not None and (found.name in _ANNEXES or len(passage.whole) <= LINE_LENGTH)
    return (named and not _is_sentence(passage)) or _is_numbered(passage) or _is_bold(passage)


def _lettered(passage: Passage, value: int, language: Language) -> Passage | None:
    """Return a short line behind the letter `value` as a heading: "B. Peacekeeping".

    Elsewhere a letter before a stop is an initial, and no enumerator.
    """
    if passage.level or passage.enumerator or len(passage.whole) > HEADING_LENGTH:
        return None
    enumerator, text = split(passage.whole, language, heading=True)
    if enumerator is None or not text[-1:].isalpha():
        return None
    if (LETTER, value) not in ranked(enumerator):
        return None
    return passage._replace(enumerator=enumerator, text=text, level=FOUND)


def _is_sentence(passage: Passage) -> bool:
    """Tell whether more than two words end in a stop, as no heading does."""
    return not ends_open(passage.whole) and len(passage.plain.split()) > 2


def _is_numbered(passage: Passage) -> bool:
    """Tell whether a short line without a stop stands behind a Roman numeral or a letter."""
    if passage.enumerator is None or len(passage.text) > HEADING_LENGTH:
        return False
    ranks = {rank for rank, _ in ranked(passage.enumerator)}
    return bool(ranks & {ROMAN, LETTER}) and passage.text[-1:].isalpha()


def _is_bold(passage: Passage) -> bool:
    """Tell whether a line without a stop is all in bold."""
    short = len(passage.whole) <= ANNEX_LENGTH
    return short and passage.bold == passage.whole and ends_open(passage.whole)


def ranked(enumerator: Enumerator) -> tuple[tuple[int, int], ...]:
    """Return what the number of a heading can mean, as pairs of rank and value."""
    numeral = enumerator.numeral
    small = numeral.islower()
    found = []
    for kind, value in readings(numeral):
        if enumerator.form in _STOPPED:
            roman, letter = (SMALL_ROMAN, SMALL_LETTER) if small else (ROMAN, LETTER)
            ranks = {"roman": roman, "letter": letter, "decimal": DECIMAL, "han": ROMAN}
        else:
            ranks = {"roman": SMALL_ROMAN, "letter": SMALL_LETTER}
        if kind in ranks and value:
            found.append((ranks[kind], value))
    return tuple(found)
