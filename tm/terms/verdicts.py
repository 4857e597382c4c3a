"""What people decided on single renderings: the file `verdicts.toml` beside the documents.

    [[verdicts]]
    concept = "peacekeeping"
    tuid = "A/RES/69/12#op2"
    language = "ru"
    occurrence = 1                  # which one of the term in the French of the unit, from 1
    verdict = "accept"              # or "reject", "ignore"
    text = "миротворчество"         # what stood there; left away where nothing was found
    note = "…"                      # optional

`accept`: right here, though it differs; it counts as conforming. `reject`: a wrong translation,
which stays an issue. `ignore`: no rendering of the term, which leaves all numbers.

It reads the file; `tm.terms.judging` writes it, `tm.terms.honouring` lays it over a table.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from corpora.errors import InputError
from corpora.schema import LANGUAGES

VERDICTS = "verdicts.toml"
"""The file of a corpus, looked for in its folder."""

ACCEPT, REJECT, IGNORE = "accept", "reject", "ignore"
CHOICES = (ACCEPT, REJECT, IGNORE)
"""What a verdict may be."""

BEGIN = re.compile(r"^[ \t]*\[\[[ \t]*verdicts[ \t]*\]\]", re.MULTILINE)
"""The line that begins an entry."""

_KEYS = frozenset({"concept", "tuid", "language", "occurrence", "verdict", "text", "note"})


class Key(NamedTuple):
    """Which rendering is meant."""

    tuid: str
    concept: str
    occurrence: int  # of the concept in the French text of the unit, from 1
    lang: str


class Verdict(NamedTuple):
    """One decision."""

    key: Key
    verdict: str  # one of CHOICES
    text: str | None  # the words that stood there; None: nothing was found
    note: str | None = None


class Verdicts(NamedTuple):
    """The decisions of a corpus."""

    entries: tuple[Verdict, ...] = ()  # in the order of the file
    sha256: str | None = None  # of the file; None without one


def read_verdicts(corpus: Path) -> Verdicts:
    """Return the verdicts of a corpus, none if it has no file.

    Raises `InputError`, naming file and line, for what is no TOML, misspelt, of another type or
    decided twice.
    """
    path = corpus / VERDICTS
    data = load(path)
    if data is None:
        return Verdicts()
    return Verdicts(tuple(parse(decode(data, path), path)), hashlib.sha256(data).hexdigest())


def load(path: Path) -> bytes | None:
    """Return the bytes of the file, None if there is none; raises `InputError`."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; check the file") from error


def decode(data: bytes, path: Path) -> str:
    """Return the text of the file; raises `InputError`."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}, line {line}: not UTF-8; save it as UTF-8") from error


def parse(text: str, path: Path) -> list[Verdict]:
    """Return the entries of the file; raises `InputError`."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}{_reason(error, text)}; correct it, or restore a copy") from error
    for key in table:
        if key != "verdicts":
            raise InputError(f"{path}: unknown {key!r}; begin each entry with [[verdicts]]")
    listed = table.get("verdicts", [])
    if not isinstance(listed, list):
        raise InputError(f"{path}: verdicts is no list; begin each entry with [[verdicts]]")
    lines = [text.count("\n", 0, found.start()) + 1 for found in BEGIN.finditer(text)]
    seen: dict[Key, str] = {}
    entries = []
    for number, entry in enumerate(listed, start=1):
        place = f"line {lines[number - 1]}" if len(lines) == len(listed) else f"entry {number}"
        verdict = _verdict(entry, f"{path}, {place}")
        if verdict.key in seen:
            raise InputError(f"{path}, {place}: decided in {seen[verdict.key]} too; keep one")
        seen[verdict.key] = place
        entries.append(verdict)
    return entries


def _reason(error: Exception, text: str) -> str:
    """Return where and why a text is no TOML, the place as our messages put it."""
    reason = " ".join(str(error).split()) or "nested too deeply"
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", reason)
    if place is None:
        return f": not TOML: {reason}"
    line = place[1] or text.rstrip("\n").count("\n") + 1
    return f", line {line}: not TOML: {reason[: place.start()]}"


def _verdict(entry: object, where: str) -> Verdict:
    if not isinstance(entry, dict):
        raise InputError(f"{where}: {entry!r} is no table; begin the entry with [[verdicts]]")
    for key in entry:
        if key not in _KEYS:
            raise InputError(f"{where}: unknown {key!r}; correct or remove it")
    lang, choice = _string(entry, "language", where), _string(entry, "verdict", where)
    for value, known, name in ((lang, LANGUAGES, "language"), (choice, CHOICES, "verdict")):
        if value not in known:
            raise InputError(f"{where}: {name} {value!r} is none of {', '.join(known)}")
    occurrence = entry.get("occurrence")
    if type(occurrence) is not int or occurrence < 1:
        raise InputError(f"{where}: occurrence must be a number from 1; correct it")
    concept, tuid = _string(entry, "concept", where), _string(entry, "tuid", where)
    text, note = (_string(entry, key, where) if key in entry else None for key in ("text", "note"))
    return Verdict(Key(tuid, concept, occurrence, lang), choice, text, note)


def _string(entry: Mapping[str, object], key: str, where: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{where}: {key} must be text, not empty; correct or remove the entry")
    return value
