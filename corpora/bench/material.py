r"""Text of any length in six languages, made of the bundled resolution.

    version("fr", pages=50)     Markdown: the resolution again and again, with other numbers
    rows(pages=50)              [{"fr": "Résolution …", "en": …}, …], a clause a row

Repetitions differ in their years, symbols and sessions, all the same in the six versions, so that
no line comes twice; enumerators and note marks stay. A page is `PAGE_WORDS` words of French, and
all versions of so many pages say the same.

Why the sample and not words at random: readers and structure are as slow as what they find, and
this has headings, numbers, emphasis, footnotes and breaks as the UN prints them.
"""

import re
from functools import cache
from math import ceil
from pathlib import Path

from corpora.languages import BY_CODE
from corpora.readers import markdown
from corpora.schema import LANGUAGES, PIVOT
from corpora.structure.version import read_structure

PAGE_WORDS = 500
"""Words of a printed page: the resolution has 1,118 on two pages and a fifth."""

_SAMPLE = Path(__file__).parents[1] / "samples" / "A_RES_69_12"
_NUMBER = re.compile(r"\d{2,}")


def version(code: str, *, pages: float) -> str:
    """Return at least so many pages of one language as Markdown."""
    source = _source(code)
    return "\n\n".join(_renumbered(source, by) for by in range(repetitions(pages)))


def rows(*, pages: float) -> list[dict[str, str]]:
    """Return the clauses of at least so many pages, those that all six versions have."""
    once = {code: _clauses(code) for code in LANGUAGES}
    shared = [label for label in once[PIVOT] if all(label in found for found in once.values())]
    return [
        {code: _renumbered(once[code][label], by) for code in LANGUAGES}
        for by in range(repetitions(pages))
        for label in shared
    ]


def repetitions(pages: float) -> int:
    """Return how many resolutions are at least so many pages."""
    return max(1, ceil(pages * PAGE_WORDS / len(_source(PIVOT).split())))


def pages_of(count: int) -> float:
    """Return how many pages so many resolutions are."""
    return count * len(_source(PIVOT).split()) / PAGE_WORDS


@cache
def _source(code: str) -> str:
    return (_SAMPLE / f"{code}.md").read_text(encoding="utf-8")


def _clauses(code: str) -> dict[str, str]:
    """Return the clauses of the resolution by label."""
    language = BY_CODE[code]
    blocks = markdown.read_text(_source(code), language)
    clauses, _ = read_structure(blocks, language, file=f"{code}.md")
    return {clause.label: clause.text for clause in clauses if clause.label}


def _renumbered(text: str, by: int) -> str:
    """Return `text` with its numbers raised by `by`, in the digits of their script."""

    def raised(match: re.Match[str]) -> str:
        zero = ord(match[0][0]) - int(match[0][0])
        return "".join(chr(zero + int(digit)) for digit in str(int(match[0]) + by))

    return _NUMBER.sub(raised, text)
