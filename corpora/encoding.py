"""Bytes of a file to text: UTF-8, UTF-16 or an old encoding of the language, never in silence.

    decode(b"...", language=RUSSIAN, file="ru.txt")
    Decoded(text="Генеральная Ассамблея, …", warnings=("ru.txt: read as windows-1251, not …",))

Lines come out ended by a newline; form feeds stay, for they part pages. It does not change the
text otherwise, except that characters no XML file may hold are taken out and counted.

Why old encodings are restricted to those of the language and the result is checked by its most
frequent letters: any bytes decode in windows-1252 and give Cyrillic in koi8-r, so a decoder
that does not fail, and even the right script, proves nothing.
"""

import re
from collections import Counter
from typing import NamedTuple
from unicodedata import category

from corpora.errors import InputError
from corpora.languages import Language

SCRIPT_SHARE = 0.5
"""Least share of a language's own letters among all letters of a version (the sample: 0.92)."""

CONTROL_SHARE = 0.1
"""Least share of control bytes at which valid UTF-8 may be UTF-16: half the bytes are 00 or 04."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")  # not in XML 1.0; form feed stays
_CONTROL = re.compile(b"[\x00-\x08\x0b\x0e-\x1f]")
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_NO_LETTER = re.compile(r"[\W\d_]")
_ODD = {"So", "Sm", "Sc", "Sk", "Cc", "Co", "Cn"}  # what wrong encodings scatter in words
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class Decoded(NamedTuple):
    """The text of a file, and a line for each thing the user should know of."""

    text: str
    warnings: tuple[str, ...]


def decode(data: bytes, *, language: Language, file: str) -> Decoded:
    """Return the text of `file` in `language`.

    Raises `InputError` if the file is empty or in no encoding that fits the language.
    """
    encoding, marked = _encoding_of(data, language, file)
    text = data.decode(encoding).removeprefix("\ufeff")
    warnings = []
    if encoding != "utf-8" and not marked:
        warnings.append(f"{file}: read as {encoding}, not UTF-8; save it as UTF-8 to be sure")
    text, removed = _without_forbidden(_LINE_END.sub("\n", text), file)
    if not text.strip():
        raise InputError(
            f"{file}: the file is empty; put the {language.name} text there or remove it"
        )
    return Decoded(text, (*warnings, *removed))


def letter_share(text: str, language: Language) -> float:
    """Return the share, 0 to 1, of the language's own letters among the letters of `text`."""
    return own_letters(count_letters(text), language)


def count_letters(text: str) -> Counter[str]:
    """Return how often each letter occurs in `text`; what is no letter is left out."""
    count = Counter(text)
    for char in _NO_LETTER.findall("".join(count)):
        del count[char]
    return count


def own_letters(letters: Counter[str], language: Language) -> float:
    """Return the share, 0 to 1, of the language's own among `letters`, counted."""
    own = re.findall(f"[{language.letters}]", "".join(letters))
    return sum(letters[letter] for letter in own) / letters.total() if letters else 0.0


def _encoding_of(data: bytes, language: Language, file: str) -> tuple[str, bool]:
    """Return the encoding and whether a byte-order mark says so."""
    for mark, encoding in _MARKS:
        if data.startswith(mark) and _fits(data, encoding):
            return encoding, True
    utf8 = _fits(data, "utf-8")
    if utf8 and len(_CONTROL.findall(data)) < CONTROL_SHARE * len(data):
        return "utf-8", False
    found = _utf16(data, language) or ("utf-8" if utf8 else _legacy(data, language))
    if found is None:
        raise InputError(_refusal(data, language, file))
    return found, False


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _utf16(data: bytes, language: Language) -> str | None:
    """Return the byte order that gives text of the language, if one does."""
    fitting = (order for order in ("utf-16-le", "utf-16-be") if _fits(data, order))
    return next((order for order in fitting if _speaks(data.decode(order), language)), None)


def _speaks(text: str, language: Language) -> bool:
    """Tell whether decoded text can be the language's."""
    right_script = letter_share(text, language) >= SCRIPT_SHARE and not _FORBIDDEN.search(text)
    return right_script and _common_share(text, language) >= language.common_share


def _common_share(text: str, language: Language) -> float:
    """Return the share, 0 to 1, of frequent letters among the language's own and odd symbols."""
    own = re.findall(f"[{language.letters}]", text)
    odd = sum(category(char) in _ODD for char in text if char > "\x7f")
    return sum(letter in language.common for letter in own) / (len(own) + odd) if own else 0.0


def _legacy(data: bytes, language: Language) -> str | None:
    """Return the old encoding of the language that gives its letters as often as they should be."""
    if _mostly_utf8(data):
        return None
    texts = {name: data.decode(name) for name in language.legacy if _fits(data, name)}
    shares = {
        _common_share(text, language): name
        for name, text in reversed(texts.items())
        if _speaks(text, language)
    }
    return shares[max(shares)] if shares else None


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether more characters beyond ASCII are whole UTF-8 than broken: a damaged file."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(1 for char in text if char > "\x7f") - broken
    return whole > broken


def _refusal(data: bytes, language: Language, file: str) -> str:
    """Return the message for a file in no encoding that fits: the first bad byte and its line."""
    start = _first_bad_byte(data)
    line = data.count(b"\n", 0, start) + 1
    place = f"byte 0x{data[start]:02x} at offset {start}, line {line}, is not UTF-8"
    return (
        f"{file}: {place}, and no older encoding of {language.name} fits "
        f"({', '.join(language.legacy)}); save it as UTF-8"
    )


def _first_bad_byte(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _without_forbidden(text: str, file: str) -> tuple[str, tuple[str, ...]]:
    """Take out what XML forbids; one warning with the first line and the count."""
    first = _FORBIDDEN.search(text)
    if first is None:
        return text, ()
    cleaned, count = _FORBIDDEN.subn("", text)
    line = text.count("\n", 0, first.start()) + 1
    what = "control character" if count == 1 else "control characters"
    return cleaned, (
        f"{file}: {count} {what} removed, the first in line {line} (U+{ord(first[0]):04X})",
    )
