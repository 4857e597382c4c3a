"""TEI documents of the UN Parallel Corpus: the numbered sentences of one language version.

    read_tei(stream, file="fr/1994/s/res/918_1994.xml")
    Version(symbol="S/RES/918(1994)", date=None, sentences={"1:1": Sentence("…", 14), …})

    <TEI.2> … <idno type="symbol">S/RES/918(1994)</idno> …
    <p id="1"><s id="1:1" lang="fr">RÉSOLUTION 918 (1994)</s></p>

Paragraphs, keywords and the rest of the header are left alone. Which sentences correspond is
said elsewhere (`corpora.parallel.links`).
"""

import datetime
from typing import NamedTuple

from lxml import etree

from corpora.errors import InputError
from corpora.parallel.elements import elements, local
from corpora.parallel.inline import text_of
from corpora.parallel.packed import Readable


class Sentence(NamedTuple):
    """A sentence and the line of the file where it begins."""

    text: str
    line: int


class Version(NamedTuple):
    """One language version as it stands."""

    symbol: str | None
    date: datetime.date | None
    sentences: dict[str, Sentence]  # by id, in the order of the document


def read_tei(stream: Readable, *, file: str) -> Version:
    """Return the version in `stream`.

    Raises `InputError` for what is no TEI, and for a sentence without id or with that of another.
    """
    symbol: str | None = None
    date: datetime.date | None = None
    sentences: dict[str, Sentence] = {}
    for element in elements(
        stream, file=file, roots={"TEI.2", "TEI"}, wanted={"s", "idno", "publicationStmt"}
    ):
        if local(element) == "s":
            _add(sentences, element, file)
        else:
            symbol = symbol or _symbol(element)
            date = date or _date(element)
    return Version(symbol, date, sentences)


def _add(sentences: dict[str, Sentence], element: etree._Element, file: str) -> None:
    number = element.get("id")
    if not number or number in sentences:
        what = f"a second sentence {number!r}" if number else "a sentence without id"
        raise InputError(f"{file}: line {element.sourceline}: {what}; fetch the document again")
    sentences[number] = Sentence(text_of(element, file=file), element.sourceline or 1)


def _symbol(header: etree._Element) -> str | None:
    found = (each for each in header.iter() if local(each) == "idno")
    texts = (" ".join((each.text or "").split()) for each in found if each.get("type") == "symbol")
    return next((text for text in texts if text), None)


def _date(header: etree._Element) -> datetime.date | None:
    """Return the date of publication, written as 19940517; None for anything else."""
    for each in header.iter():
        text = (each.text or "").strip()
        if local(each) == "date" and len(text) == 8 and text.isascii() and text.isdecimal():
            try:
                return (
                    datetime.datetime.strptime(text, "%Y%m%d").replace(tzinfo=datetime.UTC).date()
                )
            except ValueError:
                continue
    return None
