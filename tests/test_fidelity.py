"""One document gives the same clauses through every format, in six languages.

Documents are the bundled resolution, a report of three ranks with a table and 40 footnotes, and
the pages of golden/documents. Each is written in every format and read as a user's file is.
What the clauses must be, the tests of the structure say; here they must be the same.

Why LibreOffice converts old Word back in one run and `word` is given the result: it takes seconds
to start, and 72 starts would be minutes. That `word` starts it is tested in test_word.
"""

import difflib
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

import documents
import pdf_writer
import pytest
from conftest import SAMPLES
from docx_writer import FORMATS, LATIN, docx_of_blocks
from html_writer import WRITERS

from corpora.clause import Clause
from corpora.document import read_version
from corpora.languages import BY_CODE
from corpora.readers import markdown, word
from corpora.readers.block import Block
from corpora.structure.footnotes import separate
from corpora.structure.version import read_structure

DOCUMENTS = ("resolution", "report", "letter", "verbatim", "summary", "decision")
SAME, SAME_PRINTED = 0.99, 0.97
"""Least share of clauses that are identical: of any format, and of pages laid out (PDF)."""

OLD = {"doc": ("doc:MS Word 97", FORMATS), "rtf": ("rtf:Rich Text Format", LATIN)}
"""What LibreOffice writes for us, by suffix, and the number formats that it can write so."""

FURNITURE = {"page header", "page footer"}


class Original(NamedTuple):
    """A document as it is written from, and its clauses."""

    source: str
    blocks: list[Block]
    clauses: list[Clause]


@cache
def original(name: str, code: str) -> Original:
    if name == "resolution":
        source = (SAMPLES / "A_RES_69_12" / f"{code}.md").read_text("utf-8")
        blocks = markdown.read_text(source, BY_CODE[code])
    else:
        parts = documents.report(code) if name == "report" else documents.page(name, code)
        source, blocks = "\n\n".join(parts), documents.blocks_of(parts, code)
    clauses, left_out = read_structure(blocks, BY_CODE[code], file="original")
    assert left_out == []
    return Original(source, blocks, clauses)


def as_markdown(name: str, code: str) -> bytes:
    return original(name, code).source.encode()


def as_docx(name: str, code: str) -> bytes:
    return docx_of_blocks(original(name, code).blocks, BY_CODE[code])


def as_old_word(name: str, code: str, *, formats: Sequence[str]) -> bytes:
    """Return the DOCX that LibreOffice makes an old format of."""
    blocks = original(name, code).blocks
    return docx_of_blocks(blocks, BY_CODE[code], plain=True, formats=formats)


def as_page(manner: str) -> Callable[[str, str], bytes]:
    def page(name: str, code: str) -> bytes:
        return WRITERS[manner](original(name, code).blocks, BY_CODE[code]).encode()

    return page


def as_odt(name: str, code: str) -> str:
    """Return the flat ODT that is printed to PDF, with a running header and a job number."""
    language, found = BY_CODE[code], original(name, code)
    if name == "resolution":
        document = pdf_writer.document_of_markdown(found.source.encode(), language)
    else:
        flow = separate(found.blocks)
        notes = {note.printed: note.block.runs for note in flow.notes}
        document = pdf_writer.Document(language, flow.blocks, notes)
    return pdf_writer.flat_document(document._replace(header="A/99/62", job="44-12345 (F)"))


WRITTEN: dict[str, Callable[[str, str], bytes]] = {
    "md": as_markdown,
    "docx": as_docx,
    **{f"{manner}.html": as_page(manner) for manner in WRITERS},
}
LEFT_OUT = {
    "md": set[str](),
    "docx": {*FURNITURE, "deleted by a tracked change"},
    **dict.fromkeys(OLD, FURNITURE),
}
"""Why anything at all is left out, where the test's own material says."""

each_language = pytest.mark.parametrize("code", BY_CODE)
each_document = pytest.mark.parametrize("name", DOCUMENTS)


def seen(clause: Clause) -> tuple[object, ...]:
    """Return what must be the same; a note that the format counts has no printed mark in it."""
    number = None if clause.kind == "footnote" else clause.number
    return clause.kind, clause.label, number, clause.text, clause.notes


def unlike(expected: Sequence[Clause], found: Sequence[Clause]) -> list[str]:
    """Return what differs: clauses only expected (-) and only found (+), in order."""
    matcher = difflib.SequenceMatcher(
        a=[*map(seen, expected)], b=[*map(seen, found)], autojunk=False
    )
    return [
        f"{sign} {seen(clause)}"
        for tag, *(a, b, c, d) in matcher.get_opcodes()
        if tag != "equal"
        for sign, clauses in (("-", expected[a:b]), ("+", found[c:d]))
        for clause in clauses
    ]


def losses(differences: Iterable[str]) -> int:
    """Return how many clauses of the longer version have no equal in the other."""
    signs = Counter(line[0] for line in differences)
    return max(signs["-"], signs["+"])


def read(data: bytes, name: str, code: str, *, format_name: str) -> list[str]:
    """Return what differs after `data` was read as a file of that format."""
    found, left_out, warnings = read_version(data, BY_CODE[code], file=f"{name}.{format_name}")
    assert warnings == []
    if format_name in LEFT_OUT:
        assert {item.reason for item in left_out} <= LEFT_OUT[format_name]
    return unlike(original(name, code).clauses, found)


def check_same(name: str, code: str, differences: Sequence[str]) -> None:
    most = (1 - SAME) * len(original(name, code).clauses)
    assert losses(differences) <= most, "\n".join(differences)


@each_language
@each_document
@pytest.mark.parametrize("format_name", WRITTEN)
def test_a_format_gives_the_same_clauses(format_name: str, name: str, code: str) -> None:
    data = WRITTEN[format_name](name, code)
    check_same(name, code, read(data, name, code, format_name=format_name))


def test_the_resolution_has_the_same_labels_in_all_languages() -> None:
    """In any order, for Chinese prints the date above the meeting."""
    labels = {
        code: sorted(clause.label or "" for clause in original("resolution", code).clauses)
        for code in BY_CODE
    }
    named = {code: [label for label in found if label] for code, found in labels.items()}
    assert named == dict.fromkeys(BY_CODE, named["fr"])
    assert {"title", "opener", "pp13", "op9", "meeting", "date", "fn6"} <= {*named["fr"]}


class Converted(NamedTuple):
    """A file in an old format, and the DOCX that LibreOffice makes of it."""

    old: bytes
    docx: bytes


Key = tuple[str, str]  # document and language


@pytest.fixture(scope="session")
def office() -> str:
    """Return the command of LibreOffice, or skip, saying so."""
    command = word.find_libreoffice()
    if command is None:
        pytest.skip("no LibreOffice: neither soffice nor libreoffice is on the path")
    return command


@pytest.fixture(scope="session")
def printed(office: str) -> dict[Key, bytes]:
    """Return every document as PDF."""
    assert office
    made = pdf_writer.pdfs({f"{name}-{code}": as_odt(name, code) for name, code in keys()})
    return {(name, code): made[f"{name}-{code}"] for name, code in keys()}


@pytest.fixture(scope="session")
def old(office: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[Key, Converted]]:
    """Return every document in the old formats."""
    folder = tmp_path_factory.mktemp("old")
    with ThreadPoolExecutor() as pool:
        made = pool.map(lambda suffix: _convert_there_and_back(office, folder, suffix), OLD)
        return dict(zip(OLD, made, strict=True))


def keys() -> list[Key]:
    return [(name, code) for name in DOCUMENTS for code in BY_CODE]


def _convert_there_and_back(office: str, folder: Path, suffix: str) -> dict[Key, Converted]:
    profile = f"-env:UserInstallation={(folder / f'profile-{suffix}').as_uri()}"
    kind, formats = OLD[suffix]
    sources, target, back = folder / f"{suffix}-sources", folder / suffix, folder / f"{suffix}-back"
    sources.mkdir()
    for name, code in keys():
        written = as_old_word(name, code, formats=formats)
        (sources / f"{name}-{code}.docx").write_bytes(written)
    for filter_name, place, given in (
        (kind, target, sources),
        ("docx:Office Open XML Text", back, target),
    ):
        conversion = ["--headless", "--convert-to", filter_name, "--outdir", str(place)]
        files = sorted(map(str, given.iterdir()))
        subprocess.run([office, profile, *conversion, *files], check=True, capture_output=True)
    return {
        (name, code): Converted(
            (target / f"{name}-{code}.{suffix}").read_bytes(),
            (back / f"{name}-{code}.docx").read_bytes(),
        )
        for name, code in keys()
    }


@pytest.mark.libreoffice
@each_language
@each_document
@pytest.mark.parametrize("suffix", OLD)
def test_old_word_gives_the_same_clauses(
    suffix: str,
    name: str,
    code: str,
    old: Mapping[str, Mapping[Key, Converted]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    converted = old[suffix][name, code]
    monkeypatch.setattr(word, "_converted", lambda *_, **__: converted.docx)
    check_same(name, code, read(converted.old, name, code, format_name=suffix))


@pytest.mark.libreoffice
@each_language
def test_pdf_gives_the_same_clauses(code: str, printed: Mapping[Key, bytes]) -> None:
    """All documents together: of a page of 14 clauses, 97 % would be all or nothing."""
    differences = {
        name: read(printed[name, code], name, code, format_name="pdf") for name in DOCUMENTS
    }
    lost = sum(map(losses, differences.values()))
    clauses = sum(len(original(name, code).clauses) for name in DOCUMENTS)
    said = "\n".join(f"{name} {line}" for name, lines in differences.items() for line in lines)
    assert lost <= (1 - SAME_PRINTED) * clauses, f"{lost} of {clauses}\n{said}"
