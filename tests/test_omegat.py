from pathlib import Path
from typing import NamedTuple

import pytest
from omegat import Report, run_omegat, scripts

from tm.tmx.file import write_tmx
from tm.tmx.unit import TranslationUnit, Variant

pytestmark = pytest.mark.omegat

NBSP = "\u00a0"

FRENCH = (
    (
        f"Prend note avec satisfaction du rapport du Secrétaire général sur la coopération entre "
        f"l’Organisation des Nations Unies et les organisations régionales{NBSP};"
    ),
    (
        f"Engage les États Membres à intensifier la lutte contre le trafic de stupéfiants, le "
        f"terrorisme et la criminalité transnationale organisée{NBSP};"
    ),
    (
        f"Invite les institutions spécialisées, les fonds et les programmes à mettre au point des "
        f"activités communes dans le domaine de la sécurité{NBSP};"
    ),
    (
        f"Réaffirmant les buts et principes énoncés dans la Charte, ainsi que sa résolution 48/5 "
        f"du 13{NBSP}octobre 1993,"
    ),
    (
        f"Décide d’inscrire à l’ordre du jour provisoire de sa soixante et onzième session la "
        f"question intitulée «{NBSP}Coopération{NBSP}»."
    ),
)
EDITS = (
    ("Secrétaire général", "Conseil économique"),
    ("stupéfiants", "migrants"),
    ("communes dans le domaine de la sécurité", "distinctes dans le domaine de la santé"),
)
PERTURBED = tuple(clause.replace(*edit) for clause, edit in zip(FRENCH, EDITS, strict=False))
UNRELATED = (
    "Battre les œufs en neige, puis ajouter doucement le sucre et la farine tamisée.",
    "Mon voisin promène son chien au bord du canal chaque matin avant le petit déjeuner.",
)
TARGETS = {
    "ru": (
        (
            "с удовлетворением принимает к сведению доклад Генерального секретаря о сотрудничестве "
            "между Организацией Объединенных Наций и региональными организациями;"
        ),
        (
            "призывает государства-члены активизировать борьбу с оборотом наркотических средств, "
            "терроризмом и транснациональной организованной преступностью;"
        ),
        (
            "предлагает специализированным учреждениям, фондам и программам разработать совместные "
            "мероприятия в области безопасности;"
        ),
        (
            "подтверждая цели и принципы, изложенные в Уставе, а также свою резолюцию 48/5 от "
            "13 октября 1993 года,"
        ),
        (
            "постановляет включить в предварительную повестку дня своей семьдесят первой сессии "
            "пункт, озаглавленный «Сотрудничество»."
        ),
    ),
    "ar": (
        (
            "تحيط علما مع التقدير بتقرير الأمين العام عن التعاون بين الأمم المتحدة "
            "والمنظمات الإقليمية؛"
        ),
        (
            "تحث الدول الأعضاء على تكثيف مكافحة الاتجار بالمخدرات والإرهاب والجريمة "
            "المنظمة عبر الوطنية؛"
        ),
        "تدعو الوكالات المتخصصة والصناديق والبرامج إلى وضع أنشطة مشتركة في مجال الأمن؛",
        (
            "وإذ تعيد تأكيد المقاصد والمبادئ الواردة في الميثاق، وكذلك قرارها ٤٨/٥ المؤرخ ١٣ تشرين "
            "الأول/أكتوبر ١٩٩٣،"
        ),
        "تقرر أن تدرج في جدول الأعمال المؤقت لدورتها الحادية والسبعين البند المعنون ”التعاون“.",
    ),
}
SCRIPTS = {"ru": {"CYRILLIC"}, "ar": {"ARABIC"}}
TWO_SENTENCES = {
    "fr": ("La Commission se réunit à Genève.", "Elle siège pendant trois semaines."),
    "ru": ("Комиссия заседает в Женеве.", "Ее сессия длится три недели."),
    "ar": ("تجتمع اللجنة في جنيف.", "وتستمر دورتها ثلاثة أسابيع."),
}


class Run(NamedTuple):
    language: str
    report: Report


def write_memory(path: Path, language: str, pairs: list[tuple[str, str]]) -> Path:
    units = (
        TranslationUnit(
            f"A/RES/1#op{number}",
            (Variant("fr", french, (("x-number", f"{number}."),)), Variant(language, other)),
            (("x-document", "A/RES/1"), ("x-label", f"op{number}")),
            "Unofficial translation",
        )
        for number, (french, other) in enumerate(pairs, start=1)
    )
    write_tmx(path, units, source_language="fr")
    return path


@pytest.fixture(
    scope="module",
    params=[("ru", True), ("ar", False)],
    ids=lambda param: f"{param[0]}-{'sentence' if param[1] else 'paragraph'}",
)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    language, cut = request.param
    folder = tmp_path_factory.mktemp("omegat")
    pairs = list(zip(FRENCH, TARGETS[language], strict=True))
    memory = write_memory(folder / "memory.tmx", language, pairs)
    source = [*FRENCH, *PERTURBED, *UNRELATED]
    memories = {f"fr-{language}.tmx": memory}
    report = run_omegat(folder, "fr", language, source, memories, sentence_segmentation=cut)
    assert [segment.source for segment in report.segments] == source
    return Run(language, report)


def test_every_unit_is_loaded(run: Run) -> None:
    assert run.report.entries == {f"fr-{run.language}.tmx": len(FRENCH)}


def test_exact_segments_match_wholly_and_bring_their_translation(run: Run) -> None:
    best = [segment.matches[0] for segment in run.report.segments[: len(FRENCH)]]
    assert [match.scores for match in best] == [(100, 100, 100)] * len(FRENCH)
    assert [match.target for match in best] == list(TARGETS[run.language])


def test_perturbed_segments_match_in_part(run: Run) -> None:
    start = len(FRENCH)
    best = [segment.matches[0] for segment in run.report.segments[start : start + len(PERTURBED)]]
    assert all(70 <= score <= 99 for match in best for score in match.scores)
    assert [match.target for match in best] == list(TARGETS[run.language][: len(PERTURBED)])


def test_unrelated_segments_match_nothing(run: Run) -> None:
    unrelated = run.report.segments[-len(UNRELATED) :]
    assert all(max(match.scores) < 50 for segment in unrelated for match in segment.matches)


def test_no_target_is_in_the_wrong_script(run: Run) -> None:
    found = [scripts(match.target) for segment in run.report.segments for match in segment.matches]
    assert found
    assert all(letters == SCRIPTS[run.language] for letters in found)


def test_the_translator_sees_document_and_label(run: Run) -> None:
    properties = run.report.segments[0].matches[0].properties
    assert {("x-document", "A/RES/1"), ("x-label", "op1")} <= set(properties)


@pytest.mark.parametrize(("language", "cut"), [("ru", True), ("ar", False)])
def test_a_paragraph_is_cut_on_both_sides_or_on_neither(
    tmp_path: Path, language: str, cut: bool
) -> None:
    french, other = TWO_SENTENCES["fr"], TWO_SENTENCES[language]
    memory = write_memory(tmp_path / "m.tmx", language, [(" ".join(french), " ".join(other))])
    report = run_omegat(
        tmp_path,
        "fr",
        language,
        [" ".join(french)],
        {"auto/memory.tmx": memory},
        sentence_segmentation=cut,
    )
    expected = other if cut else (" ".join(other),)
    assert report.entries == {"auto/memory.tmx": len(expected)}
    assert tuple(segment.filled for segment in report.segments) == expected
    assert {match.scores for s in report.segments for match in s.matches} == {(100, 100, 100)}
