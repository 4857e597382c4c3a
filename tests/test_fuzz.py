"""Thousands of damaged files, the same each time: clauses or rows, or one line of ours, no more.

Each format is read as a build reads it, to clauses or to rows. Files are those of the benchmark in
six languages, pages and documents in the manners of the wild, and PDFs drawn by hand and printed.
Smaller runs, with what is peculiar to a format, are in the tests of the readers.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import documents
import pytest
from docx_writer import docx_of_blocks
from html_writer import WRITERS
from mutations import Mutation, cut, flipped, in_a_part, in_a_stream, restructured, spliced
from pdf_drawn import Text, drawn
from test_docx_damage import featured

from corpora.bench import material
from corpora.bench.aligned import ALIGNED, LINES, write_aligned
from corpora.bench.files import WRITTEN, write_versions
from corpora.document import read_version
from corpora.errors import InputError
from corpora.languages import BY_CODE
from corpora.parallel import read_parallel
from corpora.readers.word import find_libreoffice

pytestmark = pytest.mark.fuzz

MUTATIONS, MUTATIONS_OF_PDF = 100, 40
"""Of each format and kind; some 5,000 in all, and a page of PDF takes as long as 40 of others."""

BYTES: dict[str, Mutation] = {"flipped": flipped, "cut": cut, "spliced": spliced}
MARKED_UP = BYTES | {"restructured": restructured}
ZIPPED = BYTES | {f"{name} inside": in_a_part(change) for name, change in MARKED_UP.items()}
PRINTED = BYTES | {f"{name} inside": in_a_stream(change) for name, change in BYTES.items()}
KINDS: dict[str, dict[str, Mutation]] = {
    **dict.fromkeys(("md", "txt", "tsv", "parquet", LINES), BYTES),
    **dict.fromkeys(("html", "akn", "tei", "tmx", "xlf"), MARKED_UP),
    "docx": ZIPPED,
    "pdf": PRINTED,
}
CASES = [(name, kind) for name, kinds in KINDS.items() for kind in kinds]
SENSELESS = {("docx", "cut"), ("docx", "spliced"), ("parquet", "cut"), ("parquet", "spliced")}
"""Where nothing may survive: a zip and a Parquet file have their table of places at the end."""

LINE_LENGTH = 60  # signs of a drawn line


class Seed(NamedTuple):
    """A whole file of a language."""

    code: str
    file: str
    data: bytes


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Seed]]:
    folder = tmp_path_factory.mktemp("seeds")
    found = {
        name: [
            Seed(path.stem, path.name, path.read_bytes())
            for path in write_versions(folder / name, name, pages=1)
        ]
        for name in WRITTEN
    }
    for code, language in BY_CODE.items():
        blocks = documents.blocks_of(documents.page("letter", code), code)
        for write in WRITERS.values():
            found["html"].append(Seed(code, "x.html", write(blocks, language).encode()))
        found["docx"].append(Seed(code, "x.docx", docx_of_blocks(blocks, language)))
    found["docx"].append(Seed("en", "x.docx", featured()))
    found["pdf"] = [Seed(code, "x.pdf", drawing(code)) for code in BY_CODE]
    return found


def drawing(code: str) -> bytes:
    """Return two pages of lines as they stand on the page."""
    text = re.sub(r"\s+", " ", material.version(code, pages=1))
    lines = [text[start : start + LINE_LENGTH] for start in range(0, 4_000, LINE_LENGTH)]
    rtl = BY_CODE[code].direction == "rtl"
    face = "" if code in {"fr", "en", "es"} else "u"
    drawn_lines = [
        Text(72, 760 - 12 * (number % 50), line[::-1] if rtl else line, face=face)
        for number, line in enumerate(lines)
        if line
    ]
    return drawn([drawn_lines[:50], drawn_lines[50:]])


def damaged(name: str, kind: str, files: list[Seed]) -> Iterator[Seed]:
    chance = random.Random(f"{name} {kind}")  # noqa: S311 - a seed, no secret
    for _ in range(MUTATIONS_OF_PDF if name == "pdf" else MUTATIONS):
        seed = chance.choice(files)
        yield seed._replace(data=KINDS[name][kind](seed.data, chance))


def survives(seed: Seed) -> bool:
    """Read a file to clauses, or see it refused in one line that names it."""
    try:
        clauses, left_out, warnings = read_version(seed.data, BY_CODE[seed.code], file=seed.file)
    except InputError as error:
        check_line(error, seed.file)
        return False
    assert all(clause.text and clause.line >= 0 for clause in clauses)
    assert all(item.reason for item in left_out)
    assert not [line for line in warnings if "\n" in line]
    return True


def check_line(error: InputError, file: str) -> None:
    assert re.fullmatch(rf"[^\n]*\b{re.escape(file)}\b[^\n]+", str(error))


@pytest.mark.parametrize(
    ("name", "kind"), [(name, kind) for name, kind in CASES if name not in ALIGNED]
)
def test_a_damaged_document(name: str, kind: str, seeds: dict[str, list[Seed]]) -> None:
    survived = [*map(survives, damaged(name, kind, seeds[name]))]
    assert any(survived) or (name, kind) in SENSELESS


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", PRINTED)
def test_a_damaged_print(kind: str, prints: list[Seed]) -> None:
    assert any([*map(survives, damaged("pdf", kind, prints))])


@pytest.fixture(scope="module")
def prints(tmp_path_factory: pytest.TempPathFactory) -> list[Seed]:
    if find_libreoffice() is None:
        pytest.skip("no LibreOffice: neither soffice nor libreoffice is on the path")
    paths = write_versions(tmp_path_factory.mktemp("prints") / "pdf", "pdf", pages=1)
    return [Seed(path.stem, path.name, path.read_bytes()) for path in paths]


@pytest.mark.parametrize(
    ("name", "kind"), [(name, kind) for name, kind in CASES if name in ALIGNED]
)
def test_a_damaged_table(name: str, kind: str, tmp_path: Path) -> None:
    path = write_aligned(tmp_path, name, material.rows(pages=1)[:12])
    rows = 0
    for seed in damaged(name, kind, [Seed("fr", path.name, path.read_bytes())]):
        path.write_bytes(seed.data)
        try:
            rows += len(read_parallel(path))
        except InputError as error:
            check_line(error, path.name)
    assert rows or (name, kind) in SENSELESS
