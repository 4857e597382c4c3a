"""Small PDFs drawn by hand, sign by sign, for tests that need no program.

    drawn([[Text(72, 700, "Peace is good."), Stroke(72, 90, 200, 90)]])    b"%PDF-1.4 …"

Latin text is set in Times (one of the fonts every reader has); what Times lacks in a font without
shapes, whose ToUnicode map says what each sign means, as subset fonts of real PDFs do.
"""

import zlib
from collections.abc import Sequence
from typing import NamedTuple

WIDTH = 500
"""Of a sign of the made-up font, in thousandths of the size; of every digit of Times too."""

_FACES = {"": "Times-Roman", "b": "Times-Bold", "i": "Times-Italic"}


class Text(NamedTuple):
    """Signs from left to right as they stand on the page, which is not how they are read."""

    x: float
    y: float
    text: str
    size: float = 10.0
    face: str = ""  # "b" bold, "i" italic, "u" the made-up font
    turned: bool = False  # a quarter turn to the left
    mapped: bool = True  # whether the made-up font says which letters it shows


class Stroke(NamedTuple):
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float


class Picture(NamedTuple):
    """A grey picture from (0, 0) on."""

    width: float
    height: float


Page = Sequence[Text | Stroke | Picture]


def drawn(pages: Sequence[Page], *, encrypted: bool = False) -> bytes:
    """Return a PDF of A4 pages."""
    signs = sorted({sign for page in pages for it in page if _is_odd(it) for sign in it.text})
    codes = {sign: code for code, sign in enumerate(signs, start=1)}
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", _resources(), *_odd_fonts(codes), _picture()]
    first = len(objects) + 1
    for number, page in enumerate(pages):
        content = zlib.compress(
            "\n".join(_operator(item, codes) for item in page).encode("latin-1")
        )
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources 3 0 R/Contents %d 0 R>>"
            % (first + 2 * number + 1)
        )
        objects.append(
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content)
        )
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(pages)))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids)
    return _file(objects, encrypted=encrypted)


def _file(objects: Sequence[bytes], *, encrypted: bool) -> bytes:
    data, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b""
    if encrypted:
        key = b"<%s>" % (b"5a" * 32)
        lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O%s/U%s>>/ID[<00><00>]" % (key, key)
    data += b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\n" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        lock,
    )
    return bytes(data) + b"startxref\n%d\n%%%%EOF\n" % data.rindex(b"xref\n0 ")


def _resources() -> bytes:
    fonts = "".join(
        f"/F{face}<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>"
        for face, name in _FACES.items()
    )
    return f"<</Font<<{fonts}/Fu 4 0 R/Fn 6 0 R>>/XObject<</P 7 0 R>>>>".encode()


def _odd_fonts(codes: dict[str, int]) -> list[bytes]:
    """Return the made-up font with its map, and the same font without one."""
    widths = b" ".join([b"%d" % WIDTH] * len(codes))
    font = (
        b"<</Type/Font/Subtype/TrueType/BaseFont/AAAAAA+Odd/FirstChar 1/LastChar %d/Widths[%s]"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/AAAAAA+Odd/Flags 4/ItalicAngle 0"
        b"/FontBBox[0 -200 1000 800]/Ascent 800/Descent -200/CapHeight 700/StemV 80>>%s>>"
    )
    pairs = "\n".join(
        f"<{code:02x}> <{sign.encode('utf-16-be').hex()}>" for sign, code in codes.items()
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end"
    ).encode()
    return [
        font % (len(codes), widths, b"/ToUnicode 5 0 R"),
        b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
        font % (len(codes), widths, b""),
    ]


def _picture() -> bytes:
    return (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8/Length 1>>stream\n\x80\nendstream"
    )


def _is_odd(item: Text | Stroke | Picture) -> bool:
    return isinstance(item, Text) and item.face == "u"


def _operator(item: Text | Stroke | Picture, codes: dict[str, int]) -> str:
    if isinstance(item, Stroke):
        return f"0.5 w {item.x0} {item.y0} m {item.x1} {item.y1} l S"
    if isinstance(item, Picture):
        return f"q {item.width} 0 0 {item.height} 0 0 cm /P Do Q"
    if item.face == "u":
        shown = "".join(f"{codes[sign]:02x}" for sign in item.text)
    else:
        shown = item.text.encode("cp1252").hex()
    name = item.face if item.mapped else "n"
    matrix = "0 1 -1 0" if item.turned else "1 0 0 1"
    return f"BT /F{name} {item.size} Tf {matrix} {item.x} {item.y} Tm <{shown}> Tj ET"
