"""What is legal TMX, or nearly, and yet goes wrong in a CAT tool: one unit at a time.

    traps = Traps()
    for unit in units: findings = traps.of_unit(unit)
    traps.of_file()

    error      a tool drops the unit or the file, or writes nonsense: an empty segment, a language
               that no tool knows (`fr_FR`, `fra`), a source language that no unit has
    warning    a tool may: text in inline elements, long segments, another script, `*all*`,
               more than two languages, a source with two translations

The rules are what was measured in OmegaT and read in the sources and manuals of others. What the
DTD says is checked in `tm.tmx.check`.

Why a script is only a warning: a Russian memory may hold an address or a product's name.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Literal, NamedTuple

import numpy as np
from lxml import etree

from corpora.encoding import letter_share
from corpora.languages import BY_CODE
from corpora.parallel.elements import children, language_attribute, local
from corpora.parallel.tag import six
from tm.tmx.settings import LONGEST

Severity = Literal["error", "warning"]

LEAST_LETTERS, LEAST_SHARE = 20, 0.1
"""Letters a text has before its script is judged, and the share that must be the language's."""

_TAG = re.compile(r"[a-z]{2}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?", re.IGNORECASE)
JUDGED = 100
"""Characters of a text whose script is looked at."""

_LAST = "OmegaT inserts the last, other tools what they are set to"
_LOST = re.compile("[\ufffd\u0080-\u0084\u0086-\u009f]")


class Finding(NamedTuple):
    """Something wrong, and where."""

    severity: Severity
    kind: str  # the same for all findings of a rule
    line: int  # of the file, from 1; 0 for the file as a whole
    detail: str = ""


class Traps:
    """The rules, with what they must remember from one unit to the next."""

    def __init__(self, *, longest: int = LONGEST) -> None:
        self.languages: Counter[str] = Counter()
        self.units = 0
        self._longest = longest
        self._keys, self._targets, self._lines = array("Q"), array("Q"), array("Q")
        self._source = ""
        self._with_source = 0

    def of_header(self, header: etree._Element) -> Iterator[Finding]:
        """Yield what is wrong with the header."""
        self._source = (header.get("srclang") or "").strip()
        if self._source.lower() == "*all*":
            detail = "Weblate refuses it; name the language the memory is translated from"
            yield _finding("warning", 'srclang is "*all*"', header, detail)
        elif self._source and not _TAG.fullmatch(self._source):
            yield _finding("error", "odd language code", header, f"srclang is {self._source!r}")

    def of_unit(self, unit: etree._Element) -> Iterator[Finding]:
        """Yield what is wrong with one `<tu>`."""
        self.units += 1
        variants = [*children(unit, "tuv")]
        codes = [language_attribute(variant) for variant in variants]
        self._count(codes)
        if len({code.lower() for code in codes}) < 2:
            yield _finding("warning", "unit of one language", unit)
        if len({*codes}) < len(codes):
            yield _finding("warning", "a language twice in one unit", unit)
        for code, variant in zip(codes, variants, strict=True):
            yield from self._of_variant(code, variant)
        self._remember(unit, codes, variants)

    def of_file(self) -> Iterator[Finding]:
        """Yield what only the whole file shows."""
        if not self.units:
            yield Finding("warning", "no unit", 0)
        elif self._source and self._source.lower() != "*all*" and not self._with_source:
            detail = f"srclang {self._source}, the units have {', '.join(sorted(self.languages))}"
            yield Finding("error", "no unit in the source language", 0, detail)
        if len({_base(code) for code in self.languages}) > 2:
            detail = f"{', '.join(sorted(self.languages))}; OmegaT offers each as a translation"
            yield Finding("warning", "more than two languages", 0, detail)

        yield from self._rivals()

    def _count(self, codes: list[str]) -> None:
        self.languages.update({code for code in codes if code})
        wanted = _base(self._source)
        self._with_source += any(_base(code) == wanted for code in codes)

    def _of_variant(self, code: str, variant: etree._Element) -> Iterator[Finding]:
        if code and not _TAG.fullmatch(code):
            detail = f"{code!r}; expected two letters, and a region behind a hyphen"
            yield _finding("error", "odd language code", variant, detail)
        segment = next(children(variant, "seg"), None)
        if segment is None:
            return
        text = "".join(segment.itertext())
        if not text.strip():
            yield _finding("error", "empty segment", segment, f"in {code}")
        if any(_has_text(inline) for inline in segment if local(inline)):
            yield _finding("warning", "text in inline elements", segment, "OmegaT drops it")
        if len(text) > self._longest:
            yield _finding("warning", f"over {self._longest} characters", segment, f"{len(text)}")
        yield from _of_text(text, code, segment)

    def _remember(
        self, unit: etree._Element, codes: list[str], variants: list[etree._Element]
    ) -> None:
        """Lay by what the unit's source and each of its translations are."""
        texts = ["".join(variant.itertext("{*}seg")) for variant in variants]
        sources = [k for k, code in enumerate(codes) if _base(code) == _base(self._source)]
        first = sources[0] if sources else 0
        for k, (code, text) in enumerate(zip(codes, texts, strict=True)):
            if k != first and text.strip():
                self._keys.append(_hash(f"{code} {texts[first]}"))
                self._targets.append(_hash(text))
                self._lines.append(unit.sourceline or 0)

    def _rivals(self) -> Iterator[Finding]:
        """Yield a finding for each source that an earlier unit translates otherwise."""
        keys = np.array(self._keys, dtype=np.uint64)
        targets, lines = np.array(self._targets), np.array(self._lines)
        order = np.argsort(keys, kind="stable")
        first = np.ones(len(order), dtype=np.bool_)
        first[1:] = keys[order][1:] != keys[order][:-1]
        winner = order[np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))]
        for line in np.sort(lines[order][targets[order] != targets[winner]]):
            yield Finding("warning", "a source with two translations", int(line), _LAST)


def _of_text(text: str, code: str, segment: etree._Element) -> Iterator[Finding]:
    if lost := _LOST.search(text):
        yield _finding("warning", "lost characters", segment, f"U+{ord(lost[0]):04X}")
    language, start = six(code), text[:JUDGED]
    if language is None or sum(map(str.isalpha, start)) < LEAST_LETTERS:
        return
    if letter_share(start, BY_CODE[language]) < LEAST_SHARE:
        yield _finding("warning", "another script", segment, f"{code}: {text.strip()[:40]}")


def _has_text(inline: etree._Element) -> bool:
    """Tell whether an inline element holds words, and not only the code it stands for."""
    return local(inline) in {"hi", "sub"} or any(local(each) == "sub" for each in inline.iter())


@lru_cache(maxsize=1024)
def _base(code: str) -> str:
    return re.split("[-_]", code.lower())[0]


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def _finding(severity: Severity, kind: str, element: etree._Element, detail: str = "") -> Finding:
    return Finding(severity, kind, element.sourceline or 0, detail)
