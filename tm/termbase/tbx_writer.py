r"""TBX written: TBX-Basic, version 3 (ISO 30042:2019, data categories as attributes) or 2.

    written_tbx(rows, version=3)        b"<?xml version=…?><tbx type="TBX-Basic" style="dca" …"

A status is the `administrativeStatus` of its term. An inflection has none: it is a `termType`
variant with a note that names what it is, by which `tm.termbase.tbx` knows it again. The name of a
concept is its `id`; what XML forbids in one is escaped, as `AFG_x2F_short`.

Why no DOCTYPE in version 2: a reader would look for a DTD beside the file that is not there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from corpora.schema import PIVOT
from tm.termbase.status import INFLECTED, Form
from tm.termbase.tbx import INFLECTED_NOTE

Version = Literal[2, 3]

NAMESPACE = "urn:iso:std:iso:30042:ed-2"

_SOURCE = "<fileDesc><sourceDesc><p>hexapla</p></sourceDesc></fileDesc>"
_START = (  # of an NCName (XML Namespaces 1.0, 3), without joiners and what is beyond 16 bits
    r"A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u2070-\u218f"
    r"\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
)
_FORBIDDEN = re.compile(rf"_(?=x[0-9A-F]{{2,6}}_)|^[^{_START}]|[^{_START}\-.0-9\u00b7]")


class _Names(NamedTuple):
    """The markup of a version."""

    head: str
    foot: str
    concept: str
    language: str
    term: str


_VERSIONS: dict[int, _Names] = {
    3: _Names(
        f'<tbx type="TBX-Basic" style="dca" xml:lang="{PIVOT}" xmlns="{NAMESPACE}">\n'
        f"<tbxHeader>{_SOURCE}</tbxHeader>\n<text><body>\n",
        "</body></text>\n</tbx>\n",
        "conceptEntry",
        "langSec",
        "termSec",
    ),
    2: _Names(
        f'<martif type="TBX-Basic" xml:lang="{PIVOT}">\n<martifHeader>{_SOURCE}'
        '<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc></martifHeader>\n'
        "<text><body>\n",
        "</body></text>\n</martif>\n",
        "termEntry",
        "langSet",
        "tig",
    ),
}

Notes = Mapping[tuple[str, str, str], str]
"""What is to be said of a concept, language and form."""


def written_tbx(
    concepts: Iterable[tuple[str, dict[str, list[Form]]]], *, version: Version, notes: Notes
) -> bytes:
    """Return `concepts`, whose texts must be free of control characters, as TBX in UTF-8."""
    names = _VERSIONS[version]
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n', names.head]
    for concept, forms in concepts:
        parts += _concept(concept, forms, names, notes)
    return "".join([*parts, names.foot]).encode()


def identifier_of(concept: str) -> str:
    """Return `concept` as an `id` (an NCName), from which `name_of` reads it again."""
    return _FORBIDDEN.sub(lambda found: f"_x{ord(found[0]):02X}_", concept)


def _concept(
    concept: str, forms: dict[str, list[Form]], names: _Names, notes: Notes
) -> Iterator[str]:
    yield f"<{names.concept} id={quoteattr(identifier_of(concept))}>\n"
    for lang, found in forms.items():
        yield f'<{names.language} xml:lang="{lang}">\n'
        for form in found:
            yield _term(form, names.term, notes.get((concept, lang, form.form)))
        yield f"</{names.language}>\n"
    yield f"</{names.concept}>\n"


def _term(form: Form, tag: str, note: str | None) -> str:
    said = "" if note is None else f"<note>{escape(note)}</note>"
    if form.status == INFLECTED:
        kind = '<termNote type="termType">variant</termNote>'
        said = f"<note>{INFLECTED_NOTE} of the term before it</note>{said}"
    else:
        kind = f'<termNote type="administrativeStatus">{form.status}Term-admn-sts</termNote>'
    return f"<{tag}><term>{escape(form.form)}</term>{kind}{said}</{tag}>\n"
