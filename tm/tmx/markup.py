"""Units as TMX 1.4 markup: text escaped, checked and encoded, one unit at a time.

    head("fr", "paragraph") + b"".join(marked(units, "fr")) + FOOT

It opens no file (`tm.tmx.file`, `tm.tmx.parts`).

Why no DOCTYPE: the DTD has no home on the web any more, and a reader that resolves
`SYSTEM "tmx14.dtd"` looks for it beside the memory and fails; readers need it for nothing.

Why plain text in `<seg>`: OmegaT drops what stands inside inline elements (measured).

Why strings and not a serialiser: the markup is seven fixed lines, and four calls of `replace` and
one of `translate` a unit escape and check it in a third of the time that lxml's `xmlfile` takes;
the tests read every line of it back with lxml and with translate-toolkit.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import version
from typing import Literal

from tm.tmx.unit import TranslationUnit, Variant

TOOL = "hexapla"

Segmentation = Literal["block", "paragraph", "sentence", "phrase"]
"""What one `<seg>` holds; CAT tools cut paragraphs into sentences themselves. It is said in the
header alone: OmegaT passes over `segtype` on a unit (measured)."""

FOOT = b"</body>\n</tmx>\n"

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())


def head(source: str, segmentation: Segmentation, *, created: datetime | None = None) -> bytes:
    """Return the beginning of a file, up to its first unit; without `created` it has no date.

    Raises `ValueError` for a `created` without time zone.
    """
    date = "" if created is None else f' creationdate="{_stamp(created)}"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="{TOOL}" creationtoolversion="{_attribute(version(TOOL))}" '
        f'segtype="{segmentation}" adminlang="en" srclang="{_attribute(source)}" '
        f'datatype="plaintext" o-tmf="{TOOL}"{date}/>\n<body>\n'
    ).encode()


def marked(units: Iterable[TranslationUnit], source_language: str) -> Iterator[bytes]:
    """Yield each unit as `mark` gives it."""
    return (mark(unit, source_language) for unit in units)


def mark(unit: TranslationUnit, source_language: str) -> bytes:
    """Return a unit as UTF-8; one without `source_language` names its first as its source.

    Raises `ValueError` for a unit without variant, with a blank text or with a character that
    XML forbids.
    """
    if not unit.variants:
        raise ValueError(f"unit {unit.tuid!r} has no variant")
    try:
        data = _element(unit, source_language).encode()
    except UnicodeEncodeError:
        data = _CONTROLS  # a lone surrogate, which `_refuse` names
    free = len(data.translate(None, _CONTROLS)) == len(data)
    if not free or any(each in data for each in _NONCHARACTERS):
        _refuse(unit)
    return data


def _stamp(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError(f"creation date {moment} has no time zone")
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _element(unit: TranslationUnit, source_language: str) -> str:
    languages = [variant.language for variant in unit.variants]
    own = "" if source_language in languages else f' srclang="{_name(languages[0])}"'
    note = "" if unit.note is None else f"<note>{_escaped(unit.note)}</note>\n"
    variants = "".join([_variant(each, unit) for each in unit.variants])
    properties = _properties(unit.properties)
    return f'<tu tuid="{_attribute(unit.tuid)}"{own}>\n{note}{properties}{variants}</tu>\n'


def _variant(variant: Variant, unit: TranslationUnit) -> str:
    language, text, properties = variant
    if not text or text.isspace():
        raise ValueError(f"unit {unit.tuid} in {language}: the text is blank")
    props = _properties(properties) if properties else ""
    return f'<tuv xml:lang="{_name(language)}">{props}<seg>{_escaped(text)}</seg></tuv>\n'


def _properties(properties: Iterable[tuple[str, str]]) -> str:
    return "".join([f'<prop type="{_name(n)}">{_escaped(v)}</prop>\n' for n, v in properties])


def _escaped(text: str) -> str:
    """Return `text` as content; a bare carriage return would be read as a line end."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _attribute(text: str) -> str:
    """Return `text` as the value of an attribute, where parsers make white space a space."""
    return _escaped(text).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")


_name = lru_cache(maxsize=256)(_attribute)  # of properties and languages, of which there are few


def _refuse(unit: TranslationUnit) -> None:
    """Raise `ValueError` for the first character of a unit that XML forbids."""
    _check([("", unit.tuid), ("", unit.note or ""), *unit.properties], unit.tuid)
    for language, text, properties in unit.variants:
        _check([("", language), *properties, ("", text)], f"{unit.tuid} in {language}")


def _check(values: Iterable[tuple[str, str]], place: str) -> None:
    for text in (each for pair in values for each in pair):
        found = _FORBIDDEN.search(text)
        if found is not None:
            raise ValueError(
                f"unit {place}: character {found.start() + 1} of {text!a} is "
                f"U+{ord(found[0]):04X}, which XML forbids"
            )
