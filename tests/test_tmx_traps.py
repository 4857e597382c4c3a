"""`tm.tmx.check.check`: what goes wrong in CAT tools, and where."""

import gzip
import tracemalloc
from pathlib import Path

import pytest

from tm.tmx.check import MOST_KINDS, SHOWN, check
from tm.tmx.traps import Finding

HEADER = (
    '<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" '
    'adminlang="en" srclang="fr" datatype="plaintext"/>'
)
TEXTS = {
    "fr": "Décide d’examiner la question à sa prochaine session.",
    "en": "Decides to consider the item at its next session.",
    "es": "Decide examinar el tema en su próximo período de sesiones.",
    "ru": "постановляет рассмотреть вопрос на своей следующей сессии.",
    "ar": "تقرر أن تنظر في البند في دورتها المقبلة.",
    "zh": "决定在下一届会议上审议该项目，并请秘书长向大会提出报告说明情况。",
}


def variant(code: str, text: str) -> str:
    return f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>'


def unit(first: str = "", second: str = "") -> str:
    return f"<tu>{first or variant('fr', 'un')}{second or variant('ru', 'один')}</tu>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.tmx"


def put(path: Path, *units: str, header: str = HEADER, version: str = "1.4") -> Path:
    """Write a memory whose first unit is on line 4."""
    lines = "\n".join(units)
    text = f'<tmx version="{version}">\n{header}\n<body>\n{lines}\n</body>\n</tmx>'
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", [code for code in TEXTS if code != "fr"])
def test_an_ordinary_memory_has_no_finding(path: Path, language: str) -> None:
    both = (variant("fr", TEXTS["fr"]), variant(language, TEXTS[language]))
    checked = check(put(path, unit(*both)))
    assert checked == ([], {}, 1, {"fr": 1, language: 1})
    assert (checked.errors, checked.warnings) == (0, 0)


@pytest.mark.parametrize(
    ("second", "severity", "kind", "detail"),
    [
        (variant("ru", ""), "error", "empty segment", "in ru"),
        (variant("ru", " \u00a0"), "error", "empty segment", "in ru"),
        (variant("fr_FR", "un"), "error", "odd language code", "'fr_FR'"),
        (variant("rus", "один"), "error", "odd language code", "'rus'"),
        (variant("ru-Cyrl-RUS", "один"), "error", "odd language code", "'ru-Cyrl-RUS'"),
        (variant("ru", "x" * 2001), "warning", "over 2000 characters", "2001"),
        (variant("ru", "a<hi>b</hi>"), "warning", "text in inline elements", "OmegaT drops it"),
        (variant("ru", "один\ufffd"), "warning", "lost characters", "U+FFFD"),
        (variant("ru", "один\u0093"), "warning", "lost characters", "U+0093"),
        (variant("fr", "deux"), "warning", "unit of one language", ""),
        (variant("ru", "<b>x</b>"), "error", "not valid TMX 1.4: No declaration for element b", ""),
        ("<tuv><seg>x</seg></tuv>", "error", "not valid TMX 1.4: Element tuv does not carry", ""),
        ('<tuv xml:lang="ru"/>', "error", "not valid TMX 1.4: Element tuv content does not", ""),
    ],
)
def test_each_trap_is_named_with_its_line(
    path: Path, second: str, severity: str, kind: str, detail: str
) -> None:
    checked = check(put(path, unit(), unit(second=second)))
    found = [each for each in checked.findings if each.kind.startswith(kind)]
    assert found
    assert {(each.severity, each.line) for each in found} == {(severity, 5)}
    assert detail in found[0].detail


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("foreign", TEXTS)
def test_another_script_is_a_warning(path: Path, language: str, foreign: str) -> None:
    latin = {"fr", "en", "es"}
    checked = check(put(path, unit(variant("fr", "un"), variant(language, TEXTS[foreign]))))
    same = language == foreign or {language, foreign} <= latin
    kinds = {each.kind for each in checked.findings}
    assert ("another script" not in kinds) is same


@pytest.mark.parametrize(
    "text", ["https://www.un.org", "A/69/L.13", "12", "UNESCO", "ISO 9001:2015"]
)
@pytest.mark.parametrize("language", ["ru", "ar", "zh"])
def test_names_and_numbers_are_in_any_script(path: Path, language: str, text: str) -> None:
    checked = check(put(path, unit(second=variant(language, text))))
    assert [each for each in checked.findings if each.kind == "another script"] == []


def test_a_source_with_two_translations_is_found_wherever_it_stands(path: Path) -> None:
    units = [unit(), unit(variant("fr", "deux"), variant("ru", "два")), unit()]
    units.append(unit(second=variant("ru", "одна")))
    units.append(unit(variant("fr", "UN"), variant("ru", "ООН")))
    found = check(put(path, *units)).findings
    assert [(each.kind, each.line) for each in found] == [("a source with two translations", 7)]


def test_the_same_source_in_two_languages_is_no_rival(path: Path) -> None:
    units = [unit(), unit(second=variant("ar", "واحد"))]
    kinds = {each.kind for each in check(put(path, *units)).findings}
    assert kinds == {"more than two languages"}


@pytest.mark.parametrize(
    ("header", "finding"),
    [
        ("*all*", ("warning", 'srclang is "*all*"', 2)),
        ("fr_FR", ("error", "odd language code", 2)),
        ("zh", ("error", "no unit in the source language", 0)),
    ],
)
def test_source_languages(path: Path, header: str, finding: tuple[str, str, int]) -> None:
    checked = check(put(path, unit(), header=HEADER.replace('"fr"', f'"{header}"')))
    assert finding in {each[:3] for each in checked.findings}


def test_regions_and_case_do_not_matter(path: Path) -> None:
    header = HEADER.replace('"fr"', '"FR-fr"')
    units = (unit(variant("fr", "un"), variant("zh-Hans-CN", "一")), unit(variant("fr-CA", "deux")))
    checked = check(put(path, *units, header=header))
    assert [each.kind for each in checked.findings] == ["more than two languages"]


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        ("", 0, "the file is empty"),
        ("plain", 1, "not well-formed XML"),
        ('<tmx version="1.4">\n<body>\n<tu>&</tu>', 3, "not well-formed XML"),
        ('<tmx version="1.4">\n<body>\n<tu>\x0b</tu>', 3, "not well-formed XML"),
        ("<html/>", 1, "begins with <html>, expected <tmx>"),
        ('<!DOCTYPE tmx [<!ENTITY a "b">]>\n<tmx version="1.4"/>', 0, "declares entities"),
        ('<tmx version="1.1">\n<header/><body/></tmx>', 1, "version is not 1.4"),
        ('<tmx version="1.4">\n<body>\n<tu/></body></tmx>', 3, "no header before the units"),
        ('<tmx version="1.4">\n<body>\n<p/></body></tmx>', 3, "<p> out of place"),
        ('<tmx version="1.4">\n<tu/></tmx>', 2, "<tu> out of place"),
    ],
)
def test_what_is_no_tmx_is_said(path: Path, text: str, line: int, kind: str) -> None:
    path.write_text(text, encoding="utf-8")
    checked = check(path)
    assert (line, True) in {(each.line, each.kind.startswith(kind)) for each in checked.findings}
    assert checked.errors >= 1
    assert all("\n" not in each.kind + each.detail for each in checked.findings)


def test_a_file_that_breaks_off_is_checked_up_to_there(path: Path) -> None:
    text = put(path, unit(), unit(second=variant("ru", ""))).read_text(encoding="utf-8")
    path.write_text(text[:-10], encoding="utf-8")
    checked = check(path)
    assert checked.units == 2
    assert [each.kind.split(" (")[0] for each in checked.findings] == [
        *("empty segment", "not well-formed XML")
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_any_encoding_and_gzip(path: Path, encoding: str) -> None:
    text = put(path, unit(second=variant("ru", ""))).read_text(encoding="utf-8")
    packed = path.with_suffix(".tmx.gz")
    packed.write_bytes(gzip.compress(text.encode(encoding)))
    assert check(packed).findings == [Finding("error", "empty segment", 4, "in ru")]


def test_many_findings_of_a_kind_are_counted(path: Path) -> None:
    checked = check(put(path, *[unit(second=variant("ru", ""))] * 50))
    assert len(checked.findings) == SHOWN
    assert checked.counts == {("error", "empty segment"): 50}


def test_kinds_without_end_are_gathered(path: Path) -> None:
    checked = check(put(path, *(unit(second=variant("ru", f"<x{k}/>")) for k in range(500))))
    assert len(checked.counts) == MOST_KINDS + 1
    assert sum(checked.counts.values()) >= 500


def test_memory_does_not_grow_with_the_file(path: Path) -> None:
    check(put(path, unit()))
    text = "Décide " * 100
    peaks = []
    for count in (200, 2000):
        put(path, *[unit(variant("fr", text), variant("ru", "один"))] * count)
        tracemalloc.start()
        check(path)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 2000 * 200
