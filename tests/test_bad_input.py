"""What a user may get wrong, through the command line: exit code, one line, and no harm done."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from conftest import TEXTS, Done, Run

from corpora.document import read_version
from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES, OTHERS
from tm import build as building
from tm import folder as folders
from tm.build import build


@pytest.fixture(scope="session")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build of another document, to be copied."""
    folder = tmp_path_factory.mktemp("earlier")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "fr.txt").write_text("Une clause.\n", encoding="utf-8")
    build(folder / "corpus", folder / "out")
    return folder / "out"


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return everything below `folder`: the bytes of a file, None for a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def check_refused(done: Done, message: str) -> None:
    assert done.code == 1
    assert done.out == ""
    assert re.fullmatch(r"hexapla: [^\n]+\n", done.err), done.err
    assert re.search(message, done.err), done.err


def empty(corpus: Path) -> None:
    (corpus / "ru.txt").write_bytes(b"")


def blank(corpus: Path) -> None:
    (corpus / "zh.txt").write_text(" \n\u3000\n", encoding="utf-8")


def nothing_but_nulls(corpus: Path) -> None:
    (corpus / "es.txt").write_bytes(b"\0" * 9)


def no_french(corpus: Path) -> None:
    (corpus / "fr.txt").unlink()


def unknown_language(corpus: Path) -> None:
    (corpus / "de.txt").write_text("Der Frieden.", encoding="utf-8")


def unknown_format(corpus: Path) -> None:
    (corpus / "ar.txt").rename(corpus / "ar.odt")


def damaged(corpus: Path) -> None:
    good = TEXTS["fr"].encode()
    (corpus / "fr.txt").write_bytes(good + good[:20] + b"\xff\xc3\x28" + good * 3)


def binary(corpus: Path) -> None:
    (corpus / "ru.txt").write_bytes(bytes(range(256)) * 9)


def twice_one_language(corpus: Path) -> None:
    shutil.copy(corpus / "en.txt", corpus / "en.md")


def not_toml(corpus: Path) -> None:
    (corpus / "corpus.toml").write_text("documents =\n", encoding="utf-8")


def a_manifest_without_the_file(corpus: Path) -> None:
    manifest = '[[documents]]\nsymbol = "A"\nfiles = { fr = "francais.txt" }\n'
    (corpus / "corpus.toml").write_text(manifest, encoding="utf-8")


def gone(corpus: Path) -> None:
    shutil.rmtree(corpus)


def a_file(corpus: Path) -> None:
    shutil.rmtree(corpus)
    corpus.write_text("La paix.", encoding="utf-8")


def without_documents(corpus: Path) -> None:
    for path in corpus.iterdir():
        path.unlink()


def terms(text: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    def spoil(corpus: Path) -> None:
        (corpus / "terms.csv").write_text(text, encoding=encoding)

    return spoil


WRONG = {
    "an empty file": (empty, r"ru\.txt: the file is empty; put the Russian text there or remove"),
    "a blank file": (blank, r"zh\.txt: the file is empty"),
    "null characters only": (nothing_but_nulls, r"es\.txt: .*(empty|not UTF-8)"),
    "no French": (no_french, r"'corpus' has no French version.*; add fr\.md or fr\.txt"),
    "an unknown language": (unknown_language, r"de\.txt: unknown language code 'de'; the six are"),
    "an unknown format": (
        unknown_format,
        r"ar\.odt: no reader for .*\.odt; give .*\.md, .*\.txt",
    ),
    "damaged UTF-8": (damaged, r"fr\.txt: byte 0xff at offset \d+, line 4,.*; save it as UTF-8"),
    "no text at all": (binary, r"ru\.txt: byte 0x80 at offset 128,.*; save it as UTF-8"),
    "two files a language": (twice_one_language, r"en\.md and en\.txt are both en; keep one"),
    "no TOML": (not_toml, r"corpus\.toml: not valid TOML: .*line 1"),
    "a file not there": (a_manifest_without_the_file, r"no file 'francais\.txt'; correct"),
    "no corpus": (gone, r"corpus: there is no such folder; give one with fr\.md"),
    "a file for a corpus": (a_file, r"corpus: a file, not a folder; give the folder"),
    "an empty corpus": (without_documents, r"corpus: no documents; put fr\.md or"),
    "terms of no form": (
        terms("hello\n"),
        r"terms\.csv, line 1: no column 'concept'; expected a h",
    ),
    "terms without French": (terms("concept,en\na,b\n"), r"line 1: no column 'fr'; expected a h"),
    "terms without rows": (terms("concept,fr\n"), r"terms\.csv: no concepts; expected one row"),
    "terms in windows-1252": (terms("concept,fr\na,é\n", "cp1252"), r"line 2: not UTF-8; save"),
    "terms in UTF-16": (terms("concept,fr\na,é\n", "utf-16"), r"line 1: not UTF-8; save"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_input_is_one_line_and_leaves_the_earlier_build(
    hexapla: Run, corpus: Path, earlier: Path, case: str
) -> None:
    spoil, message = WRONG[case]
    spoil(corpus)
    out = Path(shutil.copytree(earlier, corpus.parent / "out"))
    before = tree(corpus.parent)
    check_refused(hexapla("build", corpus, "--out", out), message)
    assert tree(corpus.parent) == before


@pytest.mark.parametrize("case", WRONG)
def test_wrong_input_makes_no_folder(hexapla: Run, corpus: Path, case: str) -> None:
    WRONG[case][0](corpus)
    before = tree(corpus.parent)
    assert hexapla("build", corpus, "--out", corpus.parent / "new" / "out").code == 1
    assert tree(corpus.parent) == before


def strangers(out: Path) -> None:
    out.mkdir()
    (out / "thesis.docx").write_bytes(b"years of work")


def a_record_of_something_else(out: Path) -> None:
    strangers(out)
    (out / "run.json").write_text('{"files": ["thesis.docx"]}', encoding="utf-8")


def a_broken_record(out: Path) -> None:
    strangers(out)
    (out / "run.json").write_text("[1", encoding="utf-8")


def a_plain_file(out: Path) -> None:
    out.write_bytes(b"x")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (strangers, r"out: is not empty and holds no hexapla build; choose an empty or new"),
        (a_record_of_something_else, r"out: is not empty and holds no hexapla build"),
        (a_broken_record, r"out: is not empty and holds no hexapla build"),
        (a_plain_file, r"out: is a file; --out names a folder"),
    ],
)
def test_an_output_folder_that_is_not_ours(
    hexapla: Run, corpus: Path, spoil: Callable[[Path], None], message: str
) -> None:
    spoil(corpus.parent / "out")
    before = tree(corpus.parent)
    check_refused(hexapla("build", corpus, "--out", corpus.parent / "out"), message)
    assert tree(corpus.parent) == before


@pytest.mark.parametrize(
    ("out", "message"),
    [
        ("corpus", r"corpus: is the corpus itself; name a folder of its own"),
        ("corpus/../corpus", r"is the corpus itself"),
        ("corpus/fr.txt/out", r"fr\.txt is no folder that can be written to; choose another"),
        (".", r"you are in that folder; name a new one in it"),
        ("..", r"you are in that folder"),
    ],
)
def test_a_place_that_cannot_be_the_output(
    hexapla: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch, out: str, message: str
) -> None:
    monkeypatch.chdir(corpus.parent)
    before = tree(corpus.parent)
    check_refused(hexapla("build", "corpus", "--out", out), message)
    assert tree(corpus.parent) == before


def test_an_empty_folder_is_filled(hexapla: Run, corpus: Path) -> None:
    (corpus.parent / "out").mkdir()
    assert hexapla("build", corpus, "--out", corpus.parent / "out").code == 0
    assert (corpus.parent / "out" / "run.json").is_file()


@pytest.mark.parametrize("name", ["absent.csv", "corpus"])
def test_a_termbase_that_cannot_be_read(hexapla: Run, corpus: Path, name: str) -> None:
    path = corpus.parent / name
    done = hexapla("build", corpus, "--out", corpus.parent / "out", "--terms", path)
    check_refused(done, rf"{name}: cannot be read \(.*\); give a termbase as CSV, TSV, XLSX or TBX")


@pytest.mark.parametrize("missing", OTHERS)
def test_a_missing_language_is_one_warning(hexapla: Run, corpus: Path, missing: str) -> None:
    (corpus / f"{missing}.txt").unlink()
    done = hexapla("build", corpus, "--out", corpus.parent / "out")
    assert done.code == 0
    assert re.fullmatch(
        rf"warning: corpus: no \w+ version \({missing}\); built with the rest\n", done.err
    )
    assert "in all 5 languages" in done.out


ENCODINGS = [
    *((lang, "utf-16") for lang in LANGUAGES),  # with a byte order mark
    *((lang, order) for lang in LANGUAGES for order in ("utf-16-le", "utf-16-be")),
    *((lang, "utf-8-sig") for lang in LANGUAGES),
    *((lang, "windows-1252") for lang in ("fr", "en", "es")),
    *(("ru", name) for name in ("windows-1251", "koi8-r", "ibm866", "iso-8859-5")),
    *(("ar", name) for name in ("windows-1256", "iso-8859-6")),
    ("zh", "gb18030"),
]


@pytest.mark.parametrize(("lang", "encoding"), ENCODINGS)
def test_another_encoding_is_read_and_said(
    hexapla: Run, corpus: Path, sample_texts: Path, lang: str, encoding: str
) -> None:
    without_documents(corpus)
    file = f"{lang}.md"
    data = (sample_texts / file).read_text("utf-8").translate(DIGITS).encode(encoding, "ignore")
    shutil.copy(sample_texts / "fr.md", corpus)
    (corpus / file).write_bytes(data)
    done = hexapla("build", corpus, "--out", corpus.parent / "out")
    assert done.code == 0
    said = [line for line in done.err.splitlines() if "built with the rest" not in line]
    marked = encoding in {"utf-16", "utf-8-sig"}
    assert said == ([] if marked else [f"warning: {file}: read as {encoding}, {REMEDY}"])
    clauses = pl.read_parquet(corpus.parent / "out" / "clauses.parquet")
    expected, _, _ = read_version(data.decode(encoding).encode("utf-8"), BY_CODE[lang], file=file)
    assert [*clauses.filter(pl.col("lang") == lang)["text"]] == [each.text for each in expected]


DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")  # old encodings have no others
REMEDY = "not UTF-8; save it as UTF-8 to be sure"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("character", "\0\x07\x0b\x1b\x1f\ufffe")
def test_control_characters_are_taken_out_and_counted(
    hexapla: Run, corpus: Path, lang: str, character: str
) -> None:
    first, second = TEXTS[lang].splitlines()
    text = f"{first}\n{character}{second[:3]}{character}{second[3:]}\n"
    (corpus / f"{lang}.txt").write_text(text, encoding="utf-8")
    done = hexapla("build", corpus, "--out", corpus.parent / "out")
    assert done.code == 0
    assert done.err == (
        f"warning: {lang}.txt: 2 control characters removed, the first in line 2 "
        f"(U+{ord(character):04X})\n"
    )
    units = pl.read_parquet(corpus.parent / "out" / "units.parquet")
    assert [*units.filter(pl.col("lang") == lang)["text"]] == [first, second]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_version_that_is_not_whole_is_said(hexapla: Run, corpus: Path, lang: str) -> None:
    for code, text in TEXTS.items():
        lines = [f"{line[:-1]} {number}." for line in text.splitlines() for number in range(10)]
        lines = lines[:1] if code == lang else lines
        (corpus / f"{code}.txt").write_text("\n".join(lines), encoding="utf-8")
    done = hexapla("build", corpus, "--out", corpus.parent / "out")
    assert done.code == 0
    said = done.err.splitlines()
    if lang == "fr":
        assert [line.split(": ")[1] for line in said] == [f"{code}.txt" for code in OTHERS]
    else:
        count = "1 clause, where the French has 20"
        assert said == [f"warning: {lang}.txt: {count}; check that both files are whole"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_very_long_line(hexapla: Run, corpus: Path, lang: str) -> None:
    first, second = TEXTS[lang].splitlines()
    long = (first + BY_CODE[lang].joiner) * (100_000 // len(first))
    (corpus / f"{lang}.txt").write_text(f"{long}\n{second}\n", encoding="utf-8")
    assert hexapla("build", corpus, "--out", corpus.parent / "out").code == 0
    clauses = pl.read_parquet(corpus.parent / "out" / "clauses.parquet")
    assert [*clauses.filter(pl.col("lang") == lang)["text"]] == [long.strip(), second]


def test_identical_lines(hexapla: Run, corpus: Path) -> None:
    for lang, text in TEXTS.items():
        line = text.splitlines()[0] + "\n"
        (corpus / f"{lang}.txt").write_text(line * 200, encoding="utf-8")
    assert hexapla("build", corpus, "--out", corpus.parent / "out").code == 0
    units = pl.read_parquet(corpus.parent / "out" / "units.parquet")
    assert units.filter(lang="fr").select(pl.col("stop") - pl.col("start")).sum().item() == 200


FULL = OSError(28, "No space left on device")


@pytest.mark.parametrize("error", [FULL, KeyboardInterrupt()])
@pytest.mark.parametrize("update", [False, True], ids=["new", "update"])
def test_a_failure_while_writing_leaves_no_half(
    corpus: Path,
    earlier: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    update: bool,
) -> None:
    out = corpus.parent / "out"
    if update:
        shutil.copytree(earlier, out)
    before = tree(corpus.parent)

    def fail(*_: object) -> None:
        assert (corpus.parent / ".out.partial" / "tmx" / "six.tmx").is_file()
        raise error

    monkeypatch.setattr(building, "write_record", fail)
    with pytest.raises((folders.OutputError, KeyboardInterrupt)):
        build(corpus, out)
    assert tree(corpus.parent) == before


def test_a_failure_at_the_last_step_brings_the_earlier_build_back(
    corpus: Path, earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = Path(shutil.copytree(earlier, corpus.parent / "out"))
    before = tree(corpus.parent)
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == ".out.partial":
            raise OSError(16, "Device or resource busy", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(folders.OutputError, match="Device or resource busy; choose another --out"):
        build(corpus, out)
    assert tree(corpus.parent) == before


@pytest.mark.parametrize("name", ["units.parquet", "fr-zh.tmx.part", "consistency.csv", "run.json"])
def test_a_full_disk_is_one_line(
    hexapla: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    opened = Path.open

    def fail(self: Path, *arguments: Any, **options: Any) -> Any:
        if self.name == name:
            raise FULL
        return opened(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", fail)
    before = tree(corpus.parent)
    done = hexapla("build", corpus, "--out", corpus.parent / "out")
    check_refused(done, r"/out: No space left on device; choose another --out")
    assert tree(corpus.parent) == before
