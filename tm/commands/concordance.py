"""`hexapla concordance`: where words stand in a memory, with all languages of each unit."""

from collections.abc import Iterator
from itertools import islice
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from corpora.codes import LANGUAGES
from corpora.errors import InputError
from corpora.languages import NAMES
from tm.commands.lookup import (
    MemoryArgument,
    check_language,
    indexed,
    marked,
    place_of,
    print_line,
    unit_record,
)
from tm.commands.terminal import plain_table, show
from tm.lookup.concordance import Hit, concord
from tm.memory.store import Memory, open_memory

EXAMPLES = """Examples:

* `hexapla concordance memory "maintien de la paix"` searches every language
* any endings, any beginnings: `hexapla concordance memory "мирн* урегулирован*" --lang ru`,
  `hexapla concordance memory "*منظمة" --lang ar`
* for programs: `hexapla concordance memory 维持和平 --json | jq -r .texts.ar`

Case, Arabic vowel signs and tatweel do not count. Where the words follow each other nowhere, units
that have all of them are shown.
"""

HIT = "bold reverse"
"""How words that were found look on a terminal."""


def concordance(
    folder: MemoryArgument,
    words: Annotated[
        str,
        typer.Argument(metavar="WORDS", help="What to find; * for letters.", show_default=False),
    ],
    lang: Annotated[
        str | None,
        typer.Option(
            metavar="LANG", help=f"Search this language only: {NAMES}.", show_default=False
        ),
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="Units shown.")] = 20,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a unit instead of tables.")
    ] = False,
) -> None:
    """Find words in any language of a memory and show the units in all their languages."""
    if not words.strip():
        raise InputError('WORDS: is empty; give what to find, such as "maintien de la paix"')
    if lang is not None:
        check_language(lang, "--lang")
    with open_memory(folder) as memory:
        languages = (lang,) if lang else memory.languages()
    with indexed(folder, languages) as memory:
        found = 0
        for hit in islice(_hits(memory, words, languages, most), most):
            found += 1
            if as_json:
                print_line(_record(hit))
            else:
                show(_table(hit))
    if not as_json:
        show(
            f"units: {found}" + (f"; there may be more, see --most {most}" if found == most else "")
        )


def _hits(memory: Memory, words: str, languages: tuple[str, ...], most: int) -> Iterator[Hit]:
    """Yield the hits in each language; a unit comes once, in the first."""
    seen: set[int] = set()
    for lang in languages:
        for hit in concord(memory, words, lang, most):
            if hit.unit.id not in seen:
                seen.add(hit.unit.id)
                yield hit


def _record(hit: Hit) -> dict[str, object]:
    return {**unit_record(hit.unit), "lang": hit.lang, "spans": hit.spans, "texts": hit.unit.texts}


def _table(hit: Hit) -> Table:
    """Return the unit with a row a language, the one that was searched first."""
    table = plain_table("", "", "")
    table.title = Text(place_of(hit.unit))
    table.show_header, table.expand, table.title_style = False, True, "not italic"
    table.columns[1].justify, table.columns[1].overflow, table.columns[1].ratio = "left", "fold", 1
    order = (hit.lang, *(lang for lang in LANGUAGES if lang != hit.lang))
    for lang in order:
        if lang in hit.unit.texts:
            spans = hit.spans if lang == hit.lang else ()
            table.add_row(Text(lang), marked(hit.unit.texts[lang], spans, HIT))
    return table
