"""Small memories on disk for the tests of look-up, filled through TMX as users fill them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpora.schema import PIVOT
from tm.memory.store import Memory, open_memory
from tm.tmx.file import write_tmx
from tm.tmx.unit import TranslationUnit, Variant

Texts = Mapping[str, str]

CLAUSES: tuple[Texts, ...] = (
    {
        "fr": "Prie le Secrétaire général de lui faire rapport à sa soixante-dixième session ;",
        "en": "Requests the Secretary-General to submit a report to it at its tenth session;",
        "es": "Solicita al Secretario General que presente un informe en su décimo período;",
        "ru": "просит Генерального секретаря представить ей доклад на ее десятой сессии;",
        "ar": "تطلب إلى الأمين العام أن يقدّم إليها تقريرا في دورتها العاشرة؛",
        "zh": "请秘书长向大会第七十届会议提交报告；",
    },
    {
        "fr": "Rappelant sa résolution A/RES/68/31 du 5 décembre 2013,",
        "en": "Recalling its resolution A/RES/68/31 of 5 December 2013,",
        "es": "Recordando su resolución A/RES/68/31, de 5 de diciembre de 2013,",
        "ru": "ссылаясь на свою резолюцию A/RES/68/31 от 5 декабря 2013 года,",
        "ar": "إذ تشير إلى قرارها A/RES/68/31 المؤرخ 5 كانون الأول/ديسمبر 2013،",
        "zh": "回顾其2013年12月5日第A/RES/68/31号决议，",
    },
    {
        "fr": "Décide de maintenir la question à l’ordre du jour de sa prochaine session.",
        "en": "Decides to keep the matter on the agenda of its next session.",
        "es": "Decide mantener la cuestión en el programa de su próximo período de sesiones.",
        "ru": "постановляет оставить этот вопрос в повестке дня своей следующей сессии.",
        "ar": "تقرر أن تبقي المسألة في جدول أعمال دورتها المقبلة.",
        "zh": "决定将该问题保留在其下届会议的议程上。",
    },
)
"""Three clauses of a resolution, in its order."""


@contextmanager
def memory_of(
    folder: Path, units: Sequence[Texts], *, document: str = "A/RES/69/12"
) -> Iterator[Memory]:
    """Open a new memory that has `units`, labelled op1, op2, …"""
    with open_memory(folder, create=True) as memory:
        add(memory, units, document=document)
        yield memory


def add(memory: Memory, units: Sequence[Texts], *, document: str = "A/RES/69/12") -> None:
    """Add `units` to a memory, as one file and one document."""
    path = memory.folder.parent / f"{document.replace('/', '_')}.tmx"
    made = (
        TranslationUnit(
            f"{document}#op{number}",
            tuple(Variant(lang, text) for lang, text in texts.items()),
            (("x-document", document), ("x-label", f"op{number}")),
        )
        for number, texts in enumerate(units, start=1)
    )
    write_tmx(path, made, source_language=PIVOT)
    memory.add_file(path)
