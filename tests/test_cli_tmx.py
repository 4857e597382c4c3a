"""`hexapla tmx export` and `hexapla tmx check` as a user runs them."""

from pathlib import Path

import pytest
from conftest import Build, Run, segments

from corpora.parallel import read_rows
from corpora.schema import LANGUAGES, OTHERS
from tm.tmx.file import write_tmx
from tm.tmx.settings import ALL_PAIRS
from tm.tmx.unit import TranslationUnit, Variant


def test_the_french_pairs_are_written_and_counted(
    hexapla: Run, sample: Build, tmp_path: Path
) -> None:
    done = hexapla("tmx", "export", sample.folder, "--out", tmp_path / "m")
    assert (done.code, done.err) == (0, "")
    for lang in OTHERS:
        count = len(segments(tmp_path / "m" / f"fr-{lang}.tmx"))
        assert [str(count) in line for line in done.out.splitlines() if f"fr-{lang} " in line] == [
            True
        ]
    assert "six: left out: 1 × one language only" in done.out


def test_all_pairs_pass_the_check(hexapla: Run, sample: Build, tmp_path: Path) -> None:
    hexapla("tmx", "export", sample.folder, "--out", tmp_path / "m", "--pair", "all", "--no-six")
    files = sorted((tmp_path / "m").glob("*.tmx"))
    assert len([path for path in files if path.suffixes == [".tmx"]]) == len(ALL_PAIRS)
    done = hexapla("tmx", "check", *files)
    assert (done.code, done.err) == (0, "")
    assert done.out.count(": 0 errors") == len(files)


def test_every_option_at_once(hexapla: Run, sample: Build, tmp_path: Path) -> None:
    options = (
        *("--pair", "ru-zh", "--pair", "ar-en", "--tiers", "--auto", ".9999", "--plain", ".999"),
        *("--penalty", ".9", "--per-document", "--context", "phrase", "--keep-labels", "all"),
        *("--duplicates", "best", "--locale", "zh=zh-CN", "--gzip", "--max-size", "2kB"),
        *("--longest", "300"),
    )
    done = hexapla("tmx", "export", sample.folder, "--out", tmp_path / "m", *options)
    assert done.code == 0
    assert "longer than 300 characters a side" in done.err
    files = [*(tmp_path / "m").rglob("*.tmx.gz")]
    assert {path.relative_to(tmp_path / "m").parts[0] for path in files} == {
        *("ru-zh", "ar-en", "six")
    }
    assert hexapla("tmx", "check", *files).code == 0


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (["--pair", "fr-de"], 1, "--pair fr-de: expected two of fr, en, es, ru, ar, zh as fr-ru"),
        (["--locale", "zh"], 1, "--locale zh: expected one of"),
        (["--max-size", "big"], 1, "--max-size big: expected a number"),
        (["--tiers", "--auto", ".1"], 1, "expected them to fall"),
        (["--auto", ".99"], 2, "--tiers"),
        (["--context", "trados"], 2, "is none of memoq, phrase"),
        (["--keep-labels", "some"], 2, "is none of none, brackets, all"),
        (["--duplicates", "worst"], 2, "is none of all, best, newest"),
    ],
)
def test_wrong_options_are_named(
    hexapla: Run, sample: Build, tmp_path: Path, options: list[str], code: int, message: str
) -> None:
    done = hexapla("tmx", "export", sample.folder, "--out", tmp_path / "m", *options)
    assert done.code == code
    assert message in " ".join(done.err.replace("│", " ").split())
    assert not (tmp_path / "m").exists()


def test_no_build_is_one_line(hexapla: Run, tmp_path: Path) -> None:
    done = hexapla("tmx", "export", tmp_path, "--out", tmp_path / "m")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"hexapla: {tmp_path}: holds no build")
    assert done.err.count("\n") == 1


def test_a_faulty_file_is_an_exit_code_and_a_line(hexapla: Run, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.tmx", tmp_path / "bad.tmx"
    unit = TranslationUnit("a", (Variant("fr", "un"), Variant("ru", "один")))
    write_tmx(good, [unit], source_language="fr")
    bad.write_text("<tmx>", encoding="utf-8")
    done = hexapla("tmx", "check", good, bad, tmp_path / "none.tmx")
    assert done.code == 1
    assert f"{good}: 1 units (fr 1, ru 1): 0 errors, 0 warnings" in done.out.splitlines()
    assert f"{bad}:1: error: not well-formed XML" in done.out
    assert f"{tmp_path / 'none.tmx'}: error: No such file" in done.out


@pytest.mark.shared
def test_every_file_of_the_world_gets_an_answer_in_a_few_lines(hexapla: Run, shared: Path) -> None:
    files = sorted((shared / "data" / "tmx").glob("*.tmx"))
    assert len(files) >= 20
    for path in files:
        done = hexapla("tmx", "check", path)
        lines = done.out.splitlines()
        assert done.err == ""
        assert 1 <= len(lines) <= 40
        assert all(line.startswith(str(path)) for line in lines)
        assert done.code == (": error: " in done.out)


@pytest.mark.shared
def test_memories_of_the_world_come_back_through_our_writer(
    hexapla: Run, shared: Path, tmp_path: Path
) -> None:
    """Read, written as TMX 1.4, and read by an independent reader: the texts are the same."""
    from translate.storage.tmx import tmxfile  # noqa: PLC0415  # heavy, and only here

    readable = 0
    for path in sorted((shared / "data" / "tmx").glob("*.tmx")):
        done = hexapla("tmx", "check", path)
        if "not well-formed" in done.out or "is empty" in done.out or "breaks off" in done.out:
            continue
        readable += 1
        rows = [*read_rows([path], names={path: path.name})]
        units = [
            TranslationUnit(f"u{row.place}", tuple(variants))
            for row in rows
            if (variants := [Variant(v.code, v.text) for v in row.variants if v.text.strip()])
        ]
        again = tmp_path / path.name
        write_tmx(again, units, source_language=units[0].variants[0].language if units else "en")
        parsed = tmxfile.parsestring(again.read_bytes()).units
        found = [
            [segment.findtext("{*}seg") or segment.findtext("seg") for segment in node]
            for node in (unit.xmlelement.findall("tuv") for unit in parsed)
        ]
        assert found == [[variant.text for variant in unit.variants] for unit in units]
    assert readable >= 20


def test_the_languages_are_the_six() -> None:
    assert {language for pair in ALL_PAIRS for language in pair} == {*LANGUAGES}
