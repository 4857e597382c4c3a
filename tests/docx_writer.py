"""DOCX documents for tests: the resolution a Markdown file was made from, and a long report.

    docx_of_markdown(markdown, FRENCH)      automatic numbers, footnotes, headers, tracked changes
    docx_of_blocks(blocks, FRENCH)          the same, with tables
    report(FRENCH)                          three levels of numbers, a table, 40 footnotes

The builders of their XML are in `docx_parts`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from docx_parts import (
    STYLES,
    cell,
    deleted,
    docx,
    field,
    inserted,
    level,
    note,
    note_reference,
    numbering,
    paragraph,
    run,
    table,
)

from corpora import enumerators
from corpora.enumerators import Enumerator
from corpora.languages import Language
from corpora.numerals import readings, to_int
from corpora.readers import markdown
from corpora.readers.block import Block, Run
from corpora.readers.docx.numerals import printed

LATIN = ("decimal", "lowerLetter", "lowerRoman", "upperLetter", "upperRoman")
"""The number formats that LibreOffice writes as RTF; others it writes as decimals or "?"."""

FORMATS = (*LATIN, "russianLower", "russianUpper", "arabicAbjad", "chineseCounting")
"""The number formats that enumerators are written in, the likeliest first."""

_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{index}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for index, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
_RAISED_PARTS = re.compile(r"([^\w*]+)")


def docx_of_markdown(data: bytes, language: Language, *, plain: bool = False) -> bytes:
    """Return the DOCX that a Markdown file was made from, as far as it can be told.

    Enumerators become automatic numbers, notes true footnotes, lines broken by a page whole
    paragraphs. A header and a footer with a job number are added, and text and ends of paragraphs
    deleted by a tracked change. `plain` leaves out what LibreOffice loses when it writes old Word:
    those, cross-references to notes, and lists that share their levels and begin anew.
    """
    blocks = markdown.read(data, language, file="source.md").blocks
    return docx_of_blocks(blocks, language, plain=plain)


def docx_of_blocks(
    blocks: Sequence[Block],
    language: Language,
    *,
    plain: bool = False,
    formats: Sequence[str] = FORMATS,
) -> bytes:
    """Return the DOCX that blocks were made from, tables among them.

    Enumerators of other `formats` stay in the text, as typed.
    """
    return _Writer(language, plain=plain, formats=formats).written(blocks)


class _Writer:
    """A document being written: its lists, and the footnotes referred to so far."""

    def __init__(self, language: Language, *, plain: bool, formats: Sequence[str]) -> None:
        self._plain = plain
        self._formats = formats
        self._language = language
        self._rtl = language.direction == "rtl"
        self._abstracts: dict[tuple[str, str], int] = {}  # format and text -> abstract list
        self._lists: list[tuple[int, int]] = []  # abstract list and first number of each list
        self._reached: dict[int, int] = {}  # abstract list -> last number
        self._notes: dict[str, Block] = {}
        self._used: dict[str, int] = {}  # mark -> identifier

    def written(self, blocks: Sequence[Block]) -> bytes:
        self._notes = {mark: block for block in blocks if (mark := _note_mark(block))}
        body = [*self._body(enumerate(_lines(blocks, self._language)))]
        notes = [
            note(index, *self._styled(_behind_mark(self._notes[mark])))
            for mark, index in self._used.items()
        ]
        return docx(
            *body,
            numbers=self._numbering(),
            footnotes=_SEPARATORS + "".join(notes).replace("<w:p>", self._opening()),
            headers=[paragraph(run("A/RES/69/12"))],
            footers=[paragraph(run("14-64834 (F)\t"), field(" PAGE ", run("2")), run("/3"))],
        )

    def _body(self, lines: Iterable[tuple[int, Block]]) -> Iterator[str]:
        for number, group in groupby(lines, key=lambda line: line[1].cell and line[1].cell.table):
            if number:
                yield self._rows([block for _, block in group])
            else:
                yield from (self._paragraph(line, index) for index, line in group)

    def _rows(self, blocks: Sequence[Block]) -> str:
        """Return a table of the paragraphs of its cells."""
        rows: dict[int, dict[int, str]] = {}
        for block in blocks:
            if block.cell:
                runs = chain.from_iterable(map(self._run, block.runs))
                row = rows.setdefault(block.cell.row, {})
                before = row.get(block.cell.column, "")
                row[block.cell.column] = before + paragraph(*runs, rtl=self._rtl)
        return table([map(cell, row.values()) for row in rows.values()])

    def _opening(self) -> str:
        return "<w:p><w:pPr><w:bidi/></w:pPr>" if self._rtl else "<w:p>"

    def _styled(self, runs: Sequence[Run]) -> list[str]:
        return [_styled(each, rtl=self._rtl) for each in runs]

    def _paragraph(self, line: Block, index: int) -> str:
        """Return a paragraph; some have tracked changes, that they may be accepted."""
        text = line.text
        enumerator, rest = enumerators.split(text, self._language, heading=line.level > 0)
        place = self._list_of(enumerator) if enumerator else None
        runs = [*_cut(line.runs, len(text) - len(rest.lstrip()))] if place else line.runs
        content = [*chain.from_iterable(map(self._run, runs))]
        style = f"Heading{line.level}" if line.level else ""
        if not self._plain and index % 5 == 1:
            content = [deleted(text[:12]), inserted(*content[:1]), *content[1:]]
        if not self._plain and index % 7 == 3 and len(content) > 1:
            mark = '<w:del w:id="7" w:author="A"/>'
            first = paragraph(content[0], mark=mark, rtl=self._rtl)
            rest_of = paragraph(*content[1:], style=style, listing=place, rtl=self._rtl)
            return first + rest_of
        return paragraph(*content, style=style, listing=place, rtl=self._rtl)

    def _run(self, piece: Run) -> Iterator[str]:
        """Yield a run; a raised mark of a footnote refers to it, again by a field."""
        if not piece.superscript:
            yield _styled(piece, rtl=self._rtl)
            return
        for mark in _RAISED_PARTS.split(piece.text):
            key = _normal(mark)
            if key not in self._notes:
                yield run(mark, superscript=True, rtl=self._rtl)
            elif key in self._used:
                again = run(mark, superscript=True, rtl=self._rtl)
                place = f" NOTEREF _Ref{self._used[key]} \\f \\h "
                yield again if self._plain else field(place, again)
            else:
                self._used[key] = len(self._used) + 1
                place = f'w:id="{self._used[key]}"'
                yield f'<w:bookmarkStart {place} w:name="_Ref{self._used[key]}"/>'
                yield note_reference(self._used[key])
                yield f"<w:bookmarkEnd {place}/>"

    def _list_of(self, enumerator: Enumerator) -> tuple[int, int] | None:
        """Return the list that prints an enumerator next, a new one where none does."""
        text = enumerator.printed.replace(enumerator.numeral, "%1", 1)
        options = [
            (style, reading.value)
            for reading in readings(enumerator.numeral)
            for style in self._formats
            if printed(reading.value, style) in {enumerator.numeral, _ascii(enumerator.numeral)}
        ]
        for style, number in options:
            abstract = self._abstracts.get((style, text))
            if abstract is not None and self._reached[abstract] == number - 1:
                self._reached[abstract] = number
                return max(i for i, each in enumerate(self._lists, 1) if each[0] == abstract), 0
        for style, number in options[:1]:
            abstract = self._abstracts.setdefault((style, text), len(self._abstracts))
            self._reached[abstract] = number
            self._lists.append((abstract, number))
            return len(self._lists), 0
        return None

    def _numbering(self) -> str:
        abstracts = [*self._abstracts]
        if self._plain:
            levels = [level(0, *abstracts[which], start=first) for which, first in self._lists]
            return numbering(levels, {index: index - 1 for index in range(1, len(levels) + 1)})
        return numbering(
            [level(0, style, text) for style, text in abstracts],
            {
                index: (abstract, _start(first) if self._begins_anew(index) else "")
                for index, (abstract, first) in enumerate(self._lists, start=1)
            },
        )

    def _begins_anew(self, index: int) -> bool:
        """Tell whether a list must say where it begins: one that goes on would count on."""
        abstract, first = self._lists[index - 1]
        return first > 1 or abstract in [each for each, _ in self._lists[: index - 1]]


def _styled(piece: Run, *, rtl: bool) -> str:
    text, italic, bold, superscript = piece
    return run(text, italic=italic, bold=bold, superscript=superscript, rtl=rtl)


def _start(first: int) -> str:
    return f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{first}"/></w:lvlOverride>'


def _ascii(numeral: str) -> str:
    number = to_int(numeral)
    return str(number) if numeral.isdecimal() and number is not None else numeral


def _normal(mark: str) -> str:
    return _ascii(mark.strip("() "))


def _note_mark(block: Block) -> str | None:
    first = next((each for each in block.runs if each.text.strip()), None)
    return _normal(first.text) if first is not None and first.superscript else None


def _behind_mark(block: Block) -> list[Run]:
    index = next(i for i, each in enumerate(block.runs) if each.text.strip())
    head, *rest = block.runs[index + 1 :]
    return [head._replace(text=head.text.lstrip()), *rest]


def _lines(blocks: Sequence[Block], language: Language) -> Iterator[Block]:
    """Yield whole paragraphs: hard breaks as a newline, and without the breaks of pages."""
    held: Block | None = None
    opened = False
    for block in blocks:
        if block.rule or not (block.text.strip() or block.cell) or _note_mark(block):
            continue
        if held is not None and block.gap and not (held.cell or block.cell):
            held = held._replace(runs=(*held.runs, Run("\n"), *block.runs))
        elif held is not None and opened and _goes_on(held, block, language):
            joiner = Run(language.joiner)
            held = held._replace(runs=(*held.runs, joiner, *block.runs))
        else:
            if held is not None:
                yield held
            held = _soft(block, language)
        opened = opened or _is_opener(block)
    if held is not None:
        yield held


def _soft(block: Block, language: Language) -> Block:
    runs = (each._replace(text=each.text.replace("\n", language.joiner)) for each in block.runs)
    return block._replace(runs=tuple(runs))


def _is_opener(block: Block) -> bool:
    text = block.text.strip()
    return not block.level and block.runs[0].italic and text.endswith((",", "،", "，"))


def _goes_on(held: Block, block: Block, language: Language) -> bool:
    """Tell whether a block of a resolution's body is the rest of a clause that a page cut."""
    if held.cell or block.cell:
        return False
    number, _ = enumerators.split(block.text.lstrip(), language)
    return not (held.level or block.level or number or block.runs[0].italic)


def _cut(runs: Sequence[Run], count: int) -> Iterator[Run]:
    """Yield runs without their first `count` characters."""
    for each in runs:
        if len(each.text) > count:
            yield each._replace(text=each.text[count:])
        count = max(0, count - len(each.text))


class Words(NamedTuple):
    """What a report says in one language, and how it is numbered there."""

    title: str
    heading: str
    sentence: str
    part: str
    note: str
    row: tuple[str, str, str]
    numbers: tuple[tuple[str, str], ...]  # chapters, sections; paragraphs, parts, parts of parts


_LATIN_NUMBERS = (
    *(("upperRoman", "%1."), ("upperLetter", "%2.")),
    *(("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)")),
)
WORDS = {
    "fr": Words(
        "Rapport du Secrétaire général",
        "Faits nouveaux",
        "Le Comité a examiné le rapport et pris note des progrès accomplis par les États Membres. ",
        "Les mesures prises au niveau national",
        "Voir la résolution 69/12 de l'Assemblée générale.",
        ("Pays", "Année", "Montant"),
        _LATIN_NUMBERS,
    ),
    "en": Words(
        "Report of the Secretary-General",
        "New developments",
        "The Committee considered the report and noted the progress made by Member States. ",
        "The measures taken at the national level",
        "See General Assembly resolution 69/12.",
        ("Country", "Year", "Amount"),
        _LATIN_NUMBERS,
    ),
    "es": Words(
        "Informe del Secretario General",
        "Novedades",
        "El Comité examinó el informe y tomó nota de los progresos de los Estados Miembros. ",
        "Las medidas adoptadas en el plano nacional",
        "Véase la resolución 69/12 de la Asamblea General.",
        ("País", "Año", "Importe"),
        (*_LATIN_NUMBERS[:3], ("lowerLetter", "%2)"), ("lowerRoman", "%3)")),
    ),
    "ru": Words(
        "Доклад Генерального секретаря",
        "Новые события",
        "Комитет рассмотрел доклад и отметил успехи, достигнутые государствами-членами. ",
        "Меры, принятые на национальном уровне",
        "См. резолюцию 69/12 Генеральной Ассамблеи.",
        ("Страна", "Год", "Сумма"),
        (
            *(("upperRoman", "%1."), ("russianUpper", "%2.")),
            *(("decimal", "%1."), ("russianLower", "%2)"), ("lowerRoman", "%3)")),
        ),
    ),
    "ar": Words(
        "تقرير الأمين العام",
        "التطورات الجديدة",
        "نظرت اللجنة في التقرير وأحاطت علما بالتقدم الذي أحرزته الدول الأعضاء في عام ٢٠١٤. ",
        "التدابير المتخذة على الصعيد الوطني",
        "انظر قرار الجمعية العامة ٦٩/١٢.",
        ("البلد", "السنة", "المبلغ"),
        (
            *(("upperRoman", "%1 -"), ("arabicAbjad", "%2 -")),
            *(("decimal", "%1 -"), ("arabicAbjad", "(%2)"), ("decimal", "'%3'")),
        ),
    ),
    "zh": Words(
        "秘书长的报告",
        "新的发展",
        "委员会审议了报告，并注意到会员国取得的进展。",
        "在国家一级采取的措施",
        "见大会第69/12号决议。",
        ("国家", "年份", "数额"),
        (
            *(("chineseCounting", "%1、"), ("upperLetter", "%2.")),
            *(("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)")),
        ),
    ),
}
"""The same report in the six languages."""


def report(language: Language, *, chapters: int = 2, paragraphs: int = 5, notes: int = 40) -> bytes:
    """Return a report: each chapter has two sections of numbered paragraphs in three levels.

    The first paragraphs have a note each until `notes` are used up; chapters end in a table.
    """
    words = WORDS[language.code]
    rtl = language.direction == "rtl"
    identifiers = iter(range(1, notes + 1))
    body = [paragraph(run(words.title, rtl=rtl), style="Title", rtl=rtl)]
    for _ in range(chapters):
        body.append(paragraph(run(words.heading, rtl=rtl), style="Heading1", rtl=rtl))
        for _ in range(2):
            body.append(paragraph(run(words.heading, rtl=rtl), style="Heading2", rtl=rtl))
            for _ in range(paragraphs):
                body += _three_levels(words, identifiers, rtl=rtl)
        body.append(_table(words))
    return docx(
        *body,
        styles=_REPORT_STYLES,
        numbers=_report_numbering(words),
        footnotes=_SEPARATORS
        + "".join(note(i, run(f"{words.note} {i}", rtl=rtl)) for i in range(1, notes + 1)),
        footers=[paragraph(run("15-00001 (E)"))],
    )


def _three_levels(words: Words, identifiers: Iterator[int], *, rtl: bool) -> Iterator[str]:
    """Yield a paragraph, its two parts and the two of the second; two of them have notes."""
    for depth, text, stop in (
        (0, words.sentence * 3, ""),
        (1, words.part, ";"),
        (1, words.part, ":"),
        (2, words.part, ";"),
        (2, words.part, "."),
    ):
        runs = [run(piece, rtl=rtl) for piece in re.findall(r".{1,40}", text)]
        identifier = next(identifiers, None) if depth != 1 else None
        marks = [note_reference(identifier)] if identifier else []
        yield paragraph(*runs, *marks, run(stop), listing=(2, depth), rtl=rtl)


def _table(words: Words) -> str:
    spanned = cell(paragraph(run("69/12")), properties='<w:gridSpan w:val="2"/>')
    merged = (cell(paragraph(run("1")), properties='<w:vMerge w:val="restart"/>'),)
    rest = (cell(properties="<w:vMerge/>"),)
    return table([words.row, (spanned, "3"), (*merged, "2014", "3.5"), (*rest, "2015", "4.5")])


def _report_numbering(words: Words) -> str:
    headings = "".join(
        level(index, style, text, extra=f'<w:pStyle w:val="Heading{index + 1}"/>')
        for index, (style, text) in enumerate(words.numbers[:2])
    )
    texts = "".join(level(index, *each) for index, each in enumerate(words.numbers[2:]))
    return numbering([headings, texts], {1: 0, 2: 1})


_REPORT_STYLES = (
    STYLES.replace(
        '<w:outlineLvl w:val="0"/>',
        '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>',
    ).replace(
        '<w:outlineLvl w:val="1"/>',
        '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/>',
    )
    + '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
)
"""Headings are numbered by their styles; what level each has, the list says."""
