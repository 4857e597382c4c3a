"""Test material: blocks of a document written as web pages, in three manners met in the wild.

    un_org(blocks, FRENCH)        menus and footer around <main>, numbered lists, linked notes
    declaration(blocks, FRENCH)   the plain pages of the Universal Declaration: h1, h3, p, sup
    saved_by_word(blocks, FRENCH) MsoNormal, spans, printed numbers, notes with _ftn links

A page has whole paragraphs: where a paper page ended within one, its halves are joined again,
and the notes that stood between them stand at the end.
"""

from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from itertools import groupby

from corpora import enumerators
from corpora.languages import Language
from corpora.readers.block import Block, Run
from corpora.structure import passage

Writer = Callable[[list[Block], Language], str]


def un_org(blocks: list[Block], language: Language) -> str:
    """Return a page as the sites of the UN show documents."""
    text, notes = parted(blocks)
    body = "\n".join(_with_tables(text, partial(_with_lists, language=language)))
    foot = "\n".join(
        f'<li id="fn{place}" value="{_number(note)}">{_runs(note.runs[1:])} '
        f'<a href="#ref{_number(note)}" aria-label="back">↩</a></li>'
        for place, note in enumerate(notes, start=1)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{language.code}" dir="{language.direction}">\n<head>\n'
        '<meta charset="utf-8">\n<title>A/RES/69/12 | United Nations</title>\n'
        "<style>p { margin: 0 }</style>\n<script>var menu = '<p>no text</p>';</script>\n</head>\n"
        '<body>\n<a class="visually-hidden" href="#main">Skip to main content</a>\n'
        '<header><a href="/">United Nations</a></header>\n'
        "<nav><ul><li>Home</li><li>Documents</li></ul></nav>\n"
        f'<main id="main">\n{body}\n<ol class="notes">\n{foot}\n</ol>\n</main>\n'
        "<footer><p>Copyright | Privacy</p></footer>\n</body>\n</html>\n"
    )


def declaration(blocks: list[Block], language: Language) -> str:
    """Return a page as the Universal Declaration is shown: headings, paragraphs, raised marks."""
    text, notes = parted(blocks)
    body = "\n".join(_with_tables([*text, *notes], _plainly))
    return (
        f'<html dir="{language.direction}"><head><meta http-equiv="Content-Type" '
        'content="text/html; charset=utf-8"></head>\n<body><form id="aspnetForm"><div>\n'
        f"{body}\n</div></form></body></html>\n"
    )


def saved_by_word(blocks: list[Block], language: Language) -> str:
    """Return a page as Word saves one."""
    text, notes = parted(blocks)
    body = "\n".join(_with_tables(text, partial(_as_word, language=language)))
    foot = "\n".join(
        f"<div style='mso-element:footnote' id=ftn{_number(note)}>\n<p class=MsoFootnoteText>"
        f"<a style='mso-footnote-id:ftn' href=\"#_ftnref{_number(note)}\" "
        f'name="_ftn{_number(note)}"><span class=MsoFootnoteReference>'
        f"[{note.runs[0].text.strip()}]</span></a>{_spans(note.runs[1:])}</p>\n</div>"
        for note in notes
    )
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:w="urn:schemas-microsoft-com:office:word">\n<head>\n'
        '<meta http-equiv=Content-Type content="text/html; charset=utf-8">\n<!--[if gte mso 9]>'
        "<xml><w:WordDocument>x</w:WordDocument></xml><![endif]-->\n<style>\n<!--\n"
        " p.MsoNormal {margin:0cm}\n-->\n</style>\n</head>\n"
        f"<body lang={language.code.upper()}>\n<div class=WordSection1>\n{body}\n</div>\n"
        "<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all>\n"
        f'<hr align=left size=1 width="33%">\n<![endif]>\n{foot}\n</div>\n</body>\n</html>\n'
    )


WRITERS: dict[str, Writer] = {
    "un_org": un_org,
    "declaration": declaration,
    "saved_by_word": saved_by_word,
}


def parted(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Return the text in whole paragraphs, and the notes, as a page has them."""
    text: list[Block] = []
    notes: list[Block] = []
    between = False
    for block in blocks:
        if not (block.text.strip() or block.cell) or block.rule:
            between = True
        elif _is_note(block) and not block.cell:
            notes.append(block)
            between = True
        else:
            if between and text and not (text[-1].cell or block.cell) and _goes_on(text[-1], block):
                runs = (*text[-1].runs, Run("\n"), *block.runs)
                text[-1] = text[-1]._replace(runs=runs)
            else:
                text.append(block)
            between = False
    return text, notes


def _is_note(block: Block) -> bool:
    return next((run.superscript for run in block.runs if run.text.strip()), False)


def _goes_on(first: Block, second: Block) -> bool:
    opens = next(run for run in second.runs if run.text.strip())
    plain = not (second.level or first.level or opens.italic or opens.text[:1].isdecimal())
    return plain and passage.ends_open(first.text, stops=passage.HARD_STOPS)


def _number(note: Block) -> int:
    return int(note.runs[0].text.strip("() "))


def _tag(block: Block) -> str:
    return f"h{block.level}" if block.level else "p"


def _with_tables(
    blocks: list[Block], write: Callable[[list[Block]], Iterator[str]]
) -> Iterator[str]:
    """Yield the elements that `write` gives for text, and the tables between."""
    for number, group in groupby(blocks, key=lambda block: block.cell and block.cell.table):
        inside = [*group]
        yield from _table(inside, write) if number else write(inside)


def _table(blocks: list[Block], write: Callable[[list[Block]], Iterator[str]]) -> Iterator[str]:
    yield "<table>"
    for _, row in groupby(blocks, key=lambda block: block.cell and block.cell.row):
        cells = [[*cell] for _, cell in groupby(row, key=lambda block: block.cell)]
        yield "".join(["<tr>", *(f"<td>{''.join(write(cell))}</td>" for cell in cells), "</tr>"])
    yield "</table>"


def _plainly(blocks: list[Block]) -> Iterator[str]:
    return (f"<{_tag(each)}>{_runs(each.runs)}</{_tag(each)}>" for each in blocks)


def _as_word(blocks: list[Block], language: Language) -> Iterator[str]:
    return (_word_paragraph(each, language) for each in blocks)


def _with_lists(blocks: list[Block], language: Language) -> Iterator[str]:
    """Yield elements, paragraphs numbered "1." as items of one list."""
    listing = False
    for block in blocks:
        printed, rest = _printed(block, language)
        item = printed.endswith(".") and printed[:-1].isascii() and printed[:-1].isdecimal()
        if item and not listing:
            yield f'<ol start="{int(printed[:-1])}">'
        if listing and not item:
            yield "</ol>"
        listing = item
        if item:
            yield f"<li><p>{_linked(rest)}</p></li>"
        else:
            yield f"<{_tag(block)}>{_linked(block.runs)}</{_tag(block)}>"
    if listing:
        yield "</ol>"


def _printed(block: Block, language: Language) -> tuple[str, tuple[Run, ...]]:
    """Return the number that a paragraph begins with, and the runs behind it."""
    first = block.runs[0]
    enumerator, rest = enumerators.split(first.text, language)
    if enumerator is None or block.level:
        return "", block.runs
    return enumerator.printed, (first._replace(text=rest), *block.runs[1:])


def _linked(runs: tuple[Run, ...]) -> str:
    """Return runs with each raised number as a link to its note, the first with its name."""
    pieces = []
    for run in runs:
        if run.superscript and run.text.strip("()").isdecimal():
            number = int(run.text.strip("()"))
            pieces.append(f'<sup id="ref{number}"><a href="#fn{number}">{run.text}</a></sup>')
        else:
            pieces.append(_runs((run,)))
    return "".join(pieces)


def _runs(runs: tuple[Run, ...]) -> str:
    pieces = []
    for text, italic, bold, superscript in runs:
        piece = escape(text)
        for tag, on in (("em", italic), ("strong", bold), ("sup", superscript)):
            piece = f"<{tag}>{piece}</{tag}>" if on else piece
        pieces.append(piece)
    return "".join(pieces)


def _word_paragraph(block: Block, language: Language) -> str:
    printed, rest = _printed(block, language)
    number = (
        f"<![if !supportLists]><span style='mso-list:Ignore'>{escape(printed)}<span style='font:"
        '7.0pt "Times New Roman"\'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>'
        if printed
        else ""
    )
    tag = _tag(block)
    name = "MsoNormal" if tag == "p" else "MsoHeading"
    return f"<{tag} class={name}>{number}{_spans(rest)}<o:p></o:p></{tag}>"


def _spans(runs: tuple[Run, ...]) -> str:
    """Return runs as Word writes them: spans with a language, notes as links."""
    pieces = []
    for text, italic, bold, superscript in runs:
        piece = f"<span lang=EN-GB style='mso-ansi-language:EN-GB'>{escape(text)}</span>"
        if superscript and text.strip("() ").isdecimal():
            number = int(text.strip("() "))
            piece = (
                f'<a style=\'mso-footnote-id:ftn\' href="#_ftn{number}" name="_ftnref{number}">'
                f"<span class=MsoFootnoteReference>[{escape(text)}]</span></a>"
            )
        elif superscript:
            piece = f"<sup>{piece}</sup>"
        piece = f"<i style='mso-bidi-font-style:normal'>{piece}</i>" if italic else piece
        pieces.append(f"<b>{piece}</b>" if bold else piece)
    return "".join(pieces)
