"""XML in any encoding, as a stream of UTF-8.

    for part in recoded(stream, file="un.tmx"): parser.feed(part)

The encoding is that of the byte order mark, else that of the first bytes, else the declared
one, else UTF-8. Bytes that are none of its characters are an error with their line.

Why not left to the parser: half of the memories that tools write in UTF-16 say something else
in their first line or have no mark, and a parser that believes the declaration rather than the
bytes fails on the second character and says nothing a user could act on.
"""

import codecs
import re
from collections.abc import Iterator

from corpora.errors import InputError
from corpora.parallel.packed import Readable

_CHUNK = 1 << 16  # bytes
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BARE = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']""")
_PROBE = "<?xml"
_CUT = ("unexpected end of data", "truncated data", "incomplete multibyte sequence")
_NOTATIONS = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7"}
"""What Python can decode too, but what spells characters in ASCII and is no encoding of files."""


def recoded(stream: Readable, *, file: str) -> Iterator[bytes]:
    """Yield the XML in `stream` as UTF-8, whatever its first line says.

    Raises `InputError` for an unknown encoding and for bytes that do not fit.
    """
    data = stream.read(_CHUNK)
    encoding = _encoding_of(data, file)
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    while True:
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            place = line + error.object.count(b"\n", 0, error.start)
            raise InputError(f"{file}: line {place}: {_trouble(error)}") from error
        line += text.count("\n")
        yield text.encode("utf-8", errors="replace")
        if not data:
            return
        data = stream.read(_CHUNK)


def _encoding_of(data: bytes, file: str) -> str:
    for mark, encoding in (*_MARKS, *_BARE):
        if data.startswith(mark):
            return encoding
    declared = _DECLARED.match(data)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    if name.startswith(("utf-16", "utf16", "ucs-2", "utf-32")):
        return "utf-8"  # the declaration itself was read byte by byte
    if not _is_superset_of_ascii(name):
        raise InputError(f"{file}: line 1: unknown encoding {name!r}; save the file as UTF-8")
    return name


def _is_superset_of_ascii(name: str) -> bool:
    """Tell whether `name` is a text encoding in which the declaration could be read."""
    try:
        if codecs.lookup(name).name.replace("_", "-") in _NOTATIONS:
            return False
        return _PROBE.encode("ascii").decode(name) == _PROBE
    except (LookupError, UnicodeError, ValueError):
        return False


def _trouble(error: UnicodeDecodeError) -> str:
    """Return what is wrong and the remedy."""
    if error.reason.endswith(_CUT):
        return "the file breaks off within a character; export it again"
    return f"bytes that are not {error.encoding}; save the file again as UTF-8"
