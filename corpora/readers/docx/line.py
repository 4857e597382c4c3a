"""A line being filled with runs, and what becomes of runs that look alike: they are one.

    line: Line = []
    fill(line, Run("Pr", italic=True))
    fill(line, Run("ie", italic=True))
    runs_of(line)                           (Run("Prie", italic=True),)

Word cuts its text at every spelling check and every change of the cursor. Marks that Word counts
keep apart, for 1 and 2 are not 12, but take the comma between them: "1, 2". Brackets typed
around a mark, as in Arabic, are part of it: "(1)".
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpora.readers.block import Run

_OPENING, _CLOSING = ("(", "[", "（"), (")", "]", "）")
_BETWEEN = re.compile(r"[\s,،，、;؛；]*")


class _Part(NamedTuple):
    """A run of a line; `mark`: it is a counted mark."""

    run: Run
    mark: bool


Line = list[_Part]
"""A line as far as it is filled."""


def fill(line: Line, run: Run | None, *, mark: bool = False) -> None:
    """Put `run` at the end of `line`, unless it is None."""
    if run is not None:
        line.append(_Part(run, mark))


def has_text(line: Line) -> bool:
    """Tell whether anything on the line can be seen."""
    return any(part.run.text.strip() for part in line)


def runs_of(line: Iterable[_Part]) -> tuple[Run, ...]:
    """Return the runs of a line, neighbours that look alike as one."""
    groups: list[list[_Part]] = []
    for part in _enclosed([*line]):
        if groups and _meet(groups[-1][-1], part):
            groups[-1].append(part)
        else:
            groups.append([part])
    return tuple(
        group[0].run._replace(text="".join(part.run.text for part in group)) for group in groups
    )


def _enclosed(parts: list[_Part]) -> Iterator[_Part]:
    """Return the parts of a line, the brackets around a mark as part of it."""
    for index in range(1, len(parts) - 1):
        before, mark, behind = (part.run.text for part in parts[index - 1 : index + 2])
        if parts[index].mark and before.endswith(_OPENING) and behind.startswith(_CLOSING):
            texts = before[:-1], f"{before[-1]}{mark}{behind[0]}", behind[1:]
            for place, text in enumerate(texts, start=index - 1):
                parts[place] = _with_text(parts[place], text)
    return (part for part in parts if part.run.text)


def _with_text(part: _Part, text: str) -> _Part:
    return part._replace(run=part.run._replace(text=text))


def _meet(before: _Part, part: _Part) -> bool:
    """Tell whether two runs become one."""
    if before.run[1:] != part.run[1:]:
        return False
    if not before.mark and not part.mark:
        return True
    return bool(_BETWEEN.fullmatch(part.run.text) or _BETWEEN.fullmatch(before.run.text))
