"""XLIFF 2.0 to 2.2: what a `<unit>` has to be translated, and how matches are written into it.

    <mtc:match ref="#s1" similarity="87" matchSuitability="87" matchQuality="99" type="tm"
     origin="A/RES/69/12#op2"><source>…</source><target>…</target></mtc:match>
    <segment id="s1" state="translated" subState="hexapla:exact-match"> … <target>…</target>

Candidates are those of the Translation Candidates module (`matches`), which stands in front of
all else in a unit; a segment without id gets one, for a candidate has to name it.

    similarity, matchSuitability   the score
    matchQuality                   the probability that the units of the memory correspond, × 100;
                                   absent where the memory does not know
    type                           icm (exact, and so are the neighbours) or tm
    subType                        hexapla:leveraged-tm where numbers and symbols were replaced

Why `initial` stays where a similar text is inserted: nobody has translated that segment yet.
Why `initial` counts as untranslated only where it is written: see `corpora.parallel.xliff`.
"""

from collections.abc import Iterator, Sequence
from itertools import count

from lxml import etree

from corpora.parallel.elements import children
from corpora.parallel.inline import text_of
from corpora.parallel.row import share
from corpora.properties import PROBABILITY
from tm.pretranslate.candidate import (
    EXACT,
    Asked,
    Dialect,
    Filled,
    fresh,
    origin,
    squeezed,
    wanted,
)
from tm.pretranslate.frame import frame
from tm.pretranslate.markup import Marked
from tm.pretranslate.segment import Match, Matches, Segment, Status
from tm.pretranslate.splice import Splice, escaped, retagged

MODULE = "urn:oasis:names:tc:xliff:matches:2.0"
"""The namespace of translation candidates, the same in 2.0, 2.1 and 2.2."""


def segments(unit: etree._Element, file: str) -> list[Segment]:
    """Return the segments of a `<unit>`; raises `InputError` for an undefined entity."""
    found = []
    for each in children(unit, "segment"):
        source = _child(each, "source")
        text = "" if source is None else squeezed(text_of(source, file=file))
        found.append(Segment(text, _status(unit, each, text, file)))
    return found


def fill(unit: Marked, found: Sequence[Matches], asked: Asked) -> Filled:
    """Return the changes that write the matches of each segment into a unit."""
    ids, here = _free_ids(unit.element), _matches(unit)
    candidates: list[bytes] = []
    splices: list[Splice] = []
    inserted = blocked = 0
    for segment, matches in zip(children(unit.element, "segment"), found, strict=True):
        if not matches:
            continue
        name = segment.get("id") or next(ids)
        beside = fresh(matches, _known(unit, name))
        candidates += [_candidate(unit.element, name, match, here) for match in beside]
        facts = {"id": name} if beside else {}
        content = _translation(unit, segment, matches[0]) if wanted(matches, asked) else None
        if content is not None:
            facts |= _state(matches[0])
        place = unit.places[segment]
        splices.append(Splice(place.start, place.inner, retagged(unit.tag(segment), facts)))
        if content is not None:
            splices.append(_target(unit, segment, content))
        inserted += content is not None
        blocked += content is None and wanted(matches, asked)
    return Filled(_module(unit, candidates, here) + splices, inserted, len(candidates), blocked)


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next(children(element, name), None)


def _status(unit: etree._Element, segment: etree._Element, text: str, file: str) -> Status:
    around = (unit, *unit.iterancestors())
    if next((each.get("translate") for each in around if each.get("translate")), "yes") == "no":
        return "excluded"
    target = _child(segment, "target")
    theirs = "" if target is None else squeezed(text_of(target, file=file))
    state = segment.get("state")
    if not theirs or state == "initial" or (state is None and theirs == text):
        return "open"
    return "translated"


def _free_ids(unit: etree._Element) -> Iterator[str]:
    """Yield names that no segment or inline code of the unit has, from s1 on."""
    used = {each.get("id") for each in unit.iter(etree.Element)}
    return (name for number in count(1) if (name := f"s{number}") not in used)


def _known(unit: Marked, name: str) -> list[str]:
    """Return the targets of the candidates that a segment has already."""
    return [
        squeezed(text_of(target, file=unit.file))
        for match in unit.element.iter(f"{{{MODULE}}}match")
        if match.get("ref") == f"#{name}"
        for target in children(match, "target")
    ]


def _translation(unit: Marked, segment: etree._Element, match: Match) -> bytes | None:
    """Return the content of a target with the codes of its source; None where they forbid it."""
    around = frame(unit, _child(segment, "source"))
    if around is None:
        return None
    return around.before + escaped(match.target.strip()) + around.behind


def _state(match: Match) -> dict[str, str]:
    if match.score < EXACT and not match.substituted:
        return {"state": "initial", "subState": "hexapla:fuzzy-match"}
    kind = "leveraged-tm" if match.substituted else "exact-match"
    return {"state": "translated", "subState": f"hexapla:{kind}"}


def _target(unit: Marked, segment: etree._Element, content: bytes) -> Splice:
    """Return the change that puts `content` into the target, which may be new."""
    target, source = _child(segment, "target"), _child(segment, "source")
    name = _qualified(unit.element, "target")
    if target is not None:
        place = unit.places[target]
        tag = unit.tag(target).replace(b"/>", b">")
        return Splice(place.start, place.stop, tag + content + b"</" + name + b">")
    stop = unit.places[source].stop
    tag = b"<" + name + b">" + content + b"</" + name + b">"
    return Splice(stop, stop, unit.indent(source) + tag)


def _matches(unit: Marked) -> etree._Element | None:
    return next(unit.element.iterchildren(f"{{{MODULE}}}matches"), None)


def _module(unit: Marked, candidates: Sequence[bytes], here: etree._Element | None) -> list[Splice]:
    """Return the change that puts `candidates` in front of the unit, or to those it has."""
    if not candidates:
        return []
    place = unit.places[unit.element]
    first = next(unit.element.iterchildren(etree.Element))
    indent = unit.indent(first)
    if here is None:
        head = b'<mtc:matches xmlns:mtc="' + MODULE.encode() + b'">'
        inside = b"".join(indent + each for each in candidates)
        text = indent + head + inside + indent + b"</mtc:matches>"
        return [Splice(place.inner, place.inner, text)]
    inside = b"".join(each + indent for each in candidates)
    spot, tag = unit.places[here], unit.tag(here)
    if not tag.endswith(b"/>"):
        return [Splice(spot.close, spot.close, inside)]
    name = tag[1:-2].split(maxsplit=1)[0]
    text = tag.removesuffix(b"/>").rstrip() + b">" + inside + b"</" + name + b">"
    return [Splice(spot.start, spot.stop, text)]


def _candidate(unit: etree._Element, name: str, match: Match, here: etree._Element | None) -> bytes:
    """Return a candidate; one beside those of others (`here`) declares its own namespaces."""
    facts = {
        "ref": f"#{name}",
        "similarity": str(match.score),
        "matchSuitability": str(match.score),
        "type": "icm" if match.kind == "context" else "tm",
        "origin": origin(match),
    }
    if match.substituted:
        facts["subType"] = "hexapla:leveraged-tm"
    quality = share(match.unit.properties.get(PROBABILITY))
    if quality is not None:
        facts["matchQuality"] = f"{100 * quality:g}"
    names = {} if here is None else {"xmlns:mtc": MODULE}
    tag = retagged(b"<mtc:match>", names | facts)
    core = {} if here is None or unit.prefix else {"xmlns": etree.QName(unit).namespace or ""}
    sides = (("source", match.source), ("target", match.target))
    inside = b"".join(_text(_qualified(unit, each), text, core) for each, text in sides)
    return tag + inside + b"</mtc:match>"


def _text(name: bytes, text: str, attributes: dict[str, str]) -> bytes:
    tag = retagged(b"<" + name + b">", attributes)
    return tag + escaped(text.strip()) + b"</" + name + b">"


def _qualified(unit: etree._Element, name: str) -> bytes:
    """Return a name with the prefix that the unit has."""
    return f"{unit.prefix}:{name}".encode() if unit.prefix else name.encode()


XLIFF21 = Dialect("xliff21", "unit", segments, fill, ("xliff", "srcLang", "trgLang"))
