"""What a web page shows around its document, taken out of the tree and counted.

    strip(root, file="fr.html")    [LeftOut("fr.html", 12, "navigation", "Accueil À propos …")]

Out go scripts and styles, navigation, banners, footers and asides of the page, form controls,
what is hidden, struck-out text of tracked changes, and, where a page has one main part with
most of the text, everything outside it.

Why `header` and `footer` stay inside an article, a section or the main part: there they are
its title and its notes (HTML standard, "sectioning content"). Why a form may stay: whole pages
of some UN sites lie in one; forms go only if they hold no more than half of the text.
Why text with aria-hidden stays and that for screen readers alone goes: the document is what
the eye sees on the page.
"""

from collections.abc import Iterator

from lxml import etree

from corpora.clause import LeftOut
from corpora.readers.markup.parsing import Element, left_out_of
from corpora.readers.web.inline_style import declarations, is_hidden

MOST = 0.5
"""Share of the text of a page beyond which an element holds most of it."""

_REASONS = {
    "title": "title of the page",
    "script": "script",
    "style": "style sheet",
    "template": "script",
    "noscript": "text for browsers without scripts",
    "nav": "navigation",
    "aside": "aside of the page",
    "iframe": "embedded page",
    "object": "embedded object",
    "applet": "embedded object",
    "audio": "embedded object",
    "video": "embedded object",
    "canvas": "embedded object",
    "svg": "picture",
    "map": "picture",
    "button": "form control",
    "select": "form control",
    "textarea": "form control",
    "datalist": "form control",
    "del": "deleted text",
    "rp": "ruby annotation",
    "rt": "ruby annotation",
}
_CODE = {"script", "style sheet"}
_GLIMPSE = 80  # code points of a script that are kept to recognise it by
_ROLES = {
    "navigation": "navigation",
    "banner": "banner of the page",
    "contentinfo": "footer of the page",
    "complementary": "aside of the page",
    "search": "form control",
    "doc-toc": "navigation",
}
_BANNERS = {"header": "banner of the page", "footer": "footer of the page"}
_SECTIONS = ("article", "main", "section", "aside", "nav")
_NOTES = ("doc-footnote", "doc-endnote", "doc-endnotes", "footnote", "endnote")
_UNSEEN = {"visually-hidden", "visuallyhidden", "sr-only", "element-invisible", "invisible-text"}
"""Classes of Drupal, Bootstrap and others for text that only screen readers speak."""

_WORD_PARTS = {
    "header": "running header or footer",
    "footer": "running header or footer",
    "comment": "comment",
    "comment-list": "comment",
}


def is_note(element: Element) -> bool:
    """Tell whether an element says that it holds notes."""
    kinds = f"{element.get('role', '')} {element.get('epub:type', '')}".split()
    return any(kind in _NOTES for kind in kinds)


def strip(root: Element, *, file: str) -> list[LeftOut]:
    """Take out of the tree what is not of the document, and return it."""
    left_out: list[LeftOut] = []
    for element, reason in _unwanted(root):
        left_out += map(_shortened, left_out_of(element, reason, file=file))
        remove(element)
    for picture in root.iter("img"):
        if words := (picture.get("alt") or "").strip():
            left_out.append(LeftOut(file, picture.sourceline or 1, "picture", words))
    forms = [*root.iter("form")]
    if sum(map(_length, forms)) <= MOST * _length(root):
        for form in forms:
            left_out += left_out_of(form, "form", file=file)
            remove(form)
    return left_out + _outside(root, file)


def _shortened(item: LeftOut) -> LeftOut:
    """Cut code, which is not in the language of the page."""
    short = item.reason in _CODE and len(item.text) > _GLIMPSE
    return item._replace(text=item.text[:_GLIMPSE] + "…") if short else item


def remove(element: Element) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


def _unwanted(root: Element) -> list[tuple[Element, str]]:
    """Return the outermost elements that are not of the document, each with the reason."""
    found = []
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        reason = _reason(element) if element.getparent() is not None else ""
        if reason:
            found.append((element, reason))
            walk.skip_subtree()
    return found


def _reason(element: Element) -> str:
    """Return why an element is left out, or an empty text."""
    if is_note(element):
        return ""
    tag, style = element.tag, element.get("style", "")
    if tag in _REASONS:
        return _REASONS[tag]
    if _is_unseen(element, style):
        return "hidden text"
    role = _ROLES.get(element.get("role", "").lower(), "") or _BANNERS.get(tag, "")
    if role and tag in _BANNERS and next(element.iterancestors(*_SECTIONS), None) is not None:
        return ""
    return role or _WORD_PARTS.get(declarations(style).get("mso-element", "").lower(), "")


def _is_unseen(element: Element, style: str) -> bool:
    if element.get("hidden") is not None or is_hidden(style):
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    return not _UNSEEN.isdisjoint(element.get("class", "").split())


def _outside(root: Element, file: str) -> list[LeftOut]:
    """Take out what stands outside the one main part of a page that has most of the text."""
    main = _main(root)
    if main is None:
        return []
    left_out: list[LeftOut] = []
    reason = "outside the main part of the page"
    for inner in [main, *main.iterancestors()]:
        parent = inner.getparent()
        if inner.tag == "body" or parent is None:
            break
        others = [child for child in parent if child is not inner]
        for element in others:
            left_out += left_out_of(element, reason, file=file)
        left_out += _loose(parent, reason, file)
        for element in others:
            parent.remove(element)
    return left_out


def _loose(parent: Element, reason: str, file: str) -> Iterator[LeftOut]:
    """Take out the text that stands directly in `parent`."""
    texts = [parent.text, *(child.tail for child in parent)]
    words = " ".join(" ".join(text for text in texts if text).split())
    parent.text = None
    for child in parent:
        child.tail = None
    if words:
        yield LeftOut(file, parent.sourceline or 1, reason, words)


def _main(root: Element) -> Element | None:
    """Return the one main part or, without any, the one article, if most of the text is in it."""
    mains = root.xpath("//main | //*[@role='main']")
    outer = [main for main in mains if {*mains[:1]}.isdisjoint(main.iterancestors())]
    for candidates in (outer, [*root.iter("article")]):
        if len(candidates) == 1:
            whole = _length(candidates[0]) > MOST * _length(root)
            return candidates[0] if whole else None
    return None


def _length(element: Element) -> int:
    """Return how many characters of an element are not white."""
    return sum(len("".join(text.split())) for text in element.itertext())
