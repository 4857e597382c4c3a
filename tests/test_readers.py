import pytest

from corpora.errors import InputError
from corpora.languages import BY_CODE, Language
from corpora.readers import READERS, markdown, reader_for, text
from corpora.readers.block import Block, Run, raise_digits, raised


@pytest.fixture(params=BY_CODE)
def language(request: pytest.FixtureRequest) -> Language:
    return BY_CODE[request.param]


def shown(block: Block) -> str:
    """The runs of a block in one line: _italic_ **bold** ^raised^."""
    marks = {0: "_", 1: "**", 2: "^"}
    pieces = []
    for words, *styles in block.runs:
        around = "".join(mark for index, mark in marks.items() if styles[index])
        pieces.append(around + words + around[::-1])
    return "".join(pieces)


def lines(source: str, code: str = "fr") -> list[tuple[int, str]]:
    return [(block.line, shown(block)) for block in markdown.read_text(source, BY_CODE[code])]


def test_suffixes() -> None:
    assert reader_for("a/FR.MD") is markdown.read
    assert reader_for("fr.txt") is text.read
    with pytest.raises(InputError, match=r"^fr\.odt: no reader for .* \.odt") as error:
        reader_for("fr.odt")
    assert all(suffix in str(error.value) for suffix in READERS)


def test_text_has_a_block_a_line() -> None:
    blocks = text.read_text("\nune\n\u3000\n\u3000二\nm²\n")
    assert [(block.line, block.text) for block in blocks] == [
        (2, "une"),
        (4, "\u3000二"),
        (5, "m2"),
    ]
    assert [block.page for block in blocks] == [None] * 3


def test_text_form_feeds_are_pages() -> None:
    blocks = text.read_text("a\n\fb\nc\fd\n")
    assert [(block.line, block.page, block.text) for block in blocks] == [
        (1, 1, "a"),
        (2, 2, "b"),
        (3, 2, "c"),
        (3, 3, "d"),
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1. *Prie*<sup>1</sup> ;", "1. _Prie_^1^ ;"),
        ("1\\. Prie", "1. Prie"),
        ("1<sup>er</sup> août", "1^er^ août"),
        ("*48<sup>e</sup> séance*", "_48__^e^__ séance_"),
        ("a<i>b</i><em>c</em><b>d</b><u>e</u>", "a_b__c_**d**e"),
        ("AT&amp;T&nbsp;&#8203;", "AT&T\u00a0\u200b"),
        ("a[^3], b", "a^3^, b"),
        ("a¹² m²", "a^12^ m^2^"),
        ("[lien](http://example.org) `x`", "lien `x`"),
        ("*大会，*注意到", "_大会，_注意到"),
        ("**《宪章》**所", "**《宪章》**所"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("    retrait", "retrait"),
        ("- tiret", "- tiret"),
        ("2014. Année", "2014. Année"),
    ],
)
def test_inline_markup(source: str, expected: str, language: Language) -> None:
    assert [shown(block) for block in markdown.read_text(source, language)] == [expected]


def test_headings_and_rules() -> None:
    blocks = markdown.read_text("# A\n\n### B ###\n\nC\n===\n\nd\ne\n---\n\n* * *\n", BY_CODE["en"])
    assert [(block.level, block.rule, block.line) for block in blocks] == [
        (1, False, 1),
        (3, False, 3),
        (1, False, 5),
        (0, False, 8),
        (0, True, 12),
    ]


def test_hard_breaks_part_blocks_and_soft_ones_do_not() -> None:
    blocks = markdown.read_text("*a  \nb*\nc\\\nd<br>\ne", BY_CODE["fr"])
    assert [(block.line, block.text, block.gap) for block in blocks] == [
        (1, "a", False),
        (2, "b\nc", True),
        (4, "d", True),
        (5, "e", True),
    ]


def test_tight_lists_and_notes_are_parted() -> None:
    assert lines("1. a ;\n2. b\nc") == [(1, "1. a ;"), (2, "2. b\nc")]
    assert lines("dit en\n2. b") == [(1, "dit en\n2. b")]
    assert lines("<sup>1</sup> A.\n<sup>2</sup> B") == [(1, "^1^ A."), (2, "^2^ B")]
    assert lines("[^1]: A/69/1.\n[^2]: B") == [(1, "^1^ A/69/1."), (2, "^2^ B")]


def test_markdown_pages_and_lines() -> None:
    blocks = markdown.read_text("a\n\n\fb\n\n\f\n\nc\n", BY_CODE["fr"])
    assert [(block.line, block.page, block.text) for block in blocks] == [
        (1, 1, "a"),
        (3, 2, "b"),
        (7, 3, "c"),
    ]


def test_no_word_is_swallowed_by_blocks_of_code_html_or_tables() -> None:
    source = "<div>\nun\n</div>\n\n```\ndeux\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n> cité\n"
    text_of_all = " ".join(block.text for block in markdown.read_text(source, BY_CODE["fr"]))
    assert all(word in text_of_all for word in ("un", "deux", "a", "b", "c", "d", "cité"))
    assert "<" not in text_of_all
    assert "|" not in text_of_all


def test_raised_digits_there_and_back() -> None:
    assert [*raised(Run("m²!"))] == [Run("m"), Run("2", superscript=True), Run("!")]
    assert raise_digits("16") == "¹⁶"
