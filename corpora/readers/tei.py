r"""TEI to blocks: the documents of the UN Parallel Corpus (TEI.2) and TEI P5.

    <p id="2"><s id="2:1" lang="fr">Première phrase.</s><s id="2:2" …>La seconde.</s></p>
    one block: "Première phrase.\nLa seconde."

Each paragraph is a block; its sentences are joined as lines are, so in the manner of the
language. The header is left out. Link files of the corpus hold no text and are read elsewhere.

The shape of the corpus is that of Ziemski, Junczys-Dowmunt and Pouliquen (2016), "The United
Nations Parallel Corpus v1.0"; the elements of P5 are those of the TEI Guidelines, chapters 3, 4
and 14. Why of `choice` the original is kept: it is what is printed in the other versions too.
"""

from corpora.errors import InputError
from corpora.languages import Language
from corpora.readers.markup import counter_style, language_tag, table_grid
from corpora.readers.markup.composer import compose
from corpora.readers.markup.parsing import Element, parse_xml
from corpora.readers.markup.role import Role
from corpora.readers.reading import Reading
from corpora.readers.web.inline_style import emphasis

_BLOCK_NAMES = (
    "ab addrLine address argument back bibl body byline cell closer dateline div div0 div1 div2 "
    "div3 div4 div5 div6 div7 docAuthor docImprint docTitle epigraph figure front group head "
    "imprimatur item l label lg list listBibl opener p postscript row salute signed sp speaker "
    "stage table text titlePage titlePart trailer"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_REASONS = {
    "teiHeader": "metadata",
    "fw": "running header or footer",
    "del": "deleted text",
    "corr": "reading of the editor",
    "reg": "reading of the editor",
    "expan": "reading of the editor",
    "figDesc": "picture",
}
_KNOWN = {
    "lb": Role(line_break=True),
    "s": Role(before="\n"),
    "label": Role(block=True, lead=True),
}
_RENDERED = (("italic", "italic"), ("bold", "bold"), ("sup", "superscript"))
_DIVISIONS = ("div", *(f"div{depth}" for depth in range(8)))
_ID = ("{http://www.w3.org/XML/1998/namespace}id", "id")
_LANGUAGE = ("{http://www.w3.org/XML/1998/namespace}lang", "lang")
_ORDERED, _BULLETED = ("ordered", "number"), ("bullet", "unordered")


def read(data: bytes, language: Language, *, file: str) -> Reading:
    """Return the blocks of a document; raises `InputError` for bad XML and other vocabularies."""
    root = parse_xml(data, file=file)
    if root.tag.lower() not in {"tei", "tei.2", "teicorpus"}:
        raise InputError(f"{file}: the root element is <{root.tag[:40]}>, not TEI")
    return read_root(root, language, file=file)


def read_root(root: Element, language: Language, *, file: str) -> Reading:
    """Return the blocks of a document whose root is given under local names."""
    cells = table_grid.cells(root.iter("table"), table_grid.TEI)
    marks, numbered, referred = _marks(root), _labels(root), _referred(root)

    def role_of(element: Element) -> Role:
        role = _role(element, marks, referred)
        return role._replace(cell=cells.get(element), label=numbered.get(element, ""))

    blocks, left_out = compose(root, role_of, language, file=file)
    if not blocks:
        raise InputError(
            f"{file}: the document holds no text but its header; check that it is whole"
        )
    warnings = language_tag.warning(_said(root), language, file=file)
    return Reading(blocks, left_out, [*warnings])


def _role(element: Element, marks: dict[Element, str], referred: set[str]) -> Role:
    """Return what an element is to its text."""
    tag = element.tag
    if tag in _REASONS and (tag not in {"corr", "reg", "expan"} or _in_choice(element)):
        return Role(block=tag == "teiHeader", reason=_REASONS[tag])
    if tag in _KNOWN:
        return _KNOWN[tag]
    if element in marks:
        return Role(note=True, mark=marks[element], refers=_get(element, _ID) not in referred)
    if tag == "ref" and element.get("target", "").removeprefix("#") in referred:
        return Role(superscript=True, apart=True)
    return _styled(element)


def _styled(element: Element) -> Role:
    """Return the role of an element by its name and what it says of its rendering."""
    rendering = f"{element.get('rend', '')} {element.get('rendition', '')}".lower()
    styles: dict[str, bool | None] = {name: True for word, name in _RENDERED if word in rendering}
    if element.tag == "emph" and not styles:
        styles["italic"] = True
    italic, bold, superscript = emphasis(element.get("style", ""))
    quoted = element.tag == "quote" and any(child.tag in _BLOCKS for child in element)
    return Role(
        block=element.tag in _BLOCKS or quoted,
        level=_level(element),
        italic=styles.get("italic", italic),
        bold=styles.get("bold", bold),
        superscript=styles.get("superscript", superscript),
        apart="superscript" in styles,
    )


def _level(element: Element) -> int | None:
    """Return the level of a heading by the depth of its division."""
    if element.tag == "titlePart":
        return 1
    if element.tag != "head":
        return None
    return max(1, sum(1 for _ in element.iterancestors(*_DIVISIONS)))


def _marks(root: Element) -> dict[Element, str]:
    """Return the mark of each footnote; a note said to stand inline is text."""
    notes = [note for note in root.iter("note") if note.get("place") not in {"inline", "inter"}]
    notes = [note for note in notes if next(note.iterancestors("teiHeader"), None) is None]
    return {note: note.get("n", "").strip() or str(count) for count, note in enumerate(notes, 1)}


def _referred(root: Element) -> set[str]:
    """Return the names of notes that a reference in the text prints the mark of."""
    notes = {name for note in root.iter("note") if (name := _get(note, _ID))}
    return notes & {ref.get("target", "").removeprefix("#") for ref in root.iter("ref")}


def _labels(root: Element) -> dict[Element, str]:
    """Return the numbers of lists that are said to be numbered or bulleted."""
    found: dict[Element, str] = {}
    for item_list in root.iter("list"):
        kind = f"{item_list.get('rend', '')} {item_list.get('type', '')}".lower()
        for count, item in enumerate(item_list.findall("item"), start=1):
            if any(word in kind for word in _BULLETED):
                found[item] = counter_style.label(count, "disc")
            elif any(word in kind for word in _ORDERED):
                printed = item.get("n", "").strip()
                found[item] = f"{printed} " if printed else counter_style.label(count, "decimal")
    return found


def _said(root: Element) -> str | None:
    """Return the language that the document or its first sentence names."""
    places = (root, *root.iter("text", "body", "s"))
    return next((said for place in places if (said := _get(place, _LANGUAGE))), None)


def _in_choice(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "choice"


def _get(element: Element, names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := element.get(name))), "")
