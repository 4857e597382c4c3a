"""`hexapla bench read`: its material, its measuring, and the table that it prints."""

import os
import re
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from conftest import Run

from corpora.bench import files, material
from corpora.bench.aligned import ALIGNED, write_aligned
from corpora.bench.files import CONVERTED, WRITTEN, write_versions
from corpora.bench.throughput import MOST_MEGABYTES, MOST_SECONDS, ROWS, Throughput
from corpora.bench.usage import Usage, measure
from corpora.document import read_version
from corpora.languages import BY_CODE
from corpora.parallel import read_parallel
from corpora.readers import READERS, reader_for
from corpora.readers.word import find_libreoffice
from corpora.schema import LANGUAGES

each_language = pytest.mark.parametrize("code", LANGUAGES)


@each_language
def test_no_line_of_the_material_comes_twice(code: str) -> None:
    lines = material.version(code, pages=9).split("\n")
    numbered = [line for line in lines if re.search(r"\d{2}", line) and len(line) > 40]
    assert len({*numbered}) == len(numbered) > 5 * 4


@each_language
def test_repetitions_have_other_numbers_in_the_same_script(code: str) -> None:
    once, twice = (material.version(code, pages=pages) for pages in (1, 3))
    assert twice.startswith(f"{once}\n\n")
    again = twice.removeprefix(f"{once}\n\n")
    numbers = [re.findall(r"\d+", text) for text in (once, again)]
    assert [int(b) - int(a) for a, b in zip(*numbers, strict=True)] == [
        int(len(a) > 1) for a in numbers[0]
    ]
    assert letters(once) == letters(again)
    zeros = [{ord(digit) - int(digit) for digit in "".join(each)} for each in numbers]
    assert zeros[0] == zeros[1]


@pytest.mark.parametrize(("pages", "count"), [(0.1, 1), (1, 1), (3, 2), (300, 135)])
def test_pages(pages: float, count: int) -> None:
    assert material.repetitions(pages) == count
    assert material.pages_of(count) >= pages


@each_language
@pytest.mark.parametrize("name", WRITTEN)
def test_every_format_holds_the_letters_of_the_material(
    tmp_path: Path, name: str, code: str
) -> None:
    (file,) = write_versions(tmp_path / "x", name, pages=3, codes=[code])
    found = reader_for(file.name)(file.read_bytes(), BY_CODE[code], file=file.name).blocks
    expected = reader_for("x.md")(
        material.version(code, pages=3).encode(), BY_CODE[code], file="x.md"
    ).blocks
    assert letters(block.text for block in found) == letters(
        block.text for block in expected if not block.rule
    )


@each_language
@pytest.mark.parametrize("name", ["docx", "html"])
def test_what_knows_emphasis_and_notes_gives_the_same_clauses(
    tmp_path: Path, name: str, code: str
) -> None:
    (file,) = write_versions(tmp_path / "x", name, pages=1, codes=[code])
    source = material.version(code, pages=1).encode()
    expected, _, _ = read_version(source, BY_CODE[code], file="x.md")
    found, _, _ = read_version(file.read_bytes(), BY_CODE[code], file=file.name)
    assert [each[:2] + each[3:5] for each in found] == [each[:2] + each[3:5] for each in expected]


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", CONVERTED)
def test_libreoffice_writes_the_rest(tmp_path: Path, name: str) -> None:
    if find_libreoffice() is None:
        pytest.skip("no LibreOffice: neither soffice nor libreoffice is on the path")
    for file in write_versions(tmp_path / "x", name, pages=1):
        assert file.name == f"{file.stem}.{name}"
        assert file.stat().st_size > 10_000


@pytest.mark.parametrize("name", ALIGNED)
def test_every_table_holds_the_rows(tmp_path: Path, name: str) -> None:
    rows = material.rows(pages=3)
    assert len(rows) == 2 * 32
    expected = [{code: row[code] for code in ("fr", "en")} for row in rows]
    found = read_parallel(write_aligned(tmp_path, name, rows))
    assert found == (expected if name == "xlf" else rows)


def letters(texts: object) -> Counter[str]:
    joined = texts if isinstance(texts, str) else "".join(texts)  # type: ignore[call-overload]
    return Counter(char for char in joined if char.isalpha())


def prepare(loaded: int) -> Callable[[int], int]:
    """Return work that takes as many megabytes as it is told; `loaded` once and for all."""
    kept = bytearray(os.urandom(1)) * loaded
    return lambda count: len(bytearray(os.urandom(1)) * (count * 1_000_000)) if kept else 0


def test_memory_is_that_of_the_work_and_not_of_what_was_loaded() -> None:
    usage = measure(partial(prepare, 60_000_000), 1, 90)
    assert usage.result == 90_000_000
    assert 80 < usage.megabytes < 140
    assert usage.peak > usage.megabytes + 60
    assert usage.seconds > 0


USAGE = Usage(seconds=9.0, first_call=0.1, megabytes=90.0, peak=490.0, result=1)


@pytest.mark.parametrize(
    ("usage", "reached"),
    [
        (USAGE, True),
        (USAGE._replace(seconds=10.1), False),
        (USAGE._replace(peak=501.0), False),
        (USAGE._replace(megabytes=501.0), True),
        (None, True),
    ],
)
def test_targets(usage: Usage[int] | None, reached: bool) -> None:
    row = Throughput("docx", 300, 1, usage, "", MOST_SECONDS, MOST_MEGABYTES)
    assert row.reached is reached
    assert row._replace(most_seconds=None, most_megabytes=None).reached


def test_the_command_has_a_row_for_every_reader(
    hexapla: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "find_libreoffice", lambda: None)
    done = hexapla("bench", "read", "--pages", "1", "--long", "1")
    assert (done.code, done.err) == (0, "")
    rows = [
        [cell.strip() for cell in line.strip("│").split("│")]
        for line in done.out.splitlines()
        if line.startswith("│")
    ]
    assert [row[0] for row in rows] == [*ROWS, "docx, 2 pages"]
    measured = {row[0]: row[1:] for row in rows if row[1]}
    assert {*ROWS} - {*measured} == {*CONVERTED}
    assert measured["md"][3] == "1.00"
    assert {cells[1] for name, cells in measured.items() if name in ROWS} == {"13", "4"}
    assert measured["docx, 2 pages"][-1] == "≤ 10 s, ≤ 500 MB"
    assert [line for line in done.out.splitlines() if line.startswith("not")] == [
        f"not measured: {name}: needs LibreOffice to be written; install it" for name in CONVERTED
    ]


def test_help_teaches_by_example(hexapla: Run) -> None:
    done = hexapla("bench", "read", "--help")
    assert (done.code, done.err) == (0, "")
    for words in ("hexapla bench read --pages 5 --long 30", "LibreOffice", "beside Markdown"):
        assert words in done.out


def test_every_reader_of_documents_is_measured() -> None:
    suffixes = {*CONVERTED, *(suffix for suffix, _ in WRITTEN.values())}
    assert {READERS[f".{suffix}"] for suffix in suffixes} == {*READERS.values()}
