"""What a termbase says before it is judged: rows with their places, as every format gives them.

    Row("line 2", "sc", {"fr": [Form("Conseil de sécurité", "")]})

It is what `tm.termbase.concepts` makes TERMS of, and what `tm.termbase.check` looks at.
"""

from typing import NamedTuple

from corpora.clause import LeftOut
from tm.termbase.status import Form


class Row(NamedTuple):
    """What one place says of one concept."""

    place: str  # "line 2", "sheet 'Terms', row 2"
    concept: str  # as written, white space apart; may be empty
    forms: dict[str, list[Form]]  # language -> forms; languages without any are missing


class Draft(NamedTuple):
    """A termbase as it was written."""

    name: str  # what messages call it
    rows: list[Row]
    left_out: tuple[LeftOut, ...]
    whole_rows: bool  # one row a concept in a text that a person can mend
