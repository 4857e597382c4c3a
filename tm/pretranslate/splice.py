"""Changes to a file by place, so that every byte beside them stays: attribute order, comments, all.

    spliced(b"<a/>", [Splice(0, 4, b"<a></a>")])       b"<a></a>"
    retagged(b'<target state="new">', {"state": "x"})   b'<target state="x">'

Why not a tree that is written out again: a serialiser changes quotes, character references,
line ends and empty elements all over a file, and CAT tools, version control and checksums see it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.sax import saxutils

_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


class Splice(NamedTuple):
    """Bytes that take the place of a half-open range."""

    start: int
    stop: int
    text: bytes


def spliced(data: bytes, splices: Iterable[Splice]) -> Iterator[bytes]:
    """Yield the pieces of `data` with `splices`, which come in order and do not overlap.

    Raises `ValueError` where they do.
    """
    done = 0
    for splice in splices:
        if splice.start < done:
            raise ValueError(f"a change at byte {splice.start} overlaps one up to {done}")
        yield data[done : splice.start]
        yield splice.text
        done = splice.stop
    yield data[done:]


def retagged(tag: bytes, attributes: Mapping[str, str]) -> bytes:
    """Return a start tag, empty or not, with `attributes` set; the others stay as they are."""
    missing = dict(attributes)

    def replaced(match: re.Match[bytes]) -> bytes:
        name = match[1].decode()
        if name not in missing:
            return match[0]
        return match[0][: match.start(2) - match.start()] + attribute(missing.pop(name))

    found = _ATTRIBUTE.sub(replaced, tag)
    end = -2 if found.endswith(b"/>") else -1
    more = b"".join(b" " + name.encode() + b"=" + attribute(missing[name]) for name in [*missing])
    return found[:end].rstrip() + more + found[end:]


def escaped(text: str) -> bytes:
    """Return `text` as XML content; what XML cannot hold becomes the replacement character."""
    return saxutils.escape(_FORBIDDEN.sub("\ufffd", text), {"\r": "&#13;"}).encode()


def attribute(text: str) -> bytes:
    """Return `text` as the quoted value of an attribute."""
    white = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;", '"': "&quot;"}
    return b'"' + saxutils.escape(_FORBIDDEN.sub("\ufffd", text), white).encode() + b'"'
