"""The clause: one numbered or unnumbered paragraph of one language version, as a record.

    Clause(kind="operative", label="op2", number="2.", text="Note avec satisfaction que …")

A clause is what a translator sees as one paragraph, healed over page breaks, with its
enumerator and footnote marks taken out of the text and kept beside it.

A label names the same place in all six versions:

    title  opener  meeting  date           of a resolution
    pp3  op2(a)(i)  op2.2                  its clauses; a second op2 of the document
    hII.A  ch2  annex1  annex1.appendix2   headings (`corpora.structure.places`)
    p12(a)  hII.p1  annex1.p3  art12(1)    numbered paragraphs
    s7                                     the seventh turn of speech of a record
    t1r2c3                                 table 1, row 2, column 3
    fn4  salutation  compliments  signature
"""

from typing import NamedTuple

KINDS = (
    "masthead",  # organ, distribution, date, session and agenda lines above the title
    "title",
    "opener",  # « L'Assemblée générale, »; in letters the salutation
    "preambular",
    "operative",
    "heading",
    "paragraph",  # any text of a document that is not a resolution
    "speech",  # the first paragraph of a turn of speech
    "cell",  # of a table
    "footnote",
    "closing",  # meeting and date under a resolution; the closing formula of a letter
    "signature",  # the line that says who signed, and office and country below it
)


class Clause(NamedTuple):
    """One row of CLAUSES without its document and language."""

    kind: str
    label: str | None
    number: str | None
    text: str
    notes: tuple[str, ...]
    page: int | None
    line: int


class LeftOut(NamedTuple):
    """A piece of input that became no clause, and why."""

    file: str  # relative to the corpus
    line: int
    reason: str
    text: str
