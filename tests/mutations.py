"""Files damaged at random, in the same way for the same seed: what readers must survive.

flipped(data, random.Random(4))       single bytes
spliced(data, …), cut(data, …)        stretches, odd signs, halves
restructured(xml, …)                  a well-formed tree that means nothing
in_a_part(cut)(docx, …)               the same inside a zip, and
in_a_stream(cut)(pdf, …)              inside a compressed stream
"""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from copy import deepcopy

from docx_parts import package
from lxml import etree

Mutation = Callable[[bytes, random.Random], bytes]

TOKENS = (
    *(b"\0", b"\x80", b"\xff\xfe", b"<", b">", b"&", b'"', b"\t", b"\n", b" class='", b"]]>"),
    *(b"&#x0;", b"&#0;", b"&#99999999;", b"&x;", b"<!--", b"-->", b"<![CDATA[", b"\\", b"|", b"*"),
    *(b"<p>", b"</p>", b"<br>", b"<sup>", b"<main>", b"<form>", b"<table>", b"<td rowspan=9>"),
    *(b"<ol start=-3>", b"<a href=#fn1>", b"<num>", b"<note>", b"</s>", b"</seg>", b"endobj"),
    *(b"99999999999", b"-1", b"/Length 1", b"\r", b"\x0c", "\u202e٣".encode(), "㈠、".encode()),
)
"""What means something to one format or another."""

ODD_VALUES = ("", "-1", "0", "9" * 400, "1e9", "%1%2%3%4%5%6%7%8%9", "begin", "end", "fn1", "٠")
ATTRIBUTES = ("n", "id", "marker", "colspan", "rowspan", "cols", "start", "value", "style", "href")
_NAMES = (
    "p note authorialNote num td table li ol pre br s a main seg tuv tu source target segment mrk"
)
NAMES = tuple(_NAMES.split())

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Return `data` with a few bytes changed."""
    written = bytearray(data)
    for _ in range(chance.choice((1, 1, 4, 30)) if data else 0):
        written[chance.randrange(len(written))] = chance.randrange(256)
    return bytes(written)


def cut(data: bytes, chance: random.Random) -> bytes:
    """Return `data` without its beginning, middle or end, or with a stretch of it doubled."""
    start, stop = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return chance.choice(
        (data[:start], data[start:], data[:start] + data[stop:], data[:stop] + data[start:])
    )


def spliced(data: bytes, chance: random.Random) -> bytes:
    """Return `data` with a few places cut, doubled, overwritten or filled with odd signs."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(data) + 1)
        stop = min(len(data), start + chance.choice((0, 1, 3, 40, 400)))
        token = chance.choice((*TOKENS, b"", data[start:stop] * 2, chance.randbytes(3)))
        data = data[:start] + token + data[stop:]
    return data


def restructured(data: bytes, chance: random.Random) -> bytes:
    """Return well-formed XML with some elements moved, doubled, dropped, renamed or oddly said."""
    parser = etree.HTMLParser(encoding="utf-8") if b"<html" in data else etree.XMLParser()
    root = etree.fromstring(data, parser)
    elements = [*root.iter(etree.Element)]
    for _ in range(chance.choice((1, 3, 10))):
        chance.choice(CHANGES)(chance.choice(elements), chance.choice(elements), chance)
    return bytes(etree.tostring(root, encoding="UTF-8"))


def in_a_part(change: Mutation) -> Mutation:
    """Return a mutation of one part inside a zip, the text oftener than another."""

    def mutated(data: bytes, chance: random.Random) -> bytes:
        archive = zipfile.ZipFile(io.BytesIO(data))
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice([*files, *["word/document.xml"] * 3])
        return package(files | {name: change(archive.read(name), chance)})

    return mutated


def in_a_stream(change: Mutation) -> Mutation:
    """Return a mutation of one stream inside a PDF, unpacked if it is packed."""

    def mutated(data: bytes, chance: random.Random) -> bytes:
        match = chance.choice([*_STREAM.finditer(data)])
        try:
            inside = zlib.compress(change(zlib.decompress(match[1]), chance))
        except zlib.error:
            inside = change(match[1], chance)
        return data[: match.start(1)] + inside + data[match.end(1) :]

    return mutated


def _say_oddly(one: etree._Element, _: etree._Element, chance: random.Random) -> None:
    one.set(chance.choice([*one.attrib, *ATTRIBUTES]), chance.choice(ODD_VALUES))


def _drop(one: etree._Element, _: etree._Element, __: random.Random) -> None:
    if (parent := one.getparent()) is not None:
        parent.remove(one)


def _move(one: etree._Element, other: etree._Element, chance: random.Random) -> None:
    if one.getparent() is not None and one is not other and one not in other.iterancestors():
        other.insert(chance.randrange(len(other) + 1), one)


def _double(one: etree._Element, other: etree._Element, _: random.Random) -> None:
    if len([*one.iter()]) < 50:
        other.append(deepcopy(one))


def _rename(one: etree._Element, other: etree._Element, chance: random.Random) -> None:
    one.tag = chance.choice((other.tag, *NAMES))


def _interrupt(one: etree._Element, _: etree._Element, chance: random.Random) -> None:
    if one.getparent() is not None:
        one.tail = chance.choice((None, "[", "] 1. ", "\n\n"))


CHANGES = (_say_oddly, _drop, _move, _double, _rename, _interrupt)
