"""XLIFF 1.2: what a `<trans-unit>` has to be translated, and how matches are written into it.

    <alt-trans match-quality="87%" origin="A/RES/69/12#op2"><source xml:lang="fr">…</source>
    <target xml:lang="ru">…</target></alt-trans>
    <target state="needs-review-translation" state-qualifier="exact-match">…</target>

A unit that an editor cut into sentences (`<seg-source>`, `<mrk mtype="seg" mid="1">`) is as many
segments, and a candidate names its own (`mid`).

    state-qualifier  exact-match   the memory has this source, word for word
                     leveraged-tm  it has, but for numbers and symbols, which were replaced
                     fuzzy-match   it has a similar one (only where less than 100 is inserted)

Why a target that copies its source counts as no translation: many tools fill new targets so and
write no state. Where somebody says that it is one (a state, `approved`), it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from corpora.parallel.elements import children, local
from corpora.parallel.inline import text_of
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
from tm.pretranslate.splice import Splice, attribute, escaped, retagged

REVIEW = "needs-review-translation"
REPLACED = "numbers and symbols of this segment put in"
"""What a candidate says whose target is not word for word that of the memory."""

_LANGUAGES = ("file", "source-language", "target-language")
_UNTRANSLATED = frozenset({"new", "needs-translation"})


class _Side(NamedTuple):
    """A segment in its unit."""

    mid: str | None  # None: the whole unit
    source: etree._Element
    target: etree._Element | None


def segments(unit: etree._Element, file: str) -> list[Segment]:
    """Return the segments of a `<trans-unit>`; raises `InputError` for an undefined entity."""
    found = []
    for side in _sides(unit):
        text = squeezed(text_of(side.source, file=file))
        found.append(Segment(text, _status(unit, side, text, file)))
    return found


def fill(unit: Marked, found: Sequence[Matches], asked: Asked) -> Filled:
    """Return the changes that write the matches of each segment into a unit."""
    sides = _sides(unit.element)
    if not any(found):
        return Filled([], 0, 0, 0)
    texts = {
        side.mid: text
        for side, matches in zip(sides, found, strict=True)
        if wanted(matches, asked) and (text := _translation(unit, side.source, matches[0]))
    }
    willing = sum(wanted(matches, asked) for matches in found)
    splices = list(_targets(unit, sides, texts, found)) if texts else []
    beside = list(_alternatives(unit, sides, found, asked))
    anchor = _last(unit.element)
    stop = unit.places[anchor].stop
    indent = unit.indent(anchor)
    splices.append(Splice(stop, stop, b"".join(indent + each for each in beside)))
    return Filled(splices, len(texts), len(beside), willing - len(texts))


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next(children(element, name), None)


def _marks(side: etree._Element | None) -> dict[str, etree._Element]:
    """Return the sentences of a side by number; none if a number repeats or one holds another."""
    if side is None:
        return {}
    marks = [mark for mark in side.iter("{*}mrk") if mark.get("mtype") == "seg"]
    numbered = {str(mark.get("mid")): mark for mark in marks}
    nested = any(around in marks for mark in marks for around in mark.iterancestors("{*}mrk"))
    return numbered if len(numbered) == len(marks) and not nested else {}


def _sides(unit: etree._Element) -> list[_Side]:
    source, target = _child(unit, "source"), _child(unit, "target")
    if source is None:
        return []
    ours = _marks(_child(unit, "seg-source"))
    if not ours:
        return [_Side(None, source, target)]
    theirs = _marks(target)
    return [_Side(mid, mark, theirs.get(mid)) for mid, mark in ours.items()]


def _status(unit: etree._Element, side: _Side, text: str, file: str) -> Status:
    around = (unit, *unit.iterancestors())
    if next((each.get("translate") for each in around if each.get("translate")), "yes") == "no":
        return "excluded"
    if unit.get("approved") == "yes":
        return "translated"
    theirs = "" if side.target is None else squeezed(text_of(side.target, file=file))
    state = None if side.target is None else side.target.get("state")  # a sentence has none
    if not theirs or state in _UNTRANSLATED or (state is None and theirs == text):
        return "open"
    return "translated"


def _translation(unit: Marked, source: etree._Element, match: Match) -> bytes | None:
    """Return the content of a target with the codes of its source; None where they forbid it."""
    around = frame(unit, source)
    if around is None:
        return None
    return around.before + escaped(match.target.strip()) + around.behind


def _targets(
    unit: Marked,
    sides: Sequence[_Side],
    texts: Mapping[str | None, bytes],
    found: Sequence[Matches],
) -> Iterator[Splice]:
    """Yield the changes that put `texts` (by number of the sentence) into the target."""
    target = _child(unit.element, "target")
    best = [matches[0] for side, matches in zip(sides, found, strict=True) if side.mid in texts]
    state = {"state": REVIEW, "state-qualifier": _qualifier(best)}
    if len(best) < len(sides):
        state = {"state": "needs-translation"}
    if target is not None and any(side.target is not None for side in sides if side.mid):
        yield from _sentences(unit, sides, texts)
        return
    content = _segmented(unit, sides, texts) if sides[0].mid else texts[None]
    if target is not None:
        place = unit.places[target]
        tag = retagged(unit.tag(target).replace(b"/>", b">"), state)
        yield Splice(place.start, place.stop, _element(unit, tag, content))
        return
    anchor = _last(unit.element)
    place, name = unit.places[anchor], _qualified(unit.element, "target")
    tag = retagged(b"<" + name + b">", state)
    yield Splice(place.stop, place.stop, unit.indent(anchor) + _element(unit, tag, content))


def _element(unit: Marked, tag: bytes, content: bytes) -> bytes:
    return tag + content + b"</" + _qualified(unit.element, "target") + b">"


def _sentences(
    unit: Marked, sides: Sequence[_Side], texts: Mapping[str | None, bytes]
) -> Iterator[Splice]:
    """Yield the changes that fill the sentences a target has, in the order of the target."""
    filled = [side for side in sides if side.mid in texts and side.target is not None]
    for side in sorted(filled, key=lambda side: unit.places[side.target].start):
        place, tag = unit.places[side.target], unit.tag(side.target)
        name = tag[1:].split(maxsplit=1)[0]
        whole = tag.replace(b"/>", b">") + texts[side.mid] + b"</" + name + b">"
        yield Splice(place.start, place.stop, whole)


def _segmented(unit: Marked, sides: Sequence[_Side], texts: Mapping[str | None, bytes]) -> bytes:
    """Return the `<seg-source>` with translations in place of its sentences, the rest empty."""
    whole = _child(unit.element, "seg-source")
    place = unit.places[whole]
    pieces, done = [], place.inner
    for side in sides:
        mark = unit.places[side.source]
        pieces += [unit.data[done : mark.inner], texts.get(side.mid, b"")]
        done = mark.close
    return b"".join([*pieces, unit.data[done : place.close]])


def _qualifier(best: Sequence[Match]) -> str:
    if any(match.score < EXACT and not match.substituted for match in best):
        return "fuzzy-match"
    return "leveraged-tm" if any(match.substituted for match in best) else "exact-match"


def _alternatives(
    unit: Marked, sides: Sequence[_Side], found: Sequence[Matches], asked: Asked
) -> Iterator[bytes]:
    """Yield an `<alt-trans>` for each match that the unit does not hold yet."""
    for side, matches in zip(sides, found, strict=True):
        known = [
            squeezed(text_of(target, file=unit.file))
            for each in children(unit.element, "alt-trans")
            if each.get("mid") == side.mid
            for target in children(each, "target")
        ]
        for match in fresh(matches, known):
            yield _alternative(unit.element, side.mid, match, asked)


def _alternative(unit: etree._Element, mid: str | None, match: Match, asked: Asked) -> bytes:
    names = ("alt-trans", "source", "target", "note")
    outer, source, target, note = (_qualified(unit, each) for each in names)
    facts = {"mid": mid} if mid else {}
    facts |= {"match-quality": f"{match.score}%", "origin": origin(match)}
    return b"".join(
        (
            retagged(b"<" + outer + b">", facts),
            _text(source, asked.source, match.source),
            _text(target, asked.target, match.target),
            b"<" + note + b">" + escaped(REPLACED) + b"</" + note + b">"
            if match.substituted
            else b"",
            b"</" + outer + b">",
        )
    )


def _text(name: bytes, language: str, text: str) -> bytes:
    tag = b"<" + name + b" xml:lang=" + attribute(language) + b">"
    return tag + escaped(text.strip()) + b"</" + name + b">"


def _qualified(unit: etree._Element, name: str) -> bytes:
    """Return a name with the prefix that the unit has."""
    return f"{unit.prefix}:{name}".encode() if unit.prefix else name.encode()


def _last(unit: etree._Element) -> etree._Element:
    """Return the child behind which target and candidates go."""
    named = ("source", "seg-source", "target")
    return [child for child in unit if local(child) in named][-1]


XLIFF12 = Dialect(
    "xliff12", "trans-unit", segments, fill, ("file", "source-language", "target-language")
)
