"""Terms of a build in batches: the same bytes however it is cut; as at once where all is seen."""

import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from conftest import Run

from corpora.errors import InputError
from corpora.origin import documents_frame
from corpora.schema import LANGUAGES, OTHERS, UNITS
from tm.parts import PART, scan
from tm.record import Termbase
from tm.terms import termbase
from tm.terms.agreement import measure_agreement
from tm.terms.analysis import TABLES, analyse, write_analysis
from tm.terms.batches.plan import make_plan
from tm.terms.citation import unite
from tm.terms.consistency import measure
from tm.terms.corpus import read_corpus
from tm.terms.drift import measure_drift
from tm.terms.figures import measure_figures
from tm.terms.honouring import honour_verdicts
from tm.terms.sharded import Findings, Sizes, analyse_parts
from tm.terms.verdicts import Key, Verdict, Verdicts

SUBJECTS = {
    "fr": ["maintien de la paix", "Conseil de sécurité", "désarmement", "droits de l’homme"],
    "en": ["peacekeeping", "Security Council", "disarmament", "human rights"],
    "es": ["mantenimiento de la paz", "Consejo de Seguridad", "desarme", "derechos humanos"],
    "ru": ["поддержание мира", "Совет Безопасности", "разоружение", "права человека"],
    "ar": ["حفظ السلام", "مجلس الأمن", "نزع السلاح", "حقوق الإنسان"],
    "zh": ["维持和平", "安全理事会", "裁军", "人权"],
}
OTHER_FORMS = {"en": "keeping the peace", "ru": "миротворчество", "zh": "维和"}
FRAMES = {
    "fr": ["Rappelle {} en {}", "Soulignant {}, année {}", "Le rapport sur {}, page {}"],
    "en": ["Recalls {} in {}", "Stressing {}, year {}", "The report on {}, page {}"],
    "es": ["Recuerda {} en {}", "Subrayando {}, año {}", "El informe sobre {}, página {}"],
    "ru": ["Напоминает {} в {}", "Подчеркивая {}, год {}", "Доклад {}, страница {}"],
    "ar": ["يشير إلى {} في {}", "وإذ يؤكد {} عام {}", "التقرير عن {} صفحة {}"],
    "zh": ["回顾{}于{}", "强调{}，{}年", "关于{}的报告第{}页"],
}
CONCEPTS = ("peace", "council", "disarmament", "rights")
ROWS = [
    f"concept,{','.join(LANGUAGES)}",
    *(
        f"{concept},{','.join([SUBJECTS['fr'][n], SUBJECTS['en'][n] if n < 2 else '', *[''] * 4])}"
        for n, concept in enumerate(CONCEPTS)
    ),
    "never,navire,ship,,,,",
]
TERMBASE = Termbase("t.csv", None, termbase.parse("\n".join(ROWS).encode(), name="t.csv"))
COUNT = 90
SMALL = Sizes(large=0, block=30, run=200, batch=60, sample=12)
WHOLE = Sizes(large=0, sample=COUNT)


def text(lang: str, number: int) -> str:
    subject = SUBJECTS[lang][number // 2 % 4 if number % 3 else 0]
    if number % 9 == 0:
        subject = OTHER_FORMS.get(lang, subject)
    return FRAMES[lang][number % 3].format(subject, number % 7)


def units() -> pl.DataFrame:
    rows = []
    for number in range(COUNT):
        doc = f"A/{60 + number // 7}/{number // 7}"
        for lang in LANGUAGES:
            if lang != "ar" or number // 7 % 4:  # documents without Arabic
                place = (number % 7, lang, 0, 1, "operative", None)
                rows.append((f"{doc}#n{number % 7}", doc, *place, text(lang, number), 1.0))
    return pl.DataFrame(rows, schema=UNITS, orient="row")


VERDICTS = Verdicts(
    (
        Verdict(Key("gone#1", "peace", 1, "ru"), "accept", "x"),
        Verdict(Key("A/60/0#n3", "peace", 1, "zh"), "ignore", "维持和平"),
        Verdict(Key("A/60/0#n1", "nothing", 1, "zh"), "ignore", None),
        Verdict(Key("A/61/1#n2", "peace", 1, "en"), "reject", "keeping the peace"),
        Verdict(Key("A/61/1#n2", "peace", 1, "es"), "accept", "otra cosa"),
    ),
    "5e" * 32,
)


class Elsewhere(ThreadPoolExecutor):
    """Threads that get, like other processes, what can be pickled, and give it back so."""

    def submit(self, task: Callable[..., Any], /, *args: Any, **options: Any) -> Future[Any]:
        packed = pickle.dumps((task, args, options))
        assert len(packed) < 20_000
        return super().submit(_unpacked, packed)


def _unpacked(packed: bytes) -> Any:
    task, args, options = pickle.loads(packed)  # noqa: S301  (our own)
    return pickle.loads(pickle.dumps(task(*args, **options)))  # noqa: S301


def write_build(folder: Path, parts: int) -> Path:
    """Write units in parts of whole documents, in one file if it is one."""
    table = units()
    docs = table["doc"].unique(maintain_order=True)
    (folder / "units").mkdir(parents=True)
    size = -(-len(docs) // parts)
    for number, start in enumerate(range(0, len(docs), size)):
        rows = table.filter(pl.col("doc").is_in(docs[start : start + size].implode()))
        rows.write_parquet(folder / "units" / f"{PART.format(number)}.parquet")
    (folder / "terms").mkdir()
    return folder


def run(
    folder: Path, parts: int = 3, *, sizes: Sizes = SMALL, executor: Executor | None = None
) -> Findings:
    build = write_build(folder, parts)
    out = build / "terms"
    return analyse_parts(
        build, TERMBASE, out=out, verdicts=VERDICTS, executor=executor, sizes=sizes
    )


def content(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Findings]:
    folder = tmp_path_factory.mktemp("small")
    return folder, run(folder)


def test_parts_blocks_and_workers_make_no_difference(
    small: tuple[Path, Findings], tmp_path: Path
) -> None:
    folder, findings = small
    expected = content(folder / "terms")
    assert sum(name.startswith("renderings/") for name in expected) > 4  # slices too
    other = SMALL._replace(block=100, run=50)
    with Elsewhere(max_workers=3) as pool:
        found = run(tmp_path / "other", 7, sizes=other, executor=pool)
    assert content(tmp_path / "other" / "terms") == expected
    assert found.verdicts == findings.verdicts


def in_order(build: Path) -> pl.DataFrame:
    """Return all renderings of a build in the order of its units."""
    first = pl.DataFrame({"tuid": units()["tuid"].unique(maintain_order=True)})
    found = scan(build / "terms", "renderings").collect()
    placed = found.join(first.with_row_index("place"), on="tuid")
    return placed.sort("place", "fr_start", "lang").drop("place")


def unsigned(table: pl.DataFrame) -> list[tuple[object, ...]]:
    return table.drop("signature").rows()


def test_the_tables_are_those_of_all_renderings_together(small: tuple[Path, Findings]) -> None:
    folder, findings = small
    renderings, terms = in_order(folder), TERMBASE.terms
    documents = documents_frame(dict.fromkeys(units()["doc"].unique(maintain_order=True)))
    expected = {
        "consistency": measure(renderings, terms),
        "drift": measure_drift(renderings, terms, documents),
        "agreement": measure_agreement(renderings, terms),
        "figures": measure_figures(renderings, terms),
    }
    for name, table in expected.items():
        found = pl.read_parquet(folder / "terms" / f"{name}.parquet")
        assert found.schema == table.schema
        assert unsigned(found) == unsigned(table)
        assert found["signature"].str.contains(r"\|batch:60\|sample:12(\||$)").all()
    assert findings.consistency.height == 4 * len(LANGUAGES)
    assert findings.renderings == renderings.height
    assert expected["agreement"]["together"].sum() > 0


def test_verdicts_are_honoured_and_those_that_are_lost_stand_in_their_order(
    small: tuple[Path, Findings],
) -> None:
    folder, findings = small
    bare = in_order(folder).with_columns(verdict=pl.lit(None, pl.String))
    renderings, outcome = honour_verdicts(bare, VERDICTS)
    assert findings.verdicts == outcome
    assert renderings.equals(in_order(folder))
    assert (outcome.ignored, outcome.rejected, len(outcome.unplaced)) == (1, 1, 3)


def test_a_look_at_everything_gives_the_same(tmp_path: Path) -> None:
    """One batch, and a sample that is the whole corpus."""
    run(tmp_path, sizes=WHOLE)
    analysis = analyse(units(), TERMBASE, verdicts=VERDICTS)
    assert in_order(tmp_path).equals(analysis.renderings)
    for name in TABLES[1:]:
        found = pl.read_parquet(tmp_path / "terms" / f"{name}.parquet")
        assert unsigned(found) == unsigned(getattr(analysis, name))


@pytest.mark.parametrize("lang", OTHERS)
def test_little_differs_where_batches_and_sample_are_small(
    small: tuple[Path, Findings], lang: str
) -> None:
    found = in_order(small[0]).filter(pl.col("lang") == lang)
    whole = analyse(units(), TERMBASE, verdicts=VERDICTS).renderings.filter(pl.col("lang") == lang)
    listed = whole["method"] == "termbase"
    assert found.filter(listed).equals(whole.filter(listed))
    assert (found["form"].eq_missing(whole["form"])).mean() >= 0.9


def test_a_small_build_is_analysed_at_once(tmp_path: Path) -> None:
    findings = run(tmp_path / "parts", sizes=Sizes())
    (tmp_path / "once").mkdir()
    write_analysis(analyse(units(), TERMBASE, verdicts=VERDICTS), tmp_path / "once")
    assert content(tmp_path / "parts" / "terms") == content(tmp_path / "once")
    assert findings.consistency.equals(pl.read_parquet(tmp_path / "once" / "consistency.parquet"))


def test_units_without_a_term_give_empty_tables(tmp_path: Path) -> None:
    build = write_build(tmp_path, 2)
    bare = Termbase("t.csv", None, TERMBASE.terms.filter(pl.col("concept") == "never"))
    findings = analyse_parts(build, bare, out=build / "terms", sizes=SMALL)
    assert (findings.renderings, findings.consistency.height) == (0, 0)
    assert findings.figures["value"].null_count() == findings.figures.height == 24
    assert scan(build / "terms", "renderings").collect().is_empty()


def test_a_document_that_goes_on_in_the_next_part_is_refused(tmp_path: Path) -> None:
    build = write_build(tmp_path, 1)
    table = units()
    for number in range(2):
        path = build / "units" / f"{PART.format(number)}.parquet"
        table[20 * number : 20 * number + 20].write_parquet(path)
    with pytest.raises(InputError, match=r"part-00001\.parquet: begins with units of A/60/0"):
        analyse_parts(build, TERMBASE, out=build / "terms", sizes=SMALL)
    assert [*(build / "terms").iterdir()] == []


@pytest.mark.parametrize("change", ["broken", "other"])
def test_other_units_are_refused_in_one_line(tmp_path: Path, change: str) -> None:
    build = write_build(tmp_path, 1)
    path = build / "units" / f"{PART.format(0)}.parquet"
    if change == "broken":
        path.write_bytes(b"PAR1")
    else:
        units().drop("label").write_parquet(path)
    with pytest.raises(InputError, match="build it again") as caught:
        analyse_parts(build, TERMBASE, out=build / "terms", sizes=SMALL)
    assert "\n" not in str(caught.value)


def test_a_plan_holds_every_concept_and_no_batch_too_much() -> None:
    occurrences = {f"c{number}": number for number in range(1, 60)} | {"huge": 1000}
    plan = make_plan(occurrences, most=100)
    places = dict(zip(plan.places["concept"], plan.places.rows(), strict=True))
    assert {*places} == {*occurrences}
    assert places["huge"][2] == 16
    loads = [
        sum(occurrences[concept] for concept in concepts) // len(group)
        for group, concepts in plan.concepts()
    ]
    assert max(loads) <= 200
    assert [number for group in plan.groups for number in group] == [*range(plan.batches)]


UNITED = {
    "en": ({"human right": 3, "Human Rights": 2, "peace": 9}, 2),
    "es": ({"derecho humano": 3, "derechos humanos": 2, "paz": 1}, 2),
    "ru": ({"право человека": 3, "права человека": 2, "мир": 1}, 2),
    "ar": ({"حقوق الإنسان": 3, "حقوق الانسان": 2, "سلام": 1}, 2),
    "zh": ({"维持和平": 3, "维持 和平": 2, "人权": 1}, 2),
    "fr": ({"droit de l’homme": 3, "droits de l’homme": 2, "paix": 1}, 2),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_forms_that_are_one_get_the_name_of_the_most_frequent(lang: str) -> None:
    forms, count = UNITED[lang]
    united = unite(forms, lang=lang)
    first, second, _ = forms
    assert united[second] == united[first] == first
    assert len({*united.values()}) == count


def test_a_build_in_parts_is_read_as_one(tmp_path: Path) -> None:
    build = write_build(tmp_path, 3)
    corpus = read_corpus(build)
    assert corpus.units.equals(units())
    assert corpus.documents["doc"].to_list() == [*units()["doc"].unique(maintain_order=True)]


def test_the_command_measures_a_large_build_by_its_parts(
    hexapla: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build, out = write_build(tmp_path / "build", 3), tmp_path / "out"
    (build / "terms.csv").write_text("\n".join(ROWS), encoding="utf-8")
    with monkeypatch.context() as large:
        large.setattr("tm.commands.terms.is_large", lambda _: True)
        large.setattr("tm.commands.terms.analyse_parts", partial(analyse_parts, sizes=SMALL))
        done = hexapla("terms", build, "--out", out)
    assert done.code == 0
    assert "1 term of terms.csv never occurs" in done.out
    names = {path.name for path in out.iterdir()}
    assert {"renderings", "termbase.tbx", "glossary", "drift.parquet"} <= names
    several = scan(out, "renderings").collect()
    assert hexapla("terms", build, "--out", out).code == 0  # whole now, and no older part stays
    assert scan(out, "renderings").collect().height == several.height
    assert not [*(out / "renderings").iterdir()]
