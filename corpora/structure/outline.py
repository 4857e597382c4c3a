"""Enumerators to places in an outline: "2." then "(a)" then "(i)" is op2(a)(i) in every script.

    path = advance((), Enumerator("2.", "2", "#."))       2
    path = advance(path, Enumerator("أ)", "أ", "#)"))     2(a)
    label(path)                                           "2(a)"

A path is a tuple of levels, the outermost first. It does not know whether it stands in the
preamble or the operative part (`corpora.structure.resolution`).

Why the neighbours decide: "(i)" after "(h)" is a letter, below "(b)" a Roman numeral; and the
six versions number the same level in different styles, so the label takes its style from the
depth: 2, (a), (i), (1).
"""

from collections.abc import Iterator
from typing import NamedTuple

from corpora.enumerators import Enumerator
from corpora.numerals import readings, to_letter, to_roman


class Level(NamedTuple):
    """One level of an outline: how it is printed, and the number it has reached."""

    style: tuple[str, str]  # kind of numeral and form
    value: int


Path = tuple[Level, ...]


def advance(path: Path, enumerator: Enumerator) -> Path:
    """Return the place of `enumerator` in an outline that has reached `path`.

    Tried in turn: the next number of a level in use, the innermost first; the first number of
    a new level; any number of a level in use; a new level. Bullets leave the path as it is.
    """
    options = _levels(enumerator)
    if not options:
        return path
    for level in options:
        for depth in reversed(range(len(path))):
            if path[depth] == level._replace(value=level.value - 1):
                return (*path[:depth], level)
    used = {level.style for level in path}
    for level in options:
        if level.value == 1 and level.style not in used:
            return (*path, level)
    return _resume(path, options)


def _resume(path: Path, options: list[Level]) -> Path:
    """Place a number that does not follow: at the level of its style, or below the last."""
    for level in options:
        for depth in reversed(range(len(path))):
            if path[depth].style == level.style:
                return (*path[:depth], level)
    return (*path, options[0])


def _levels(enumerator: Enumerator) -> list[Level]:
    return [
        Level((reading.kind, enumerator.form), reading.value)
        for reading in readings(enumerator.numeral)
    ]


def label(path: Path) -> str:
    """Return the label of a whole path, the first level as a number: "2(a)(i)"."""
    return "".join([str(level.value) for level in path[:1]]) + sub_label(path[1:])


def sub_label(path: Path) -> str:
    """Return the label of the levels below a paragraph: "(a)(i)(1)"."""
    return "".join(_bracketed(path))


def _bracketed(path: Path) -> Iterator[str]:
    for depth, level in enumerate(path):
        write = (to_letter, to_roman, str)[min(depth, 2)]
        yield f"({write(level.value)})"
