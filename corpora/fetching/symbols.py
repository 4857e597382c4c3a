"""Symbols of UN documents as people write them, as the service knows them, and as folder names.

    normalise("a／res／69/12 ")      "A/RES/69/12"
    folder_of("A/RES/69/12")        "A_RES_69_12"

It does not know which symbols exist; the service does.

Why small letters are raised by part and not throughout: `Add.1`, `Rev.1` and `UNEP/EA.1/Res.5`
are printed so. Why look-alikes are replaced: a symbol copied from a Russian page may hold a
Cyrillic А, one from a Chinese page a full-width ／, and no symbol holds such letters.

Why a folder name cannot leave the corpus or meet another: the characters of a symbol are few and
legal on every file system, `/` becomes `_`, which no symbol holds, and `..` is no part of one.
"""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from corpora.errors import InputError

LARGEST_LIST = 16 << 20
"""Bytes of a list of symbols: a million lines."""

LONGEST = 100
"""Characters of a symbol: its folder then fits into the 255 bytes of any file system."""

_LOOKALIKES = (
    ("АВЕКМНОРСТХІЅЈаеорсхіѕ", "ABEKMHOPCTXISJaeopcxis"),  # Cyrillic
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),  # Greek
    ("‐‑‒–—―−˗⁃", "---------"),
    ("⁄∕⧸", "///"),
)
_PLAIN = {ord(old): new for olds, news in _LOOKALIKES for old, new in zip(olds, news, strict=True)}
_PART = r"[A-Za-z0-9.()\[\]&,' -]*[A-Za-z0-9][A-Za-z0-9.()\[\]&,' -]*"
_SYMBOL = re.compile(rf"(?=[A-Za-z])(?=[^0-9]*[0-9]){_PART}(?:/{_PART})+(?<=[A-Za-z0-9)\]])")
_TIGHT = re.compile(r" ?([/\[-]) ?| (?=[)\]])|(?<=\() ")  # no space belongs there
_WORD = re.compile(r"[A-Za-z]+")
_MIXED = {
    word.casefold(): word
    for word in ("Add", "Rev", "Corr", "Amend", "Vol", "Part", "Parts", "Resumption", "Annex")
}
"""The words that are printed with one capital in symbols."""

_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
"""The names that are devices on Windows, whatever stands behind a dot."""


def normalise(text: str) -> str:
    """Return the symbol that `text` stands for, spelled as the UN prints it.

    Raises `InputError` if it is none.
    """
    plain = unicodedata.normalize("NFKC", text.strip()).translate(_PLAIN)
    kept = "".join(_digit(char) for char in plain if unicodedata.category(char) != "Cf")
    spaced = re.sub(" +", " ", kept.strip())  # a line break within is no space
    tight = _TIGHT.sub(lambda found: found[1] or "", spaced)
    if not _is_symbol(tight):
        raise InputError(f"{_shown(text)}: not a UN document symbol; write it as A/RES/69/12")
    return "/".join(_cased(part) for part in tight.split("/"))


def key_of(symbol: str) -> str:
    """Return what two spellings of one symbol share: no UN symbols differ in case or spaces."""
    return symbol.replace(" ", "").casefold()


def spellings(symbol: str) -> tuple[str, ...]:
    """Return `symbol` and, where it has one, the other usage of the space before a bracket.

    The UN prints S/RES/2178 (2014), its library catalogues S/RES/2178(2014).
    """
    other = symbol.replace(" (", "(")
    if other == symbol:
        other = re.sub(r"(?<=\w)\((?=[^/]*$)", " (", symbol)
    return (symbol,) if other == symbol else (symbol, other)


def folder_of(symbol: str) -> str:
    """Return the name of the folder of `symbol`, the same for symbols of the same key only."""
    name = symbol.replace(" ", "").replace("/", "_")
    return f"_{name}" if _DEVICES.match(name) else name


def load_symbols(path: Path) -> list[str]:
    """Return the symbols of a list: one a line, with comments after `#`.

    Raises `InputError`, naming the line, for what is no symbol.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_LIST + 1)
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise InputError(f"{path}: {reason}; give a file with a symbol a line") from error
    return symbols_in(data, file=str(path))


def symbols_in(data: bytes, *, file: str) -> list[str]:
    """Return the symbols in the bytes of a list; raises `InputError` as `load_symbols` does."""
    if len(data) > LARGEST_LIST:
        raise InputError(f"{file}: more than {LARGEST_LIST >> 20} MiB; split the list of symbols")
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    symbols = []
    for number, line in enumerate(lines, start=1):
        text = line.split("#")[0].strip()
        if text:
            symbols.append(_normalise_line(text, f"{file}, line {number}"))
    return symbols


def distinct(symbols: Iterable[str]) -> list[str]:
    """Return `symbols` in order, each document once."""
    first: dict[str, str] = {}
    for symbol in symbols:
        first.setdefault(key_of(symbol), symbol)
    return [*first.values()]


def _normalise_line(text: str, where: str) -> str:
    try:
        return normalise(text)
    except InputError as error:
        raise InputError(f"{where}: {error}") from None


def _digit(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


def _is_symbol(text: str) -> bool:
    paired = text.count("(") == text.count(")") and text.count("[") == text.count("]")
    return paired and len(text) <= LONGEST and _SYMBOL.fullmatch(text) is not None


def _cased(part: str) -> str:
    """Return a part of a symbol in capitals, if it has none, but for the words with one."""
    raised = part.upper() if part == part.lower() else part
    return _WORD.sub(lambda word: _MIXED.get(word[0].casefold(), word[0]), raised)


def _shown(text: str) -> str:
    """Return `text` as it can stand in a message: short and on one line."""
    return repr(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
