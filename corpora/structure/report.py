"""Text that is no resolution: reports, letters, records, annexes, treaties.

    II. Conclusions            heading     hII
    12. Le Comité …            paragraph   p12
    a) D'abord ;               paragraph   p12(a)
    Annexe                     heading     annex

Passages in, clauses out, in order; the masthead and title are already gone
(`corpora.structure.head`).

Why one reading for all of them and not one a kind: a report has a letter annexed, a letter a
report, and a kind that is guessed wrongly in one language would change every label behind.
What is told from its own words and number alone cannot. Only records need to be known, for a
name with a colon is a turn of speech nowhere else.
"""

from collections.abc import Iterator, Sequence

from corpora.clause import Clause
from corpora.enumerators import HEADING_LENGTH
from corpora.languages import Language
from corpora.structure import letter, record
from corpora.structure.healing import heal
from corpora.structure.passage import Passage, ends_open, to_clause
from corpora.structure.places import Places, top_number
from corpora.structure.sections import FOUND, promoted, section


def read(passages: Sequence[Passage], language: Language, *, spoken: bool) -> Iterator[Clause]:
    """Yield the clauses of a text; `spoken` says that it is the record of a meeting."""
    items = heal([*promoted(passages, language)], language, body=False)
    decimal = any(top_number(item.enumerator, "decimal") for item in items if not item.level)
    places = Places(counting="decimal" if decimal else "han")
    before_name = letter.lines_before_name(items, language)
    turns, signed = 0, False
    for index, item in enumerate(items):
        found = _heading(item, places, language) or letter.part(item, language)
        if found is not None:
            signed = found in {letter.COMPLIMENTS, letter.SIGNATURE}
        else:
            signed = signed and letter.is_around_signature(item)
        if found is not None:
            yield to_clause(item, *found)
        elif signed or index in before_name:
            yield to_clause(item, "signature")
        elif spoken and record.is_turn(item, language):
            turns += 1
            yield to_clause(item, "speech", f"s{turns}")
        else:
            yield to_clause(item, "paragraph", _paragraph_label(item, places))


def _heading(passage: Passage, places: Places, language: Language) -> tuple[str, str | None] | None:
    """Return the kind and label of a heading, or of an article with its text in one block."""
    found = section(passage, language)
    if found is not None:
        return "heading" if passage.level else "paragraph", places.section(found)
    if passage.level == FOUND and passage.enumerator and places.in_article:
        return None  # a short paragraph of the article
    numbered = top_number(passage.enumerator, "decimal") is not None
    if not passage.level or (numbered and not ends_open(passage.text)):
        return None  # some converters mark every numbered paragraph as a heading
    return "heading", places.heading(passage.enumerator)


def _paragraph_label(passage: Passage, places: Places) -> str | None:
    if passage.enumerator is None:
        return None
    titled = len(passage.text) <= HEADING_LENGTH and passage.text[-1:].isalpha()
    return places.paragraph(passage.enumerator, titled=titled)
