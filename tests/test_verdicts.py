"""The file of verdicts: read, written by single entries, and laid over renderings."""

import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from renderings import to_renderings

from corpora.errors import InputError, OutputError
from corpora.schema import LANGUAGES, RENDERINGS
from tm.terms.honouring import Unplaced, honour_verdicts, occurrence_numbers
from tm.terms.judging import HEADING, remove_verdict, write_verdict
from tm.terms.verdicts import CHOICES, VERDICTS, Key, Verdict, Verdicts, read_verdicts

WORDS = {
    "fr": "maintien de la paix",
    "en": "peacekeeping",
    "es": "mantenimiento de la paz",
    "ru": "миротворчество",
    "ar": "صون السلام",
    "zh": "维和",
}
ENTRY = """\
[[verdicts]]
concept = "peace"
tuid = "A/RES/69/12#op2"
language = "ru"
occurrence = 1
verdict = "accept"
text = "миротворчество"
"""
VERDICT = Verdict(Key("A/RES/69/12#op2", "peace", 1, "ru"), "accept", "миротворчество")


def put(folder: Path, text: str | bytes) -> Path:
    path = folder / VERDICTS
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def content(folder: Path) -> str:
    return (folder / VERDICTS).read_text("utf-8")


def test_a_corpus_without_the_file_has_no_verdicts(tmp_path: Path) -> None:
    assert read_verdicts(tmp_path) == Verdicts()


@pytest.mark.parametrize("text", ["", "# nothing yet\n", HEADING])
def test_an_empty_file_holds_no_verdicts(tmp_path: Path, text: str) -> None:
    put(tmp_path, text)
    assert read_verdicts(tmp_path).entries == ()
    assert read_verdicts(tmp_path).sha256


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_written_is_read(tmp_path: Path, lang: str) -> None:
    for number, choice in enumerate(CHOICES, start=1):
        verdict = Verdict(Key("A/1#op2", "peace", number, lang), choice, WORDS[lang], "voilà")
        write_verdict(tmp_path, verdict)
        assert verdict in read_verdicts(tmp_path).entries
    assert content(tmp_path).startswith(HEADING)
    assert len(read_verdicts(tmp_path).entries) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"\xff", "line 1: not UTF-8; save it as UTF-8"),
        (b"# ok\n\xff", "line 2: not UTF-8; save it as UTF-8"),
        ("[[verdicts]]\nconcept = ", "line 2: not TOML: Invalid value; correct it"),
        ("a = 1\na = 2", "line 2: not TOML: Cannot overwrite a value; correct it"),
        ("verdict = 1", ": unknown 'verdict'; begin each entry with [[verdicts]]"),
        ("verdicts = 1", ": verdicts is no list; begin each entry with [[verdicts]]"),
        ("verdicts = [1]", ", entry 1: 1 is no table; begin the entry with [[verdicts]]"),
        (ENTRY.replace("concept", "consept"), "line 1: unknown 'consept'; correct or remove it"),
        (ENTRY.replace('"ru"', '"de"'), "line 1: language 'de' is none of fr, en, es, ru, ar, zh"),
        (
            ENTRY.replace('"accept"', '"ok"'),
            "line 1: verdict 'ok' is none of accept, reject, ignore",
        ),
        (ENTRY.replace("= 1", "= 0"), "line 1: occurrence must be a number from 1; correct it"),
        (ENTRY.replace("= 1", "= true"), "line 1: occurrence must be a number from 1; correct it"),
        (ENTRY.replace("occurrence = 1", ""), "line 1: occurrence must be a number from 1"),
        (ENTRY.replace('"peace"', '" "'), "line 1: concept must be text, not empty; correct or"),
        (ENTRY.replace('"peace"', "7"), "line 1: concept must be text, not empty; correct or"),
        (f"# twice\n{ENTRY}\n{ENTRY}", "line 10: decided in line 2 too; keep one"),
        ("a = " + "[" * 5000, "not TOML"),
    ],
)
def test_a_bad_file_is_one_line_that_names_it(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    path = put(tmp_path, text)
    for attempt in (read_verdicts, lambda corpus: write_verdict(corpus, VERDICT)):
        with pytest.raises(InputError) as caught:
            attempt(tmp_path)
        assert str(caught.value).startswith(str(path))
        assert message in str(caught.value)
        assert "\n" not in str(caught.value)
    assert path.read_bytes() == (text.encode() if isinstance(text, str) else text)


def test_a_folder_in_place_of_the_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / VERDICTS).mkdir()
    with pytest.raises(InputError, match=r"verdicts\.toml: "):
        read_verdicts(tmp_path)


def test_a_folder_that_is_not_there_or_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises((InputError, OutputError)):
        write_verdict(tmp_path / "file", VERDICT)


def test_the_last_verdict_wins_and_can_be_removed(tmp_path: Path) -> None:
    write_verdict(tmp_path, VERDICT)
    write_verdict(tmp_path, VERDICT._replace(verdict="reject"))
    assert read_verdicts(tmp_path).entries == (VERDICT._replace(verdict="reject"),)
    assert remove_verdict(tmp_path, VERDICT.key)
    assert not remove_verdict(tmp_path, VERDICT.key)
    assert read_verdicts(tmp_path).entries == ()
    assert [path.name for path in tmp_path.iterdir()] == [VERDICTS]


def test_buttons_pressed_at_once_lose_nothing(tmp_path: Path) -> None:
    verdicts = [VERDICT._replace(key=VERDICT.key._replace(occurrence=n)) for n in range(1, 25)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda verdict: write_verdict(tmp_path, verdict), verdicts))
    assert [*read_verdicts(tmp_path).entries] == verdicts


def test_nothing_is_written_where_there_is_nothing_to_remove(tmp_path: Path) -> None:
    assert not remove_verdict(tmp_path, VERDICT.key)
    assert [*tmp_path.iterdir()] == []


def test_comments_stay_with_their_entries(tmp_path: Path) -> None:
    other = ENTRY.replace("op2", "op1")
    text = f"# mine\n\n# asked Olga\n{ENTRY}# to the end\n\n\n  # of op1\n{other}"
    put(tmp_path, text.replace("\n", "\r\n"))
    write_verdict(tmp_path, Verdict(Key("A/1#x", "peace", 1, "zh"), "ignore", None))
    new = '[[verdicts]]\nconcept = "peace"\ntuid = "A/1#x"\nlanguage = "zh"\noccurrence = 1\n'
    new += 'verdict = "ignore"\n'
    expected = f"# mine\n\n{new}\n  # of op1\n{other}\n# asked Olga\n{ENTRY}# to the end\n"
    assert content(tmp_path) == expected
    write_verdict(tmp_path, VERDICT._replace(verdict="reject"))
    assert "# asked Olga\n[[verdicts]]" in content(tmp_path)
    assert 'verdict = "reject"' in content(tmp_path)
    assert tomllib.loads(content(tmp_path))


def test_entries_in_one_line_are_written_anew(tmp_path: Path) -> None:
    inline = ", ".join(line for line in ENTRY.splitlines()[1:])
    put(tmp_path, f"verdicts = [{{ {inline} }}]\n")
    added = VERDICT._replace(key=VERDICT.key._replace(lang="en"), text=None)
    write_verdict(tmp_path, added)
    assert read_verdicts(tmp_path).entries == (added, VERDICT)


def test_a_header_inside_a_text_is_no_header(tmp_path: Path) -> None:
    put(tmp_path, f"{ENTRY}note = '''\n[[verdicts]]\n'''\n")
    added = VERDICT._replace(key=VERDICT.key._replace(lang="zh"))
    write_verdict(tmp_path, added)
    expected = VERDICT._replace(note="[[verdicts]]\n")
    assert read_verdicts(tmp_path).entries == (expected, added)


@pytest.mark.parametrize(
    "verdict",
    [
        VERDICT._replace(verdict="perhaps"),
        VERDICT._replace(text=""),
        VERDICT._replace(key=VERDICT.key._replace(occurrence=0)),
        VERDICT._replace(key=VERDICT.key._replace(lang="de")),
        VERDICT._replace(text="\ud800"),
    ],
)
def test_a_verdict_that_could_not_be_read_back_is_not_written(
    tmp_path: Path, verdict: Verdict
) -> None:
    with pytest.raises(ValueError, match=r"."):
        write_verdict(tmp_path, verdict)
    assert [*tmp_path.iterdir()] == []


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip)
KEYS = st.builds(Key, TEXTS, TEXTS, st.integers(1, 9), st.sampled_from(LANGUAGES))
VERDICTS_ = st.builds(Verdict, KEYS, st.sampled_from(CHOICES), st.none() | TEXTS, st.none() | TEXTS)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(VERDICTS_, min_size=1, max_size=6, unique_by=lambda each: each.key))
def test_any_text_survives_and_the_order_of_writing_leaves_no_trace(
    tmp_path: Path, verdicts: list[Verdict]
) -> None:
    (tmp_path / VERDICTS).unlink(missing_ok=True)
    for verdict in verdicts:
        write_verdict(tmp_path, verdict)
    first = content(tmp_path)
    assert {*read_verdicts(tmp_path).entries} == {*verdicts}
    (tmp_path / VERDICTS).unlink()
    for verdict in reversed(verdicts):
        write_verdict(tmp_path, verdict)
    assert content(tmp_path) == first


def renderings() -> pl.DataFrame:
    """Return two occurrences in one unit and one in another, in six languages."""
    rows = [
        ("peace", tuid, "d", start, start + 5, lang, 0, len(WORDS[lang]), WORDS[lang], "form")
        for tuid, start in (("d#1", 50), ("d#1", 7), ("d#2", 0))
        for lang in LANGUAGES
    ]
    tail = ("termbase", "full", 1.0, None)
    return pl.DataFrame([(*row, *tail) for row in rows], schema=RENDERINGS, orient="row")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("choice", CHOICES)
def test_a_verdict_is_laid_over_its_occurrence(lang: str, choice: str) -> None:
    words = f"  {WORDS[lang].replace(' ', '  ')} "
    entry = Verdict(Key("d#1", "peace", 2, lang), choice, words)
    table, outcome = honour_verdicts(renderings(), Verdicts((entry,), "abc"))
    judged = table.filter(pl.col("verdict").is_not_null())
    columns = ("tuid", "fr_start", "lang", "verdict")
    assert judged.select(columns).rows() == [("d#1", 50, lang, choice)]
    assert table.drop("verdict").equals(renderings().drop("verdict"))
    counts = (outcome.accepted, outcome.rejected, outcome.ignored)
    assert counts == tuple(int(each == choice) for each in CHOICES)
    assert (outcome.applied, outcome.unplaced, outcome.sha256) == (1, (), "abc")


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (VERDICT, "the unit is gone, or its French no longer has the term"),
        (
            VERDICT._replace(key=Key("d#1", "war", 1, "ru")),
            "the concept is no longer in the termbase, or occurs nowhere",
        ),
        (
            Verdict(Key("d#1", "peace", 3, "ru"), "accept", WORDS["ru"]),
            "the term no longer occurs so often in the French of the unit",
        ),
        (
            Verdict(Key("d#1", "peace", 1, "ru"), "accept", "мир"),
            "the rendering is now 'миротворчество', not 'мир'",
        ),
        (
            Verdict(Key("d#1", "peace", 1, "zh"), "accept", None),
            "the rendering is now '维和', not ''",
        ),
    ],
)
def test_a_verdict_that_no_longer_applies_is_reported(entry: Verdict, reason: str) -> None:
    table, outcome = honour_verdicts(renderings(), Verdicts((entry,)))
    assert table.equals(renderings())
    tuid, concept, occurrence, lang = entry.key
    assert outcome.unplaced == (Unplaced(concept, tuid, lang, occurrence, reason),)
    assert outcome.applied == 0


def test_a_language_and_a_rendering_that_are_gone_are_told_apart() -> None:
    table = to_renderings([("d", "peace", "ru", None), ("d", "peace", "fr", "x")])
    entries = tuple(Verdict(Key("d#0", "peace", 1, lang), "accept", "мир") for lang in ("ru", "zh"))
    _, outcome = honour_verdicts(table, Verdicts(entries))
    assert [each.reason for each in outcome.unplaced] == [
        "'мир' is no longer found",
        "the document no longer has the language",
    ]
    ignored = Verdict(Key("d#0", "peace", 1, "ru"), "ignore", None)
    assert honour_verdicts(table, Verdicts((ignored,)))[1].ignored == 1


def test_occurrences_are_numbered_as_they_stand_in_the_french() -> None:
    table = renderings().with_columns(number=occurrence_numbers())
    numbers = table.filter(pl.col("lang") == "zh")["number"]
    assert numbers.to_list() == [2, 1, 1]
