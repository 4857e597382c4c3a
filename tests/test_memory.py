"""The memory as the other packages use it: units in their order, segments, neighbours, counts."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora.parallel.row import Row, Variant
from corpora.schema import LANGUAGES
from tm.memory.entry import entry_of, kept_tuid
from tm.memory.store import Memory, StoredUnit, open_memory
from tm.memory.summary import summarise
from tm.memory.tally import Tally
from tm.memory.unit import full_tuid

TEXTS = {
    "fr": "La paix « juste », n° 1",
    "en": "A “just” peace, No. 1",
    "es": "¿Una paz justa? N.º 1",
    "ru": "Справедливый мир, № 1",
    "ar": "سلامٌ عادل، ١",
    "zh": "公正的和平，第1号。",
}


def tuv(code: str, text: str, inside: str = "", attributes: str = "") -> str:
    return f'<tuv xml:lang="{code}" {attributes}>{inside}<seg>{text}</seg></tuv>'


def tu(texts: dict[str, str], inside: str = "", attributes: str = "") -> str:
    return f"<tu {attributes}>{inside}{''.join(tuv(*each) for each in texts.items())}</tu>"


def prop(name: str, value: str) -> str:
    return f'<prop type="{name}">{value}</prop>'


def tmx(folder: Path, *units: str, name: str = "un.tmx") -> Path:
    path = folder / name
    body = "\n".join(units)
    path.write_text(f'<tmx version="1.4"><body>{body}</body></tmx>', encoding="utf-8")
    return path


def numbered(number: int, languages: tuple[str, ...] = LANGUAGES) -> dict[str, str]:
    return {lang: f"{TEXTS[lang]} {number}" for lang in languages}


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with open_memory(tmp_path / "memory", create=True) as opened:
        yield opened


def test_a_new_memory_is_empty(memory: Memory) -> None:
    assert memory.last_id() == memory.count() == 0
    assert memory.languages() == memory.files() == ()
    assert [*memory.segments("fr")] == memory.units([]) == []
    assert memory.around(1) == (None, None)


def test_a_unit_comes_back_as_it_was(memory: Memory, tmp_path: Path) -> None:
    facts = (
        prop("x-document", "A/RES/69/12")
        + prop("x-label", "op2")
        + prop("x-date", "2014-11-11")
        + prop("x-bead", "1-1")
        + prop("x-probability", "0.9876")
        + "<note>Unofficial</note>"
    )
    variants = tuv("fr", TEXTS["fr"], prop("x-number", "2.")) + "".join(
        tuv(lang, TEXTS[lang], prop("x-probability", "0.5"), 'changeid="X" changedate="20141111"')
        for lang in LANGUAGES[1:]
    )
    memory.add_file(tmx(tmp_path, f'<tu tuid="A/RES/69/12#op2">{facts}{variants}</tu>'))
    (unit,) = memory.units([1])
    assert unit == StoredUnit(
        1,
        "A/RES/69/12#op2",
        TEXTS,
        {
            "x-label": "op2",
            "x-date": "2014-11-11",
            "x-probability": "0.9876",
            "x-bead": "1-1",
            "note": "Unofficial",
            "x-number@fr": "2.",
            **{f"x-probability@{lang}": "0.5" for lang in LANGUAGES[1:]},
            **{f"author@{lang}": "X" for lang in LANGUAGES[1:]},
            **{f"changed@{lang}": "20141111" for lang in LANGUAGES[1:]},
        },
        "un.tmx",
        "A/RES/69/12",
    )
    assert [*unit.texts] == [*LANGUAGES]


@pytest.mark.parametrize("tuid", [None, "op2", "A#op2", "A#", "", "#", "A#op2~2"])
@pytest.mark.parametrize("document", [None, "A"])
@pytest.mark.parametrize("label", [None, "op2"])
def test_a_tuid_is_kept_whatever_stands_beside_it(
    tuid: str | None, document: str | None, label: str | None
) -> None:
    assert full_tuid(kept_tuid(tuid, document, label), document, label) == (tuid or None)


def test_codes_that_differ_stay_with_the_unit(memory: Memory, tmp_path: Path) -> None:
    codes = {"fr": "fr-FR", "es": "es-MX"}
    units = [
        tu({codes.get(lang, lang): text for lang, text in numbered(n).items()}) for n in (1, 2)
    ]
    units.append(tu(numbered(3) | {"zh": "和"}))
    memory.add_file(tmx(tmp_path, *units))
    assert memory.files()[0].codes == {lang: codes.get(lang, lang) for lang in LANGUAGES}
    assert [unit.properties for unit in memory.units([1, 2, 3])] == [
        {},
        {},
        {"code@fr": "fr", "code@es": "es"},
    ]


def test_what_all_variants_say_is_said_once(memory: Memory, tmp_path: Path) -> None:
    same = 'creationid="A &amp; B" creationdate="20260101T000000Z"'
    inside = prop("x-a", "1") + prop("x-a", "2") + prop("x-date", "no date")
    path = tmx(tmp_path, tu({lang: TEXTS[lang] for lang in LANGUAGES}, inside, same))
    memory.add_file(path)
    assert memory.units([1])[0].properties == {
        "x-a": "1\n2",
        "x-date": "no date",
        "author": "A & B",
        "changed": "20260101T000000Z",
    }


def test_units_come_in_the_order_asked(memory: Memory, tmp_path: Path) -> None:
    memory.add_file(tmx(tmp_path, *(tu(numbered(n)) for n in range(1, 1_301))))
    ids = [700, 3, 1_300, 3, 1, *range(1, 1_301)]
    assert [unit.id for unit in memory.units(ids)] == ids
    assert memory.units([700])[0].texts == numbered(700)
    with pytest.raises(KeyError):
        memory.units([1_301])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_segments_are_those_of_one_language(memory: Memory, tmp_path: Path, lang: str) -> None:
    without = tuple(each for each in LANGUAGES if each != lang)
    units = [tu(numbered(n, without if n % 3 == 0 else LANGUAGES)) for n in range(1, 4_101)]
    memory.add_file(tmx(tmp_path, *units))
    expected = [(n, numbered(n)[lang]) for n in range(1, 4_101) if n % 3]
    assert [*memory.segments(lang)] == expected
    assert [*memory.segments(lang, after=4_000)] == [each for each in expected if each[0] > 4_000]
    assert memory.count(lang) == len(expected)
    assert memory.last_id() == memory.count() == 4_100


def test_segments_go_on_beside_an_import(memory: Memory, tmp_path: Path) -> None:
    memory.add_file(tmx(tmp_path, *(tu(numbered(n)) for n in range(3_000))))
    found = memory.segments("ar")
    first = next(found)
    memory.add_file(tmx(tmp_path, tu(numbered(9_999)), name="more.tmx"))
    assert [number for number, _ in (first, *found)] == [*range(1, 3_002)]


def test_a_language_of_no_memory_is_no_column(memory: Memory) -> None:
    with pytest.raises(ValueError, match="none of fr"):
        [*memory.segments("de; DROP TABLE units")]


def test_neighbours_stand_beside_in_the_same_document(memory: Memory, tmp_path: Path) -> None:
    first, second = (prop("x-document", doc) for doc in ("A/1", "A/2"))
    alone = tu({"fr": "Seul"})
    units = [
        tu(numbered(1), first),
        tu(numbered(2), first),
        tu(numbered(3), second),
        tu(numbered(4), second),
        alone,
        tu(numbered(5), second),
        tu(numbered(3), second),  # there already
        tu(numbered(6), second),
        tu(numbered(7), second),
    ]
    memory.add_file(tmx(tmp_path, *units))
    memory.add_file(tmx(tmp_path, tu(numbered(8), second), name="more.tmx"))

    def beside(number: int) -> tuple[int | None, ...]:
        return tuple(unit and unit.id for unit in memory.around(number))

    assert [beside(number) for number in range(1, 9)] == [
        (None, 2),
        (1, None),
        (None, 4),
        (3, None),  # beside it a row was left out
        (None, None),  # and on the other side one was there already
        (None, 7),
        (6, None),
        (None, None),  # of another file
    ]


def test_equal_units_are_kept_once_and_belong_to_the_first_file(
    memory: Memory, tmp_path: Path
) -> None:
    named = tu(numbered(1), prop("x-document", "A/1"))
    unnamed = tu(numbered(1))
    fewer = tu(numbered(1, LANGUAGES[:5]))
    first = memory.add_file(tmx(tmp_path, unnamed, named, fewer, unnamed, named))
    again = memory.add_file(
        tmx(tmp_path, tu(numbered(1), "<note>new</note>"), tu(numbered(2)), name="again.tmx")
    )
    assert first[:4] == ("un.tmx", 3, 2, {})
    assert again[:4] == ("again.tmx", 1, 1, {})
    assert [unit.file for unit in memory.units([1, 2, 3, 4])] == ["un.tmx"] * 3 + ["again.tmx"]
    assert [unit.document for unit in memory.units([1, 2, 3])] == [None, "A/1", None]


def test_the_same_file_adds_nothing_under_any_name(memory: Memory, tmp_path: Path) -> None:
    path = tmx(tmp_path, *(tu(numbered(n)) for n in range(3)))
    memory.add_file(path, added=datetime.date(2026, 1, 2))
    copy = tmp_path / "copy.tmx"
    copy.write_bytes(path.read_bytes())
    again = memory.add_file(copy, added=datetime.date(2027, 1, 2))
    assert again[:4] == ("copy.tmx", 0, 0, {})
    assert again.known == "un.tmx"
    (file,) = memory.files()
    assert (file.name, file.added, file.units, file.duplicates) == ("un.tmx", "2026-01-02", 3, 0)
    assert len(file.sha256) == 64
    assert file.bytes == path.stat().st_size


def test_equal_files_in_equal_order_give_equal_memories(tmp_path: Path) -> None:
    paths = [
        tmx(tmp_path, *(tu(numbered(n)) for n in range(k, 50, 2)), name=f"{k}.tmx") for k in (0, 1)
    ]
    found = []
    for name in ("one", "two"):
        with open_memory(tmp_path / name, create=True) as memory:
            for path in paths:
                memory.add_file(path, added=datetime.date(2026, 1, 2))
        found.append((tmp_path / name / "memory.sqlite").read_bytes())
    assert found[0] == found[1]


def test_a_summary_counts_languages_and_pairs(memory: Memory, tmp_path: Path) -> None:
    units = [tu(numbered(1)), tu(numbered(2, ("fr", "ar"))), tu(numbered(3, ("ar", "zh")))]
    memory.add_file(tmx(tmp_path, *units))
    (tmp_path / "memory" / "index" / "fr").mkdir(parents=True)
    (tmp_path / "memory" / "index" / "fr" / "x").write_bytes(b"12345")
    found = summarise(memory)
    assert found.units == 3
    assert found.languages == {"fr": 2, "en": 1, "es": 1, "ru": 1, "ar": 3, "zh": 2}
    assert found.pairs["fr", "ar"] == found.pairs["ar", "zh"] == 2
    assert found.pairs["fr", "zh"] == found.pairs["en", "es"] == 1
    assert len(found.pairs) == 15
    assert found.index_bytes == 5
    assert found.bytes > 16_384


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" {} \n", "{}"),
        ("{}\r\n{}", "{}\n{}"),
        ("{}\t{}", "{}\t{}"),
        ("{}\u00a0\u200f{}", "{}\u00a0\u200f{}"),
        ("{}\x00\x1b{}", "{}{}"),
        ("\ufffe{}", "{}"),
    ],
)
def test_a_text_stays_as_it_is_but_for_what_no_file_may_hold(
    lang: str, text: str, kept: str
) -> None:
    other = "en" if lang == "fr" else "fr"
    variants = (Variant(lang, text.replace("{}", TEXTS[lang])), Variant(other, TEXTS[other]))
    tally = Tally("x")
    entry = entry_of(Row(1, variants), {}, tally)
    assert entry is not None
    assert entry.texts[LANGUAGES.index(lang)] == kept.replace("{}", TEXTS[lang])
    assert bool(tally.counts) == ("\x00" in text or "\ufffe" in text)


def test_what_is_left_out_is_counted_with_a_place(memory: Memory, tmp_path: Path) -> None:
    units = [
        tu(numbered(1) | {"de": "Der Frieden"}),
        tu({"fr": "Seul", "de-DE": "Allein"}),
        tu({"de": "Der Frieden", "fr": "  "}),
        f"<tu>{tuv('fr', 'Un')}{tuv('fr-CA', 'Une')}{tuv('ar', 'واحد')}{tuv('', 'x')}</tu>",
    ]
    added = memory.add_file(tmx(tmp_path, *units))
    assert added.units == 2
    assert added.left_out == {
        "a text in de, none of the six": 2,
        "a text in de-DE, none of the six": 1,
        "text in only one of fr, en, es, ru, ar, zh": 1,
        "no text in fr, en, es, ru, ar, zh": 1,
        "a second text in fr in the same unit": 1,
        "a text in no language, none of the six": 1,
    }
    assert {piece.reason: piece.line for piece in added.places}[
        "no text in " + ", ".join(LANGUAGES)
    ] == 3
    assert memory.files()[0].left_out == added.left_out


def test_reasons_are_bounded(memory: Memory, tmp_path: Path) -> None:
    units = [
        tu(numbered(1)),
        *(tu({f"x-{n}": "a", "fr": f"{n}", "en": f"{n}"}) for n in range(1_500)),
    ]
    added = memory.add_file(tmx(tmp_path, *units))
    assert len(added.left_out) == len(added.places) == 1_001
    assert sum(added.left_out.values()) == 1_500
