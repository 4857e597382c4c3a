import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SAMPLES, Run

from corpora.document import LARGEST, read_version
from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES

SAMPLE = SAMPLES / "A_RES_69_12"
FOUND = {
    "fr": ("Le Comité prend note du rapport.", "Il remercie M. Ban, cf. par. 3."),
    "en": ("The Committee notes the report.", "It thanks Mr. Ban, cf. para. 3."),
    "es": ("El Comité toma nota del informe.", "Da las gracias al Sr. Ban, cf. párr. 3."),
    "ru": ("Комитет отмечает доклад.", "Он благодарит г-на Пана, см. п. 3."),
    "ar": ("تحيط اللجنة علما بالتقرير.", "وتشكر د. محمد، انظر ص. 3."),
    "zh": ("委员会注意到报告。", "委员会感谢潘先生，见第3段。"),
}
"""Two sentences in each language."""

TITLES = {
    "fr": "Rapport",
    "en": "Report",
    "es": "Informe",
    "ru": "Доклад",
    "ar": "تقرير",
    "zh": "报告",
}


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def report(tmp_path: Path, lang: str) -> Path:
    """Return a report of a title, a numbered paragraph of two sentences and a rule."""
    text = BY_CODE[lang].joiner.join(FOUND[lang])
    path = tmp_path / f"report-{lang}.md"
    path.write_text(f"# {TITLES[lang]}\n\n1. {text}\n\n---\n\n**_[x]_**\n", encoding="utf-8")
    return path


def cells(table: str) -> list[list[str]]:
    """Return the rows of a printed table without its head and lines."""
    lines = [line for line in table.splitlines() if line.startswith("│")]
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in lines]


def records(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_the_table(hexapla: Run, report: Path, lang: str) -> None:
    done = hexapla("segment", report)
    text = BY_CODE[lang].joiner.join(FOUND[lang])
    assert done.code == 0
    assert re.sub("[┏┓┃┡┩ ]+", " ", done.out.splitlines()[1]).strip() == (
        "label kind number text notes page line"
    )
    rows = cells(done.out)
    assert rows[0] == ["title", "title", "", TITLES[lang], "", "", "1"]
    assert rows[1][:3] == ["p1", "paragraph", "1."]
    assert BY_CODE[lang].joiner.join(row[3] for row in rows[1:-1]) == text  # lines of one cell
    assert rows[-1] == ["", "paragraph", "", "[x]", "", "", "7"]
    assert done.out.splitlines()[-1] == "clauses: 3, left out: 1"
    assert re.fullmatch("left out: line 5: horizontal rule: -+\n", done.err)


def test_the_sentences(hexapla: Run, report: Path, lang: str) -> None:
    rows = cells(hexapla("segment", report, "--sentences").out)
    first, second = FOUND[lang]
    assert rows == [
        ["title", "title", "", "1", TITLES[lang], "", "", "1"],
        ["p1", "paragraph", "1.", "1", first, "", "", "3"],
        ["", "", "", "2", second, "", "", ""],
        ["", "paragraph", "", "1", "[x]", "", "", "7"],
    ]


def test_lines_for_programs(hexapla: Run, report: Path, lang: str) -> None:
    done = hexapla("segment", report, "--json")
    assert (done.code, done.err) == (0, "")
    title, paragraph, _, rest = records(done.out)
    assert title["text"] == TITLES[lang]
    assert paragraph == {
        "kind": "paragraph",
        "label": "p1",
        "number": "1.",
        "text": BY_CODE[lang].joiner.join(FOUND[lang]),
        "notes": [],
        "page": None,
        "line": 3,
    }
    assert (rest["kind"], rest["reason"], rest["line"]) == ("left out", "horizontal rule", 5)
    found = records(hexapla("segment", report, "--json", "--sentences").out)
    assert found[1] == paragraph | {"sentences": [*FOUND[lang]]}
    assert found[3] == rest


def test_the_sample(hexapla: Run, lang: str) -> None:
    file = SAMPLE / f"{lang}.md"
    clauses, left_out, _ = read_version(file.read_bytes(), BY_CODE[lang], file=str(file))
    found = records(hexapla("segment", file, "--json").out)
    assert [line["text"] for line in found] == [item.text for item in (*clauses, *left_out)]
    table = hexapla("segment", file)
    assert [row[0] for row in cells(table.out) if row[-1]] == [each.label or "" for each in clauses]
    assert table.err.count("left out: ") == len(left_out)
    printed = "".join(row[3] for row in cells(table.out)).replace(" ", "")
    assert printed == "".join(each.text for each in clauses).replace(" ", "")  # nothing cut off


@pytest.mark.parametrize("name", ["{}.md", "A_RES_69_12.{}.md", "report-{}.txt", "RES_{}.MD"])
def test_the_language_by_the_name(hexapla: Run, tmp_path: Path, lang: str, name: str) -> None:
    file = tmp_path / name.format(lang.upper() if name.endswith("MD") else lang)
    file.write_text("".join(FOUND[lang]), encoding="utf-8")
    done = hexapla("segment", file, "--json")
    assert (done.code, done.err) == (0, "")
    assert hexapla("segment", file, "--lang", lang, "--json") == done


def test_a_wrong_language_is_a_warning(hexapla: Run, report: Path, lang: str) -> None:
    other = "ru" if lang in {"ar", "zh"} else "ar"
    done = hexapla("segment", report, "--lang", other, "--json")
    assert done.code == 0
    assert re.fullmatch(rf"warning: .*{report.name}: only \d+% of its letters are .*\n", done.err)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("report.md",), "report.md does not tell its language; add"),
        (("esfr.md",), "esfr.md does not tell its language"),
        (("fr.md", "--lang", "de"), "'de' is none of fr, en, es, ru, ar, zh"),
        (("fr.md", "en.md"), "unexpected extra argument"),
        (("fr.md", "--table"), "No such option: --table"),
    ],
)
def test_a_wrong_command(hexapla: Run, arguments: tuple[str, ...], message: str) -> None:
    done = hexapla("segment", *arguments)
    assert done.code == 2
    assert message in " ".join(done.err.replace("│", " ").split())
    assert done.out == ""


def absent(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def not_text(path: Path) -> None:
    path.write_bytes(bytes(range(1, 256)) * 9)


def only_markup(path: Path) -> None:
    path.write_text("---\n\n***\n")


def huge(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(LARGEST + 1)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (absent, "No such file or directory; check the file"),
        (a_folder, "Is a directory; check the file"),
        (empty, "the file is empty; put the .* text there"),
        (not_text, "byte 0x.* is not UTF-8"),
        (only_markup, "the file holds no text but markup"),
        (huge, "256 MiB, and no more than 256 are read as one document"),
    ],
)
def test_wrong_input_is_one_line(hexapla: Run, report: Path, spoil, message: str) -> None:
    spoil(report)
    done = hexapla("segment", report)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert re.match(rf"hexapla: .*{report.name}: {message}", done.err)


def test_an_unknown_format_is_one_line(hexapla: Run, tmp_path: Path) -> None:
    (tmp_path / "fr.xls").write_bytes(b"x")
    done = hexapla("segment", tmp_path / "fr.xls")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "no reader for files ending in .xls" in done.err


def test_an_old_pipe_gets_all_the_text(report: Path, lang: str) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("hexapla"), "segment", report, "--json"],
        env=os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
        capture_output=True,
        check=True,
    )
    text = BY_CODE[lang].joiner.join(FOUND[lang])
    assert text in [line["text"] for line in records(done.stdout.decode("latin-1"))]


def test_help_teaches_by_example(hexapla: Run) -> None:
    done = hexapla("segment", "--help")
    assert (done.code, done.err) == (0, "")
    wanted = ["Examples", "hexapla segment resolution.md --lang fr", "--sentences", "--json"]
    assert [word for word in wanted if word not in " ".join(done.out.split())] == []
