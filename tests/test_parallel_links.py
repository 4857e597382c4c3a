import gzip
from pathlib import Path

import pytest

from corpora.aligned import read_aligned
from corpora.document import Document
from corpora.errors import InputError
from corpora.manifest import Source
from corpora.parallel import is_link_file, read_parallel
from corpora.parallel.links import locate
from corpora.schema import LANGUAGES, OTHERS

SENTENCES = {
    "fr": ["Article 1", "La paix est bonne.", "La guerre est un mal.", "Fin."],
    "en": ["Article 1", "Peace is good.", "War is bad.", "The end."],
    "es": ["Artículo 1", "La paz es buena.", "La guerra es mala.", "Fin."],
    "ru": ["Статья 1", "Мир — это хорошо.", "Война — это плохо.", "Конец."],
    "ar": ["المادة 1", "السلام جيد.", "الحرب سيئة.", "النهاية."],
    "zh": ["第一条", "和平是好的。", "战争是坏的。", "完。"],
}
DOC = "1994/s/res/918_1994"
ONE_TO_ONE = "".join(f'<link type="1-1" xtargets="{n}:1;{n}:1" score="0.9"/>' for n in range(1, 5))


def tei(lang: str, *, symbol: str = "S/RES/918(1994)") -> str:
    body = "".join(
        f'\n<p id="{n}"><s id="{n}:1" lang="{lang}">{text}</s></p>'
        for n, text in enumerate(SENTENCES[lang], start=1)
    )
    header = f'<publicationStmt><date>19940517</date><idno type="symbol">{symbol}</idno>'
    return (
        f'<?xml version="1.0" encoding="utf-8"?><TEI.2><teiHeader><fileDesc>{header}'
        "<availability><p>Public.</p></availability></publicationStmt></fileDesc></teiHeader>"
        f"<text><body>{body}</body></text></TEI.2>"
    )


def links(pair: tuple[str, str], body: str = ONE_TO_ONE, *, name: str = DOC, end: str = "") -> str:
    source, target = (f"{lang}/{name}.xml{end}" for lang in pair)
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">\n'
        f'<cesAlign version="1.0">\n<linkGrp fromDoc="{source}" toDoc="{target}" score="0.8">\n'
        f"{body}</linkGrp></cesAlign>"
    )


def put(folder: Path, *pairs: tuple[str, str], body: str = ONE_TO_ONE) -> Source:
    for lang in LANGUAGES:
        path = folder / lang / f"{DOC}.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tei(lang), encoding="utf-8")
    names = []
    for pair in pairs:
        names.append("-".join(pair) + ".xml")
        (folder / names[-1]).write_text(links(pair, body), encoding="utf-8")
    return Source(doc="links", files={}, aligned=tuple(names))


def spans(document: Document) -> list[dict[str, tuple[int, int]]]:
    return [
        {lang: (span.start, span.stop) for lang, span in group.spans.items()}
        for group in document.given or ()
    ]


def test_six_versions_joined_by_five_files(tmp_path: Path) -> None:
    pairs = [tuple(sorted(("fr", lang))) for lang in OTHERS]
    (document,) = read_aligned(put(tmp_path, *pairs), tmp_path)  # type: ignore[arg-type]
    assert (document.doc, str(document.date)) == ("S/RES/918(1994)", "1994-05-17")
    assert {
        lang: [clause.text for clause in clauses] for lang, clauses in document.versions.items()
    } == SENTENCES
    assert [*document.versions] == [*LANGUAGES]
    assert [clause.line for clause in document.versions["ar"]] == [2, 3, 4, 5]
    found = spans(document)
    assert len(found) == 20
    for lang in OTHERS:
        mine = [each for each in found if lang in each]
        assert mine == [{"fr": (n, n + 1), lang: (n, n + 1)} for n in range(4)]
    assert {group.probability.get("en", 0.9) for group in document.given or ()} == {0.9}
    assert {*document.checksums} == {
        *("ar-fr.xml", "en-fr.xml", "es-fr.xml", "fr-ru.xml", "fr-zh.xml"),
        *(f"{lang}/{DOC}.xml" for lang in LANGUAGES),
    }


@pytest.mark.parametrize("pair", [("fr", "zh"), ("zh", "fr")])
def test_links_of_every_kind_in_either_direction(tmp_path: Path, pair: tuple[str, str]) -> None:
    sides = [("1:1", "1:1 2:1"), ("", "3:1"), ("2:1", ""), ("3:1 4:1", "4:1")]
    ordered = sides if pair[0] == "fr" else [(there, here) for here, there in sides]
    body = "".join(f'<link xtargets="{a};{b}" score="2"/>' for a, b in ordered)
    (document,) = read_aligned(put(tmp_path, pair, body=body), tmp_path)
    assert spans(document) == [{"fr": (0, 1), "zh": (0, 2)}, {"fr": (2, 4), "zh": (3, 4)}]
    assert [group.probability for group in document.given or ()] == [{"zh": 1.0}] * 2
    path = tmp_path / "-".join((*pair,))
    assert read_parallel(path.with_suffix(".xml")) == [
        {"fr": "Article 1", "zh": "第一条和平是好的。"},
        {"fr": "La guerre est un mal. Fin.", "zh": "完。"},
    ]


def test_packed_files_found_by_the_end_of_their_path(tmp_path: Path) -> None:
    put(tmp_path)
    for lang in ("fr", "ar"):
        path = tmp_path / lang / f"{DOC}.xml"
        path.with_suffix(".xml.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    text = links(("fr", "ar"), end=".gz")
    text = text.replace('fromDoc="', 'fromDoc="Xml/').replace('toDoc="', 'toDoc="/data/Xml/')
    (tmp_path / "ar-fr.xml.gz").write_bytes(gzip.compress(text.encode()))
    source = Source(doc="x", files={}, aligned=("ar-fr.xml.gz",))
    (document,) = read_aligned(source, tmp_path)
    assert [*document.versions] == ["fr", "ar"]
    assert len(document.given or ()) == 4


def test_what_is_not_there_and_not_french_is_counted(tmp_path: Path) -> None:
    source = put(tmp_path, ("en", "fr"), ("en", "ru"))
    absent = links(("en", "fr"), name="1994/s/res/1_1994")
    group = absent[absent.index("<linkGrp") : absent.index("</cesAlign>")]
    path = tmp_path / "en-fr.xml"
    path.write_text(path.read_text("utf-8").replace("</cesAlign>", f"{group * 2}</cesAlign>"))
    (document,) = read_aligned(source, tmp_path)
    assert [(item.reason, item.text) for item in document.left_out] == [
        ("links of documents that are not here (2 in all)", "1994/s/res/1_1994"),
        ("links between two languages without French (1 in all)", DOC),
    ]
    assert [*document.versions] == ["fr", "en"]


def test_a_sentence_without_text_is_no_clause(tmp_path: Path) -> None:
    source = put(tmp_path, ("fr", "ru"))
    path = tmp_path / "ru" / f"{DOC}.xml"
    path.write_text(path.read_text("utf-8").replace("Статья 1", " "), encoding="utf-8")
    (document,) = read_aligned(source, tmp_path)
    assert len(document.versions["ru"]) == 3
    assert spans(document) == [{"fr": (n, n + 1), "ru": (n - 1, n)} for n in range(1, 4)]
    assert document.left_out[0].reason == "a sentence without text (1 in all)"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<link xtargets="9:1;1:1"/>', "line 5: names a sentence '9:1' that the document does not"),
        ('<link xtargets="1:1"/>', "line 5: a link must have xtargets="),
        ("<link/>", "line 5: a link must have xtargets="),
        ('<link xtargets="2:1;1:1"/>\n<link xtargets="1:1;2:1"/>', "line 6: sentences 1:1 do not"),
        ('<link xtargets="1:1;1:1"/><link xtargets="1:1;2:1"/>', "line 5: sentences 1:1 do not"),
        ('<link xtargets="1:1 3:1;1:1"/>', "line 5: sentences 1:1 3:1 do not follow"),
    ],
)
def test_links_that_do_not_fit_are_said_in_one_line(
    tmp_path: Path, body: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        read_aligned(put(tmp_path, ("fr", "en"), body=body), tmp_path)
    assert str(caught.value).startswith(f"fr-en.xml: {message}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<cesAlign version", "<aligned version", "not well-formed XML"),
        ('fromDoc="fr/', 'fromDoc="de/', "must each lie in a folder of one of fr, en, es, ru"),
        ('toDoc="en/', 'toDoc="fr/', "must each lie in a folder of one of fr, en, es, ru"),
        (' toDoc="en/', ' to="en/', "must each lie in a folder of one of fr, en, es, ru"),
        ('fromDoc="fr/', 'fromDoc="../fr/', "holds no French text"),
        ('fromDoc="fr/', 'fromDoc="fr/../../', "holds no French text"),
        (f"{DOC}.xml", "x\x7f" * 300 + ".xml", "holds no French text"),
    ],
)
def test_a_file_of_links_that_is_none(tmp_path: Path, old: str, new: str, message: str) -> None:
    source = put(tmp_path, ("fr", "en"))
    path = tmp_path / "fr-en.xml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_aligned(source, tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id="2:1"', 'id="1:1"', "line 3: a second sentence '1:1'"),
        (' id="2:1"', "", "line 3: a sentence without id"),
        ("TEI.2", "html", "begins with <html>, expected <TEI> or <TEI.2>"),
        ("</body>", "", "not well-formed XML"),
    ],
)
def test_a_document_that_is_none(tmp_path: Path, old: str, new: str, message: str) -> None:
    source = put(tmp_path, ("fr", "en"))
    path = tmp_path / "en" / f"{DOC}.xml"
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=f"en/{DOC}.xml: .*{message}"):
        read_aligned(source, tmp_path)


def test_nothing_outside_the_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "in" / "fr").mkdir(parents=True)
    (tmp_path / "fr.xml").write_text("x")
    for path in ("../fr.xml", "fr/../../fr.xml", str(tmp_path / "fr.xml"), "", ".", "..", "\x00"):
        assert locate(path, tmp_path / "in") is None


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("en-fr.xml", True),
        ("UNv1.0.en-fr.xml.gz", True),
        ("fr.xml", False),
        ("de-fr.xml", False),
        ("when-fr.xml", False),
        ("en-fr.tmx", False),
    ],
)
def test_links_are_told_by_their_name(name: str, told: bool) -> None:
    assert is_link_file(name) is told
