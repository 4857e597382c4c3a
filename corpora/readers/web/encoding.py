"""Bytes of a web page to text: the encoding it declares, checked, else that of its language.

    page_text(b"<meta charset=windows-1251>…", RUSSIAN, file="ru.html")
    Decoded(text="<meta charset=windows-1251>…", warnings=("ru.html: read as windows-1251, …",))

Valid UTF-8 is read as such whatever the page declares, for pages are saved again and keep their
old declaration. Everything else it leaves to `corpora.encoding`.

Why markup is blanked before guessing: tags are ASCII, and an Arabic page is half tags; judged
with them it would be no Arabic at all.
"""

import re

from corpora.encoding import SCRIPT_SHARE, Decoded, decode, letter_share
from corpora.errors import InputError
from corpora.languages import Language

_WITHIN = 4096  # bytes of a page in which a declaration is looked for; browsers look at 1024
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_MARKUP = re.compile(
    rb"<!--(?:.*?-->|.*)|<(script|style)\b(?:.*?</\1\s*>|.*)|<[^<>]*>|&#?\w+;",
    re.IGNORECASE | re.DOTALL,
)  # what is never closed reaches to the end, as in browsers, and costs linear time
_NOT_A_LINE_END = re.compile(rb"[^\r\n]")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_MEANT = {
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "latin1": "windows-1252",
    "iso-8859-1": "windows-1252",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5-hkscs": "big5hkscs",
    "x-mac-cyrillic": "mac_cyrillic",
    "macintosh": "mac_roman",
}
"""What the encoding standard for the web reads behind a label, where it is another encoding."""

_KNOWN = re.compile(r"(?:windows-125[0-8]|cp125[0-8]|iso-8859-\d{1,2}|koi8-[ru]|ibm866|big5)")


_CONTROL = re.compile(
    r"&#(?:x0*(?:[1-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f])"
    r"|0*(?:[1-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d));?",
    re.IGNORECASE,
)
"""References to what no XML may hold; zero and what is beyond Unicode, libxml2 replaces itself."""


def page_text(data: bytes, language: Language, *, file: str) -> Decoded:
    """Return the text of a page and a warning if it is not UTF-8.

    References to control characters are taken out and counted, as such characters are; a form
    feed is a space in HTML. Raises `InputError` if it is empty or in no encoding that fits the
    language.
    """
    text, warnings = _decoded(data, language, file)
    text, count = _CONTROL.subn("", text.replace("\f", " "))
    counted = f"{file}: {count} reference{'s' * (count > 1)} to control characters removed"
    return Decoded(text, (*warnings, counted) if count else warnings)


def _decoded(data: bytes, language: Language, file: str) -> Decoded:
    if data.startswith((b"<\0", b"\0<")):  # UTF-16 that lost its byte-order mark
        data = (b"\xff\xfe" if data.startswith(b"<") else b"\xfe\xff") + data
    if data.startswith(_MARKS) or _decodes(data, "utf-8"):
        return decode(data, language=language, file=file)
    encoding = _encoding_of(data, language, file)
    decoded = data.decode(encoding, errors="replace").encode()  # no text is replaced, see below
    text, warnings = decode(decoded, language=language, file=file)
    if encoding == "utf-8":
        return Decoded(text, warnings)
    read_as = f"{file}: read as {encoding}, not UTF-8; save it as UTF-8 to be sure"
    return Decoded(text, (read_as, *warnings))


def _encoding_of(data: bytes, language: Language, file: str) -> str:
    """Return the declared encoding if it gives letters of the language, else one that does.

    All bytes of text fit it; bytes of markup need not, a comment may be in another encoding.
    """
    prose = _MARKUP.sub(_blank, data)
    declared = _declared(data)
    if declared and letter_share(prose.decode(declared), language) >= SCRIPT_SHARE:
        return declared
    try:
        verdict = _letters(decode(prose, language=language, file=file).text)
    except InputError:
        if declared:
            return declared
        raise
    fitting = [name for name in ("utf-8", *language.legacy) if _decodes(prose, name)]
    return next((name for name in fitting if _letters(prose.decode(name)) == verdict), "utf-8")


def _declared(data: bytes) -> str | None:
    """Return the encoding that a page names, if it is known and all its bytes fit."""
    match = _DECLARED.search(data[:_WITHIN])
    label = match[1].decode("ascii").lower() if match else ""
    name = _MEANT.get(label, label)
    known = name in _MEANT.values() or _KNOWN.fullmatch(name)
    return name if known and _decodes(data, name) else None


def _blank(match: re.Match[bytes]) -> bytes:
    """Return markup as spaces, so that places in the file stay."""
    return _NOT_A_LINE_END.sub(b" ", match[0])


def _letters(text: str) -> str:
    return "".join(char for char in text if char > "\x7f" and char.isalpha())


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True
