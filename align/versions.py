"""A folder with a file a language, one segment a line, into segments.

    versions = read_versions(Path("document"))       # holds fr.txt, en.txt, …
    versions.segments["fr"]                          ["Article 1", "", …]

A blank line is an empty segment, so that the numbers of the others stay. It does not segment;
`corpora.document` does that for running text; `align.doubts` tells a wrong language.

Why only LF, CRLF and CR part segments: other tools count lines in this way, and a line
separator (U+2028) within a sentence would shift the number of every segment after it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corpora.encoding import SCRIPT_SHARE, decode, letter_share
from corpora.errors import InputError
from corpora.languages import BY_CODE, NAMES
from corpora.schema import LANGUAGES, PIVOT

LOPSIDED = 10
"""Ratio of segments or of bytes to the French beyond which a version is hardly the same text."""

_CODE = re.compile(r"[a-z]{2,3}")
_SEPARATORS = re.compile("[\x85\u2028\u2029]")


class Versions(NamedTuple):
    """The segments of each language, and what the user should know of the files."""

    segments: dict[str, list[str]]  # in the order of LANGUAGES
    warnings: tuple[str, ...]


def read_versions(folder: Path) -> Versions:
    """Return the versions in `folder`: `fr.txt` and at least one more.

    Raises `InputError`, in one line with the remedy, if they are not there or a file cannot be
    read as text of its language.
    """
    files = _files(folder)
    segments, warnings = {}, []
    for lang, path in files.items():
        segments[lang], said = _read(path, lang)
        warnings += said
    return Versions(segments, (*warnings, *_lopsided(segments)))


def file_of(lang: str) -> str:
    """Return the name of the file of a language."""
    return f"{lang}.txt"


def _files(folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        what = "a file, not a folder" if folder.exists() else "there is no such folder"
        raise InputError(f"{folder}: {what}; give one with fr.txt, en.txt, …")
    for path in sorted(folder.glob("*.txt")):
        if path.stem not in LANGUAGES and _CODE.fullmatch(path.stem):
            raise InputError(
                f"{path}: unknown language code {path.stem!r}; the six are {NAMES}: rename or "
                "remove the file"
            )
    files = {lang: folder / file_of(lang) for lang in LANGUAGES}
    found = {lang: path for lang, path in files.items() if path.exists()}
    if PIVOT not in found:
        raise InputError(f"{folder}: no {file_of(PIVOT)}, and all others are aligned with it")
    if len(found) == 1:
        raise InputError(f"{folder}: {file_of(PIVOT)} is alone; put en.txt or another beside it")
    return found


def _read(path: Path, lang: str) -> tuple[list[str], list[str]]:
    """Return the segments of a file and warnings."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise InputError(f"{path}: {reason}; check the file and its permissions") from error
    text, said = decode(_one_line_end(data), language=BY_CODE[lang], file=path.name)
    segments = text.removesuffix("\n").split("\n")
    return segments, [*said, *_foreign(text, lang)]


def _one_line_end(data: bytes) -> bytes:
    """Replace the rarer line separators of UTF-8 text by spaces; leave other encodings alone."""
    try:
        return _SEPARATORS.sub(" ", data.decode("utf-8")).encode()
    except UnicodeDecodeError:
        return data


def _foreign(text: str, lang: str) -> Iterator[str]:
    """Yield a warning if the text is not in the script of its language."""
    share = letter_share(text, BY_CODE[lang])
    if share < SCRIPT_SHARE and any(char.isalpha() for char in text):
        yield (
            f"{file_of(lang)}: only {share:.0%} of its letters are {BY_CODE[lang].name}; "
            "check that it is the right file"
        )


def _lopsided(segments: dict[str, list[str]]) -> Iterator[str]:
    """Yield a warning for each version that is far longer or shorter than the French."""
    sizes = {lang: (len(found), _bytes(found)) for lang, found in segments.items()}
    for lang, size in sizes.items():
        ratios = [max(a, b) / max(min(a, b), 1) for a, b in zip(size, sizes[PIVOT], strict=True)]
        if max(ratios) >= LOPSIDED:
            yield (
                f"{file_of(lang)}: {size[0]} segments of {size[1]} bytes, where the French has "
                f"{sizes[PIVOT][0]} of {sizes[PIVOT][1]}; check that both files are whole"
            )


def _bytes(segments: list[str]) -> int:
    return sum(len(segment.encode()) for segment in segments)
