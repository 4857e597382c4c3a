from pathlib import Path

import pytest
from conftest import segments
from pretranslation import COUNCIL, PEACE, UNITS, Memory

from corpora.schema import LANGUAGES
from tm.memory.unit import StoredUnit
from tm.pretranslate.extraction import FORBIDDEN, ONE_LANGUAGE, units_of, used
from tm.pretranslate.segment import Segment
from tm.tmx.check import validate
from tm.tmx.file import write_tmx

TEXTS = [
    Segment(COUNCIL["fr"], "open"),
    Segment(PEACE["fr"], "translated"),
    Segment("Rien de tel ici ne se trouve en mémoire", "open"),
    Segment(COUNCIL["fr"].replace("Genève", "Lyon"), "open"),
]


def test_units_are_those_of_what_is_to_be_translated() -> None:
    assert used(TEXTS, [Memory().search]) == [8]
    both = [*TEXTS, Segment(PEACE["fr"], "open")]
    assert used(both, [Memory(target=lang).search for lang in LANGUAGES[1:]]) == [3, 8]
    assert used([], [Memory().search]) == []


@pytest.mark.parametrize("target", LANGUAGES[1:])
def test_a_part_is_a_memory(tmp_path: Path, target: str) -> None:
    part = units_of(UNITS, ("fr", target))
    out = tmp_path / "sub.tmx"
    assert write_tmx(out, part.units, source_language="fr") == 2
    validate(out)
    assert segments(out) == {
        "A/1#op1": {"fr": PEACE["fr"], target: PEACE[target]},
        "b.tmx#8": {"fr": COUNCIL["fr"], target: COUNCIL[target]},
    }
    first = part.units[0]
    assert dict(first.properties) == {"x-document": "A/1", "x-probability": "0.9876"}
    assert first.variants[0].properties == (("x-number", "1."),)


def test_all_languages_come_in_the_order_asked() -> None:
    (first, _) = units_of(UNITS, ("zh", "fr", "ar")).units
    assert [variant.language for variant in first.variants] == ["zh", "fr", "ar"]


def test_what_cannot_be_written_is_counted() -> None:
    alone = StoredUnit(1, None, {"fr": "Un", "en": "One", "ru": " "}, {"note": "n"}, "a", None)
    broken = StoredUnit(2, None, {"fr": "\x00", "ru": "a"}, {}, "a", None)
    part = units_of([alone, broken, *UNITS], ("fr", "ru"))
    assert part.left_out == {ONE_LANGUAGE: 1, FORBIDDEN: 1}
    assert len(part.units) == 2
    assert units_of([alone], ("fr", "en")).units[0].note == "n"
