"""What the tests of pretranslation share: texts, a memory that needs no index, the schemas."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from corpora.schema import LANGUAGES
from tm.memory.unit import StoredUnit

SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
"""The schemas of OASIS as Debian's php-symfony-translation holds them; without, none is checked."""
CORE12 = "urn:oasis:names:tc:xliff:document:1.2"
CORE20 = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"

PEACE = {
    "fr": "La paix est bonne & juste.",
    "en": "Peace is good & just.",
    "es": "La paz es buena y justa.",
    "ru": "Мир — это хорошо и <справедливо>.",
    "ar": "السلام جيد وعادل.",
    "zh": "和平是美好而公正的。",
}
COUNCIL = {
    "fr": "Le Conseil se réunit demain matin à Genève.",
    "en": "The Council meets tomorrow morning in Geneva.",
    "es": "El Consejo se reúne mañana por la mañana en Ginebra.",
    "ru": "Совет соберётся завтра утром в Женеве.",
    "ar": "يجتمع المجلس صباح غد في جنيف.",
    "zh": "理事会明天上午在日内瓦开会。",
}
UNITS = (
    StoredUnit(
        3, "A/1#op1", PEACE, {"x-probability": "0.9876", "x-number@fr": "1."}, "a.tmx", "A/1"
    ),
    StoredUnit(8, None, COUNCIL, {}, "b.tmx", None),
)


class Found(NamedTuple):
    """A match as the look-up gives it."""

    score: int
    kind: str
    unit: StoredUnit
    source: str
    target: str
    substituted: bool = False


class Memory:
    """A memory of few units, searched one by one; it keeps what it was asked."""

    def __init__(
        self,
        source: str = "fr",
        target: str = "ru",
        *,
        units: Sequence[StoredUnit] = UNITS,
        least: int = 60,
    ) -> None:
        self.source, self.target, self.units, self.least = source, target, units, least
        self.asked: list[tuple[str, str | None, str | None]] = []

    def search(self, text: str, before: str | None, behind: str | None) -> list[Found]:
        self.asked.append((text, before, behind))
        found = []
        for unit in self.units:
            ours = unit.texts[self.source]
            score = int(100 * SequenceMatcher(None, text, ours, autojunk=False).ratio())
            if score >= self.least:
                kind = "exact" if score == 100 else "fuzzy"
                found.append(Found(score, kind, unit, ours, unit.texts[self.target]))
        return sorted(found, key=lambda match: -match.score)


class _Here(etree.Resolver):
    """Finds the schema of the XML namespace beside the others, not on the network."""

    def resolve(self, url: str, _id: str, context: object) -> object:
        if url.endswith("xml.xsd"):
            return self.resolve_filename(str(SCHEMAS / "xml.xsd"), context)
        return None


def assert_valid(data: bytes) -> None:
    """Check a file against the schema of its version, and candidates of 2.x by the standard."""
    root = etree.fromstring(data)
    if SCHEMAS.is_dir():
        _assert_fits_schema(root)
    for match in root.iter(f"{{{MATCHES}}}match"):
        _assert_candidate(match)


def _assert_fits_schema(root: etree._Element) -> None:
    name = "xliff-core-1.2-strict.xsd" if root.get("version") == "1.2" else "xliff-core-2.0.xsd"
    parser = etree.XMLParser()
    parser.resolvers.add(_Here())
    schema = etree.XMLSchema(etree.parse(SCHEMAS / name, parser))
    if root.get("version") == "2.1":
        root.set("version", "2.0")  # the schema has it fixed
    assert schema.validate(root), schema.error_log.last_error


def _assert_candidate(match: etree._Element) -> None:
    """Check what XLIFF 2.1, 5.1 says of a candidate."""
    assert set(match.attrib) <= {
        "id",
        "matchQuality",
        "matchSuitability",
        "origin",
        "ref",
        "reference",
        "similarity",
        "subType",
        "type",
    }
    for name in ("matchQuality", "matchSuitability", "similarity"):
        assert 0 <= float(match.get(name, "0")) <= 100
    assert match.get("type", "tm") in {"am", "mt", "icm", "idm", "tb", "tm", "other"}
    above = match.getparent()
    assert above.tag == f"{{{MATCHES}}}matches"
    unit = above.getparent()
    names = [each.get("id") for each in unit.iterchildren(f"{{{CORE20}}}segment")]
    assert match.get("ref").removeprefix("#") in names
    assert [child.tag for child in match] == [f"{{{CORE20}}}source", f"{{{CORE20}}}target"]


assert set(PEACE) == set(COUNCIL) == set(LANGUAGES)
