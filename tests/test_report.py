"""Documents that are no resolutions: their labels agree in six languages, and never mislead."""

import re
from collections import Counter
from itertools import chain

import documents
import pytest

from corpora.languages import BY_CODE
from corpora.structure.version import read_structure

PAGES = {
    "letter": [
        *("title", "salutation", "compliments", "signature", "annex1"),
        *(f"annex1.{place}" for place in ("p1", "p2", "p2(a)", "p2(b)", "p2(b)(i)", "p2(b)(ii)")),
        *("annex1.p3", "annex2", *(f"t1r{row}c{column}" for row in (1, 2) for column in (1, 2))),
        *("t1r3c1", "annex2.p1", "annex2.appendix", "annex2.appendix.p1", "fn1"),
    ],
    "verbatim": ["title", "s1", "s2", "s3", "s4"],
    "summary": ["title", "p1", "p1(a)", "p1(b)", "p2", "p3", "p4"],
    "decision": [
        *("title", "op1", "op1(a)", "op1(b)", "op2", "title.2", "op1.2", "annex", "annex.p1"),
        "fn1",
    ],
    "council": [
        *("title", "opener", "pp1", "pp2", "pp3", "op1", "op2", "op2(a)", "op2(b)", "op3", "op4"),
        "op5",
    ],
    "treaty": [
        *("title", "opener", "pp1", "pp2", "hI", "op1", "op2", "hII", "op3", "hII.A", "op4"),
        *("op4(a)", "op4(b)", "meeting", "date", "annex"),
        *(f"annex.{place}" for place in ("art1", "art1(a)", "art1(b)", "art2", "art2(1)")),
        *(f"annex.{place}" for place in ("art2(1)(a)", "art2(1)(b)", "art2(2)", "art3")),
    ],
}
KINDS = {
    "letter": {"masthead": 8, "signature": 3, "closing": 1, "opener": 1, "heading": 5, "cell": 5},
    "verbatim": {"masthead": 8, "title": 1, "heading": 3, "speech": 4, "paragraph": 4},
    "summary": {"masthead": 9, "title": 1, "paragraph": 10},
    "decision": {"masthead": 2, "title": 2, "operative": 5, "heading": 2, "paragraph": 2},
    "council": {"masthead": 6, "title": 1, "preambular": 3, "operative": 7, "heading": 1},
    "treaty": {"title": 2, "preambular": 2, "operative": 6, "paragraph": 11},
}
each_language = pytest.mark.parametrize("code", BY_CODE)
each_page = pytest.mark.parametrize("name", PAGES)


def sources(code: str) -> dict[str, list[str]]:
    return {name: documents.page(name, code) for name in PAGES} | {"report": documents.report(code)}


def labels_of(parts: list[str], code: str) -> list[str]:
    clauses, _ = documents.clauses_of(parts, code)
    return [clause.label for clause in clauses if clause.label]


@each_language
def test_labels_of_a_report(code: str) -> None:
    clauses, left_out = documents.clauses_of(documents.report(code), code)
    assert [clause.label for clause in clauses if clause.label] == documents.LABELS
    assert left_out == []
    references = [label for clause in clauses for label in clause.notes]
    assert references == [f"fn{number}" for number in range(1, documents.NOTES + 1)]


@each_language
@pytest.mark.parametrize("marks", ["#", "#*"])
def test_headings_need_no_marks(code: str, marks: str) -> None:
    parts = [re.sub(rf"[{marks}]+ ?", "", part) for part in documents.report(code)]
    unknowable = {"hII.A(1)", "hII.A(2)"}  # "1. Introduction" may be a paragraph as well
    expected = [label for label in documents.LABELS if label not in unknowable]
    assert labels_of(parts, code) == expected


@each_language
@each_page
def test_labels_of_pages(code: str, name: str) -> None:
    assert labels_of(documents.page(name, code), code) == PAGES[name]


@each_language
@each_page
def test_kinds_of_pages(code: str, name: str) -> None:
    clauses, _ = documents.clauses_of(documents.page(name, code), code)
    kinds = Counter(clause.kind for clause in clauses)
    assert {kind: kinds[kind] for kind in KINDS[name]} == KINDS[name]


@each_language
@pytest.mark.parametrize("name", [*PAGES, "report"])
def test_every_letter_is_kept(code: str, name: str) -> None:
    parts = sources(code)[name]
    clauses, left_out = documents.clauses_of(parts, code)
    kept = chain.from_iterable((clause.text, clause.number or "") for clause in clauses)
    read = Counter(char for text in kept for char in text if char.isalnum())
    given = Counter(
        char
        for block in documents.blocks_of(parts, code)
        for run in block.runs
        for char in run.text
        if char.isalnum()
    )
    marks = Counter(char for clause in clauses for note in clause.notes for char in note[2:])
    read += Counter(
        {documents.digit(char, code): count for char, count in marks.items() if char.isdecimal()}
    )
    assert read == given
    assert left_out == []


@each_language
@pytest.mark.parametrize("name", ["report", "letter", "summary"])
def test_a_block_that_is_lost_misleads_nothing_behind_it(code: str, name: str) -> None:
    """A label is that of the whole document, or none, or one that the document has nowhere.

    But for the title: without it the line below is what a reader, too, would call the title.
    """
    parts = sources(code)[name]
    blocks = documents.blocks_of(parts, code)
    whole, _ = read_structure(blocks, BY_CODE[code], file="x.md")
    places = {clause.text: {c.label for c in whole if c.text == clause.text} for clause in whole}
    known = {clause.label for clause in whole if clause.kind not in {"cell", "title"}} - {None}
    for lost, part in enumerate(parts, start=1):
        if part.startswith("<sup>"):
            continue  # footnotes have their own tests
        kept = [block for block in blocks if block.line != lost]
        clauses, _ = read_structure(kept, BY_CODE[code], file="x.md")
        wrong = [
            (clause.label, clause.text)
            for clause in clauses
            if clause.label in known and clause.label not in places[clause.text]
        ]
        assert wrong == [], part


OFFICES = {
    "fr": ("Je vous prie de faire distribuer la lettre.", "L'Ambassadeur,", "(Signé) Y. Li"),
    "en": ("Please circulate the present letter.", "The Ambassador,", "(Signed) Y. Li"),
    "es": ("Le ruego que distribuya la carta.", "El Embajador,", "(Firmado) Y. Li"),
    "ru": ("Прошу распространить письмо.", "Посол", "(Подпись) Ю. Ли"),
    "ar": ("أرجو تعميم هذه الرسالة.", "السفير", "(توقيع) ي. لي"),
    "zh": ("请将本信分发为荷。", "大使", "李勇(签名)"),
}


@each_language
def test_an_office_above_a_name_is_part_of_the_signature(code: str) -> None:
    clauses, _ = documents.clauses_of([*OFFICES[code], f"**{OFFICES[code][1]}**"], code)
    kinds = [clause.kind for clause in clauses]
    assert kinds[-4:-1] == ["paragraph", "signature", "signature"]


def test_a_signature_has_lines_around_it() -> None:
    french, _ = documents.clauses_of(documents.page("letter", "fr"), "fr")
    english, _ = documents.clauses_of(documents.page("letter", "en"), "en")
    signed = [
        [(clause.label, clause.text) for clause in clauses if clause.kind == "signature"]
        for clauses in (french, english)
    ]
    assert signed[0] == [
        (None, "L'Ambassadrice,"),
        (None, "Représentante permanente"),
        ("signature", "(Signé) Flavia Strelsau"),
    ]
    assert signed[1] == [
        ("signature", "(Signed) Flavia Strelsau"),
        (None, "Ambassador"),
        (None, "Permanent Representative"),
    ]


NAMES = {
    "fr": "Le Ministre l'a dit hier : l'eau n'attend pas.",
    "en": "Mr. Green once said: water does not wait.",
    "es": "El Sr. Verde lo dijo ayer: el agua no espera.",
    "ru": "Министр вчера сказал: вода не ждет.",
    "ar": "وقد قال الوزير أمس: الماء لا ينتظر.",
    "zh": "部长昨天说过：水不等人。",
}


@each_language
def test_a_colon_makes_no_speaker(code: str) -> None:
    parts = documents.page("verbatim", code)
    assert labels_of([*parts, NAMES[code]], code) == PAGES["verbatim"]


@each_language
def test_nobody_speaks_outside_a_record(code: str) -> None:
    parts = [part for part in documents.page("verbatim", code) if "PV" not in part]
    opened = next(index for index, part in enumerate(parts) if part.startswith("**"))
    assert not {"s1", "s2"} & {*labels_of(["A/99/40", *parts[opened:]], code)}


FIRST = {"fr": "Annexe", "en": "Annex", "es": "Anexo", "ru": "Приложение", "ar": "المرفق"}


@each_language
def test_an_appendix_stands_within_its_annex(code: str) -> None:
    annex = FIRST.get(code, "附件")
    appendix = documents.page("letter", code)[-2]
    found = labels_of([annex, "1. x.", appendix, "1. x.", annex, "1. x."], code)
    assert found == [
        *("annex", "annex.p1", "annex.appendix", "annex.appendix.p1", "annex.2", "annex.p1.2")
    ]
