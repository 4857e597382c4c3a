"""`hexapla tmx export`: what is in the files of a build's memories, and what is not."""

import gzip
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from conftest import Build, segments
from lxml import etree
from translate.storage.tmx import tmxfile

from align.document import Alignment
from align.ladder import Bead
from align.sixway import join
from corpora.clause import Clause
from corpora.document import Document, clauses_frame
from corpora.errors import InputError, OutputError
from corpora.schema import LANGUAGES, OTHERS
from tm.tmx.check import check, validate
from tm.tmx.contexts import with_context
from tm.tmx.documents import Worded, open_build
from tm.tmx.export import export
from tm.tmx.labels import kept, with_number
from tm.tmx.locales import parse
from tm.tmx.parts import parse_size
from tm.tmx.settings import ALL_PAIRS, FRENCH_PAIRS, Settings, parse_pairs
from tm.tmx.shelf import file_names
from tm.tmx.tiers import USUAL, Tiers, folder
from tm.tmx.unit import TranslationUnit, Variant
from tm.units import beads_frame, units_frame

DOC = "A/RES/1"
TWO = {
    "fr": "La Commission se réunit à Genève. Elle siège pendant trois semaines.",
    "en": "The Commission meets in Geneva. It sits for three weeks.",
    "es": "La Comisión se reúne en Ginebra. El período de sesiones dura tres semanas.",
    "ru": "Комиссия заседает в Женеве. Ее сессия длится три недели.",
    "ar": "تجتمع اللجنة في جنيف. وتستمر دورتها ثلاثة أسابيع.",
    "zh": "委员会在日内瓦举行会议。会期为三周。",
}
"""Two sentences, each the translation of the other five."""
UNSURE = ({"es", "zh"}, {"ar", "zh"})
"""Pairs in which these two, as short as they are, stay below the threshold."""
LABELLED = {
    "fr": ("a)", "Les armes ;"),
    "en": ("(a)", "Arms;"),
    "es": ("a)", "Las armas;"),
    "ru": ("а)", "оружие;"),
    "ar": ("(أ)", "الأسلحة؛"),
    "zh": ("(a)", "武器；"),
}
NUMBERED = {
    "fr": ("1.", "Décide d’agir ;"),
    "en": ("1.", "Decides to act;"),
    "es": ("1.", "Decide actuar;"),
    "ru": ("1.", "постановляет действовать;"),
    "ar": ("١ -", "تقرر أن تعمل؛"),
    "zh": ("1.", "决定采取行动；"),
}
PRINTED = {
    "fr": "a) Les armes ;",
    "en": "(a) Arms;",
    "es": "a) Las armas;",
    "ru": "а) оружие;",
    "ar": "(أ) الأسلحة؛",
    "zh": "(a) 武器；",
}


def clause(text: str, number: str | None = None, label: str | None = None) -> Clause:
    return Clause("operative", label, number, text, (), None, 1)


def document(doc: str = DOC, day: date | None = None, **changed: str) -> Document:
    """Return a document of three clauses in six languages; `changed` replaces the first."""
    versions = {
        lang: (
            clause(changed.get(lang, TWO[lang]), label="pp1"),
            clause(NUMBERED[lang][1], NUMBERED[lang][0], "op1"),
            clause(LABELLED[lang][1], LABELLED[lang][0], "op1(a)"),
        )
        for lang in LANGUAGES
    }
    return Document(
        doc=doc, date=day, note=None, versions=versions, left_out=(), warnings=(), checksums={}
    )


def straight(document: Document, probability: float = 0.9995) -> Alignment:
    beads = {
        lang: [Bead(range(k, k + 1), range(k, k + 1), probability) for k in range(3)]
        for lang in OTHERS
    }
    return Alignment(beads, join(beads, pivots=len(document.versions["fr"])))


def put(out: Path, *aligned: tuple[Document, Alignment]) -> Path:
    """Write the tables of a build as `hexapla build` does."""
    out.mkdir(parents=True)
    clauses_frame(each for each, _ in aligned).write_parquet(out / "clauses.parquet")
    beads_frame(aligned).write_parquet(out / "beads.parquet")
    units_frame(aligned).write_parquet(out / "units.parquet")
    facts = [
        {"symbol": each.doc, "date": each.date and each.date.isoformat(), "note": each.note}
        for each, _ in aligned
    ]
    record = {"hexapla": "0", "documents": facts, "files": ["run.json"]}
    (out / "run.json").write_text(json.dumps(record), encoding="utf-8")
    return out


@pytest.fixture
def built(tmp_path: Path) -> Path:
    made = document(day=date(2014, 11, 11))
    return put(tmp_path / "built", (made, straight(made)))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def one(path: Path, tuid: str) -> dict[str, str]:
    return segments(path)[tuid]


def properties(path: Path, tuid: str) -> dict[str, str]:
    units = etree.parse(path).iterfind(f".//tu[@tuid='{tuid}']/prop")
    return {each.get("type"): each.text for each in units}


def test_the_french_pairs_and_the_six_languages_are_the_default(
    built: Path, tmp_path: Path
) -> None:
    done = export(built, tmp_path / "m", Settings())
    assert [memory.name for memory in done.memories] == [*(f"fr-{x}" for x in OTHERS), "six"]
    record = json.loads((tmp_path / "m" / "run.json").read_text(encoding="utf-8"))
    assert {*contents(tmp_path / "m")} == {*record["files"]}
    assert "six.tmx" in record["files"]


@pytest.mark.parametrize("pair", ALL_PAIRS, ids="-".join)
def test_every_pair_holds_the_texts_of_its_languages(
    built: Path, tmp_path: Path, pair: tuple[str, str]
) -> None:
    export(built, tmp_path / "m", Settings(pairs=(pair,), six=False))
    path = tmp_path / "m" / f"{'-'.join(pair)}.tmx"
    validate(path)
    assert (check(path).errors, check(path).warnings) == (0, 0)
    assert one(path, f"{DOC}#pp1") == {lang: TWO[lang] for lang in pair}
    assert one(path, f"{DOC}#op1") == {lang: NUMBERED[lang][1] for lang in pair}
    assert one(path, f"{DOC}#op1(a)") == {lang: PRINTED[lang] for lang in pair}
    assert etree.parse(path).find("header").get("srclang") == pair[0]
    parsed = tmxfile.parsestring(path.read_bytes()).units
    assert [unit.source for unit in parsed] == [u[pair[0]] for u in segments(path).values()]


@pytest.mark.parametrize("pair", ALL_PAIRS, ids="-".join)
def test_sentences_that_surely_correspond_are_units(
    built: Path, tmp_path: Path, pair: tuple[str, str]
) -> None:
    export(built, tmp_path / "m", Settings(pairs=(pair,), six=False))
    path = tmp_path / "m" / f"{'-'.join(pair)}.sentences.tmx"
    if {*pair} in UNSURE:
        assert not path.exists()
        return
    validate(path)
    found = segments(path)
    assert [*found] == [f"{DOC}#pp1:s1", f"{DOC}#pp1:s2"]
    for lang in pair:
        joiner = "" if lang == "zh" else " "
        assert joiner.join(unit[lang] for unit in found.values()) == TWO[lang]
    assert etree.parse(path).find("header").get("segtype") == "sentence"
    assert properties(path, f"{DOC}#pp1:s2")["x-sentence"] == "2/2"
    assert float(properties(path, f"{DOC}#pp1:s2")["x-probability"]) < 0.9995


@pytest.mark.parametrize(
    ("lang", "text", "reason"),
    [
        ("ru", "Комиссия заседает в Женеве три недели.", "another number of sentences"),
        ("zh", "委员会在日内瓦举行为期三周的会议。", "another number of sentences"),
        (
            "en",
            "The Commission meets in Geneva, for three weeks in all. Yes.",
            "sentences not surely paired",
        ),
        (
            "ar",
            "نعم. تجتمع اللجنة في جنيف، وتستمر دورتها ثلاثة أسابيع.",
            "sentences not surely paired",
        ),
    ],
)
def test_sentences_that_do_not_surely_correspond_stay_together(
    tmp_path: Path, lang: str, text: str, reason: str
) -> None:
    made = document(**{lang: text})
    out = put(tmp_path / "b", (made, straight(made)))
    done = export(out, tmp_path / "m", Settings(pairs=(("fr", lang),), six=False))
    assert (done.memories[0].sentences, done.memories[0].uncut) == (0, {reason: 1})
    assert one(tmp_path / "m" / f"fr-{lang}.tmx", f"{DOC}#pp1")[lang] == text


def test_sentences_are_offered_and_never_inserted(built: Path, tmp_path: Path) -> None:
    done = export(built, tmp_path / "m", Settings(pairs=(("fr", "en"),), tiers=USUAL, six=False))
    assert done.memories[0].files == [*("fr-en/tm/auto/fr-en.tmx", "fr-en/tm/fr-en.sentences.tmx")]


NOTE = {
    "fr": "Voir également résolution 60/1 de l'Assemblée générale, par. 138 et 139.",
    "en": "See also General Assembly resolution 60/1, paragraphs 138 and 139.",
    "es": "Véase también la resolución 60/1 de la Asamblea General, párrafos 138 y 139.",
    "ru": "См. также резолюцию 60/1 Генеральной Ассамблеи, пункты 138 и 139.",
    "ar": "انظر أيضا قرار الجمعية العامة 60/1، الفقرتين 138 و 139.",
    "zh": "另见大会第60/1号决议，第138和139段。",
}
"""OmegaT cuts it in French behind "par.", in Russian behind «См.», and nowhere else."""


@pytest.mark.parametrize("lang", OTHERS)
def test_fragments_that_omegat_cuts_have_their_part_of_the_translation(
    tmp_path: Path, lang: str
) -> None:
    made = document(**NOTE)
    out = put(tmp_path / "b", (made, straight(made, 0.99)))
    settings = Settings(pairs=(("fr", lang),), six=False)
    memory = export(out, tmp_path / "m", settings).memories[0]
    path = tmp_path / "m" / f"fr-{lang}.omegat.tmx"
    if lang == "ru":  # cut once in both: OmegaT pairs what it cuts, as it did before
        assert (memory.fragments, path.exists()) == (0, False)
        return
    validate(path)
    found = segments(path)
    assert [*found] == [f"{DOC}#pp1:f1", f"{DOC}#pp1:f2"]
    assert " ".join(unit["fr"] for unit in found.values()) == NOTE["fr"]
    assert ("" if lang == "zh" else " ").join(u[lang] for u in found.values()) == NOTE[lang]
    assert found[f"{DOC}#pp1:f2"]["fr"] == "138 et 139."
    assert found[f"{DOC}#pp1:f2"][lang][:3] == "138"
    assert etree.parse(path).find("header").get("segtype") == "sentence"
    said = properties(path, f"{DOC}#pp1:f2")
    assert said["x-fragment"] == "2/2"
    assert 0.5 < float(said["x-probability"]) < 0.99  # the clauses correspond, and so do the cuts
    assert memory.fragments == 2


def test_fragments_are_offered_and_never_inserted(tmp_path: Path) -> None:
    made = document(**NOTE)
    out = put(tmp_path / "b", (made, straight(made)))
    for plain, place in ((0.5, "tm"), (0.9999, "tm/penalty-10")):
        tiers = Tiers(0.9999 if place != "tm" else 0.5, plain, 0.1)
        settings = Settings(pairs=(("ru", "en"),), tiers=tiers, six=False)
        done = export(out, tmp_path / "m", settings)
        assert f"ru-en/{place}/ru-en.omegat.tmx" in done.memories[0].files


def test_fragments_can_be_left_out(tmp_path: Path) -> None:
    made = document(**NOTE)
    out = put(tmp_path / "b", (made, straight(made)))
    settings = Settings(pairs=(("fr", "en"),), fragments=False, six=False)
    assert export(out, tmp_path / "m", settings).memories[0].files == ["fr-en.tmx"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Everything else is as before."),
        ("es", "Lo demás sigue como antes."),
        ("ru", "Все остальное остается без изменений."),
        ("ar", "يبقى كل شيء آخر على حاله."),
        ("zh", "其他一切照旧。"),
    ],
)
def test_fragments_without_support_are_counted(tmp_path: Path, lang: str, text: str) -> None:
    made = document(**NOTE | {lang: text})
    out = put(tmp_path / "b", (made, straight(made)))
    settings = Settings(pairs=(("fr", lang),), sentences=False, six=False)
    memory = export(out, tmp_path / "m", settings).memories[0]
    assert memory.fragments == 0
    assert memory.uncut == {"cut by OmegaT where the translation is not surely cut": 1}


def test_facts_reach_the_unit(built: Path, tmp_path: Path) -> None:
    export(built, tmp_path / "m", Settings(pairs=(("ru", "zh"),)))
    assert properties(tmp_path / "m" / "ru-zh.tmx", f"{DOC}#op1") == {
        "x-document": DOC,
        "x-label": "op1",
        "x-bead": "1-1",
        "x-probability": "0.9990",  # both links must hold
        "x-date": "2014-11-11",
    }


def test_pairs_without_french_are_as_fine_as_their_own_beads(tmp_path: Path) -> None:
    """A clause that only Spanish merges coarsens no pair without Spanish."""
    made = document()
    alignment = straight(made)
    merged = [Bead(range(3), range(3), 0.9)]
    alignment = alignment._replace(beads=alignment.beads | {"es": merged})
    out = put(tmp_path / "b", (made, alignment))
    pairs = (("en", "ru"), ("en", "es"), ("es", "fr"))
    done = export(out, tmp_path / "m", Settings(pairs=pairs, six=False, sentences=False))
    assert {memory.name: memory.clauses for memory in done.memories} == {
        "en-ru": 3,
        "en-es": 1,
        "es-fr": 1,
    }


@pytest.mark.parametrize("lang", OTHERS)
def test_what_has_no_counterpart_is_counted(tmp_path: Path, lang: str) -> None:
    made = document()
    beads = straight(made).beads
    beads[lang] = [Bead(range(2), range(2), 0.9), Bead(range(2, 3), range(2, 2), 0.9),
                   Bead(range(3, 3), range(2, 3), 0.9)]  # fmt: skip
    out = put(tmp_path / "b", (made, Alignment(beads, join(beads, pivots=3))))
    pairs = (("fr", lang), (lang, "fr"))
    done = export(out, tmp_path / "m", Settings(pairs=pairs, six=False))
    expected = {f"no counterpart in {lang}": 1, "no counterpart in fr": 1}
    assert [memory.left_out for memory in done.memories] == [expected, expected]


@pytest.mark.parametrize(
    ("keep", "numbered", "labelled"),
    [("none", 0, 0), ("brackets", 0, 1), ("all", 1, 1)],
)
@pytest.mark.parametrize("lang", OTHERS)
def test_labels_stay_or_go(
    built: Path, tmp_path: Path, lang: str, keep: Any, numbered: int, labelled: int
) -> None:
    pairs = (("fr", lang),)
    export(built, tmp_path / "m", Settings(pairs=pairs, keep=keep))
    for name in (f"fr-{lang}.tmx", "six.tmx"):
        path = tmp_path / "m" / name
        assert one(path, f"{DOC}#op1(a)")[lang] == (PRINTED if labelled else
                                                    {lang: LABELLED[lang][1]})[lang]  # fmt: skip
        assert one(path, f"{DOC}#op1")["fr"] == ("1. " if numbered else "") + NUMBERED["fr"][1]
    unit = etree.parse(tmp_path / "m" / f"fr-{lang}.tmx").iterfind(f".//tu[@tuid='{DOC}#op1(a)']")
    taken = [each.text for each in next(unit).iterfind("tuv/prop")]
    assert taken == ([] if labelled else [LABELLED["fr"][0], LABELLED[lang][0]])


@pytest.mark.parametrize(
    ("numbers", "stays"),
    [
        (("(a)", "(أ)"), True),
        (("a)", "а)"), True),
        (("一、", "(1)"), True),
        (("㈠", "(a)"), True),
        (("'1'", "(i)"), True),
        ((None, None), True),
        (("1.", "(a)"), False),
        (("1)", "1)"), False),
        (("I.", "I."), False),
        (("A.", "A."), False),
        (("١ -", "1."), False),
        (("1.1.", "1.1."), False),
        (("•", "-"), False),
        (("1", "1"), False),
        (("(a)", None), False),
    ],
)
def test_brackets_stay_where_both_sides_have_them(
    numbers: tuple[str | None, str | None], stays: bool
) -> None:
    sides = [[Worded(None, number, "x")] for number in numbers]
    assert kept(sides, keep="brackets") is stays


@pytest.mark.parametrize(
    ("number", "text", "printed"),
    [
        ("a)", "Les armes", "a) Les armes"),
        ("(a)", "arms", "(a) arms"),
        ("а)", "оружие", "а) оружие"),
        ("(أ)", "الأسلحة", "(أ) الأسلحة"),
        ("一、", "武器", "一、武器"),
        ("（一）", "武器", "（一）武器"),
        (None, "las armas", "las armas"),
    ],
)
def test_a_label_stands_as_printed(number: str | None, text: str, printed: str) -> None:
    assert with_number(Worded(None, number, text)) == printed


def test_tiers_go_by_probability(tmp_path: Path) -> None:
    made = [
        (each := document(f"A/RES/{k}", fr=f"Texte {k}."), straight(each, probability))
        for k, probability in enumerate((0.9995, 0.995, 0.7, 0.2))
    ]
    out = put(tmp_path / "b", *made)
    settings = Settings(pairs=(("fr", "ru"),), tiers=USUAL, duplicates="best", sentences=False)
    done = export(out, tmp_path / "m", settings)
    assert done.memories[0].tiers == {"tm/auto": 3, "tm": 1, "tm/penalty-10": 1, "tm/penalty-30": 1}
    names = {name for name in contents(tmp_path / "m") if name.startswith("fr-ru/")}
    assert names == {f"fr-ru/{place}/fr-ru.tmx" for place in done.memories[0].tiers}


@pytest.mark.parametrize(
    ("probability", "place"),
    [(1.0, "tm/auto"), (0.999, "tm/auto"), (0.9989, "tm"), (0.99, "tm"), (0.5, "tm/penalty-10")],
)
def test_thresholds_belong_to_the_better_tier(probability: float, place: str) -> None:
    assert folder(probability, USUAL) == place
    assert folder(probability, USUAL, offered=True) == place.removesuffix("/auto")


def rivals(tmp_path: Path) -> Path:
    """Return a build whose first clause has two translations, one of them newer, one surer."""
    older = document("A/RES/1", date(2010, 1, 1))
    newer = document("A/RES/2", date(2020, 1, 1), ru="Новый перевод в двух предложениях.")
    return put(tmp_path / "b", (older, straight(older, 0.9999)), (newer, straight(newer, 0.9995)))


@pytest.mark.parametrize(
    ("policy", "left", "repeats"),
    [
        ("all", {TWO["ru"], "Новый перевод в двух предложениях."}, 0),
        ("best", {TWO["ru"]}, 2),
        ("newest", {"Новый перевод в двух предложениях."}, 2),
    ],
)
def test_duplicates_are_resolved_on_purpose(
    tmp_path: Path, policy: Any, left: set[str], repeats: int
) -> None:
    settings = Settings(pairs=(("fr", "ru"),), six=False, sentences=False, duplicates=policy)
    done = export(rivals(tmp_path), tmp_path / "m", settings)
    units = segments(tmp_path / "m" / "fr-ru.tmx").values()
    assert {unit["ru"] for unit in units if unit["fr"] == TWO["fr"]} == left
    memory = done.memories[0]
    assert memory.duplicates == {
        "the same source and translation again": 2,
        "the same source with another translation": 1,
    }
    assert sum(memory.left_out.values()) == (3 if repeats else 0)
    assert len(done.warnings) == (policy == "all")


def test_a_source_with_two_translations_is_inserted_once(tmp_path: Path) -> None:
    settings = Settings(pairs=(("fr", "ru"),), tiers=USUAL, sentences=False)
    export(rivals(tmp_path), tmp_path / "m", settings)
    auto = segments(tmp_path / "m" / "fr-ru" / "tm" / "auto" / "fr-ru.tmx").values()
    assert [unit["ru"] for unit in auto if unit["fr"] == TWO["fr"]] == [TWO["ru"]]
    offered = segments(tmp_path / "m" / "fr-ru" / "tm" / "fr-ru.tmx").values()
    assert [unit["ru"] for unit in offered] == ["Новый перевод в двух предложениях."]


def test_a_memory_a_document(tmp_path: Path) -> None:
    made = [document(doc) for doc in ("A/RES/1", "A/res/1", "S/RES/2178 (2014)")]
    out = put(tmp_path / "b", *((each, straight(each)) for each in made))
    settings = Settings(
        pairs=(("fr", "zh"),), per_document=True, duplicates="best", sentences=False
    )
    export(out, tmp_path / "m", settings)
    names = {name for name in contents(tmp_path / "m") if name.startswith("fr-zh/")}
    assert names == {
        "fr-zh/A_RES_1.tmx",
        "fr-zh/A_res_1~2.tmx",
        "fr-zh/S_RES_2178_2014.tmx",
    }
    for name in names:  # the same text in another document's memory does not count
        assert len(segments(tmp_path / "m" / name)) == 3


def test_file_names_are_safe_and_come_once() -> None:
    names = file_names(["../../etc/passwd", "A/1", "a/1", "...", "", "文件", "x" * 300])
    assert [*names.values()] == [
        *("etc_passwd", "A_1", "a_1~2", "document", "document~2", "文件", "x" * 80)
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_parts_hold_everything_once_and_keep_to_the_size(
    tmp_path: Path, built: Path, packed: bool
) -> None:
    settings = Settings(pairs=(("fr", "ru"),), six=False, sentences=False)
    whole = export(built, tmp_path / "whole", settings)
    done = export(
        *(built, tmp_path / "m"),
        Settings(pairs=settings.pairs, six=False, sentences=False, most=900, packed=packed),
    )
    files = done.memories[0].files
    suffix = ".tmx.gz" if packed else ".tmx"
    assert files == [f"fr-ru.{k}{suffix}" for k in range(1, len(files) + 1)]
    assert len(files) > 1
    units: dict[str, dict[str, str]] = {}
    for name in files:
        data = (tmp_path / "m" / name).read_bytes()
        plain = tmp_path / "plain.tmx"
        plain.write_bytes(gzip.decompress(data) if packed else data)
        validate(plain)
        assert plain.stat().st_size <= 900 or len(segments(plain)) == 1
        units |= segments(plain)
    assert units == segments(tmp_path / "whole" / whole.memories[0].files[0])


def test_an_export_is_reproducible_packed_too(built: Path, tmp_path: Path) -> None:
    settings = Settings(packed=True, tiers=USUAL, per_document=True, context="memoq")
    export(built, tmp_path / "a", settings)
    export(built, tmp_path / "b", settings)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_locales_are_written_everywhere(built: Path, tmp_path: Path) -> None:
    locales = parse(["zh=zh-CN", "fr=fr-FR"])
    export(built, tmp_path / "m", Settings(pairs=(("fr", "zh"),), locales=locales))
    for name in ("fr-zh.tmx", "six.tmx"):
        path = tmp_path / "m" / name
        codes = {code for unit in segments(path).values() for code in unit}
        assert {"fr-FR", "zh-CN"} <= codes
        assert not {"fr", "zh"} & codes
        assert etree.parse(path).find("header").get("srclang") == "fr-FR"
        assert etree.parse(path).find("body/tu").get("srclang") is None


@pytest.mark.parametrize(
    "option", ["zh", "zh=", "zh=fr-CN", "de=de-DE", "zh=zh_CN", "zh=zho", "=x"]
)
def test_odd_locales_are_refused(option: str) -> None:
    with pytest.raises(InputError, match=r"--locale .*expected one of fr, en") as error:
        parse([option])
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "size"),
    [("100MB", 10**8), ("1.5 kB", 1500), ("2MiB", 2 << 20), ("1G", 10**9), ("512", 512)],
)
def test_sizes(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "x", "0", "-1MB", "10TB", "1e3"])
def test_odd_sizes_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="--max-size"):
        parse_size(text)


@pytest.mark.parametrize(
    ("options", "pairs"),
    [
        ([], FRENCH_PAIRS),
        (["all"], ALL_PAIRS),
        (["zh-ru", "fr-en", "zh-ru"], (("fr", "en"), ("zh", "ru"))),
    ],
)
def test_pairs(options: list[str], pairs: Any) -> None:
    assert parse_pairs(options) == pairs
    assert len(ALL_PAIRS) == 30


@pytest.mark.parametrize("option", ["fr", "fr-fr", "fr-de", "fr_ru", "-"])
def test_odd_pairs_are_refused(option: str) -> None:
    with pytest.raises(InputError, match=r"--pair .*expected two of"):
        parse_pairs([option])


@pytest.mark.parametrize(
    ("dialect", "before", "after"),
    [("memoq", "x-context-pre", "x-context-post"), ("phrase", "context_prev", "context_next")],
)
@pytest.mark.parametrize("pair", [("fr", "ar"), ("zh", "es"), ("ru", "en")], ids="-".join)
def test_context_stands_on_the_source(
    built: Path, tmp_path: Path, dialect: Any, before: str, after: str, pair: tuple[str, str]
) -> None:
    export(built, tmp_path / "m", Settings(pairs=(pair,), context=dialect, six=False))
    tree = etree.parse(tmp_path / "m" / f"{'-'.join(pair)}.tmx")
    (unit,) = tree.iterfind(f".//tu[@tuid='{DOC}#op1']")
    source, target = unit.iterfind("tuv")
    said = {each.get("type"): each.text for each in source.iterfind("prop")}
    wrap = "<seg>{}</seg>" if dialect == "memoq" else "{}"
    assert said[before] == wrap.format(TWO[pair[0]])
    assert said[after] == wrap.format(LABELLED[pair[0]][1])
    assert not {before, after} & {each.get("type") for each in target.iterfind("prop")}
    (first,) = tree.iterfind(f".//tu[@tuid='{DOC}#pp1']")
    assert [p.get("type") for p in first.iterfind("tuv/prop")] == [after]


def test_context_of_memoq_is_escaped_twice() -> None:
    unit = TranslationUnit("a", (Variant("fr", "x"), Variant("ru", "y")))
    made = with_context(unit, "memoq", before="R & D <b>", after=None)
    said = (("x-context-pre", "<seg>R &amp; D &lt;b&gt;</seg>"),)
    assert made.variants[0].properties == said


@pytest.mark.parametrize("lang", OTHERS)
def test_long_units_are_counted_and_whole(tmp_path: Path, lang: str) -> None:
    made = document(**{lang: "x" * 2001})
    out = put(tmp_path / "b", (made, straight(made)))
    done = export(out, tmp_path / "m", Settings(pairs=(("fr", lang),)))
    assert [memory.longer for memory in done.memories] == [1, 1]
    assert "1 units are longer than 2000" in done.warnings[0]
    assert one(tmp_path / "m" / f"fr-{lang}.tmx", f"{DOC}#pp1")[lang] == "x" * 2001


def test_a_language_that_is_not_there_gives_no_file_and_says_so(tmp_path: Path) -> None:
    made = document()
    del made.versions["zh"]
    alignment = straight(made)
    del alignment.beads["zh"]
    beads = alignment.beads
    out = put(tmp_path / "b", (made, Alignment(beads, join(beads, pivots=3))))
    done = export(out, tmp_path / "m", Settings(pairs=(("fr", "zh"), ("zh", "ru"))))
    assert [memory.clauses for memory in done.memories] == [0, 0, 3]
    assert [line.split(":")[0] for line in done.warnings] == ["fr-zh", "zh-ru"]
    assert {*contents(tmp_path / "m")} == {"six.tmx", "run.json"}


def test_the_sample_gives_the_units_of_its_own_memories(sample: Build, tmp_path: Path) -> None:
    export(sample.folder, tmp_path / "m", Settings())
    for lang in OTHERS:
        ours = segments(tmp_path / "m" / f"fr-{lang}.tmx")
        assert ours == segments(sample.folder / "tmx" / f"fr-{lang}.tmx")
    ours = segments(tmp_path / "m" / "six.tmx")
    assert ours == segments(sample.folder / "tmx" / "six.tmx")


def test_documents_come_back_as_they_were_whatever_the_batch(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = [document(f"A/RES/{k:02}") for k in range(12)]
    out = put(tmp_path / "b", *((each, straight(each)) for each in made))
    whole = [each._replace(units=each.units.rows()) for each in open_build(out)]
    monkeypatch.setattr("tm.tmx.documents.BATCH", 20)
    assert [each._replace(units=each.units.rows()) for each in open_build(out)] == whole
    assert [each.doc for each in whole] == [each.doc for each in made]


def changed(built: Path, name: str, change: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    path = built / f"{name}.parquet"
    change(pl.read_parquet(path)).write_parquet(path)


def of_another(table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(doc=pl.lit("B"))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "no record": lambda built: (built / "run.json").unlink(),
    "record of something else": lambda built: (built / "run.json").write_text('{"files": []}'),
    "record of lists": lambda built: (built / "run.json").write_text('{"documents": [["a"]]}'),
    "no table": lambda built: (built / "beads.parquet").unlink(),
    "no parquet": lambda built: (built / "clauses.parquet").write_bytes(b"PAR1 and no more"),
    "other columns": lambda built: changed(built, "units", lambda t: t.select("tuid")),
    "not sorted": lambda built: changed(built, "beads", lambda t: pl.concat([t, of_another(t), t])),
    "another build": lambda built: changed(built, "beads", of_another),
    "fewer clauses": lambda built: changed(
        built, "clauses", lambda t: t.filter(pl.col("index") < 2)
    ),
    "a gap": lambda built: changed(built, "clauses", lambda t: t.filter(pl.col("index") != 1)),
}


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("no record", "holds no build"),
        ("record of something else", "is not that of a build"),
        ("record of lists", "is not that of a build"),
        ("no table", "beads.parquet cannot be read"),
        ("no parquet", "clauses.parquet cannot be read"),
        ("other columns", "units.parquet cannot be read"),
        ("not sorted", "beads.parquet is not sorted by document"),
        ("another build", "beads.parquet has the document B"),
        ("fewer clauses", "names clauses of A/RES/1 that are not there"),
        ("a gap", "lacks a clause of A/RES/1 in"),
    ],
)
def test_a_broken_build_is_refused_in_one_line(
    built: Path, tmp_path: Path, what: str, message: str
) -> None:
    DAMAGE[what](built)
    with pytest.raises(InputError, match=message) as error:
        export(built, tmp_path / "m", Settings())
    assert "\n" not in str(error.value)
    assert [*tmp_path.iterdir()] == [built]


def test_a_build_is_never_replaced_by_its_memories(built: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(built, other)
    for out in (built, tmp_path, other):
        with pytest.raises(OutputError):
            export(built, out, Settings())
    assert contents(other) == contents(built)


def test_an_export_is_replaced_and_what_the_user_added_stays(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "m"
    export(built, out, Settings(pairs=(("fr", "en"),)))
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    export(built, out, Settings(pairs=(("fr", "ru"),), six=False, sentences=False))
    assert {*contents(out)} == {"fr-ru.tmx", "notes.txt", "run.json"}
