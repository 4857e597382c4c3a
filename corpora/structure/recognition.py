"""Passages told by the phrases of their language, and lines told by what is on every page.

    is_line(passage, "annex", FRENCH)     « Annexe II », the whole passage
    opens(passage, "signed", FRENCH)      « (Signé) M. X », its beginning

The patterns are data (`corpora.languages`, `corpora.phrases`). It sees one passage at a time;
what its place in the document makes of it is decided elsewhere.
"""

import re
from functools import cache, lru_cache

from corpora.languages import Language
from corpora.structure.passage import Passage, fold

LINE_LENGTH = 120
"""Code points: nothing longer is a line of the masthead, an opener or a closing."""

REACH = 1000
"""Code points of a passage that are looked at: no phrase reaches farther."""

_STRETCHED = re.compile("[\u0640\u064b-\u0652]")  # tatweel and vowel signs: المـادة
_SYMBOL = r"[A-Z]{1,5}(?:/[\w.()-]+){2,}"
_SYMBOL_ALONE = re.compile(_SYMBOL + r"\*{0,3}")
_FURNITURE = re.compile(
    r"\d{2}-\d{5}(?: ?\([A-Z]\))?(?: ?\d{1,3}/\d{1,3})?"  # job number: 14-64834 (F) 2/3
    r"|\*\d{6,}\*"  # its bar code
    r"|(?P<page>\d{1,3})/(?P<pages>\d{1,3})"  # page of pages
    rf"|{_SYMBOL}"  # the symbol alone: A/RES/69/12
)


@cache
def _pattern(language: Language, name: str) -> re.Pattern[str]:
    source: str = getattr(language if hasattr(language, name) else language.phrases, name)
    spellings = sorted((form for month in language.months for form in month), key=len)
    months = "|".join(re.escape(form) for form in reversed(spellings))
    return re.compile(source.replace("{months}", months), re.IGNORECASE)


def plain(passage: Passage) -> str:
    """Return the beginning of the text as the patterns expect it.

    Arabic letters are neither stretched nor voweled.
    """
    return _plain(passage.whole[:REACH])


@lru_cache(maxsize=1024)
def _plain(beginning: str) -> str:
    """Return what the patterns expect; some two dozen of them ask for it of each passage."""
    return _STRETCHED.sub("", fold(beginning))


def is_line(
    passage: Passage, name: str, language: Language, *, length: int = LINE_LENGTH
) -> re.Match[str] | None:
    """Return the match if the whole passage, within `length`, is what the pattern describes."""
    if len(passage.whole) > length:
        return None
    return _pattern(language, name).fullmatch(plain(passage))


def opens(passage: Passage, name: str, language: Language) -> re.Match[str] | None:
    """Return the match if the passage begins with what the pattern `name` describes."""
    return _pattern(language, name).match(plain(passage))


def holds(passage: Passage, name: str, language: Language) -> bool:
    """Tell whether a line holds the pattern `name` anywhere."""
    short = len(passage.whole) <= LINE_LENGTH
    return short and _pattern(language, name).search(plain(passage)) is not None


def symbol(passage: Passage) -> str | None:
    """Return the document symbol that is the whole passage, or None."""
    short = len(passage.whole) <= LINE_LENGTH
    match = _SYMBOL_ALONE.fullmatch(passage.plain) if short else None
    return match[0] if match else None


def is_furniture(passage: Passage) -> bool:
    """Tell whether a passage is page furniture: job number, page of pages, the symbol alone."""
    match = _FURNITURE.fullmatch(passage.plain) if len(passage.whole) <= LINE_LENGTH else None
    return match is not None and int(match["page"] or 0) <= int(match["pages"] or 0)
