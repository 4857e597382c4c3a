"""What a unit of a bilingual memory holds; each kind goes to files of its own.

fr-ru.tmx               whole clauses
fr-ru.sentences.tmx     the sentences inside them
fr-ru.omegat.tmx        the fragments that OmegaT's sentence rules cut
"""

from enum import IntEnum


class Kind(IntEnum):
    """Kind of unit."""

    CLAUSE = 0
    SENTENCE = 1
    FRAGMENT = 2


SUFFIXES = {Kind.CLAUSE: "", Kind.SENTENCE: ".sentences", Kind.FRAGMENT: ".omegat"}
"""What the name of a file has behind that of its memory."""
