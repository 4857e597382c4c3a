"""The option `--lexicon`, the same for every command that aligns."""

from pathlib import Path
from typing import Annotated

import typer

from align.lexicon import EMPTY, Lexicon, load, shipped

NONE = "none"
"""What to give for no lexicon at all."""

LexiconOption = Annotated[
    str | None,
    typer.Option(
        "--lexicon",
        metavar="LEXICON",
        help="What is known of the languages beforehand: a folder made by `hexapla train`, or "
        "`none` to learn from the texts alone. Without it: the lexicon that comes with hexapla, "
        "learned from UN documents.",
        show_default=False,
    ),
]


def open_lexicon(given: str | None) -> Lexicon:
    """Return the lexicon that the option names; raises `InputError`."""
    if given is None:
        return shipped()
    return EMPTY if given == NONE else load(Path(given))
