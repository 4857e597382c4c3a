"""Verdicts written into the file of a corpus, one at a time, as a button of a page asks for.

    write_verdict(corpus, Verdict(Key("A/RES/69/12#op2", "peace", 1, "ru"), "accept", "мира"))
    remove_verdict(corpus, Key("A/RES/69/12#op2", "peace", 1, "ru"))         True

What the file holds is told in `tm.terms.verdicts`.

Why the entries are kept as they stand and not written anew: people and pages write into the same
file, and people's comments are of use. Only the entry that changes is written, and all are put
into one order, so that two states of the file compare well.
"""

import json
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from corpora.errors import InputError
from corpora.schema import LANGUAGES
from tm.review.replaced import replace_file
from tm.terms.verdicts import BEGIN, VERDICTS, Key, Verdict, decode, load, parse

HEADING = """\
# Verdicts on renderings of terms: accept, reject, ignore. `hexapla build` honours them.
# Entries may be changed and removed by hand; comments above an entry stay with it.
"""

_WRITING = threading.Lock()  # two buttons of one page may be pressed at once


class _Block(NamedTuple):
    """An entry with the lines it stands in, and the comments above it."""

    verdict: Verdict
    lines: str


def write_verdict(corpus: Path, verdict: Verdict) -> None:
    """Write one verdict into the file of `corpus`, in place of an earlier one on the same.

    In one step: a reader sees the old file or the new. Raises `InputError` if the file that is
    there cannot be read, `OutputError` if it cannot be written, `ValueError` for a verdict that
    could not be read back.
    """
    _check(verdict)
    with _WRITING:
        head, blocks = _blocks(corpus / VERDICTS)
        before = next((each for each in blocks if each.verdict.key == verdict.key), None)
        kept = [each for each in blocks if each is not before]
        comments = before.lines[: BEGIN.search(before.lines).start()] if before else ""  # type: ignore[union-attr]
        _write(corpus, head, [*kept, _Block(verdict, comments + _table(verdict))])


def remove_verdict(corpus: Path, key: Key) -> bool:
    """Remove the verdict on `key`; tell whether there was one. Raises as `write_verdict`."""
    with _WRITING:
        head, blocks = _blocks(corpus / VERDICTS)
        kept = [each for each in blocks if each.verdict.key != key]
        if len(kept) < len(blocks):
            _write(corpus, head, kept)
        return len(kept) < len(blocks)


def _check(verdict: Verdict) -> None:
    """Raise `ValueError` unless the verdict can be read back."""
    try:
        read = parse(_table(verdict), Path(VERDICTS))
    except InputError as error:
        raise ValueError(str(error)) from error
    if read != [verdict]:
        raise ValueError(f"{verdict} cannot be written as TOML")


def _blocks(path: Path) -> tuple[str, list[_Block]]:
    """Return what stands above the first entry, and the entries as they stand.

    An entry that does not stand in lines of its own (a list in one line) is written anew.
    """
    data = load(path)
    if data is None:
        return HEADING, []
    text = decode(data, path)
    entries = parse(text, path)
    head, *pieces = _cut(text)
    if [_read(piece) for piece in pieces] != [[each] for each in entries]:
        return HEADING, [_Block(each, _table(each)) for each in entries]
    return head, [_Block(each, piece) for each, piece in zip(entries, pieces, strict=True)]


def _cut(text: str) -> list[str]:
    """Return the text above the entries and that of each entry, with the comments above it."""
    starts = [_above(text, found.start()) for found in BEGIN.finditer(text)]
    ends = [*starts, len(text)]
    return [text[a:b].strip("\n") + "\n" for a, b in zip([0, *starts], ends, strict=True)]


def _above(text: str, start: int) -> int:
    """Return where the comments begin that stand right above the line at `start`."""
    while start:
        line = text.rfind("\n", 0, start - 1) + 1
        if not text[line:start].lstrip().startswith("#"):
            break
        start = line
    return start


def _read(piece: str) -> list[Verdict] | None:
    try:
        return parse(piece, Path(VERDICTS))
    except InputError:
        return None


def _write(corpus: Path, head: str, blocks: Iterable[_Block]) -> None:
    ordered = sorted(blocks, key=lambda each: _place(each.verdict.key))
    pieces = [head.strip("\n"), *(each.lines.strip("\n") for each in ordered)]
    text = "\n\n".join(piece for piece in pieces if piece)
    replace_file(corpus / VERDICTS, f"{text}\n".encode())


def _place(key: Key) -> tuple[str, str, int, int]:
    """Return what entries are sorted by: unit, concept, occurrence, language as in all tables."""
    return key.tuid, key.concept, key.occurrence, LANGUAGES.index(key.lang)


def _table(verdict: Verdict) -> str:
    tuid, concept, occurrence, lang = verdict.key
    lines = [
        "[[verdicts]]",
        f"concept = {_quoted(concept)}",
        f"tuid = {_quoted(tuid)}",
        f"language = {_quoted(lang)}",
        f"occurrence = {occurrence}",
        f"verdict = {_quoted(verdict.verdict)}",
    ]
    for name, value in (("text", verdict.text), ("note", verdict.note)):
        if value is not None:
            lines.append(f"{name} = {_quoted(value)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a basic string of TOML: those of JSON are, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
