"""The lines of a paragraph joined: hyphens at line ends healed where they only part a word.

    join(["… la coopé-", "ration …"], {"coopération"})    "… la coopération …"

A soft hyphen always goes. A hyphen goes if the document has the joined word elsewhere, stays if
it has the hyphenated one or a capital, digit or other sign follows; of the rest, hyphens go if
most that could be decided in the same document went, else they stay. Behind a slash or dash
without a space before it the next line follows without one; all other line ends are newlines.

Why the document decides and not a dictionary: its own words and names are in no dictionary, and
one document is hyphenated throughout or not at all.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpora.readers.block import Run
from corpora.readers.pdf.region import Line

_SOFT = "\u00ad"
_HYPHENS = "-\u2010\u2011"
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*")
_LAST_PART = re.compile(r"([^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*)[-\u2010\u2011]\s*$")
_FIRST_PART = re.compile(r"\s*([^\W\d_]+)")
_TIGHT = re.compile(r"(?<=[^\s/–—-])[/–—‑-]\s*$")
_NUMBER_CUT = re.compile(r"\d[\d(\[.%/–-]|[/–-]\d")


class Words(NamedTuple):
    """The words of a document, without case, and what becomes of hyphens it cannot decide."""

    known: frozenset[str]
    heals: bool


def learn(lines: Iterable[Sequence[Line]]) -> Words:
    """Return the words within the lines of a document's paragraphs."""
    known: set[str] = set()
    broken: list[tuple[str, str]] = []
    for paragraph in lines:
        for line in paragraph:
            known.update(_plain(word) for word in _WORD.findall(_without_ends(line.text)))
        broken += [(first.text, second.text) for first, second in pairwise(paragraph)]
    decided = [_decide(first, second, known) for first, second in broken]
    healed = sum(each is True for each in decided)
    return Words(frozenset(known), healed > sum(each is False for each in decided))


def _plain(word: str) -> str:
    return re.sub(f"[{_HYPHENS}]", "-", word).casefold()


def _without_ends(text: str) -> str:
    """Return a line without the part of a word at its end."""
    return _LAST_PART.sub("", text)


def _decide(first: str, second: str, known: set[str] | frozenset[str]) -> bool | None:
    """Tell whether the hyphen between two lines goes; None where the words do not say."""
    left, right = _LAST_PART.search(first), _FIRST_PART.match(second)
    if left is None or right is None or not right[1][0].islower():
        return None
    before, after = _plain(left[1]), _plain(right[1])
    joined, hyphenated = before + after in known, f"{before}-{after}" in known
    return joined if joined != hyphenated else None


def join(lines: Sequence[Line], words: Words, *, spaced: bool) -> tuple[Run, ...]:
    """Return the runs of the lines as one text; `spaced` says that words stand apart in it.

    Where they do not, a number may be cut at a line end, or parted from its bracket.
    """
    runs = list(lines[0].runs)
    for first, second in pairwise(lines):
        cut = not spaced and _NUMBER_CUT.fullmatch(first.text[-1:] + second.text[:1])
        end = "" if cut else _end(first.text, second.text, words)
        if end is None:
            runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip()[:-1])
        elif end:
            runs.append(Run(end))
        runs += second.runs
    return tuple(run for run in runs if run.text)


def _end(first: str, second: str, words: Words) -> str | None:
    """Return what stands between two lines; None if the hyphen before goes."""
    if first.rstrip().endswith(_SOFT):
        return None
    if not _TIGHT.search(first):
        return "\n"
    decided = _decide(first, second, words.known)
    right = _FIRST_PART.match(second)
    parts_word = _LAST_PART.search(first) and right and right[1][0].islower()
    return None if decided or (decided is None and parts_word and words.heals) else ""
