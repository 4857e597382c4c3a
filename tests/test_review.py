"""Reviews from the build to the next build: what reviewers do, and what they must not."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SAMPLES, Run
from reviewed import TEXTS, Job, Reviewer, edit, export, put, review, units

from corpora.errors import InputError
from corpora.languages import BY_CODE
from corpora.readers.word import find_libreoffice
from corpora.schema import LANGUAGES, OTHERS
from tm.build import build
from tm.review.importing import import_review
from tm.review.ledger import CORRECTIONS, read_corrections
from tm.review.original import read_build
from tm.review.selection import select
from tm.review.workbook import write_workbook

SPLIT = {
    "fr": "Elle élit son président.",
    "en": "It elects its President.",
    "es": "Elige a su Presidente.",
    "ru": "Она избирает своего Председателя.",
    "ar": "وتنتخب رئيسها.",
    "zh": "大会选举主席。",
}
"""The second sentence of the first clause."""

HEADS = {lang: text[0].removesuffix(SPLIT[lang]).rstrip() for lang, text in TEXTS.items()}
MERGED = {lang: BY_CODE[lang].joiner.join(text[1:3]) for lang, text in TEXTS.items()}


@pytest.fixture
def job(tmp_path: Path) -> Job:
    job = Job(tmp_path / "corpus", tmp_path / "out", tmp_path / "review.xlsx")
    put(put(job.corpus, "A_1"), "B_2")
    export(job)
    return job


def unit(number: int) -> dict[str, str]:
    return {lang: texts[number] for lang, texts in TEXTS.items()}


def rebuilt(job: Job) -> list[tuple[dict[str, str], set[float]]]:
    return units(build(job.corpus, job.out))


def certain(job: Job) -> list[dict[str, str]]:
    """Return the texts of the units that are as a reviewer wants them, once built again."""
    report = build(job.corpus, job.out)
    names = {*report.review.tuids}
    found: dict[str, dict[str, str]] = {}
    for row in report.tables.units.to_dicts():
        if row["tuid"] in names:
            assert row["probability"] == 1.0
            found.setdefault(row["tuid"], {})[row["lang"]] = row["text"]
    assert report.review.unplaced == ()
    return [*found.values()]


def test_the_material_is_aligned_clause_by_clause(job: Job) -> None:
    assert [texts for texts, _ in rebuilt(job)] == [unit(number) for number in range(5)]


def test_a_round_trip_without_change_changes_nothing(job: Job) -> None:
    done = review(job, lambda _: None)
    assert done.compared == ([], [], [], [])
    assert not done.written
    assert not (job.corpus / CORRECTIONS).exists()


@pytest.mark.parametrize("status", ["keep", "Garder", " KEEP "])
def test_keep_makes_a_unit_certain_and_nothing_else(job: Job, status: str) -> None:
    before = {path: path.read_bytes() for path in job.out.glob("*.parquet")}
    done = review(job, lambda sheet: sheet.put(3, "status", status))
    assert [(each.status, each.change) for each in done.compared.decisions] == [("keep", "kept")]
    after = rebuilt(job)
    assert [texts for texts, _ in after] == [unit(number) for number in range(5)]
    assert after[1][1] == {1.0}
    assert (job.out / "clauses.parquet").read_bytes() == before[job.out / "clauses.parquet"]
    assert certain(job) == [unit(1)]


def test_reject_takes_a_unit_apart_and_out_of_the_memories(job: Job) -> None:
    done = review(job, lambda sheet: sheet.put(4, "status", "reject"))
    assert done.compared.decisions[0].change == "rejected"
    report = build(job.corpus, job.out)
    alone = [texts for texts, _ in units(report) if len(texts) == 1]
    assert sorted(alone, key=str) == sorted([{x: text} for x, text in unit(2).items()], key=str)
    assert {name: count for name, (count, _) in report.memories.items()} == {
        **{f"fr-{lang}": 9 for lang in OTHERS},
        "six": 9,
    }
    assert report.review.unplaced == ()


@pytest.mark.parametrize("mark", [1, "1", "a", 1.0])
def test_merge_by_the_same_mark(job: Job, mark: object) -> None:
    def change(sheet: Reviewer) -> None:
        sheet.put(3, "merge", mark)
        sheet.put(4, "merge", mark)

    done = review(job, change)
    assert [(each.change, each.rows) for each in done.compared.decisions] == [("merged", (3, 4))]
    after = rebuilt(job)
    assert [texts for texts, _ in after] == [unit(0), MERGED, unit(3), unit(4)]
    assert after[1][1] == {1.0}
    beads = build(job.corpus, job.out).tables.beads.filter(doc="A_1", fr_start=1)
    assert beads.select("fr_stop", "start", "stop", "probability").rows() == [(3, 1, 3, 1.0)] * 5


def test_merge_by_moving_all_text_and_deleting_the_row(job: Job) -> None:
    def change(sheet: Reviewer) -> None:
        for lang in LANGUAGES:
            sheet.put(3, lang, sheet.get(3, lang) + "\n" + sheet.get(4, lang))
        sheet.sheet.delete_rows(4)

    assert review(job, change).compared.decisions[0].change == "merged"
    assert [texts for texts, _ in rebuilt(job)] == [unit(0), MERGED, unit(3), unit(4)]


def test_split_inside_a_clause(job: Job) -> None:
    def change(sheet: Reviewer) -> None:
        sheet.insert_below(2)
        for lang in LANGUAGES:
            sheet.move_tail(2, lang, SPLIT[lang])

    done = review(job, change)
    assert [each.change for each in done.compared.decisions] == ["split", "split"]
    assert {(each.lang, each.now) for each in done.compared.edits} == {
        (lang, (HEADS[lang], SPLIT[lang])) for lang in LANGUAGES
    }
    after = rebuilt(job)
    assert [texts for texts, _ in after] == [HEADS, SPLIT, *map(unit, range(1, 5))]
    assert [found for _, found in after[:2]] == [{1.0}, {1.0}]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_move_text_of_one_language_to_the_neighbour(job: Job, lang: str) -> None:
    done = review(job, lambda sheet: sheet.move_tail(2, lang, SPLIT[lang]))
    assert [each.change for each in done.compared.decisions] == ["split", "moved"]
    after = [texts for texts, _ in rebuilt(job)]
    joined = SPLIT[lang] + BY_CODE[lang].joiner + TEXTS[lang][1]
    assert after[:2] == [unit(0) | {lang: HEADS[lang]}, unit(1) | {lang: joined}]
    assert after[2:] == [unit(number) for number in (2, 3, 4)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_fix_a_word_in_one_language(job: Job, lang: str) -> None:
    wrong = "2014" if lang != "ar" else "٢٠١٤"
    right = "2015" if lang != "ar" else "٢٠١٥"

    def change(sheet: Reviewer) -> None:
        sheet.replace(5, lang, wrong, right)
        sheet.put(5, "status", "fixed")
        sheet.put(5, "comment", "année")

    done = review(job, change)
    fixed = TEXTS[lang][3].replace(wrong, right)
    assert [(each.lang, each.now) for each in done.compared.edits] == [(lang, (fixed,))]
    report = build(job.corpus, job.out)
    after = units(report)
    assert after[3] == (unit(3) | {lang: fixed}, {1.0})
    assert [texts for texts, _ in after[4:]] == [unit(4)]
    assert read_corrections(job.corpus).units[0].comment == "année"
    clauses = report.tables.clauses.filter(doc="A_1", lang=lang)["text"].to_list()
    assert clauses[3] == fixed
    assert units(report, "B_2") == units(build(job.corpus, job.out), "B_2")


def test_all_operations_at_once_and_a_second_review_of_the_result(job: Job) -> None:
    def first(sheet: Reviewer) -> None:
        sheet.put(6, "status", "keep")
        sheet.replace(5, "zh", "2014", "2015")
        sheet.put(5, "status", "corrigé")
        sheet.put(4, "merge", 7)
        sheet.put(3, "merge", 7)
        sheet.insert_below(2)
        for lang in LANGUAGES:
            sheet.move_tail(2, lang, SPLIT[lang])
        sheet.put(9, "status", "reject")  # B_2, one lower for the inserted row

    done = review(job, first)
    changes = [each.change for each in done.compared.decisions]
    assert changes == ["split", "split", "merged", "fixed", "kept", "rejected"]
    fixed = unit(3) | {"zh": TEXTS["zh"][3].replace("2014", "2015")}
    wanted = [HEADS, SPLIT, MERGED, fixed, unit(4)]
    assert [texts for texts, _ in rebuilt(job)] == wanted
    written = (job.corpus / CORRECTIONS).read_bytes()

    export(job)
    assert not review(job, lambda _: None).written
    assert (job.corpus / CORRECTIONS).read_bytes() == written

    def second(sheet: Reviewer) -> None:
        sheet.replace(5, "zh", "2015", "2014")
        sheet.put(5, "status", "fixed")
        sheet.insert_below(4)
        for lang in LANGUAGES:
            sheet.move_tail(4, lang, TEXTS[lang][2])

    again = review(job, second)
    assert again.superseded == 2
    assert [texts for texts, _ in rebuilt(job)] == [HEADS, SPLIT, *map(unit, range(1, 5))]


def test_the_same_workbook_twice_gives_the_same_file(job: Job) -> None:
    def change(sheet: Reviewer) -> None:
        sheet.put(3, "status", "keep")
        sheet.replace(5, "ru", "2014", "2015")
        sheet.put(5, "status", "fixed")

    review(job, change)
    first = (job.corpus / CORRECTIONS).read_bytes()
    assert import_review(job.workbook, job.corpus, build=job.out).superseded == 2
    assert (job.corpus / CORRECTIONS).read_bytes() == first
    edit(job, lambda sheet: sheet.replace(5, "ru", "2015", "2016"))
    import_review(job.workbook, job.corpus, build=job.out)
    assert [each.now for each in read_corrections(job.corpus).texts] == [
        (TEXTS["ru"][3].replace("2014", "2016"),)
    ]
    assert certain(job)[0] == unit(1)


def test_two_reviewers_of_the_same_build_one_after_another(job: Job) -> None:
    def first(sheet: Reviewer) -> None:
        sheet.insert_below(2)
        for lang in LANGUAGES:
            sheet.move_tail(2, lang, SPLIT[lang])
        sheet.put(7, "status", "keep")

    def second(sheet: Reviewer) -> None:
        sheet.replace(5, "ru", "2014", "2015")
        sheet.put(5, "status", "fixed")
        sheet.put(3, "status", "keep")

    exported = job.workbook.read_bytes()
    review(job, first)
    job.workbook.write_bytes(exported)
    assert review(job, second).superseded == 0
    fixed = unit(3) | {"ru": TEXTS["ru"][3].replace("2014", "2015")}
    assert [texts for texts, _ in rebuilt(job)] == [HEADS, SPLIT, unit(1), unit(2), fixed, unit(4)]
    assert certain(job) == [HEADS, SPLIT, unit(1), fixed, unit(4)]


def test_corrections_survive_a_document_that_grew_and_say_what_is_gone(job: Job) -> None:
    def change(sheet: Reviewer) -> None:
        for row in (3, 4, 6):
            sheet.put(row, "status", "keep")
        sheet.replace(5, "es", "2014", "2015")
        sheet.put(5, "status", "fixed")

    review(job, change)
    preface = {
        "fr": "Préface nouvelle.",
        "en": "New preface.",
        "es": "Nuevo prefacio.",
        "ru": "Новое предисловие.",
        "ar": "تصدير جديد.",
        "zh": "新的序言。",
    }
    put(job.corpus, "A_1", **{x: (preface[x], *TEXTS[x]) for x in LANGUAGES})
    assert certain(job)[:2] == [unit(1), unit(2)]
    put(job.corpus, "A_1", ru=(*TEXTS["ru"][:2], *TEXTS["ru"][3:]), es=TEXTS["es"][:3])
    report = build(job.corpus, job.out)
    assert report.review.units == 1
    reasons = [(each.document, each.reason.partition(":")[0]) for each in report.review.unplaced]
    assert reasons == [("A_1", "es"), ("A_1", "ru"), ("A_1", "es"), ("A_1", "es")]
    record = json.loads((job.out / "run.json").read_text(encoding="utf-8"))
    assert record["review"]["unplaced"] == [each._asdict() for each in report.review.unplaced]
    shutil.rmtree(job.corpus / "A_1")
    assert len(build(job.corpus, job.out).review.unplaced) == 5


def test_only_some_languages_are_reviewed_and_the_others_stay(job: Job) -> None:
    export(job, languages=("fr", "ru"))

    def change(sheet: Reviewer) -> None:
        sheet.put(3, "merge", 1)
        sheet.put(4, "merge", 1)

    review(job, change)
    (unit_correction,) = read_corrections(job.corpus).units
    assert [*unit_correction.refs] == ["fr", "ru"]
    beads = build(job.corpus, job.out).tables.beads.filter(doc="A_1")
    assert beads.filter(lang="ru").height == 4
    assert beads.filter(lang="zh").height == 5


def test_a_selection_has_the_neighbours_of_the_doubtful(job: Job) -> None:
    found = read_build(job.out).units
    doubtful = [each._replace(probability=dict.fromkeys(each.probability, 1.0)) for each in found]
    doubtful[4].probability["ar"] = 0.3
    chosen = select(doubtful, below=0.5)
    assert [each.tuid for each in chosen] == ["A_1#n4", "A_1#n5"]
    assert len(select(doubtful, documents=("B_2",))) == 5
    with pytest.raises(InputError, match="nothing to review"):
        select(doubtful, below=0.5, languages=("fr", "zh"))
    with pytest.raises(InputError, match="C_3: the build has no such document; it has A_1, B_2"):
        select(doubtful, documents=("C_3",))


def test_text_does_not_move_over_units_that_were_not_exported(job: Job) -> None:
    found = read_build(job.out).units
    write_workbook([found[0], found[3]], job.workbook, languages=LANGUAGES)
    done = review(job, lambda sheet: sheet.move_tail(2, "ru", SPLIT["ru"]))
    assert len(done.compared.problems) == 2
    assert not done.written


def bad(job: Job, change: object) -> str:
    done = review(job, change)  # type: ignore[arg-type]
    assert not done.written
    assert not (job.corpus / CORRECTIONS).exists()
    assert all("\n" not in problem for problem in done.compared.problems)
    return " | ".join(done.compared.problems)


def swap(sheet: Reviewer, lang: str) -> None:
    one, two = sheet.get(3, lang), sheet.get(4, lang)
    sheet.put(3, lang, two)
    sheet.put(4, lang, one)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda s, x: s.put(4, x, None), "row 4, {}: “{}” is missing here; put it back"),
        (lambda s, x: s.put(4, x, s.get(4, x)[:-1]), "row 4, {}: “{last}” is missing here"),
        (lambda s, x: s.put(4, x, s.get(4, x) + "Ω"), "row 4, {}: “Ω” is not in the document"),
        (lambda s, x: s.put(5, x, s.get(4, x) + s.get(5, x)), "stands elsewhere in the document"),
        (swap, "text stays in its order"),
        (lambda s, x: s.put(4, x, "=A1"), "row 4, {}: a formula (=A1)"),
    ],
)
def test_a_cell_that_lost_or_won_text(job: Job, lang: str, change: object, message: str) -> None:
    found = bad(job, lambda sheet: change(sheet, lang))  # type: ignore[operator]
    assert message.format(lang, TEXTS[lang][2], last=TEXTS[lang][2][-1]) in found


def test_rows_that_are_gone_copied_or_of_another_build(job: Job) -> None:
    assert "A_1#n3: its row is gone" in bad(job, lambda sheet: sheet.sheet.delete_rows(4))
    export(job)
    assert "no unit 'A_1#n33'" in bad(job, lambda sheet: sheet.put(4, "unit", "A_1#n33"))
    export(job)

    def copy(sheet: Reviewer) -> None:
        sheet.insert_below(4)
        for key in sheet.columns:
            sheet.put(5, key, sheet.get(4, key))

    assert "row 5, fr: “La Cour siège à La Haye.” stands elsewhere" in bad(job, copy)


def test_a_split_by_copying_the_row_is_one_too(job: Job) -> None:
    def change(sheet: Reviewer) -> None:
        sheet.insert_below(2)
        sheet.put(3, "unit", sheet.get(2, "unit"))
        for lang in LANGUAGES:
            sheet.put(3, lang, SPLIT[lang])
            sheet.put(2, lang, HEADS[lang])

    assert review(job, change).written
    assert [texts for texts, _ in rebuilt(job)] == [HEADS, SPLIT, *map(unit, range(1, 5))]


def shuffle(sheet: Reviewer) -> None:
    rows = [[cell.value for cell in row] for row in sheet.sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), start=2):
        for column, value in enumerate(row, start=1):
            sheet.sheet.cell(number, column).value = value


def test_sorted_rows_are_put_back_in_order(job: Job) -> None:
    def change(sheet: Reviewer) -> None:
        sheet.put(3, "status", "keep")
        shuffle(sheet)

    done = review(job, change)
    assert done.written
    assert done.compared.notices == [
        "the rows are in another order than in the export; they were put back in order"
    ]
    assert certain(job) == [unit(1)]


def test_sorted_rows_with_one_that_nobody_can_place(job: Job) -> None:
    def change(sheet: Reviewer) -> None:
        sheet.insert_below(2)
        for lang in LANGUAGES:
            sheet.move_tail(2, lang, SPLIT[lang])
        shuffle(sheet)

    assert "there are rows without unit, which cannot be put back in order" in bad(job, change)


@pytest.mark.parametrize(
    ("marks", "message"),
    [
        ({3: 1, 5: 1}, "rows 3, 5: merge '1' stands in rows that are no neighbours"),
        ({3: 1}, "row 3: merge '1' stands in this row alone"),
        ({6: 2, 7: 2}, "rows 6, 7: merge '2' stands in rows that are no neighbours"),
    ],
)
def test_marks_of_merging_that_are_wrong(job: Job, marks: dict[int, int], message: str) -> None:
    found = bad(job, lambda sheet: [sheet.put(row, "merge", mark) for row, mark in marks.items()])
    assert message in found


def test_a_row_rejected_and_merged_with_one_that_is_not(job: Job) -> None:
    def change(sheet: Reviewer) -> None:
        sheet.put(3, "merge", 1)
        sheet.put(4, "merge", 1)
        sheet.put(3, "status", "reject")

    assert "row 3: is merged with rows that are not rejected" in bad(job, change)


def test_a_status_that_is_unknown(job: Job) -> None:
    assert "row 3: the status 'maybe' is unknown; write keep, fixed or reject" in bad(
        job, lambda sheet: sheet.put(3, "status", "maybe")
    )


def test_a_fix_may_not_lose_a_whole_clause(job: Job) -> None:
    def change(sheet: Reviewer) -> None:
        sheet.put(4, "zh", None)
        sheet.put(4, "status", "fixed")

    assert "row 4, zh: “法院设在海牙。” is missing here" in bad(job, change)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_differences_in_spaces_are_none(job: Job, lang: str) -> None:
    def change(sheet: Reviewer) -> None:
        text = sheet.get(3, lang)
        sheet.put(3, lang, f"  {text}\u00a0 \n")
        sheet.put(4, lang, "\u200f" + sheet.get(4, lang).replace(" ", "\u00a0"))
        sheet.put(5, lang, sheet.get(5, lang).replace("\u00a0", " "))

    assert review(job, change).compared == ([], [], [], [])


def test_a_space_that_was_missing_is_a_fix(tmp_path: Path) -> None:
    job = Job(tmp_path / "corpus", tmp_path / "out", tmp_path / "review.xlsx")
    put(job.corpus, fr=(*TEXTS["fr"][:2], "La Coursiège à La Haye.", *TEXTS["fr"][3:]))
    export(job)

    def change(sheet: Reviewer) -> None:
        sheet.replace(4, "fr", "Coursiège", "Cour siège")
        sheet.put(4, "status", "fixed")

    assert [each.now for each in review(job, change).compared.edits] == [(TEXTS["fr"][2],)]


def test_notices_of_what_leads_to_nothing(job: Job) -> None:
    def change(sheet: Reviewer) -> None:
        sheet.put(3, "comment", "À revoir")
        sheet.put(4, "status", "fixed")
        sheet.put(13, "status", "keep")

    done = review(job, change)
    assert done.compared.notices == [
        "row 3: a comment without a decision is not kept (À revoir); write keep to keep both",
        "row 4: says fixed, and nothing differs; it counts as kept",
        "row 13: keep in a row without text does nothing",
    ]


def test_a_build_that_changed_since_the_export(job: Job) -> None:
    put(job.corpus, zh=("大会。", *TEXTS["zh"][1:]))
    with pytest.raises(InputError, match=r"A_1/zh\.txt: changed since the build; build"):
        review(job, lambda sheet: sheet.put(3, "status", "keep"))
    build(job.corpus, job.out)
    with pytest.raises(InputError, match=r"A_1#n1 is another in .*out, which was built anew"):
        import_review(job.workbook, job.corpus, build=job.out)
    with pytest.raises(InputError, match="holds no build"):
        import_review(job.workbook, job.corpus, build=job.corpus)


def test_a_kill_while_writing_leaves_the_old_corrections(job: Job) -> None:
    review(job, lambda sheet: sheet.put(3, "status", "keep"))
    before = (job.corpus / CORRECTIONS).read_bytes()
    edit(job, lambda sheet: sheet.put(4, "status", "keep"))
    code = (
        "import os, sys; from pathlib import Path\n"
        "os.fsync = lambda _: os.kill(os.getpid(), 9)\n"
        "from tm.review.importing import import_review\n"
        "import_review(Path(sys.argv[1]), Path(sys.argv[2]), build=Path(sys.argv[3]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, *job[2:], job.corpus, job.out], check=False)
    assert done.returncode == -signal.SIGKILL
    assert (job.corpus / CORRECTIONS).read_bytes() == before
    build(job.corpus, job.out)
    export(job)
    assert review(job, lambda sheet: sheet.put(4, "status", "keep")).written
    assert len(read_corrections(job.corpus).units) == 2


def test_the_command(job: Job, hexapla: Run) -> None:
    done = hexapla("review", "export", job.out, "--out", job.workbook, "--document", "A_1")
    assert (done.code, done.err) == (0, "")
    assert "5 of 10 units written" in done.out
    edit(job, lambda sheet: (sheet.put(3, "merge", 1), sheet.put(4, "merge", 1)))
    done = hexapla("review", "import", job.workbook, job.corpus, "--build", job.out)
    assert (done.code, done.err) == (0, "")
    assert "merged" in done.out
    assert "A_1#n2" in done.out
    done = hexapla("review", "import", job.workbook, job.corpus, "--build", job.out, "--json")
    found = json.loads(done.out)
    assert found["changes"] == {"merged": 1}
    assert found["decisions"][0]["units"] == ["A_1#n2", "A_1#n3"]
    assert found["superseded"] == 1
    done = hexapla("build", job.corpus, "--out", job.out)
    assert "corrections by reviewers: 1 unit, 0 texts" in done.out
    export(job)
    edit(job, lambda sheet: sheet.put(4, "ar", "x"))
    done = hexapla("review", "import", job.workbook, job.corpus, "--build", job.out)
    assert done.code == 1
    assert "row 4, ar: " in done.err
    assert "2 problems, nothing was imported" in done.err
    done = hexapla("review", "export", job.out, "--out", "x.ods")
    assert done.code == 2


def test_the_bundled_resolution_reviewed_by_hand(tmp_path: Path) -> None:
    corpus = shutil.copytree(SAMPLES, tmp_path / "corpus")
    job = Job(corpus, tmp_path / "out", tmp_path / "review.xlsx")
    export(job)
    before = units(build(job.corpus, tmp_path / "again"), "sample/A/RES/69/12")

    def change(sheet: Reviewer) -> None:
        # the symbol stands in Arabic alone, in front of the first French line
        sheet.put(2, "status", "reject")
        sheet.put(10, "status", "keep")
        for lang in ("fr", "es", "ar", "zh"):  # "Distr. générale" and the date are two lines
            sheet.put(4, lang, sheet.get(4, lang))

    assert review(job, change).written
    after = units(build(job.corpus, job.out), "sample/A/RES/69/12")
    assert [texts for texts, _ in after] == [texts for texts, _ in before]
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [found for _, found in changed] == [{1.0}] * len(changed)
    assert 1 <= len(changed) <= 2


@pytest.mark.libreoffice
def test_a_workbook_that_libreoffice_saved_is_the_same_review(job: Job, tmp_path: Path) -> None:
    command = find_libreoffice()
    if command is None:
        pytest.skip("no LibreOffice: neither soffice nor libreoffice is on the path")

    def change(sheet: Reviewer) -> None:
        sheet.put(3, "merge", 1)
        sheet.put(4, "merge", 1)
        sheet.replace(5, "ar", "٢٠١٤", "٢٠١٥")
        sheet.put(5, "status", "fixed")

    edit(job, change)
    expected = import_review(job.workbook, job.corpus, build=job.out)
    saved = tmp_path / "saved"
    for folder in (saved, saved / "again"):
        source = job.workbook if folder == saved else saved / "review.xlsx"
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        conversion = ["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
        subprocess.run(
            [command, profile, *conversion, "--outdir", folder, source],
            check=True,
            capture_output=True,
        )
        done = import_review(folder / "review.xlsx", job.corpus, build=job.out)
        assert done.compared == expected.compared
