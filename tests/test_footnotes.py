import pytest

from corpora.languages import BY_CODE
from corpora.readers import markdown
from corpora.readers.block import Block, Run
from corpora.structure.footnotes import resolve, separate
from corpora.structure.passage import clean
from corpora.structure.version import read_structure


def read(source: str, code: str) -> tuple[list[str], list[tuple[str, ...]], list[str], list[str]]:
    """Return texts, references, notes as "label: text", and marks left out."""
    flow = separate(markdown.read_text(source, BY_CODE[code]))
    marked = [
        resolve(block, position, flow.by_mark(), BY_CODE[code], file="x.md")
        for position, block in enumerate(flow.blocks)
    ]
    return (
        [item.block.text for item in marked],
        [item.labels for item in marked],
        [f"{note.label}: {note.block.text.strip()}" for note in flow.notes],
        [left.text for item in marked for left in item.left_out],
    )


CASES = {
    "fr": ("autres<sup>1</sup>, et<sup>2</sup> ;", "autres, et ;", "1"),
    "en": ("organizations,<sup>1</sup> and<sup>2</sup>", "organizations, and", "1"),
    "es": ("índole<sup>1</sup>, y<sup>2</sup>", "índole, y", "1"),
    "ru": ("организациями<sup>1</sup>, и<sup>2</sup>", "организациями, и", "1"),
    "ar": ("الأخرى<sup>(١)</sup>، و<sup>(٢)</sup>", "الأخرى، و", "(١)"),
    "zh": ("报告<sup>1</sup>，和<sup>2</sup>", "报告，和", "1"),
}


@pytest.mark.parametrize("code", CASES)
def test_marks_become_references(code: str) -> None:
    source, text, printed = CASES[code]
    notes = "\n\n".join(
        f"<sup>{mark}</sup> A/69/{number}." for number, mark in ((1, printed), (2, "2"))
    )
    texts, labels, found, left = read(f"{source}\n\n{notes}", code)
    assert texts == [text]
    assert labels == [("fn1", "fn2")]
    assert found == ["fn1: A/69/1.", "fn2: A/69/2."]
    assert left == []


@pytest.mark.parametrize(
    ("code", "source", "text"),
    [
        ("fr", "1<sup>er</sup> août, 48<sup>e</sup>", "1er août, 48e"),
        ("fr", "n<sup>o</sup> 8", "no 8"),
        ("en", "48<sup>th</sup>", "48th"),
        ("es", "48<sup>a</sup>", "48a"),
        ("ru", "48<sup>е</sup> 9<sup>го</sup>", "48е 9го"),
        ("ar", "100 م<sup>2</sup>", "100 م²"),
        ("zh", "3公里<sup>2</sup> 5 km²", "3公里² 5 km²"),
        ("ru", "10 км<sup>2</sup>, 10<sup>6</sup>", "10 км², 10⁶"),
        ("fr", "12 m<sup>3</sup>, CO<sub>2</sub>", "12 m³, CO2"),
    ],
)
def test_ordinals_and_exponents_stay_as_text(code: str, source: str, text: str) -> None:
    note = "\n\n<sup>2</sup> A note"
    assert read(source + note, code)[0] == [text]
    assert read(source + note, code)[1] == [()]


@pytest.mark.parametrize("code", BY_CODE)
def test_a_mark_without_a_footnote_is_left_out(code: str) -> None:
    texts, labels, _, left = read("x<sup>7</sup>", code)
    assert (texts, labels, left) == (["x"], [()], ["7"])


@pytest.mark.parametrize(
    ("source", "notes"),
    [
        ("<sup>1</sup> A  \n<sup>2</sup> B", ["fn1: A", "fn2: B"]),
        ("<sup>1</sup> A\n<sup>2</sup> B", ["fn1: A", "fn2: B"]),
        ("¹ A\n\n² B", ["fn1: A", "fn2: B"]),
        ("<sup>1</sup>\n\nA\n\n<sup>2</sup> B", ["fn1: A", "fn2: B"]),
        ("[^1]: A\n\n[^2]: B", ["fn1: A", "fn2: B"]),
        ("<sup>*</sup> A\n\n<sup>**</sup> B", ["fn*: A", "fn**: B"]),
        ("<sup>a</sup> A\n\n<sup>b</sup> B", ["fna: A", "fnb: B"]),
    ],
)
def test_shapes_of_footnotes(source: str, notes: list[str]) -> None:
    texts, _, found, _ = read(f"avant\n\n{source}\n\naprès", "fr")
    assert found == notes
    assert texts == ["avant", "après"]


def test_several_marks_in_one_run_and_repeated_ones() -> None:
    notes = "\n\n<sup>1</sup> A\n\n<sup>2</sup> B"
    assert read("x<sup>1, 2</sup> y<sup>1</sup>" + notes, "fr")[1] == [("fn1", "fn2", "fn1")]


def test_notes_numbered_by_the_page_refer_to_their_own_page() -> None:
    source = "a<sup>1</sup>\n\n<sup>1</sup> A\n\nb<sup>1</sup>\n\n<sup>1</sup> B\n\nc<sup>1</sup>"
    assert read(source, "fr")[1] == [("fn1",), ("fn1.2",), ("fn1.2",)]


def test_a_gap_stands_where_notes_were() -> None:
    flow = separate(markdown.read_text("a\n\n<sup>1</sup> A\n\nb\n\nc", BY_CODE["fr"]))
    assert [block.gap for block in flow.blocks] == [False, True, False]


def note(mark: str, text: str) -> Block:
    runs = (Run(mark, superscript=True), Run(f" {text}")) if mark else (Run(text),)
    return Block(runs, 1, note=True)


@pytest.mark.parametrize("code", BY_CODE)
def test_paragraphs_of_a_note_without_mark_go_on_with_the_one_before(code: str) -> None:
    body = Block((Run("x"), Run("1", superscript=True)), 1)
    blocks = [body, note("1", "A"), note("", "B"), Block((Run("y"),), 2), note("2", "C")]
    clauses, _ = read_structure(blocks, BY_CODE[code], file="x.docx")
    joined = clean("A\nB", BY_CODE[code])
    assert [(clause.kind, clause.label, clause.text) for clause in clauses] == [
        *(("paragraph", None, "x"), ("paragraph", None, "y")),
        *(("footnote", "fn1", joined), ("footnote", "fn2", "C")),
    ]


def test_a_note_of_its_format_needs_no_mark_that_is_known() -> None:
    blocks = [note("", "A"), note("#§1", "B"), Block((Run("y"),), 2)]
    clauses, left_out = read_structure(blocks, BY_CODE["fr"], file="x.docx")
    assert [(clause.kind, clause.label, clause.number, clause.text) for clause in clauses] == [
        *(("paragraph", None, None, "y"), ("footnote", None, None, "A")),
        ("footnote", None, "#§1", "B"),
    ]
    assert left_out == []


@pytest.mark.parametrize("code", BY_CODE)
def test_a_note_of_its_format_makes_no_gap(code: str) -> None:
    text = "a" * 50
    blocks = [Block((Run(text),), 1), note("1", "A"), Block((Run(text),), 2)]
    clauses, _ = read_structure(blocks, BY_CODE[code], file="x.docx")
    assert [clause.text for clause in clauses] == [text, text, "A"]


@pytest.mark.parametrize(
    ("word", "text", "labels"),
    [("48", "48a", ()), ("XXI", "XXIa", ()), ("n", "na", ()), ("Lago", "Lago", ("fna",))],
)
def test_a_letter_is_a_mark_behind_a_word(word: str, text: str, labels: tuple[str, ...]) -> None:
    texts, found, _, _ = read(f"{word}<sup>a</sup>\n\n<sup>a</sup> N", "es")
    assert (texts, found) == ([text], [labels])
