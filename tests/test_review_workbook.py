"""The workbook itself: how it looks to a reviewer, and what comes back that is none."""

import io
import random
import re
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from reviewed import Job, Reviewer, edit, export, put

from corpora.errors import InputError, OutputError
from corpora.schema import LANGUAGES
from tm.build import build
from tm.review.guide import LINES, SHADES, shade
from tm.review.original import Original, read_build
from tm.review.reading import read_workbook
from tm.review.sheet import CHECKS, GUIDE, HEADERS, LONGEST_CELL, REVIEW, STATUSES
from tm.review.workbook import write_workbook


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Job:
    folder = tmp_path_factory.mktemp("review")
    job = Job(folder / "corpus", folder / "out", folder / "review.xlsx")
    put(job.corpus)
    export(job)
    return job


@pytest.fixture
def job(made: Job, tmp_path: Path) -> Job:
    """Return the same with a workbook of the test's own."""
    path = tmp_path / "review.xlsx"
    path.write_bytes(made.workbook.read_bytes())
    return made._replace(workbook=path)


def unit(number: int = 0, **texts: str) -> Original:
    indices = dict.fromkeys(texts, (number,))
    listed = {lang: (text,) for lang, text in texts.items()}
    probability = dict.fromkeys(texts, 1.0)
    return Original(f"D#n{number + 1}", "D", number, None, indices, listed, probability, False)


def test_sheets_columns_and_helps(job: Job) -> None:
    book = openpyxl.load_workbook(job.workbook)
    assert book.sheetnames == [REVIEW, GUIDE, CHECKS]
    assert [book[name].sheet_state for name in book.sheetnames] == ["visible", "visible", "hidden"]
    assert book[CHECKS].protection.sheet
    sheet = book[REVIEW]
    assert [cell.value for cell in sheet[1]] == [*HEADERS.values()]
    assert sheet.freeze_panes == "H2"
    listed, _ = sheet.data_validations.dataValidation
    assert listed.formula1 == f'"{",".join(STATUSES)}"'
    assert str(listed.sqref).startswith("F2:F")
    assert sheet.auto_filter.ref == "A1:N6"
    rows = [[cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=2)]
    assert [row[:3] for row in rows] == [[f"A_1#n{n}", "A_1", None] for n in range(1, 6)]
    assert all(0 <= row[3] <= 1 for row in rows)


def test_text_cells(job: Job) -> None:
    sheet = Reviewer(openpyxl.load_workbook(job.workbook)[REVIEW])
    for lang in LANGUAGES:
        cell = sheet.cell(3, lang)
        assert cell.alignment.wrap_text
        assert (cell.data_type, cell.number_format, cell.quotePrefix) == ("s", "@", True)
        right = lang == "ar"
        assert cell.alignment.readingOrder == (2 if right else 1)
        assert cell.alignment.horizontal == ("right" if right else "left")
    assert sheet.cell(3, "zh").font.name == "Microsoft YaHei"


def test_colours_follow_the_probability_of_each_cell(tmp_path: Path) -> None:
    numbers = (1.0, 0.95, 0.8, 0.6, 0.2)
    found = dict(zip(LANGUAGES[1:], numbers, strict=True))
    one = unit(**dict.fromkeys(LANGUAGES, "x"))._replace(probability={"fr": 0.2} | found)
    write_workbook([one], tmp_path / "r.xlsx", languages=LANGUAGES)
    sheet = Reviewer(openpyxl.load_workbook(tmp_path / "r.xlsx")[REVIEW])
    colours = [sheet.cell(2, lang).fill.fgColor.rgb[2:] for lang in LANGUAGES[2:]]
    assert colours == [step.colour for step in SHADES[1:]]
    assert sheet.cell(2, "en").fill.fill_type is None
    assert sheet.cell(2, "probability").value == 0.2
    assert sheet.get(2, "doubt") == "zh 0.20\nar 0.60\nru 0.80\nes 0.95"


def luminance(colour: str) -> float:
    """Return the relative luminance of an sRGB colour (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return sum(x * y for x, y in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def test_the_scale_is_readable_and_falls_in_lightness() -> None:
    steps = [luminance(step.colour) for step in SHADES]
    assert steps == sorted(steps, reverse=True)
    assert len({round(step, 2) for step in steps}) == len(steps)
    assert all((step + 0.05) / 0.05 >= 7 for step in steps)  # beside black
    assert [shade(p).english for p in (1.0, 0.99, 0.989, 0.0)] == [
        *("sure", "sure", "nearly sure", "probably wrong")
    ]


def test_the_guide_is_in_french_and_english(job: Job) -> None:
    sheet = openpyxl.load_workbook(job.workbook)[GUIDE]
    rows = [tuple(cell.value for cell in row[1:]) for row in sheet.iter_rows(max_col=3)]
    assert [tuple(line) for line in LINES] == rows[1 : 1 + len(LINES)]
    assert rows[-1] == (SHADES[-1].french, SHADES[-1].english)
    assert all(re.search(r"\b(la|de|est|le)\b", line.french) for line in LINES)
    assert all(re.search(r"\b(the|and|is)\b", line.english, re.IGNORECASE) for line in LINES)


def test_the_same_units_give_the_same_bytes(job: Job, tmp_path: Path) -> None:
    units = read_build(job.out).units
    write_workbook(units, tmp_path / "again.xlsx", languages=LANGUAGES)
    assert (tmp_path / "again.xlsx").read_bytes() == job.workbook.read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+33", "- x", "@a", "12", "2014-11-11", "1e5", "TRUE", "#N/A", "'quoted"),
        *("_x0041_", "_x005F_", "a_x000D_b", '<&>"', "x" * LONGEST_CELL, "\u202b١\u202c"),
        *("和平", "السلام ١", "Ъ", "É\u00a0;", "a\u2028b", "𠀀"),
    ],
)
def test_every_text_comes_back(tmp_path: Path, text: str) -> None:
    write_workbook([unit(fr=text, zh=text)], tmp_path / "r.xlsx", languages=("fr", "zh"))
    sheet = read_workbook(tmp_path / "r.xlsx")
    assert sheet.problems == []
    assert sheet.rows[0].texts == {"fr": text, "zh": text}
    assert sheet.languages == ("fr", "zh")


def test_a_text_too_long_for_a_cell_is_left_out_and_told(tmp_path: Path) -> None:
    units = [unit(0, fr="x" * (LONGEST_CELL + 1)), unit(1, fr="𠀀" * 20_000), unit(2, fr="y")]
    written = write_workbook(units, tmp_path / "r.xlsx", languages=("fr",))
    assert written.rows == 1
    assert [item.text for item in written.left_out] == ["D#n1", "D#n2"]
    assert [row.unit for row in read_workbook(tmp_path / "r.xlsx").rows] == ["D#n3"]


def test_more_units_than_a_sheet_has_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tm.review.workbook.MOST_ROWS", 2)
    with pytest.raises(InputError, match="3 units, and a sheet has 2 rows; name documents"):
        write_workbook([unit(fr="x")] * 3, tmp_path / "r.xlsx", languages=("fr",))


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        write_workbook([unit(fr="x")], tmp_path, languages=("fr",))


def test_columns_may_be_moved_and_hidden(job: Job) -> None:
    before = read_workbook(job.workbook).rows

    def change(sheet: Reviewer) -> None:
        sheet.sheet.insert_cols(1)
        sheet.sheet.cell(1, 1).value = "mine"
        sheet.sheet.cell(2, 1).value = 3
        sheet.sheet.column_dimensions["J"].hidden = True

    edit(job, change)
    assert read_workbook(job.workbook).rows == before


def test_a_sheet_may_be_renamed_and_empty_rows_are_none(job: Job) -> None:
    before = read_workbook(job.workbook).rows

    def change(sheet: Reviewer) -> None:
        sheet.sheet.title = "révision"
        sheet.sheet.cell(400, 3).value = None

    edit(job, change)
    assert read_workbook(job.workbook).rows == before


def test_numbers_that_were_text_and_dates_that_were_not(job: Job) -> None:
    import datetime  # noqa: PLC0415 - used here alone

    def change(sheet: Reviewer) -> None:
        sheet.put(3, "merge", 2.0)
        sheet.put(4, "fr", 12)
        sheet.put(4, "zh", 1.5)
        sheet.put(5, "ru", datetime.date(2014, 11, 11))
        sheet.cell(5, "ru").number_format = "yyyy-mm-dd"
        sheet.put(6, "ar", True)
        sheet.put(6, "es", "#N/A")
        sheet.cell(6, "es").data_type = "e"

    edit(job, change)
    found = read_workbook(job.workbook)
    assert found.rows[1].merge == "2"
    assert (found.rows[2].texts["fr"], found.rows[2].texts["zh"]) == ("12", "1.5")
    assert [problem.partition(" (")[0] for problem in found.problems] == [
        "row 5, ru: became a date or the like",
        "row 6, es: an error",
        "row 6, ar: became a date or the like",
    ]


def without(path: Path, name: str) -> None:
    book = openpyxl.load_workbook(path)
    del book[name]
    book.save(path)


def test_a_workbook_that_is_not_ours(job: Job, tmp_path: Path) -> None:
    foreign = openpyxl.Workbook()
    foreign.active.append(["fr", "en"])  # type: ignore[union-attr]
    foreign.save(tmp_path / "foreign.xlsx")
    with pytest.raises(InputError, match="no workbook of `hexapla review export`"):
        read_workbook(tmp_path / "foreign.xlsx")
    without(job.workbook, CHECKS)
    with pytest.raises(InputError, match="its hidden sheet '_hexapla' is gone"):
        read_workbook(job.workbook)


def test_a_sheet_or_a_column_that_is_gone(job: Job, tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(job.workbook.read_bytes())
    without(copy, REVIEW)
    with pytest.raises(InputError, match="no sheet has the columns unit, status, merge"):
        read_workbook(copy)
    edit(job, lambda sheet: sheet.sheet.delete_cols(sheet.columns["ru"]))
    with pytest.raises(InputError, match="the column 'ru' is gone"):
        read_workbook(job.workbook)


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no .xlsx workbook"),
        (b"fr;en\n", "is no .xlsx workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "is no .xlsx workbook"),
        (b"PK\x03\x04 broken", "is cut short or damaged"),
        (zipped({"word/document.xml": b""}), "a zip, but no .xlsx workbook"),
        (zipped({"xl/workbook.xml": b"<a/>"}), "is damaged"),
        (zipped({"xl/sharedStrings.xml": b" " * (40 << 20)}), "as a zip bomb does"),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(data)
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        read_workbook(path)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_absent(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="give the reviewed workbook"):
        read_workbook(tmp_path / "r.xlsx")


def test_a_workbook_cut_short_anywhere(job: Job) -> None:
    data = job.workbook.read_bytes()
    for size in range(0, len(data), len(data) // 40):
        job.workbook.write_bytes(data[:size])
        with pytest.raises(InputError):
            read_workbook(job.workbook)


ENTITIES = (
    b'<!DOCTYPE sst [<!ENTITY a "'
    + b"x" * 1000
    + b'">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 50) for n in range(6))
    + b"]>"
)


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("xl/worksheets/sheet1.xml", ENTITIES),
        ("xl/workbook.xml", ENTITIES),
        ("xl/worksheets/sheet1.xml", b'<!DOCTYPE a [<!ENTITY g SYSTEM "file:///etc/passwd">]>'),
    ],
)
def test_entities_are_not_followed(job: Job, name: str, entity: bytes) -> None:
    with zipfile.ZipFile(job.workbook) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    head, mark, rest = parts[name].partition(b"?>")
    body = rest if mark else head
    parts[name] = entity + re.sub(rb">[^<>]+</", b">&g;</", body, count=1)
    job.workbook.write_bytes(zipped(parts))
    try:
        sheet = read_workbook(job.workbook)
    except InputError:
        return
    assert "root:" not in str(sheet)
    assert "xxx" not in str(sheet)


def test_mutated_workbooks_raise_nothing_of_another_kind(job: Job) -> None:
    chance = random.Random(5)  # noqa: S311 - the same mutations every time
    with zipfile.ZipFile(job.workbook) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    for _ in range(100):
        name = chance.choice([*parts])
        data = bytearray(parts[name])
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(data))
            if chance.random() < 0.5:
                data[place] = chance.randrange(256)
            else:
                del data[place : place + chance.randint(1, 40)]
        job.workbook.write_bytes(zipped(parts | {name: bytes(data)}))
        with suppress(InputError):
            read_workbook(job.workbook)


def test_a_build_that_is_none(tmp_path: Path, job: Job) -> None:
    with pytest.raises(InputError, match="holds no build"):
        read_build(tmp_path)
    build(job.corpus, tmp_path / "out")
    (tmp_path / "out" / "units.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputError, match=r"units\.parquet: missing, damaged or of another version"):
        read_build(tmp_path / "out")
