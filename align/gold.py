"""Alignments as files: pairwise beads and six-way units, one a line, read and written.

    [0,1]:[0]:0.987                            fr-en.beads; the probability may be missing
    {"fr":[0],"en":[0,1],"zh":[],"probability":0.91}    six.jsonl; so may languages

Segments are numbered from 0. The first is the format of vecalign and of most published gold
(without the probability); the second is that of `six.gold`. It does not judge; `align.score`
does.

Why its own records and not beads: annotators leave a segment out of the middle of a group
(`[250]:[291, 293, 294]` in Text+Berg), which no ladder can.
"""

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple, TypeVar

from align.ladder import Bead
from align.sixway import Unit
from corpora.errors import InputError
from corpora.schema import LANGUAGES

PROBABILITY = "probability"
"""The key of a unit's probability."""

DIGITS = 3
"""Decimals of a probability in a file."""

_LINE = re.compile(r"\[([\d, ]*)\]\s*:\s*\[([\d, ]*)\](?:\s*:\s*(\S+))?")

Parsed = TypeVar("Parsed")


class Pairing(NamedTuple):
    """Source and target segments that correspond; either may be empty, none need be a run."""

    source: tuple[int, ...]  # ascending
    target: tuple[int, ...]
    probability: float | None = None  # 0..1; None where the file gives none


class SixUnit(NamedTuple):
    """Segments of up to six languages that correspond."""

    segments: dict[str, tuple[int, ...]]  # ascending; a language without segments is absent
    probability: float | None = None


def pairing_of(bead: Bead) -> Pairing:
    """Return what a bead says, to be written or judged."""
    return Pairing(tuple(bead.source), tuple(bead.target), bead.probability)


def six_unit_of(unit: Unit) -> SixUnit:
    """Return a unit with the lowest of its languages' probabilities."""
    return SixUnit(unit.segments, min(unit.probability.values()))


def read(path: Path) -> list[Pairing] | list[SixUnit]:
    """Return the pairings or the six-way units in `path`, whichever it holds.

    Raises `InputError` for a file that cannot be read, holds neither, or is broken.
    """
    text = _text(path)
    if text.lstrip().startswith("{"):
        return _parse(text, path, _unit)
    return _parse(text, path, _pairing)


def read_pairings(path: Path) -> list[Pairing]:
    """Return the pairings of a file such as `fr-en.gold`; raises `InputError`."""
    return _parse(_text(path), path, _pairing)


def read_units(path: Path) -> list[SixUnit]:
    """Return the units of a file such as `six.gold`; raises `InputError`."""
    return _parse(_text(path), path, _unit)


def format_pairing(pairing: Pairing) -> str:
    """Return the line of a pairing: "[0,1]:[0]:0.987"."""
    sides = ":".join(_numbers(side) for side in pairing[:2])
    given = pairing.probability is not None
    return f"{sides}:{pairing.probability:.{DIGITS}f}" if given else sides


def format_unit(unit: SixUnit) -> str:
    """Return the line of a unit, all six languages in their order, then the probability."""
    parts = [f'"{lang}":{_numbers(unit.segments.get(lang, ()))}' for lang in LANGUAGES]
    if unit.probability is not None:
        parts.append(f'"{PROBABILITY}":{unit.probability:.{DIGITS}f}')
    return "{" + ",".join(parts) + "}"


def _numbers(segments: Iterable[int]) -> str:
    return f"[{','.join(map(str, segments))}]"


def _text(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise InputError(f"{path}: {reason}; give a file of beads or of units") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8; give a file of beads or of units") from error
    if not text.strip():
        raise InputError(f"{path}: the file is empty; give a file of beads or of units")
    return text


def _parse(text: str, path: Path, parse: Callable[[str], Parsed]) -> list[Parsed]:
    """Parse every line but blank ones; what `parse` refuses is said with its place."""
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                found.append(parse(line.strip()))
            except ValueError as error:
                raise InputError(f"{path}, line {number}: {error}") from error
    return found


def _pairing(line: str) -> Pairing:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"{_shown(line)} is no bead; expected such as [0,1]:[0]:0.987")
    source, target = (_segments(_listed(side)) for side in found.group(1, 2))
    if not source and not target:
        raise ValueError("both sides are empty; a bead has segments on one side at least")
    return Pairing(source, target, _probability(found[3]) if found[3] else None)


def _listed(side: str) -> list[int]:
    try:
        return [int(number) for number in side.split(",")] if side.strip() else []
    except ValueError:
        raise ValueError(f"[{side}] is no list of numbers; expected such as [0,1]") from None


def _unit(line: str) -> SixUnit:
    try:
        found = json.loads(line)
    except ValueError:
        raise ValueError(f"{_shown(line)} is no JSON; expected {_EXAMPLE}") from None
    if not isinstance(found, dict):
        raise ValueError(f"{_shown(line)} is no unit; expected {_EXAMPLE}")  # noqa: TRY004
    probability = found.pop(PROBABILITY, None)
    for key in found:
        if key not in LANGUAGES:
            raise ValueError(f"unknown key {key!r}; the languages are {', '.join(LANGUAGES)}")
    given = {lang: _segments(found[lang]) for lang in LANGUAGES if lang in found}
    segments = {lang: listed for lang, listed in given.items() if listed}
    if not segments:
        raise ValueError("a unit without segments; remove the line")
    return SixUnit(segments, None if probability is None else _probability(probability))


_EXAMPLE = '{"fr":[0],"en":[0,1]}'


def _segments(listed: object) -> tuple[int, ...]:
    """Return segment numbers in ascending order, each once."""
    if not isinstance(listed, list) or not all(type(n) is int and n >= 0 for n in listed):
        raise ValueError(f"{_shown(str(listed))} is no list of segment numbers from 0")
    if len({*listed}) < len(listed):
        raise ValueError(f"{_shown(str(listed))} names a segment twice")
    return tuple(sorted(listed))


def _probability(given: object) -> float:
    try:
        value = float(given)  # type: ignore[arg-type]  # what is no number raises
    except (TypeError, ValueError):
        value = -1.0
    if not 0 <= value <= 1:
        raise ValueError(f"{_shown(str(given))} is no probability; expected 0 to 1")
    return value


def _shown(text: str) -> str:
    """Return the beginning of a line on one line, for a message."""
    return repr(text if len(text) <= 40 else f"{text[:40]}…")
