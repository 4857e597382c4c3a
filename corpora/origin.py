"""Where a document comes from, as its symbol tells: issuing body, session and year.

    origin("A/HRC/RES/27/3")        Origin(body="A/HRC", session="27", year=None)
    origin("S/RES/2178 (2014)")     Origin(body="S", session="2014", year=2014)
    origin("2015/a/c_5/69/17")      Origin(body="A/C.5", session="69", year=2015)

A symbol is a row of parts: the body and its organs, words for the series (RES, PRST, INF), the
session or year, the number. It is read as the United Nations print it, as a folder may be named
(`A_RES_69_12`), and as the UN Parallel Corpus names its files: small letters, `_` for the dot,
the year of publication first. A word in small letters before a symbol in capitals, as in
`sample/A/RES/69/12`, is the corpus's own and says nothing.

It knows no list of bodies and asks no service: a name that is no symbol has no origin. Resolutions
of the Security Council are numbered through, so that their year stands for the session; of the
General Assembly's session the year is not guessed, since a session lies in two.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from corpora.schema import DOCUMENTS, conform

_SERIES = re.compile(
    "RES|DEC|DECISION|RESOLUTION|PRST|INF|PV|SR|L|NGO|AGENDA|REP|NOTE|CRP|WP|SGB|AI|IC|MIN|PET|Q|CO"
    "|GEN|CORE"
)
"""Words that say what kind of document it is, not whose."""

_ORGAN = re.compile(r"(?:[A-Z]+\.)*(?:C|AC|CN|CONF|WG|SC|SUB|GE|TC|EG)\.(?:[IVX]+|\d+)")
"""A committee, commission, conference or group that has a number of its own."""

_MEETING = re.compile(r"([A-Z]+)[.(]([IVX]+|\d{1,4})\)?")
"""A body with the number or year of its session: COP.7, EA.1, PC(III), CONF.2015."""

_SESSION = re.compile(r"\d{1,4}|(?:ES|S|EX)-(?:\d+|[IVX]+)")
_BRACKET = re.compile(r" ?\((?P<session>(?:(?:ES|S)-)?[IVXL]+|\d{4})\)$")
_REVISION = re.compile(r"(?:ADD|CORR|REV|AMEND|SUMMARY)\b.*")
_YEAR = re.compile(r"(?:19[4-9]|20\d)\d")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


class Origin(NamedTuple):
    """What a symbol tells; None where it does not."""

    body: str | None = None  # in capitals: "A", "S", "A/HRC", "E/CN.6", "CRC/C"
    session: str | None = None  # "69", "S-27", or a year
    year: int | None = None


def origin(symbol: str) -> Origin:
    """Return the origin of the document that is called `symbol`, of nothing but None if none."""
    published, parts = _parts(symbol)
    while len(parts) > 1 and _REVISION.fullmatch(parts[-1]):
        parts = parts[:-1]
    if not re.fullmatch(r"[A-Z]{1,8}(\.\d+)?", parts[0]) or not re.search(r"\d", "/".join(parts)):
        return Origin(year=published)
    *parts, last = parts
    bracket = _BRACKET.search(last)
    body, rest = _body([*parts, last[: bracket.start()] if bracket else last])
    session = _arabic(bracket["session"]) if bracket else _session(rest)
    body, session = _own_session(body, session)
    year = int(session) if session and _YEAR.fullmatch(session) else None
    return Origin("/".join(body), session, published or year)


def documents_frame(dates: Mapping[str, datetime.date | None]) -> pl.DataFrame:
    """Return DOCUMENTS of the symbols in `dates`, in their order, with what each symbol tells."""
    rows = []
    for doc, date in dates.items():
        body, session, year = origin(doc)
        rows.append((doc, date, date.year if date else year, body, session))
    return conform(pl.DataFrame(rows, schema=DOCUMENTS, orient="row"), DOCUMENTS, name="documents")


def _parts(symbol: str) -> tuple[int | None, list[str]]:
    """Return the year that stands first, if any, and the parts of the symbol in capitals."""
    text = " ".join(symbol.split())
    if "/" not in text:
        text = text.strip("_").replace("_", "/")
    first, _, rest = text.partition("/")
    published = int(first) if rest and _YEAR.fullmatch(first) else None
    if published or (first.islower() and rest != rest.lower()):
        text = rest
    text = re.sub(r"_+(\d{4}|[ivxl]+)_(?=/|$)", r"(\1)", text)  # "2196__2015_", "pc_iii_"
    text = re.sub(r"(?<=\d)_(?=\d)", "-", text)  # "7_8"
    text = re.sub(r"\b(es|s)_(?=\d+(?:/|$))", r"\1-", text)  # "es_10", "s_27"
    return published, text.replace("_", ".").upper().split("/")


def _body(parts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the parts that name the body, and those behind them."""
    body = [parts[0]]
    for place, part in enumerate(parts[1:-1], start=1):
        treaty = body[-1] == "C"  # CRC/C, behind which stand countries and kinds of documents
        word = re.fullmatch(r"[A-Z][A-Z-]*", part) and not (treaty or _SERIES.fullmatch(part))
        numbered = _ORGAN.fullmatch(part) or _MEETING.fullmatch(part) or _is_party(parts, place)
        if _SESSION.fullmatch(part) or not (numbered or word):
            break
        body.append(part)
    return body, [*parts[len(body) :]]


def _is_party(parts: Sequence[str], place: int) -> bool:
    """Tell a working party (ECE/TRANS/WP.29/2015/1) from a working paper (A/CONF.1/WP.2)."""
    party = re.fullmatch(r"WP\.\d+", parts[place]) is not None
    return party and _SESSION.fullmatch(parts[place + 1]) is not None and place + 2 < len(parts)


def _session(parts: Sequence[str]) -> str | None:
    """Return the session at the head of the parts behind the body: a number with one behind it."""
    series = 0
    while series < len(parts) and _SERIES.fullmatch(parts[series]):
        series += 1
    if series + 1 >= len(parts):
        return None
    head = parts[series]
    decided = series and re.fullmatch(r"[IVXL]+", head)  # UNEP/CBD/COP/DEC/X/2
    return _arabic(head) if decided or _SESSION.fullmatch(head) else None


def _own_session(body: list[str], session: str | None) -> tuple[list[str], str | None]:
    """Return the body without the number of its session, and the session."""
    meeting = _MEETING.fullmatch(body[-1])
    dated = meeting and meeting[1] == "CONF" and _YEAR.fullmatch(meeting[2])  # NPT/CONF.2015
    if session or not meeting or (_ORGAN.fullmatch(body[-1]) and not dated):
        return body, session
    return [*body[:-1], meeting[1]], _arabic(meeting[2])


def _arabic(session: str) -> str:
    """Return a session with its Roman numeral, if it has one, as digits: S-VI is S-6."""
    prefix, dash, number = session.rpartition("-")
    if number.isdigit():
        return session
    values = [_ROMAN[letter] for letter in number]
    following = [*values[1:], 0]
    total = sum(-a if a < b else a for a, b in zip(values, following, strict=True))
    return f"{prefix}{dash}{total}"
