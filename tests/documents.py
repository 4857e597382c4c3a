"""Documents in six languages for the tests: pages in golden/documents, and a report made here.

The report has three ranks of headings, 24 numbered paragraphs, a table, two annexes and 40
footnotes. Its words repeat; its numbers, marks and headings are those of each language.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corpora.clause import Clause, LeftOut
from corpora.languages import BY_CODE
from corpora.readers import markdown
from corpora.readers.block import Block, Cell, Run
from corpora.structure.version import read_structure

FOLDER = Path(__file__).parent / "golden" / "documents"
NOTES = 40
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class Words(NamedTuple):
    """What a report is made of in one language."""

    head: tuple[str, ...]
    titles: tuple[str, str]
    summary: tuple[str, str]
    headings: tuple[str, ...]
    sentences: tuple[str, ...]
    colon: str  # what introduces sub-paragraphs
    parts: tuple[str, ...]
    roman: tuple[str, ...]
    letters: tuple[str, ...]
    paragraph: str  # the form of a paragraph number
    sub: tuple[str, ...]
    subsub: tuple[str, ...]
    annexes: tuple[str, str]
    table: tuple[str, ...]


WORDS = {
    "fr": Words(
        ("Nations Unies", "A/99/62", "Assemblée générale", "Distr. générale", "3 juillet 2044"),
        ("Gestion du lac Vert", "Rapport du Secrétaire général"),
        ("Résumé", "Le présent rapport rend compte de la gestion du lac pendant l'année écoulée."),
        ("Introduction", "Mesures prises", "Niveau du lac", "Pêche", "Conclusions"),
        (
            "Le Comité a tenu trois séances{0} pendant la période considérée.",
            "Les riverains ont versé {1} leurs contributions à temps{0}.",
            "Le niveau de l'eau a baissé de {1} centimètres, selon l'étude{0}.",
        ),
        "Le Secrétaire général recommande aux riverains{0} :",
        ("De mesurer le niveau ;", "De publier les mesures :", "Chaque mois ;", "Sans frais."),
        ("I.", "II.", "III."),
        ("A.", "B.", "C."),
        "{0}.",
        ("a)", "b)"),
        ("i)", "ii)"),
        ("Annexe I", "Annexe II"),
        ("Riverain", "Montant", "Ruritanie", "Syldavie"),
    ),
    "en": Words(
        ("United Nations", "A/99/62", "General Assembly", "Distr.: General", "3 July 2044"),
        ("Management of the Green Lake", "Report of the Secretary-General"),
        ("Summary", "The present report describes the management of the lake in the past year."),
        ("Introduction", "Measures taken", "Level of the lake", "Fishing", "Conclusions"),
        (
            "The Committee held three meetings{0} during the reporting period.",
            "The riparians paid {1} of their contributions in good time.{0}",
            "The water level fell by {1} centimetres, according to the study.{0}",
        ),
        "The Secretary-General recommends that the riparians:{0}",
        ("Measure the level;", "Publish the measurements:", "Each month;", "Free of charge."),
        ("I.", "II.", "III."),
        ("A.", "B.", "C."),
        "{0}.",
        ("(a)", "(b)"),
        ("(i)", "(ii)"),
        ("Annex I", "Annex II"),
        ("Riparian", "Amount", "Ruritania", "Syldavia"),
    ),
    "es": Words(
        ("Naciones Unidas", "A/99/62", "Asamblea General", "Distr. general", "3 de julio de 2044"),
        ("Gestión del Lago Verde", "Informe del Secretario General"),
        ("Resumen", "En el presente informe se describe la gestión del lago en el último año."),
        ("Introducción", "Medidas adoptadas", "Nivel del lago", "Pesca", "Conclusiones"),
        (
            "El Comité celebró tres sesiones{0} durante el período que se examina.",
            "Los ribereños pagaron {1} de sus contribuciones a tiempo{0}.",
            "El nivel del agua bajó {1} centímetros, según el estudio{0}.",
        ),
        "El Secretario General recomienda a los ribereños{0}:",
        ("Medir el nivel;", "Publicar las mediciones:", "Cada mes;", "Gratuitamente."),
        ("I.", "II.", "III."),
        ("A.", "B.", "C."),
        "{0}.",
        ("a)", "b)"),
        ("i)", "ii)"),
        ("Anexo I", "Anexo II"),
        ("Ribereño", "Cuantía", "Ruritania", "Syldavia"),
    ),
    "ru": Words(
        (
            *("Организация Объединенных Наций", "A/99/62", "Генеральная Ассамблея"),
            *("Distr.: General", "3 July 2044"),
        ),
        ("Управление Зеленым озером", "Доклад Генерального секретаря"),
        ("Резюме", "В настоящем докладе описывается управление озером за прошедший год."),
        ("Введение", "Принятые меры", "Уровень озера", "Рыболовство", "Выводы"),
        (
            "За отчетный период Комитет провел три заседания{0} в полном составе.",
            "Прибрежные государства своевременно выплатили {1} процентов взносов{0}.",
            "Согласно исследованию, уровень воды снизился на {1} сантиметров{0}.",
        ),
        "Генеральный секретарь рекомендует прибрежным государствам{0}:",
        ("измерять уровень;", "публиковать результаты:", "каждый месяц;", "бесплатно."),
        ("I.", "II.", "III."),
        ("А.", "В.", "С."),  # Cyrillic letters, as typists write them for Latin ones
        "{0}.",
        ("a)", "b)"),
        ("i)", "ii)"),
        ("Приложение I", "Приложение II"),
        ("Государство", "Сумма", "Руритания", "Сильдавия"),
    ),
    "ar": Words(
        ("الأمم المتحدة", "A/99/62", "الجمعية العامة", "Distr.: General", "3 July 2044"),
        ("إدارة البحيرة الخضراء", "تقرير الأمين العام"),
        ("موجز", "يتناول هذا التقرير إدارة البحيرة خلال العام الماضي."),
        ("مقدمة", "التدابير المتخذة", "منسوب البحيرة", "صيد الأسماك", "الاستنتاجات"),
        (
            "عقدت اللجنة ثلاث جلسات{0} خلال الفترة المشمولة بالتقرير.",
            "ودفعت الدول المشاطئة {1} في المائة من مساهماتها في الموعد المحدد{0}.",
            "وانخفض منسوب المياه بمقدار {1} سنتيمترا، وفقا للدراسة{0}.",
        ),
        "ويوصي الأمين العام الدول المشاطئة بما يلي{0}:",
        ("قياس المنسوب؛", "نشر القياسات:", "كل شهر؛", "دون مقابل."),
        ("أولا -", "ثانيا -", "ثالثا -"),
        ("ألف -", "باء -", "جيم -"),
        "{0} -",
        ("(أ)", "(ب)"),
        ("'١'", "'٢'"),
        ("المرفق الأول", "المرفق الثاني"),
        ("الدولة", "المبلغ", "روريتانيا", "سيلدافيا"),
    ),
    "zh": Words(
        ("联合国", "A/99/62", "大会", "Distr.: General", "3 July 2044"),
        ("绿湖的管理", "秘书长的报告"),
        ("摘要", "本报告介绍过去一年湖泊的管理情况。"),
        ("导言", "采取的措施", "湖泊水位", "渔业", "结论"),
        (
            "委员会在报告所述期间举行了三次会议。{0}",
            "沿岸国及时缴纳了{1}%的捐款。{0}",
            "研究显示，水位下降了{1}厘米。{0}",
        ),
        "秘书长建议沿岸国：{0}",
        ("测量水位；", "公布测量结果：", "每月公布；", "免费提供。"),
        ("一、", "二、", "三、"),
        ("A.", "B.", "C."),
        "{0}. ",
        ("(a)", "(b)"),
        ("㈠", "㈡"),
        ("附件一", "附件二"),
        ("沿岸国", "数额", "卢里塔尼亚", "西尔达维亚"),
    ),
}

LABELS = [
    *("title", "hI", "p1", "p2", "hII", "p3", "hII.A", "p4", "p5", "hII.A(1)", "p6"),
    *("p6(a)", "p6(b)", "p6(b)(i)", "p6(b)(ii)", "hII.A(2)", "p7", "hII.B", "p8", "p9"),
    *(f"t1r{row}c{column}" for row in (1, 2, 3) for column in (1, 2)),
    *("p10", "hII.C", *(f"p{number}" for number in range(11, 21)), "hIII", "p21"),
    *("p21(a)", "p21(b)", "p21(b)(i)", "p21(b)(ii)", "p22", "p23", "p24"),
    *("annex1", "annex1.p1", "annex1.p2", "annex1.p2(a)", "annex1.p2(b)", "annex1.p2(b)(i)"),
    *("annex1.p2(b)(ii)", "annex1.hI", "annex1.p3", "annex2", "annex2.p1"),
    *(f"fn{number}" for number in range(1, NOTES + 1)),
]
"""The labels of the report in every language, in order."""


class _Writer:
    """Writes paragraphs and counts them and their footnotes."""

    def __init__(self, code: str) -> None:
        self.code, self.words = code, WORDS[code]
        self.paragraphs = self.notes = 0

    def digits(self, number: int) -> str:
        return "".join(digit(char, self.code) for char in str(number))

    def mark(self) -> str:
        self.notes += 1
        number = self.digits(self.notes)
        return f"<sup>({number})</sup>" if self.code == "ar" else f"<sup>{number}</sup>"

    def number(self, number: int) -> str:
        return f"{self.words.paragraph.format(self.digits(number)).strip()} "

    def paragraph(self) -> str:
        self.paragraphs += 1
        sentence = self.words.sentences[self.paragraphs % 3]
        text = sentence.format(self.mark(), self.digits(10 + self.paragraphs))
        if 8 <= self.paragraphs <= 19:
            text += BY_CODE[self.code].joiner + self.words.summary[1] + self.mark()
        return self.number(self.paragraphs) + text

    def list(self) -> Iterator[str]:
        self.paragraphs += 1
        words = self.words
        yield self.number(self.paragraphs) + words.colon.format(self.mark())
        for printed, text in zip((*words.sub, *words.subsub), words.parts, strict=True):
            yield f"{printed} {text}"

    def heading(self, level: int, number: str, text: int) -> str:
        return f"{'#' * level} {number} {self.words.headings[text]}"


def report(code: str) -> list[str]:
    """Return the blocks of the report as Markdown, each a paragraph, heading or table."""
    write, words = _Writer(code), WORDS[code]
    blocks = [*words.head, f"# {words.titles[0]}", f"# {words.titles[1]}"]
    blocks += [f"**{words.summary[0]}**", words.summary[1]]
    blocks += [write.heading(2, words.roman[0], 0), write.paragraph(), write.paragraph()]
    blocks += [write.heading(2, words.roman[1], 1), write.paragraph()]
    blocks += [write.heading(3, words.letters[0], 2), write.paragraph(), write.paragraph()]
    blocks += [write.heading(4, write.number(1).strip(), 0), *write.list()]
    blocks += [write.heading(4, write.number(2).strip(), 1), write.paragraph()]
    blocks += [write.heading(3, words.letters[1], 3), write.paragraph(), write.paragraph()]
    blocks += [_table(write), write.paragraph(), write.heading(3, words.letters[2], 0)]
    blocks += [write.paragraph() for _ in range(10)]
    blocks += [write.heading(2, words.roman[2], 4), *write.list()]
    blocks += [write.paragraph(), write.paragraph(), write.paragraph()]
    blocks += [f"## {words.annexes[0]}", *_annex(write), f"## {words.annexes[1]}"]
    write.paragraphs = 0
    blocks.append(write.paragraph())
    return [*blocks, *_notes(write)]


def page(name: str, code: str) -> list[str]:
    """Return the blocks of a page of golden/documents as Markdown."""
    text = (FOLDER / name / f"{code}.md").read_text(encoding="utf-8")
    return text.strip().split("\n\n")


def digit(char: str, code: str) -> str:
    """Return a digit as the notes of a language are numbered."""
    return char.translate(_ARABIC_DIGITS) if code == "ar" else char


def clauses_of(parts: list[str], code: str) -> tuple[list[Clause], list[LeftOut]]:
    """Return the clauses of Markdown blocks, tables among them as cells."""
    return read_structure(blocks_of(parts, code), BY_CODE[code], file="x.md")


def blocks_of(parts: list[str], code: str) -> list[Block]:
    """Return Markdown blocks as the readers give them, tables as cells."""
    found: list[Block] = []
    tables = 0
    for line, part in enumerate(parts, start=1):
        if part.startswith("|"):
            tables += 1
            found += _cells(part, tables, line)
        else:
            read = markdown.read_text(part, BY_CODE[code])
            found += [block._replace(line=line) for block in read]
    return found


def _cells(table: str, number: int, line: int) -> Iterator[Block]:
    rows = [row for row in table.split("\n") if "---" not in row]
    for row, text in enumerate(rows, start=1):
        for column, cell in enumerate(text.strip("| ").split("|"), start=1):
            yield Block((Run(cell.strip()),), line, cell=Cell(number, row, column))


def _table(write: _Writer) -> str:
    first, second, *rest = write.words.table
    rows = [f"| {first} | {second} |", "|---|---|"]
    rows += [f"| {name} | {write.digits(120 + row)} |" for row, name in enumerate(rest)]
    return "\n".join(rows)


def _annex(write: _Writer) -> Iterator[str]:
    write.paragraphs = 0
    yield write.paragraph()
    yield from write.list()
    yield write.heading(3, write.words.roman[0], 3)
    yield write.paragraph()


def _notes(write: _Writer) -> Iterator[str]:
    """Yield the footnotes; each names a document, as nearly all footnotes do."""
    write.notes = 0
    for number in range(1, NOTES + 1):
        yield f"{write.mark()} A/98/{number}."
