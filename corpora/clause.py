"""The clause: one numbered or unnumbered paragraph of one language version, as a record.

    Clause(kind="operative", label="op2", number="2.", text="Note avec satisfaction que …")

A clause is what a translator sees as one paragraph, healed over page breaks, with its
enumerator and footnote marks taken out of the text and kept beside it.
"""

from typing import NamedTuple

KINDS = (
    "masthead",  # organ, distribution, date, session and agenda lines above the title
    "title",
    "opener",  # « L'Assemblée générale, »
    "preambular",
    "operative",
    "heading",
    "paragraph",  # any text of a document that is not a resolution
    "cell",  # of a table
    "footnote",
    "closing",  # meeting and date under a resolution
    "signature",
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
