"""`hexapla align`, `score`, `train` and `bench` as a user meets them."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from conftest import TEXTS, Done, Run

from align.gold import read_pairings, read_units
from corpora.errors import OutputError
from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES, OTHERS
from tm.alignment import align_folder

FILES = {*(f"fr-{lang}.beads" for lang in OTHERS), "six.jsonl"}


@pytest.fixture(scope="session")
def texts(sample_texts: Path) -> dict[str, list[str]]:
    """Return the lines of the bundled resolution by language."""
    return {
        lang: [
            line
            for line in (sample_texts / f"{lang}.md").read_text("utf-8").split("\n")
            if line.strip()
        ]
        for lang in LANGUAGES
    }


@pytest.fixture
def document(tmp_path: Path, texts: dict[str, list[str]]) -> Path:
    """Return a folder with the bundled resolution, a line a segment."""
    folder = tmp_path / "document"
    folder.mkdir()
    for lang, lines in texts.items():
        put(folder, lang, lines)
    return folder


def put(folder: Path, lang: str, lines: list[str]) -> None:
    (folder / f"{lang}.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def lines_of(folder: Path, lang: str) -> list[str]:
    return (folder / f"{lang}.txt").read_text("utf-8").splitlines()


def check_refused(done: Done, message: str) -> None:
    assert done.code == 1
    assert done.out == ""
    assert re.fullmatch(r"hexapla: [^\n]+\n", done.err), done.err
    assert re.search(message, done.err), done.err


def check_whole(out: Path, counts: dict[str, int]) -> None:
    """Check that every segment is in exactly one bead a language, and in exactly one unit."""
    for lang in counts.keys() - {"fr"}:
        beads = read_pairings(out / f"fr-{lang}.beads")
        assert [i for bead in beads for i in bead.source] == [*range(counts["fr"])]
        assert [j for bead in beads for j in bead.target] == [*range(counts[lang])]
        assert all(bead.probability is not None for bead in beads)
    units = read_units(out / "six.jsonl")
    for lang, count in counts.items():
        found = sorted(i for unit in units for i in unit.segments.get(lang, ()))
        assert found == [*range(count)]
    assert all(unit.probability is not None for unit in units)


def test_six_languages(hexapla: Run, document: Path, texts: dict[str, list[str]]) -> None:
    done = hexapla("align", document, "--out", document.parent / "out")
    assert (done.code, done.err) == (0, "")
    assert {path.name for path in (document.parent / "out").iterdir()} == FILES
    assert "written to" in done.out
    check_whole(document.parent / "out", {lang: len(found) for lang, found in texts.items()})


@pytest.mark.parametrize("lang", OTHERS)
def test_two_languages(hexapla: Run, corpus: Path, lang: str) -> None:
    for other in {*OTHERS} - {lang}:
        (corpus / f"{other}.txt").unlink()
    done = hexapla("align", corpus, "--out", corpus.parent / "out")
    assert (done.code, done.err) == (0, "")
    beads = read_pairings(corpus.parent / "out" / f"fr-{lang}.beads")
    assert [bead[:2] for bead in beads] == [((0,), (0,)), ((1,), (1,))]
    units = read_units(corpus.parent / "out" / "six.jsonl")
    assert [unit.segments for unit in units] == [{"fr": (k,), lang: (k,)} for k in range(2)]
    assert {path.name for path in (corpus.parent / "out").iterdir()} == {
        f"fr-{lang}.beads",
        "six.jsonl",
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_blank_lines_keep_their_numbers(
    hexapla: Run, document: Path, texts: dict[str, list[str]], lang: str
) -> None:
    put(document, lang, ["", *texts[lang][:9], "", " ", *texts[lang][9:], ""])
    assert hexapla("align", document, "--out", document.parent / "out").code == 0
    counts = {each: len(found) for each, found in texts.items()}
    check_whole(document.parent / "out", counts | {lang: counts[lang] + 4})


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends(hexapla: Run, corpus: Path, end: str) -> None:
    for lang, text in TEXTS.items():
        (corpus / f"{lang}.txt").write_bytes(text.replace("\n", end).encode())
    assert hexapla("align", corpus, "--out", corpus.parent / "out").code == 0
    check_whole(corpus.parent / "out", dict.fromkeys(LANGUAGES, 2))


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_a_separator_within_a_line_parts_no_segments(
    hexapla: Run, corpus: Path, separator: str
) -> None:
    for lang, text in TEXTS.items():
        (corpus / f"{lang}.txt").write_text(text[:3] + separator + text[3:], encoding="utf-8")
    assert hexapla("align", corpus, "--out", corpus.parent / "out").code == 0
    check_whole(corpus.parent / "out", dict.fromkeys(LANGUAGES, 2))


def test_the_result_is_the_same_again_and_old_files_stay(hexapla: Run, corpus: Path) -> None:
    out = corpus.parent / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine")
    assert hexapla("align", corpus, "--out", out).code == 0
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    assert hexapla("align", corpus, "--out", out).code == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == first
    assert first.keys() == FILES | {"notes.txt"}


@pytest.mark.parametrize("lang", OTHERS)
def test_another_text_is_said(hexapla: Run, document: Path, lang: str) -> None:
    put(document, lang, [f"{TEXTS[lang].split()[0]} {number}." for number in range(40, 80)])
    done = hexapla("align", document, "--out", document.parent / "out")
    assert done.code == 0
    name = BY_CODE[lang].name
    assert re.search(
        rf"^warning: {lang}\.txt: hardly corresponds to the French \(mean probability 0\.\d\d\); "
        rf"check that it is the same text, and that it is {name}$",
        done.err,
        re.MULTILINE,
    )
    said = {line.split(": ")[1] for line in done.err.splitlines()}
    assert said == {f"{lang}.txt"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("other", LANGUAGES)
def test_a_file_in_another_language_is_named(
    hexapla: Run, document: Path, texts: dict[str, list[str]], lang: str, other: str
) -> None:
    put(document, lang, texts[other])
    for third in {*LANGUAGES} - {"fr", lang, "ru" if lang == "fr" else lang}:
        (document / f"{third}.txt").unlink()
    done = hexapla("align", document, "--out", document.parent / "out")
    assert done.code == 0
    said = [line for line in done.err.splitlines() if line.startswith(f"warning: {lang}.txt: ")]
    names = BY_CODE[lang].name, BY_CODE[other].name
    if lang == other:
        assert done.err == ""
    elif BY_CODE[lang].letters[:6] == BY_CODE[other].letters[:6] == "A-Za-z":
        sentence = f"reads as {names[1]}, not {names[0]}; check the name of the file"
        assert said == [f"warning: {lang}.txt: {sentence}"]
    else:
        assert re.search(rf"only \d+% of its letters are {names[0]}; check", said[0])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_control_characters_are_counted(hexapla: Run, corpus: Path, lang: str) -> None:
    with (corpus / f"{lang}.txt").open("a", encoding="utf-8") as file:
        file.write("a\0b\x1b\n")
    done = hexapla("align", corpus, "--out", corpus.parent / "out")
    assert done.code == 0
    said = f"{lang}.txt: 2 control characters removed, the first in line 3 (U+0000)"
    assert f"warning: {said}\n" in done.err


@pytest.mark.parametrize("lang", OTHERS)
def test_a_version_ten_times_longer_is_said(hexapla: Run, corpus: Path, lang: str) -> None:
    put(corpus, lang, TEXTS[lang].splitlines() * 10)
    done = hexapla("align", corpus, "--out", corpus.parent / "out")
    assert done.code == 0
    assert f"warning: {lang}.txt: 20 segments of " in done.err
    check_whole(corpus.parent / "out", dict.fromkeys(LANGUAGES, 2) | {lang: 20})


def test_a_very_long_line(hexapla: Run, corpus: Path) -> None:
    for lang, text in TEXTS.items():
        line = text.splitlines()[0]
        put(corpus, lang, [(line + BY_CODE[lang].joiner) * (100_000 // len(line)), "", "…", "1"])
    assert hexapla("align", corpus, "--out", corpus.parent / "out").code == 0
    check_whole(corpus.parent / "out", dict.fromkeys(LANGUAGES, 4))


def test_identical_lines(hexapla: Run, corpus: Path) -> None:
    for lang, text in TEXTS.items():
        put(corpus, lang, [text.splitlines()[0]] * 200)
    assert hexapla("align", corpus, "--out", corpus.parent / "out").code == 0
    check_whole(corpus.parent / "out", dict.fromkeys(LANGUAGES, 200))


def no_french(corpus: Path) -> None:
    (corpus / "fr.txt").unlink()


def french_alone(corpus: Path) -> None:
    for lang in OTHERS:
        (corpus / f"{lang}.txt").unlink()


def unknown_language(corpus: Path) -> None:
    (corpus / "de.txt").write_text("Der Frieden.\n", encoding="utf-8")


def empty(corpus: Path) -> None:
    (corpus / "zh.txt").write_bytes(b"")


def not_text(corpus: Path) -> None:
    (corpus / "ar.txt").write_bytes(bytes(range(1, 256)) * 9)


def a_folder(corpus: Path) -> None:
    (corpus / "es.txt").unlink()
    (corpus / "es.txt").mkdir()


def nothing_there(corpus: Path) -> None:
    shutil.rmtree(corpus)


def a_file(corpus: Path) -> None:
    nothing_there(corpus)
    corpus.write_text("La paix.", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (no_french, r"corpus: no fr\.txt, and all others are aligned with it"),
        (french_alone, r"corpus: fr\.txt is alone; put en\.txt or another beside it"),
        (unknown_language, r"de\.txt: unknown language code 'de'; the six are"),
        (empty, r"zh\.txt: the file is empty; put the Chinese text there or remove it"),
        (not_text, r"ar\.txt: byte 0x80 .* is not UTF-8"),
        (a_folder, r"es\.txt: Is a directory; check the file"),
        (nothing_there, r"corpus: there is no such folder"),
        (a_file, r"corpus: a file, not a folder"),
    ],
)
def test_wrong_input_is_one_line_and_makes_no_folder(
    hexapla: Run, corpus: Path, spoil: Callable[[Path], None], message: str
) -> None:
    spoil(corpus)
    check_refused(hexapla("align", corpus, "--out", corpus.parent / "out"), message)
    assert not (corpus.parent / "out").exists()


def test_a_place_that_cannot_be_the_output(hexapla: Run, corpus: Path) -> None:
    check_refused(hexapla("align", corpus, "--out", corpus), r"is the folder of the texts; name")
    file = corpus.parent / "file"
    file.write_text("x")
    check_refused(
        hexapla("align", corpus, "--out", file), r"file is no folder that can be written to; choose"
    )
    below = hexapla("align", corpus, "--out", file / "out")
    check_refused(below, r"file/out: .*file is no folder that can be written to")


def test_a_failure_while_writing_leaves_the_old_files(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = corpus.parent / "out"
    align_folder(corpus, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    put(corpus, "fr", [*TEXTS["fr"].splitlines(), "Fin."])
    write = Path.write_bytes

    def fail(self: Path, data: bytes) -> int:
        if "six" in self.name:
            raise OSError(28, "No space left on device")
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OutputError, match="out: No space left on device; choose another --out"):
        align_folder(corpus, out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


@pytest.mark.parametrize("command", ["align", "build"])
def test_lexicons(hexapla: Run, corpus: Path, command: str) -> None:
    out = corpus.parent / "out"
    absent = hexapla(command, corpus, "--out", out, "--lexicon", corpus)
    check_refused(
        absent, r"corpus: holds no lexicon \(no lexicon\.json\); make one with `hexapla t"
    )
    assert not out.exists()
    table = pl.DataFrame({lang: TEXTS[lang].splitlines() * 12 for lang in ("fr", "en", "ru")})
    table.write_csv(corpus.parent / "own.tsv", separator="\t", quote_style="never")
    done = hexapla("train", corpus.parent / "own.tsv", "--out", corpus.parent / "lexicon")
    assert (done.code, done.err) == (0, "")
    assert "fr-ru" in done.out
    assert hexapla(command, corpus, "--out", out, "--lexicon", corpus.parent / "lexicon").code == 0
    assert hexapla(command, corpus, "--out", out, "--lexicon", "none").code == 0


def test_train_refuses_in_one_line(hexapla: Run, tmp_path: Path) -> None:
    (tmp_path / "own.tsv").write_text("fr\ten\na\tb\n", encoding="utf-8")
    (tmp_path / "text.txt").write_text("fr\n", encoding="utf-8")
    out = tmp_path / "lexicon"
    check_refused(hexapla("train", tmp_path / "own.tsv", "--out", out), "too few rows")
    check_refused(hexapla("train", tmp_path / "text.txt", "--out", out), "is no parallel text")
    check_refused(hexapla("train", tmp_path / "own.tsv", "--out", tmp_path), "is no lexicon")


@pytest.fixture
def judged(tmp_path: Path) -> tuple[Path, Path]:
    """Return gold and predicted beads: one right, one overlapping, one wrong."""
    gold, predicted = tmp_path / "fr-zh.gold", tmp_path / "fr-zh.beads"
    gold.write_text("[0]:[0]\n[1,2]:[1]\n[3]:[]\n[]:[2]\n")
    predicted.write_text("[0]:[0]:0.950\n[1]:[1]:0.550\n[2]:[]:0.500\n[3]:[2]:0.050\n")
    return gold, predicted


def test_a_score(hexapla: Run, judged: tuple[Path, Path]) -> None:
    done = hexapla("score", *judged)
    assert (done.code, done.err) == (0, "")
    rows = [re.sub(r"[│┃ ]+", " ", line).strip() for line in done.out.splitlines()]
    assert "strict 0.3333 0.5000 0.4000 1 3 2" in rows
    assert "lax 0.6667 1.0000 0.8000 2 3 2" in rows
    assert "1-1 0.3333 1.0000 0.5000 1 3 1" in rows
    assert "2-1 0.0000 0.0000 0.0000 0 0 1" in rows
    assert "0.9 – 1.0 1 0.950 1.000" in rows
    assert rows[-1] == "calibration error 0.2167"


def test_a_score_for_programs(hexapla: Run, judged: tuple[Path, Path]) -> None:
    found = json.loads(hexapla("score", *judged, "--json").out)
    assert found["strict"]["f1"] == pytest.approx(0.4)
    assert found["lax"]["recall"] == 1
    assert found["kinds"]["2-1"]["gold"] == 1
    assert found["calibration"]["error"] == pytest.approx(0.65 / 3)
    assert [each["size"] for each in found["calibration"]["bins"]] == [1, 1, 1]
    gold = judged[0]
    assert "calibration" not in json.loads(hexapla("score", gold, gold, "--json").out)


def test_a_score_of_units(hexapla: Run, document: Path) -> None:
    assert hexapla("align", document, "--out", document.parent / "out").code == 0
    six = document.parent / "out" / "six.jsonl"
    found = json.loads(hexapla("score", six, six, "--json").out)
    shared = [unit for unit in read_units(six) if len(unit.segments) > 1]
    assert found["exact"]["f1"] == 1
    assert found["exact"]["gold"] == found["calibration"]["judged"] == len(shared)


def test_a_score_of_different_formats_is_refused(hexapla: Run, judged: tuple[Path, Path]) -> None:
    gold, _ = judged
    six = gold.with_name("six.gold")
    six.write_text('{"fr":[0],"zh":[0]}\n')
    check_refused(hexapla("score", six, gold), r"fr-zh\.gold: not the format of .*six\.gold")
    check_refused(hexapla("score", gold, six), r"six\.gold: not the format of .*fr-zh\.gold")
    gold.write_text("[0]:[0]\n[1]\n")
    check_refused(hexapla("score", gold, six), r"fr-zh\.gold, line 2: '\[1\]' is no bead")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("align",), ["Examples", "hexapla align charter --out out", "--lexicon", "fr-en.beads"]),
        (("score",), ["Examples", "hexapla score charter/six.gold out/six.jsonl", "--json"]),
        (("train",), ["Examples", "hexapla train memory.tsv --out my-lexicon"]),
        (("build",), ["--lexicon"]),
        (("bench", "align"), ["Examples", "hexapla bench align --only charter", "--folds"]),
    ],
)
def test_help_teaches_by_example(hexapla: Run, command: tuple[str, ...], words: list[str]) -> None:
    done = hexapla(*command, "--help")
    assert (done.code, done.err) == (0, "")
    assert [word for word in words if word not in done.out] == []


def test_bench_without_data_is_one_line(hexapla: Run, tmp_path: Path) -> None:
    for part in ("charter", "un_dev", "textberg", "speed"):
        done = hexapla("bench", "align", "--data", tmp_path / "no", "--only", part)
        check_refused(done, r"no[/\w.]+: ")


@pytest.mark.shared
def test_bench_prints_the_hard_charter(hexapla: Run, shared: Path) -> None:
    pytest.importorskip("galechurch", reason="the baseline, in the requirements `bench`")
    done = hexapla("bench", "align", "--data", shared / "data", "--only", "charter")
    assert (done.code, done.err) == (0, "")
    assert "charter/hard" in done.out
    assert "Gale–Church" in done.out


@pytest.mark.shared
def test_the_hard_charter_by_command(hexapla: Run, shared: Path, tmp_path: Path) -> None:
    hard = shared / "data" / "charter" / "hard"
    done = hexapla("align", hard, "--out", tmp_path)
    assert (done.code, done.err) == (0, "")
    for lang in OTHERS:
        scored = hexapla("score", hard / f"fr-{lang}.gold", tmp_path / f"fr-{lang}.beads", "--json")
        assert json.loads(scored.out)["strict"]["f1"] > 0.9
    six = json.loads(hexapla("score", hard / "six.gold", tmp_path / "six.jsonl", "--json").out)
    assert six["exact"]["f1"] > 0.8
