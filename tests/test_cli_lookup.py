"""`hexapla lookup` and `hexapla concordance`: tables, JSON, errors in one line."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpora.schema import LANGUAGES
from tests.memories import CLAUSES, memory_of
from tm.lookup.index import update

Run = Callable[..., object]

LOADED = """
import sys
from tm.cli import main
try:
    main()
except SystemExit:
    print(*{"lxml", "numba", "openpyxl", "polars", "translate"}.intersection(sys.modules))
"""


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    folder = tmp_path / "memory"
    with memory_of(folder, CLAUSES) as opened:
        update(opened)
    return folder


def give(monkeypatch: pytest.MonkeyPatch, data: bytes, errors: str = "strict") -> None:
    """Let `data` be standard input."""
    stream = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", errors=errors)
    monkeypatch.setattr(sys, "stdin", stream)


def flat(text: str) -> str:
    """Return a table as running text: cells that go over several lines hold together."""
    return "".join("".join(text.split()).split("│"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_table_of_matches(memory: Path, lang: str, hexapla: Run) -> None:
    target = "en" if lang != "en" else "fr"
    done = hexapla("lookup", memory, CLAUSES[1][lang], "--from", lang, "--to", target)
    assert (done.code, done.err) == (0, "")
    assert "100" in done.out
    assert "exact" in done.out
    assert "op2" in done.out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_matches_as_json(memory: Path, lang: str, hexapla: Run) -> None:
    target = "zh" if lang != "zh" else "ar"
    text = CLAUSES[1][lang].replace("2013", "2019")
    done = hexapla("lookup", memory, text, "--from", lang, "--to", target, "--json")
    (line,) = done.out.splitlines()
    record = json.loads(line)
    assert record["text"] == text
    (match,) = record["matches"]
    assert (match["score"], match["kind"], match["substituted"]) == (99, "fuzzy", True)
    assert match["source"] == CLAUSES[1][lang]
    assert match["target"] == CLAUSES[1][target].replace("2013", "2019")
    assert (match["document"], match["label"], match["unit"]) == ("A/RES/69/12", "op2", 2)
    (difference,) = match["differences"]
    assert "2013" in match["source"][slice(*difference["match"])]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lines_of_standard_input_are_segments_in_context(
    memory: Path, lang: str, hexapla: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "\n\n".join(unit[lang] for unit in CLAUSES)
    give(monkeypatch, lines.encode("utf-8-sig"))
    target = "ru" if lang != "ru" else "es"
    done = hexapla("lookup", memory, "-", "--from", lang, "--to", target, "--json")
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [each["matches"][0]["kind"] for each in records] == ["context"] * 3
    assert [each["matches"][0]["target"] for each in records] == [u[target] for u in CLAUSES]


def test_a_look_up_does_not_wait_for_what_it_does_not_use(memory: Path) -> None:
    command = [sys.executable, "-c", LOADED, "lookup", str(memory), CLAUSES[1]["fr"], "--json"]
    languages = ["--from", "fr", "--to", "zh"]
    done = subprocess.run([*command, *languages], capture_output=True, encoding="utf-8", check=True)
    found, loaded = done.stdout.splitlines()
    assert json.loads(found)["matches"][0]["score"] == 100
    assert loaded == ""


def test_no_match_is_said(memory: Path, hexapla: Run) -> None:
    done = hexapla("lookup", memory, "Tout autre chose [bold]", "--from", "fr", "--to", "ru")
    assert done.code == 0
    assert "no match of 70 or more: Tout autre chose [bold]" in done.out


def test_brackets_are_no_markup(tmp_path: Path, hexapla: Run) -> None:
    unit = {"fr": "Texte [bold]gras[/bold] ici", "zh": "文本 [red]红[/red]"}
    with memory_of(tmp_path / "memory", [unit]):
        pass
    folder = tmp_path / "memory"
    done = hexapla("lookup", folder, unit["fr"], "--from", "fr", "--to", "zh")
    assert "[bold]gras[/bold]" in done.out
    assert "[red]红[/red]" in flat(done.out)
    assert "[red]红[/red]" in flat(hexapla("concordance", folder, "红").out)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_concordance_shows_all_languages(memory: Path, lang: str, hexapla: Run) -> None:
    word = {"fr": "Rappelant", "en": "Recalling", "es": "Recordando", "ru": "ссылаясь",
            "ar": "قرارها", "zh": "回顾"}[lang]  # fmt: skip
    done = hexapla("concordance", memory, word)
    assert done.code == 0
    assert "units: 1" in done.out
    assert "A/RES/69/12 op2" in done.out
    for text in CLAUSES[1].values():
        assert flat(text) in flat(done.out)
    (record,) = map(json.loads, hexapla("concordance", memory, word, "--json").out.splitlines())
    assert record["texts"] == CLAUSES[1]
    assert record["lang"] == lang
    assert [CLAUSES[1][lang][slice(*span)] for span in record["spans"]] == [word]


def test_a_word_of_several_languages_shows_each_unit_once(memory: Path, hexapla: Run) -> None:
    done = hexapla("concordance", memory, "A/RES/68/31", "--json")
    assert [json.loads(line)["lang"] for line in done.out.splitlines()] == ["fr"]
    done = hexapla("concordance", memory, "de", "--most", "1")
    assert "units: 1; there may be more" in done.out


WRONG = [
    (("lookup", "absent", "x", "--from", "fr", "--to", "ru"), 1, "no memory there"),
    (("lookup", "MEMORY", "x", "--from", "de", "--to", "ru"), 2, "'de' is none of fr"),
    (("lookup", "MEMORY", "x", "--from", "fr", "--to", "fr"), 2, "is the language of the text"),
    (("lookup", "MEMORY", "x", "--from", "fr"), 2, "--to"),
    (("lookup", "MEMORY", "x", "--from", "fr", "--to", "ru", "--least", "0"), 2, "--least"),
    (("concordance", "absent", "x"), 1, "no memory there"),
    (("concordance", "MEMORY", " "), 1, "WORDS: is empty"),
    (("concordance", "MEMORY", "x", "--lang", "de"), 2, "'de' is none of fr"),
]


@pytest.mark.parametrize(("arguments", "code", "message"), WRONG)
def test_wrong_commands(
    memory: Path, arguments: tuple[str, ...], code: int, message: str, hexapla: Run
) -> None:
    done = hexapla(*(str(memory) if each == "MEMORY" else each for each in arguments))
    assert done.code == code
    assert message in done.err
    assert code == 2 or done.err.count("\n") == 1


def test_a_language_that_is_not_there_is_named(tmp_path: Path, hexapla: Run) -> None:
    with memory_of(tmp_path / "memory", [{"fr": "La paix", "ar": "السلام"}]):
        pass
    done = hexapla("lookup", tmp_path / "memory", "La paix", "--from", "fr", "--to", "ru")
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith("has no text in ru; it has fr, ar\n")


def test_standard_input_that_is_no_text(
    memory: Path, hexapla: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(monkeypatch, b"La \xff", errors="surrogateescape")
    done = hexapla("lookup", memory, "-", "--from", "fr", "--to", "ru")
    assert (done.code, done.err) == (
        1,
        "hexapla: standard input: byte 4 is not UTF-8; give UTF-8\n",
    )


def test_an_index_that_was_broken_is_told(memory: Path, hexapla: Run) -> None:
    for path in (memory / "index" / "zh").iterdir():
        path.write_bytes(b"rubbish")
    done = hexapla("concordance", memory, "秘书长", "--lang", "zh")
    assert done.code == 0
    assert "units: 1" in done.out
    assert done.err == f"{memory}: the index of zh was broken and was built again\n"
