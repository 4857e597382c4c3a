"""A file named .xml to blocks: its root element says which vocabulary it is in.

    read(b"<akomaNtoso>…", FRENCH, file="fr.xml")    as corpora.readers.akoma_ntoso reads it

Akoma Ntoso, TEI and XHTML are read; what is aligned already or holds no text of its own is
refused with a word on what to do instead.
"""

from corpora.errors import InputError
from corpora.languages import Language
from corpora.readers import akoma_ntoso, tei
from corpora.readers.markup.parsing import parse_xml
from corpora.readers.reading import Reading
from corpora.readers.web import page as html

_READ = {
    "akomantoso": akoma_ntoso.read_root,
    "tei": tei.read_root,
    "tei.2": tei.read_root,
    "teicorpus": tei.read_root,
}
_REFUSED = {
    "tmx": "a TMX memory, aligned already; name it .tmx and give it as such",
    "xliff": "an XLIFF file, aligned already; name it .xlf and give it as such",
    "linkgrp": "links between sentences and no text; give them with the documents they link",
    "cesalign": "links between sentences and no text; give them with the documents they link",
    "rss": "a news feed and no document; fetch the page itself",
}


def read(data: bytes, language: Language, *, file: str) -> Reading:
    """Return the blocks of an XML file; raises `InputError` naming a root that is not known."""
    root = parse_xml(data, file=file)
    name = root.tag.lower()
    if name == "html":
        return html.read(data, language, file=file)
    if name in _READ:
        return _READ[name](root, language, file=file)
    what = _REFUSED.get(name, "known are akomaNtoso, TEI, TEI.2 and html; give another format")
    raise InputError(f"{file}: the root element is <{root.tag[:40]}>: {what}")
