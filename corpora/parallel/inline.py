"""The text of a segment with inline elements: what is read stays, what is code goes.

    <seg>Appuyez sur <bpt i="1">&lt;b&gt;</bpt>OK<ept i="1">&lt;/b&gt;</ept>.</seg>
    text_of(seg, file=…)      "Appuyez sur OK."

TMX 1.4 and XLIFF 1.2 put the code of the original format inside `bpt`, `ept`, `ph`, `it` and `ut`
(and the text of a footnote or an attribute into `sub` within them): none of it is read in this
place, so it goes. `hi`, `g`, `pc`, `mrk` and what else stands around text leave their text
behind; `x`, `bx`, `ex`, `sc`, `ec`, `cp` hold none. A code that breaks the line leaves a space.

Why the codes are not kept: an alignment, a term or a match must not see them, and one language
has them in another order than the next.
"""

import re
from collections.abc import Iterator

from lxml import etree

from corpora.errors import InputError
from corpora.parallel.elements import local

_CODES = {"bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sc", "ec", "cp", "sub", "sm", "em"}
_BREAK_KINDS = {"lb", "x-lb", "x-br", "br", "fmt:br", "linebreak", "linefeed"}
_BREAK = re.compile(r"\s*(?:<br\s*/?>|&lt;br\s*/?&gt;|\\n|\\r\\n|\s)\s*", re.IGNORECASE)


def text_of(segment: etree._Element, *, file: str) -> str:
    """Return the text of `segment` without codes, its white space as it stands.

    Raises `InputError` for an entity that the file does not define, as `&nbsp;`.
    """
    if not len(segment):  # no element and no entity in it, as in most
        return segment.text or ""
    return "".join(_parts(segment, file))


def _parts(segment: etree._Element, file: str) -> Iterator[str]:
    """Yield the pieces of text; depth is bounded by the parser, and nothing recurses."""
    code: etree._Element | None = None
    for event, element in etree.iterwalk(segment, events=("start", "end", "comment", "pi")):
        if event == "start" and code is None:
            if element is not segment and local(element) in _CODES:
                code = element
                yield " " if _breaks(element) else ""
            else:
                yield element.text or ""
        elif event != "start":
            code = None if element is code else code
            if code is None and element is not segment:
                yield element.tail or ""
    for entity in segment.iter(etree.Entity):
        line = entity.sourceline or segment.sourceline
        raise InputError(
            f"{file}: line {line}: {entity.text} is not defined; write the character itself"
        )


def _breaks(code: etree._Element) -> bool:
    """Tell whether an inline code stands for a line break or a tab."""
    kinds = (code.get(name, "") for name in ("type", "ctype", "subType"))
    if any(kind.lower() in _BREAK_KINDS for kind in kinds):
        return True
    shown = code.text or code.get("equiv-text") or code.get("equiv") or code.get("disp") or ""
    return bool(_BREAK.fullmatch(shown))
