"""Markdown, as converted from the UN's PDF and Word files, to blocks.

    read_text("1. *Prie* le Secrétaire général<sup>1</sup> ;", FRENCH)
    one block: "1. ", "Prie" (italic), " le Secrétaire général", "1" (superscript), " ;"

markdown-it-py parses, for it follows CommonMark to the letter and its rules can be switched
off one by one. A hard line break ends a block; a soft one stays in the run as a newline. A table
is one of GitHub's, with its cells as blocks.

Why some rules are off: a list would take "1. *Prie* …" for an item and lose the printed number,
and renumber after a page break; an indented paragraph is no program; "[^1]: A/69/228." is a
note, not a link definition; HTML blocks would hide the text between their tags; backticks are
transliteration (Sana`a). Lists without blank lines are parted again by their enumerators.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpora import enumerators
from corpora.encoding import decode
from corpora.languages import Language
from corpora.readers.block import Block, Cell, Run, raised
from corpora.readers.reading import Reading

_OFF = ("list", "code", "fence", "html_block", "reference", "backticks")
_STARRED = re.compile(r"(\*{1,2})(?=\S)([^*]+)(?<=\S)\1")
_NOTE = re.compile(r"\[\^([^\]\s]{1,8})\]:?")
_TAG = re.compile(r"<\s*(/?)\s*([a-zA-Z0-9]+)")
_STYLES = {
    "sup": "superscript",
    "i": "italic",
    "em": "italic",
    "b": "bold",
    "strong": "bold",
    "em_open": "italic",
    "strong_open": "bold",
}
_BREAKS = {"br", "p", "div", "table", "tr", "td", "th", "ul", "ol", "li", "hr"}
_ITEM_END = re.compile(r"[.;:,!?；。：，،؛؟][\s\"'»”’）)]*(?:\b(?:and|et|y|и)\b)?\s*$")


class _Line(NamedTuple):
    """The runs of one line; `broken` if a hard break stands before it."""

    number: int
    runs: tuple[Run, ...]
    broken: bool

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def read(data: bytes, language: Language, *, file: str) -> Reading:
    """Return the blocks of a file, decoded by `corpora.encoding`."""
    text, warnings = decode(data, language=language, file=file)
    return Reading(read_text(text, language), [], [*warnings])


def read_text(text: str, language: Language) -> list[Block]:
    """Return the blocks of `text`; lines end in a newline, a form feed begins a page."""
    parser, blocks, before, tables = _parser(), [], 0, 0
    pages = text.split("\f")
    for number, page in enumerate(pages, start=1):
        place = number if len(pages) > 1 else None
        found = [*_page(parser, page, language, tables)]
        blocks += [block._replace(line=block.line + before, page=place) for block in found]
        tables = max((block.cell.table for block in found if block.cell), default=tables)
        before += page.count("\n")
    return blocks


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").disable(_OFF)


def _page(parser: MarkdownIt, text: str, language: Language, tables: int) -> Iterator[Block]:
    """Yield the blocks of one page with lines counted from 1, tables from behind `tables`."""
    level, line = 0, 1
    place = Cell(tables, 0, 0)
    for token in parser.parse(text):
        line = token.map[0] + 1 if token.map else line
        place = _moved(place, token)
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "hr":
            yield Block((Run(token.markup),), line=line, rule=True)
        elif token.type == "inline":
            # Several lines over a rule are text, though CommonMark calls them a heading.
            found = _blocks(token, line, 0 if "\n" in token.content else level, language)
            yield from (block._replace(cell=place if place.column else None) for block in found)
            level = 0


def _moved(place: Cell, token: Token) -> Cell:
    """Return the place in a table behind a token; its column is 0 outside of cells."""
    if token.type in {"table_open", "table_close"}:
        return Cell(place.table + (token.type == "table_open"), 0, 0)
    if token.type == "tr_open":
        return place._replace(row=place.row + 1, column=0)
    return place._replace(column=place.column + (token.type in {"th_open", "td_open"}))


def _blocks(token: Token, number: int, level: int, language: Language) -> Iterator[Block]:
    """Yield the blocks of one paragraph: its lines, joined where only a soft break parts them."""
    group: list[_Line] = []
    for line in _lines(token.children or [], number):
        if group and (line.broken or _parts(group, line, language)):
            yield _block(group, level, gap=group[0].broken)
            group = []
        group.append(line)
    yield _block(group, level, gap=group[0].broken)


def _block(lines: list[_Line], level: int, *, gap: bool) -> Block:
    runs: list[Run] = []
    for line in lines:
        runs += [Run("\n"), *line.runs] if runs else line.runs
    start = next((line.number for line in lines if line.text.strip()), lines[0].number)
    return Block(tuple(runs), start, None, level, gap)


def _parts(group: list[_Line], line: _Line, language: Language) -> bool:
    """Tell whether a soft break parts two blocks: the next list item or the next note."""
    if _opens_raised(group[0]) and _opens_raised(line):
        return True
    ended = _ITEM_END.search(group[-1].text) is not None
    return ended and enumerators.split(line.text.lstrip(), language)[0] is not None


def _opens_raised(line: _Line) -> bool:
    return next((run.superscript for run in line.runs if run.text.strip()), False)


def _lines(tokens: list[Token], number: int) -> Iterator[_Line]:
    """Yield the lines of a paragraph that begins at line `number` of its page."""
    runs: list[Run] = []
    broken = False
    for item in _items(tokens):
        if isinstance(item, Run):
            runs.append(item)
            continue
        yield _Line(number, tuple(runs), broken)
        runs, broken = [], item != "soft"
        number += item != "tag"
    yield _Line(number, tuple(runs), broken)


def _items(tokens: list[Token]) -> Iterator[Run | Literal["soft", "hard", "tag"]]:
    """Yield the styled runs of inline tokens and the breaks between them."""
    depth = dict.fromkeys(_STYLES.values(), 0)
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            yield "soft" if token.type == "softbreak" else "hard"
        elif token.type == "html_inline":
            if _apply_tag(token.content, depth):
                yield "tag"
        elif token.nesting:
            style = _STYLES.get(token.type.replace("_close", "_open"))
            if style:
                depth[style] += token.nesting
        else:
            styles = {style: count > 0 for style, count in depth.items()}
            yield from _starred_runs(token.content, **styles)


def _apply_tag(tag: str, depth: dict[str, int]) -> bool:
    """Change the style `depth` by an HTML tag; return whether the tag ends a line."""
    match = _TAG.match(tag)
    name = match[2].lower() if match else ""
    if match and name in _STYLES:
        depth[_STYLES[name]] = max(0, depth[_STYLES[name]] + (-1 if match[1] else 1))
    return name in _BREAKS


def _starred_runs(text: str, *, italic: bool, bold: bool, superscript: bool) -> Iterator[Run]:
    """Yield the runs of `text`, reading the stars that CommonMark leaves.

    It closes no emphasis between a stop and a letter, where Chinese sets no space: *大会，*注意.
    """
    pieces = iter(_STARRED.split(text))
    for plain in pieces:
        yield from _text_runs(plain, italic=italic, bold=bold, superscript=superscript)
        stars, starred = next(pieces, ""), next(pieces, "")
        yield from _text_runs(
            starred,
            italic=italic or stars == "*",
            bold=bold or stars == "**",
            superscript=superscript,
        )


def _text_runs(text: str, *, italic: bool, bold: bool, superscript: bool) -> Iterator[Run]:
    """Yield `text` as runs, with "[^1]" and Unicode superscripts as raised marks."""
    style = Run("", italic, bold, superscript)
    for index, piece in enumerate(_NOTE.split(text)):
        if index % 2:
            yield style._replace(text=piece, superscript=True)
        else:
            yield from raised(style._replace(text=piece))
