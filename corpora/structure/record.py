"""Verbatim and summary records: how one is known, and who begins to speak.

    A/69/PV.48          is_record
    M. X (Ouganda) (parle en anglais) : Je …        a turn: its first paragraph

Numbered paragraphs of summary records, headings and annexes are read as anywhere
(`corpora.structure.report`).

Why the symbol decides: /PV. and /SR. are the same in six languages; without a symbol the line
that opens the meeting does. Why bold type counts beside the phrase: every record sets the
speaker in bold, and names are many; plain text knows only the phrase.
"""

import re
from collections.abc import Iterable, Sequence

from corpora.languages import Language
from corpora.structure.passage import Passage
from corpora.structure.recognition import opens, plain, symbol

SPEAKER_LENGTH = 200
"""Code points within which the colon stands behind name, country and language."""

HEAD = 60
"""Passages among which a record shows that it is one: the list of its contents is long."""

_RECORD = re.compile(r"/(?:PV|SR)\.\d")
_BRACKETS = re.compile(r"(?:\s?[(（][^()（）]{1,120}[)）]){0,3}\s?[:：]")


def is_record(passages: Sequence[Passage], language: Language) -> bool:
    """Tell whether a document is the record of a meeting."""
    symbols = [found for passage in passages[:HEAD] if (found := symbol(passage))]
    if symbols:
        return _RECORD.search(symbols[0]) is not None
    return any(opens(passage, "opened", language) for passage in _lines(passages[:HEAD]))


def _lines(passages: Iterable[Passage]) -> Iterable[Passage]:
    return (item for item in passages if len(item.whole) <= SPEAKER_LENGTH and not item.enumerator)


def is_turn(passage: Passage, language: Language) -> bool:
    """Tell whether somebody begins to speak in a passage."""
    if passage.level or passage.enumerator:
        return False
    match = opens(passage, "speaker", language)
    if match is not None and _BRACKETS.match(plain(passage), match.end()):
        return True
    name = passage.bold.rstrip(" \u00a0\u202f:：")
    behind = passage.whole[len(name) :]
    return 0 < len(name) <= SPEAKER_LENGTH and _BRACKETS.match(behind) is not None
