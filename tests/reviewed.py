"""A corpus of two documents in six languages, its build, and reviewers who edit the workbook."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from corpora.schema import LANGUAGES
from tm.build import Report, build
from tm.review.importing import Imported, import_review
from tm.review.original import read_build
from tm.review.sheet import REVIEW, key_of
from tm.review.workbook import write_workbook

TEXTS = {
    "fr": (
        "L'Assemblée générale se réunit à New York. Elle élit son président.",
        "Le Conseil de sécurité compte 15 membres\u00a0;",
        "La Cour siège à La Haye.",
        "Le Secrétaire général présente un rapport en 2014.",
        "La présente Charte entre en vigueur.",
    ),
    "en": (
        "The General Assembly meets in New York. It elects its President.",
        "The Security Council has 15 members;",
        "The Court sits at The Hague.",
        "The Secretary-General submits a report in 2014.",
        "The present Charter enters into force.",
    ),
    "es": (
        "La Asamblea General se reúne en Nueva York. Elige a su Presidente.",
        "El Consejo de Seguridad tiene 15 miembros;",
        "La Corte tiene su sede en La Haya.",
        "El Secretario General presenta un informe en 2014.",
        "La presente Carta entra en vigor.",
    ),
    "ru": (
        "Генеральная Ассамблея собирается в Нью-Йорке. Она избирает своего Председателя.",
        "Совет Безопасности состоит из 15 членов;",
        "Суд заседает в Гааге.",
        "Генеральный секретарь представляет доклад в 2014\u00a0году.",
        "Настоящий Устав вступает в силу.",
    ),
    "ar": (
        "تجتمع الجمعية العامة في نيويورك. وتنتخب رئيسها.",
        "يتألف مجلس الأمن من ١٥ عضوا؛",
        "مقر المحكمة في لاهاي.",
        "يقدم الأمين العام تقريرا في عام ٢٠١٤.",
        "يبدأ نفاذ هذا الميثاق.",
    ),
    "zh": (
        "大会在纽约举行会议。大会选举主席。",
        "安全理事会有15个理事国；",
        "法院设在海牙。",
        "秘书长在2014年提出报告。",
        "本宪章生效。",
    ),
}
"""Five clauses a language, the first of two sentences."""


class Job(NamedTuple):
    """A corpus, what was built of it, and the exported workbook."""

    corpus: Path
    out: Path
    workbook: Path


def put(corpus: Path, doc: str = "A_1", **changed: Iterable[str]) -> Path:
    """Write a document into a corpus, some versions with other clauses."""
    folder = corpus / doc
    folder.mkdir(parents=True, exist_ok=True)
    for lang in LANGUAGES:
        text = "\n".join(changed.get(lang, TEXTS[lang]))
        (folder / f"{lang}.txt").write_text(f"{text}\n", encoding="utf-8")
    return corpus


def export(job: Job, *, languages: tuple[str, ...] = LANGUAGES) -> None:
    """Build the corpus of a job and export all of it."""
    build(job.corpus, job.out)
    write_workbook(read_build(job.out).units, job.workbook, languages=languages)


def edit(job: Job, change: Callable[["Reviewer"], object]) -> Path:
    """Let a reviewer change the workbook; return it."""
    book = openpyxl.load_workbook(job.workbook)
    change(Reviewer(book[REVIEW]))
    book.save(job.workbook)
    return job.workbook


def review(job: Job, change: Callable[["Reviewer"], object]) -> Imported:
    """Let a reviewer change the workbook and import it."""
    return import_review(edit(job, change), job.corpus, build=job.out)


def units(report: Report, doc: str = "A_1") -> list[tuple[dict[str, str], set[float]]]:
    """Return the units of a document: text by language, and their probabilities."""
    found: dict[int, tuple[dict[str, str], set[float]]] = {}
    table = report.tables.units.filter(doc=doc).sort("index", "lang")
    for row in table.to_dicts():
        texts, probabilities = found.setdefault(row["index"], ({}, set()))
        texts[row["lang"]] = row["text"]
        probabilities.add(row["probability"])
    return [*found.values()]


class Reviewer:
    """What a person does in a spreadsheet; rows count from 1, the heading being row 1."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.columns = {key_of(cell.value): cell.column for cell in sheet[1]}

    def cell(self, row: int, key: str) -> Any:
        return self.sheet.cell(row, self.columns[key])

    def get(self, row: int, key: str) -> str:
        return str(self.cell(row, key).value or "")

    def put(self, row: int, key: str, value: object) -> None:
        self.cell(row, key).value = value

    def replace(self, row: int, key: str, old: str, new: str) -> None:
        assert old in self.get(row, key)
        self.put(row, key, self.get(row, key).replace(old, new))

    def insert_below(self, row: int) -> int:
        self.sheet.insert_rows(row + 1)
        return row + 1

    def move_tail(self, row: int, key: str, tail: str) -> None:
        """Cut the end of a cell and put it before the text of the cell below."""
        text = self.get(row, key)
        assert text.endswith(tail)
        below = self.get(row + 1, key)
        self.put(row, key, text[: -len(tail)].rstrip() or None)
        self.put(row + 1, key, f"{tail}\n{below}" if below else tail)
