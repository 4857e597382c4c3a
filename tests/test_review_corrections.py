"""Corrections on disk, found again in a document, and laid over an alignment."""

import datetime
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.document import Alignment
from align.ladder import Bead
from align.sixway import Unit, join
from corpora.clause import Clause
from corpora.document import Document, Group
from corpora.errors import InputError, OutputError
from corpora.schema import LANGUAGES, OTHERS, PIVOT
from tm.build import build
from tm.review.applying import impose
from tm.review.corrections import (
    Corrections,
    TextCorrection,
    UnitCorrection,
    digest_of,
    ref_of,
)
from tm.review.judged import judge_beads
from tm.review.ledger import CORRECTIONS, read_corrections, write_corrections
from tm.review.original import Text
from tm.review.placing import Placed, Unplaced, correct_texts, place_units

WORDS = {
    "fr": 'L’eau « monte »\u00a0; \\ "x"',
    "en": "Water\trises",
    "es": "El agua sube ¿no?",
    "ru": "Вода поднимается ё",
    "ar": "يرتفع الماء؟ \u200f",
    "zh": "水涨了。𠀀",
}


def clause(text: str, label: str | None = None) -> Clause:
    return Clause("paragraph", label, None, text, (), None, 1)


def document(given: tuple[Group, ...] | None = None, **versions: tuple[str, ...]) -> Document:
    return Document(
        doc="D",
        date=datetime.date(2001, 2, 3),
        note=None,
        versions={lang: tuple(map(clause, texts)) for lang, texts in versions.items()},
        left_out=(),
        warnings=(),
        checksums={},
        given=given,
    )


def unit(status: str = "keep", **places: tuple[tuple[int, str], ...]) -> UnitCorrection:
    refs = {
        lang: tuple(ref_of(place, Text(None, text)) for place, text in found)
        for lang, found in places.items()
    }
    return UnitCorrection("D", status, refs)


def test_what_is_written_is_read_again_and_in_one_order(tmp_path: Path) -> None:
    texts = tuple(
        TextCorrection(doc, lang, 3, WORDS[lang], (f"{WORDS[lang]} \x7f\x00", "b"))
        for doc in ("A/1", "B/2")
        for lang in LANGUAGES
    )
    refs = {lang: (ref_of(7, Text("op2(a)", WORDS[lang])),) for lang in LANGUAGES}
    units = (
        UnitCorrection("A/1", "keep", refs, "« bien »\nvu"),
        UnitCorrection("A/1", "reject", {"fr": (), "zh": refs["zh"]}),
        UnitCorrection("B/2", "regrouped", refs),
    )
    write_corrections(Corrections(texts, units[::-1]), tmp_path)
    found = read_corrections(tmp_path)
    assert found.texts == texts
    assert {*map(str, found.units)} == {*map(str, units)}
    first = (tmp_path / CORRECTIONS).read_bytes()
    write_corrections(found, tmp_path)
    assert (tmp_path / CORRECTIONS).read_bytes() == first
    for lang in ("ru", "ar", "zh"):
        assert WORDS[lang] in first.decode()
    assert len({digest_of(text) for text in texts}) == len(texts)


def test_no_file_is_no_corrections(tmp_path: Path) -> None:
    assert read_corrections(tmp_path) == ((), (), None)


REF = '{ place = 1, sha256 = "x", text = "x" }'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[units]", "not TOML"),
        ("x = 1", "unknown 'x'"),
        ("texts = 1", "texts is 1; begin each entry with a line [[texts]]"),
        ("texts = [1]", "texts, entry 1: no table"),
        ('[[texts]]\nlanguage = "de"', "language 'de' is none of"),
        ('[[texts]]\nlanguage = "fr"\nnow = []', "now must be a list of texts"),
        ('[[texts]]\nlanguage = "fr"\nnow = ["", "a"]', "now must be a list of texts"),
        ('[[texts]]\nlanguage = "fr"\nnow = ["a"]\ndocument = "D"', "place must be a number"),
        ('[[units]]\nstatus = "x"', "status 'x' is none of"),
        ("[[units]]\nrow = 1", "units, entry 1: unknown 'row'"),
        ('[[units]]\nstatus = "keep"', "names no clauses"),
        ('[[units]]\nstatus = "keep"\nfr = [1]', "1 is no clause"),
        ('[[units]]\nstatus = "keep"\nfr = 1', "1 is no list of clauses"),
        (f'[[units]]\nstatus = "keep"\nfr = [{REF}]', "document must be text"),
        ('[[units]]\nstatus = "keep"\nfr = [{ place = 0, text = "", sha256 = "" }]', "place must"),
        ("a = " + "[" * 5000, "not TOML"),
    ],
)
def test_a_file_that_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / CORRECTIONS).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_corrections(tmp_path)
    assert message in str(caught.value)
    assert str(tmp_path / CORRECTIONS) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_utf8_or_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / CORRECTIONS).write_bytes(b"\xff")
    with pytest.raises(InputError, match="not TOML"):
        read_corrections(tmp_path)
    (tmp_path / CORRECTIONS).unlink()
    (tmp_path / CORRECTIONS).mkdir()
    with pytest.raises(InputError, match="check the file"):
        read_corrections(tmp_path)
    with pytest.raises(OutputError, match="is a folder"):
        write_corrections(Corrections(), tmp_path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_are_corrected_in_order_and_cut(lang: str) -> None:
    texts = dict.fromkeys({"fr", lang}, ("a", "b", "a"))
    one = TextCorrection("D", lang, 3, "a", (WORDS[lang], "x"))
    two = TextCorrection("D", lang, 4, "x", ("y",))
    gone = TextCorrection("D", lang, 1, "z", ("y",))
    found, made, unplaced = correct_texts(document(**texts), [one, two, gone])
    assert [each.text for each in found.versions[lang]] == ["a", "b", WORDS[lang], "y"]
    assert made == [one, two]
    assert [each.text for each in unplaced] == ["z"]


def test_a_clause_that_is_cut_in_text_that_came_aligned() -> None:
    groups = tuple(Group({"fr": range(n, n + 1), "ru": range(n, n + 1)}, {}) for n in range(3))
    texts = [TextCorrection("D", "ru", 2, "б", ("б1", "б2"))]
    found, _, _ = correct_texts(document(groups, fr=("a", "b", "c"), ru=("а", "б", "в")), texts)
    assert [group.spans["ru"] for group in found.given or ()] == [
        range(1),
        range(1, 3),
        range(3, 4),
    ]
    assert [group.spans["fr"] for group in found.given or ()] == [
        range(1),
        range(1, 2),
        range(2, 3),
    ]


def test_repeated_clauses_keep_theirs_when_one_is_put_above() -> None:
    keep = [unit(fr=((n, "Néant"),), zh=((n, "无"),)) for n in (1, 2, 3)]
    versions = document(fr=("T", "X", *["Néant"] * 4), zh=("题", "新", *["无"] * 4)).versions
    assert place_units(keep, versions) == [
        Placed({"fr": (n,), "zh": (n,)}, together=True) for n in (2, 3, 4)
    ]


def test_a_label_goes_before_the_place() -> None:
    ref = ref_of(0, Text("op2", "x"))
    versions = {"fr": (clause("x", "op1"), clause("y"), clause("x", "op2"))}
    found = place_units([UnitCorrection("D", "keep", {"fr": (ref,)})], versions)
    assert found == [Placed({"fr": (2,)}, together=True)]


def test_half_a_correction_is_none() -> None:
    versions = document(fr=("a", "b"), ru=("а", "б")).versions
    wanted = [
        unit(fr=((0, "a"),), ru=((0, "z"),)),
        unit(fr=((0, "a"), (1, "c")), ru=()),
        unit(fr=((0, "a"),), ru=((1, "б"),)),
        unit(fr=((1, "b"),), ru=((0, "а"),)),
        unit(fr=((0, "a"),), ru=((0, "а"),)),
    ]
    found = place_units(wanted, versions)
    assert [isinstance(each, Placed) for each in found] == [False, False, True, False, False]
    reasons = [each.reason for each in found if isinstance(each, Unplaced)]
    assert reasons[0].startswith("ru: its text is no longer in the document")
    assert reasons[2] == "ru: stands in another order than the French"
    assert reasons[3].startswith("fr: ")


KINDS = ((1, 1), (1, 1), (2, 1), (1, 2), (2, 2), (1, 0), (2, 0), (0, 1), (0, 2))


def ladder(chance: Random, length: int) -> list[Bead]:
    """Return beads over `length` French segments; those with an empty side hold one segment."""
    beads: list[Bead] = []
    source = target = 0
    while source < length:
        size, other = chance.choice(KINDS)
        size = min(size, length - source)
        sides = range(source, source + size), range(target, target + other)
        if size and other:
            beads.append(Bead(*sides, chance.choice([0.3, 0.6, 0.9])))
        else:
            beads += [Bead(range(i, i + 1), range(target, target), 0.8) for i in sides[0]]
            beads += [Bead(range(source, source), range(i, i + 1), 0.8) for i in sides[1]]
        source, target = sides[0].stop, sides[1].stop
    return beads


@st.composite
def alignments(draw: st.DrawFn) -> tuple[Alignment, dict[str, int]]:
    """Return beads of some languages over one French, and what they join to."""
    chance = draw(st.randoms(use_true_random=False))
    length = chance.randint(1, 8)
    languages = chance.choice([("en",), ("ru", "zh"), ("es", "ar", "zh"), OTHERS])
    beads = {lang: ladder(chance, length) for lang in languages}
    lengths = {"fr": length} | {lang: found[-1].target.stop for lang, found in beads.items()}
    return Alignment(beads, join(beads, pivots=length)), lengths


@st.composite
def reviewed(draw: st.DrawFn) -> tuple[Alignment, dict[str, int], list[Placed]]:
    """Return an alignment and what a reviewer makes of it: consecutive rows, some of them."""
    alignment, lengths = draw(alignments())
    chance = draw(st.randoms(use_true_random=False))
    if chance.random() < 0.3:
        units = [unit.segments for unit in alignment.units if chance.random() < 0.5]
        wanted = [{lang: unit.get(lang, ()) for lang in lengths} for unit in units]
        return alignment, lengths, [Placed(each, together=True) for each in wanted]
    languages = [lang for lang in lengths if lang == "fr" or chance.random() < 0.8]
    rows = chance.randint(1, 6)
    spans = {}
    for lang in languages:
        cuts = sorted(chance.randint(0, lengths[lang]) for _ in range(rows - 1))
        spans[lang] = [*pairwise([0, *cuts, lengths[lang]])]
    clauses = [{lang: tuple(range(*spans[lang][row])) for lang in languages} for row in range(rows)]
    found = [each for each in clauses if any(each.values()) and chance.random() < 0.6]
    return alignment, lengths, [Placed(each, together=chance.random() < 0.8) for each in found]


@given(alignments())
def test_without_decisions_nothing_changes(made: tuple[Alignment, dict[str, int]]) -> None:
    alignment, lengths = made
    assert impose(alignment, [], lengths) is alignment


@given(reviewed())
def test_beads_and_units_stay_whole(made: tuple[Alignment, dict[str, int], list[Placed]]) -> None:
    alignment, lengths, decisions = made
    found = impose(alignment, decisions, lengths)
    for lang, beads in found.beads.items():
        source = target = 0
        for bead in beads:
            assert (bead.source.start, bead.target.start) == (source, target)
            source, target = bead.source.stop, bead.target.stop
            assert 0 <= bead.probability <= 1
        assert (source, target) == (lengths["fr"], lengths[lang])
    held = sorted((x, i) for unit in found.units for x, each in unit.segments.items() for i in each)
    assert held == sorted((lang, i) for lang, length in lengths.items() for i in range(length))
    assert all({*unit.probability} == {*unit.segments} for unit in found.units)


@given(reviewed())
def test_decisions_about_all_languages_are_units(
    made: tuple[Alignment, dict[str, int], list[Placed]],
) -> None:
    alignment, lengths, decisions = made
    found = impose(alignment, decisions, lengths).units
    for decision in decisions:
        if {*decision.clauses} == {*lengths}:
            clauses = {lang: each for lang, each in decision.clauses.items() if each}
            if decision.together:
                wanted = Unit(clauses, dict.fromkeys(clauses, 1.0))
                assert any(
                    (each.segments, each.probability) == (wanted.segments, wanted.probability)
                    for each in found
                )
            else:
                for lang, indices in clauses.items():
                    for index in indices:
                        assert any({**each.segments} == {lang: (index,)} for each in found)


@given(reviewed())
def test_languages_that_were_not_reviewed_keep_their_beads(
    made: tuple[Alignment, dict[str, int], list[Placed]],
) -> None:
    alignment, lengths, decisions = made
    found = impose(alignment, decisions, lengths)
    for lang, beads in alignment.beads.items():
        if all(lang not in each.clauses for each in decisions):
            assert found.beads[lang] == beads


@given(alignments(), st.integers(0, 7))
def test_a_unit_that_is_kept_changes_no_span(
    made: tuple[Alignment, dict[str, int]], number: int
) -> None:
    (doubtful, _), lengths = made
    beads = {  # a bead of less than a half joins nothing, so its unit is another
        lang: [bead._replace(probability=max(0.6, bead.probability)) for bead in found]
        for lang, found in doubtful.items()
    }
    alignment = Alignment(beads, join(beads, pivots=lengths["fr"]))
    unit = alignment.units[number % len(alignment.units)]
    wanted = {lang: unit.segments.get(lang, ()) for lang in lengths}
    found = impose(alignment, [Placed(wanted, together=True)], lengths)
    assert [each.segments for each in found.units] == [each.segments for each in alignment.units]
    for lang, kept in found.beads.items():
        assert [bead[:2] for bead in kept] == [bead[:2] for bead in beads[lang]]


def test_rows_of_a_memory_are_corrected_too(tmp_path: Path) -> None:
    corpus = tmp_path / "c"
    corpus.mkdir()
    rows = ["fr\t" + "\t".join(OTHERS)]
    rows += ["\t".join(f"{WORDS[lang].split()[0]}{n}" for lang in LANGUAGES) for n in range(3)]
    rows.append("\t" + "\t".join(f"{WORDS[lang].split()[0]}9" for lang in OTHERS))
    (corpus / "m.tsv").write_text("\n".join(rows), encoding="utf-8")
    manifest = '[[documents]]\nsymbol = "D"\naligned = "m.tsv"\n'
    (corpus / "corpus.toml").write_text(manifest, encoding="utf-8")
    first = build(corpus, tmp_path / "out").tables.units
    texts = {(row["index"], row["lang"]): row["text"] for row in first.to_dicts()}
    merged = unit("regrouped", **{x: ((0, texts[0, x]), (1, texts[1, x])) for x in LANGUAGES})
    write_corrections(Corrections((), (merged,)), corpus)
    report = build(corpus, tmp_path / "out")
    units = report.tables.units
    assert report.review.unplaced == ()
    assert units["index"].n_unique() == 3
    assert units.filter(index=0)["probability"].to_list() == [1.0] * 6
    assert units.filter(index=2)["lang"].to_list() == [*OTHERS]


@pytest.mark.parametrize("lang", OTHERS)
def test_beads_that_reviewers_let_stand_are_right(lang: str) -> None:
    beads = [Bead(range(n, n + 1), range(n, n + 1), 0.5 + n / 10) for n in range(4)]
    before = Alignment({lang: beads}, join({lang: beads}, pivots=4))
    decisions = [
        Placed({PIVOT: (0,), lang: (0,)}, together=True),  # right
        Placed({PIVOT: (1, 2), lang: (1, 2)}, together=True),  # two that should be one
    ]
    after = impose(before, decisions, {PIVOT: 4, lang: 4})
    assert judge_beads(before, after, decisions) == [
        (lang, 0.5, True),
        (lang, 0.6, False),
        (lang, 0.7, False),
    ]
    assert judge_beads(before, before, []) == []
