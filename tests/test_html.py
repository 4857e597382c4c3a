from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from html_writer import WRITERS, un_org
from lxml import etree

from corpora.document import read_version
from corpora.errors import InputError
from corpora.languages import BY_CODE, FRENCH
from corpora.readers import markdown
from corpora.readers.block import Block
from corpora.readers.markup import counter_style
from corpora.readers.reading import Reading
from corpora.readers.web import page as html
from corpora.readers.web.error_page import LONGEST_ERROR
from corpora.schema import LANGUAGES

each_language = pytest.mark.parametrize("lang", LANGUAGES)


def read(source: str, lang: str = "fr") -> Reading:
    return html.read(source.encode(), BY_CODE[lang], file="f.html")


def shown(block: Block) -> str:
    """Return a block in one line: | gap, # level, _italic_ **bold** ^raised^, (note), [cell]."""
    marks = ("_", "**", "^")
    pieces = ["|" * block.gap + "#" * block.level]
    for text, *styles in block.runs:
        around = "".join(mark for mark, on in zip(marks, styles, strict=True) if on)
        pieces.append(around + text + around[::-1])
    place = f"[{block.cell.table},{block.cell.row},{block.cell.column}]" if block.cell else ""
    return "".join(pieces) + "(note)" * block.note + place


def blocks(source: str, lang: str = "fr") -> list[str]:
    return [shown(block) for block in read(source, lang).blocks]


def sample_blocks(sample_texts: Path, lang: str) -> list[Block]:
    data = (sample_texts / f"{lang}.md").read_bytes()
    return markdown.read(data, BY_CODE[lang], file=f"{lang}.md").blocks


@each_language
@pytest.mark.parametrize("manner", WRITERS)
def test_the_sample_as_a_page_gives_the_clauses_of_the_markdown(
    sample_texts: Path, lang: str, manner: str
) -> None:
    source = (sample_texts / f"{lang}.md").read_bytes()
    expected, _, _ = read_version(source, BY_CODE[lang], file=f"{lang}.md")
    page = WRITERS[manner](sample_blocks(sample_texts, lang), BY_CODE[lang])
    found, _, warnings = read_version(page.encode(), BY_CODE[lang], file=f"{lang}.html")
    assert warnings == []
    assert [clause[:5] for clause in found] == [clause[:5] for clause in expected]


@each_language
@pytest.mark.parametrize("manner", WRITERS)
def test_every_letter_of_a_page_is_in_a_block_or_left_out(
    sample_texts: Path, lang: str, manner: str
) -> None:
    page = WRITERS[manner](sample_blocks(sample_texts, lang), BY_CODE[lang])
    result = read(page, lang)
    kept = [block.text for block in result.blocks] + [item.text for item in result.left_out]
    tree = etree.HTML(page.encode(), etree.HTMLParser(encoding="utf-8", remove_comments=True))
    assert letters(kept) == letters(tree.itertext())


def letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(char for text in texts for char in text if char.isalpha())


@pytest.mark.parametrize(
    ("style", "number", "expected"),
    [
        ("decimal", 1, "1. "),
        ("decimal", 0, "0. "),
        ("decimal", -2, "-2. "),
        ("decimal-leading-zero", 7, "07. "),
        ("lower-alpha", 2, "b. "),
        ("upper-latin", 27, "AA. "),
        ("lower-alpha", 28, "ab. "),
        ("lower-alpha", 0, "0. "),
        ("lower-roman", 4, "iv. "),
        ("upper-roman", 19, "XIX. "),
        ("upper-roman", 4000, "4000. "),
        ("lower-greek", 3, "γ. "),
        ("lower-russian", 2, "б. "),
        ("upper-russian", 11, "Л. "),
        ("arabic-indic", 12, "١٢. "),
        ("persian", 4, "۴. "),
        ("arabic-abjad", 4, "د. "),
        ("cjk-decimal", 12, "一二、"),
        ("cjk-ideographic", 1, "一、"),
        ("cjk-ideographic", 10, "十、"),
        ("simp-chinese-informal", 12, "十二、"),
        ("trad-chinese-informal", 20, "二十、"),
        ("cjk-ideographic", 105, "一百零五、"),
        ("cjk-ideographic", 1010, "一千零一十、"),
        ("cjk-ideographic", 10000, "10000. "),
        ("cjk-heavenly-stem", 2, "乙、"),
        ("cjk-earthly-branch", 13, "13. "),
        ("disc", 5, "• "),
        ("square", 1, "▪ "),
        ("'– '", 1, "– "),
        ("no-such-style", 3, "3. "),
    ],
)
def test_what_a_counter_style_prints(style: str, number: int, expected: str) -> None:
    assert counter_style.label(number, style) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<ol><li>un<li>deux</ol>", ["1. un", "2. deux"]),
        ("<ol start=9><li>un<li value=20>deux<li>trois</ol>", ["9. un", "20. deux", "21. trois"]),
        ("<ol type=a><li>un<ol type=i><li>x</ol></ol>", ["a. un", "i. x"]),
        ("<ol type=I reversed><li>un<li>deux</ol>", ["II. un", "I. deux"]),
        ("<ol style='list-style: upper-alpha inside'><li>un</ol>", ["A. un"]),
        ("<ol style='list-style-type:none'><li>1) un</ol>", ["1) un"]),
        ("<ol><li style='list-style-type: \"(a) \"'>un</ol>", ["(a) un"]),
        ("<ul><li>un<ul><li>deux<ul><li>trois</ul></ul></ul>", ["• un", "◦ deux", "▪ trois"]),
        ("<ul type=square><li>un</ul>", ["▪ un"]),
        ("<ol><li><p>un</p><p>suite</p></li></ol>", ["1. un", "suite"]),
        ("<ol><li><li>deux</ol>", ["2. deux"]),
        ("<ol start=x><li value=''>un</ol>", ["1. un"]),
        ("<p>avant<ol><li>un</ol>après", ["avant", "1. un", "après"]),
        ("<dl><dt>mot<dd>sens</dl>", ["mot", "sens"]),
    ],
)
def test_lists_carry_their_printed_numbers(source: str, expected: list[str]) -> None:
    assert blocks(source) == expected


@pytest.mark.parametrize(
    ("lang", "style", "text", "label", "number"),
    [
        ("fr", "lower-alpha", "Prie les États", "a.", "a."),
        ("en", "decimal", "Requests the States", "1.", "1."),
        ("es", "decimal", "Pide a los Estados", "1.", "1."),
        ("ru", "decimal", "просит государства", "1.", "1."),
        ("ar", "arabic-indic", "تطلب إلى الدول", "١.", "١."),
        ("zh", "cjk-ideographic", "请各国", "一、", "一、"),
    ],
)
def test_a_resolved_number_is_an_enumerator(
    lang: str, style: str, text: str, label: str, number: str
) -> None:
    source = f"<ol style='list-style-type:{style}'><li>{text}</ol>"
    assert blocks(source, lang)[0].startswith(label)
    clauses, _, _ = read_version(source.encode(), BY_CODE[lang], file="f.html")
    if style != "lower-alpha":  # a letter before a stop might be an initial
        assert [(clause.number, clause.text) for clause in clauses] == [(number, text)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p><i>a</i> <em>b</em> <b>c</b> <strong>d</strong></p>", "_a_ _b_ **c** **d**"),
        ("<p style='font-style:italic'>a<span style='font-style:normal'>b</span>", "_a_b"),
        ("<p>a<span style='font-weight:700'>b</span><b style='font-weight:400'>c</b>", "a**b**c"),
        ("<p>a<sup>1</sup> m² <span style='vertical-align:super'>2</span>", "a^1^ m^2^ ^2^"),
        ("<p>a<span style='position:relative;mso-text-raise:3.0pt'>2</span>", "a^2^"),
        ("<p>a<sup style='vertical-align:baseline'>2</sup>", "a^2^"),
        ("<p>a<span class=MsoFootnoteReference>1</span>", "a^1^"),
        (
            "<p>&eacute;t&#233; &laquo;&nbsp;a&nbsp;&raquo; &amp; &lt;b&gt;",
            "été «\u00a0a\u00a0» & <b>",
        ),
        ("<p>a<!-- no -->b<![if !x]>c<![endif]><?php no ?>d</p>", "abcd"),
        ("<p>pro&shy;gramme <q>mot</q> <wbr>fin", 'programme "mot" fin'),
        ("<p>  un \t mot\n  et un autre  </p>", "un mot\net un autre"),
        ("<p><span>un</span><span> mot</span></p>", "un mot"),
        ("<p><span style='display:block'>un mot</span></p>", "un mot"),
    ],
)
def test_text_within_a_paragraph(source: str, expected: str) -> None:
    assert blocks(source) == [expected]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a<br>b<br/>c</p><p>d", ["a", "|b", "|c", "d"]),
        ("<p>a<br>\n<br>b", ["a", "b"]),
        (
            "<h1>A<br>B</h1><h3>C</h3><h6>D</h6>",
            ["#A", "|#B", "###C", "######D"],
        ),
        ("<div role=heading aria-level=4>A</div><div role=heading>B</div>", ["####A", "##B"]),
        ("<div>a<p>b</p>c<blockquote>d</blockquote></div>e", ["a", "b", "c", "d", "e"]),
        ("<p>a<hr>b", ["a", "---", "b"]),
        ("<pre>a b\n  c\n\n\td\n</pre>", ["a b\nc", "d"]),
        ("<pre>1. a ;\n2. b\n   c;\n3. d</pre>", ["1. a ;", "2. b\nc;", "3. d"]),
        ("<p>&nbsp;</p><p> </p><p>a", ["a"]),
        ("texte nu", ["texte nu"]),
    ],
)
def test_what_parts_blocks(source: str, expected: list[str]) -> None:
    assert blocks(source) == expected


@each_language
def test_the_pages_of_the_declaration(lang: str) -> None:
    titles = {
        "fr": ("Article premier", "Tous les êtres humains naissent libres."),
        "en": ("Article 1", "All human beings are born free."),
        "es": ("Artículo 1", "Todos los seres humanos nacen libres."),
        "ru": ("Статья 1", "Все люди рождаются свободными."),
        "ar": ("المادة 1", "يولد جميع الناس أحرارا."),
        "zh": ("第一条", "人人生而自由。"),
    }
    title, text = titles[lang]
    source = f"<h1>T</h1><h3>{title}</h3><p>{text}</p><h3>{title} b</h3><ol><li>{text}</ol>"
    assert blocks(source, lang) == ["#T", f"###{title}", text, f"###{title} b", f"1. {text}"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "<table><tr><th colspan=2>T<th>U<tr><td rowspan=2>a<td>b<td>c<tr><td>d<td>e</table>",
            ["T[1,1,1]", "U[1,1,3]", "a[1,2,1]", "b[1,2,2]", "c[1,2,3]", "d[1,3,2]", "e[1,3,3]"],
        ),
        (
            (
                "<table><thead><tr><th>T<th>U<tbody><tr><td><p>a<p>b<td><ul><li>c</ul></table>"
                "<table><tr><td>x<td>y<tr><td>z<td>w</table>"
            ),
            [
                "T[1,1,1]",
                "U[1,1,2]",
                "a[1,2,1]",
                "b[1,2,1]",
                "• c[1,2,2]",
                "x[2,1,1]",
                "y[2,1,2]",
                "z[2,2,1]",
                "w[2,2,2]",
            ],
        ),
        ("<table><tr><td>a</table>", ["a"]),
        ("<table><tr><td>a<td>b</table>", ["a", "b"]),
        ("<table><tr><td>a<tr><td>b</table>", ["a", "b"]),
        ("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", ["a", "b", "c", "d"]),
        ("<table><tr><td><h2>A</h2><td>b<tr><td>c<td>d</table>", ["##A", "b", "c", "d"]),
        (
            "<table><tr><td>a<td><table><tr><td>b<td>c<tr><td>d<td>e</table><tr><td>f<td>g</table>",
            ["a", "b[1,1,1]", "c[1,1,2]", "d[1,2,1]", "e[1,2,2]", "f", "g"],
        ),
        (
            "<table><tr><td>1.<td>Prie<tr><td><td>suite<tr><td>a)<td>d'abord</table>",
            ["1. Prie", "suite", "a) d'abord"],
        ),
        (
            "<table><caption>Légende</caption><tr><td colspan=0>a<td>b<tr><td>c<td>d</table>",
            ["Légende", "a[1,1,1]", "b[1,1,2]", "c[1,2,1]", "d[1,2,2]"],
        ),
    ],
)
def test_tables(source: str, expected: list[str]) -> None:
    assert blocks(source) == expected


TEXT, NOTE = "<p>texte%s suite</p>", "texte^1^ suite"


@pytest.mark.parametrize(
    ("reference", "notes", "expected"),
    [
        ("<a href='#n1' id=r1>1</a>", "<p id=n1><a href='#r1'>1</a> La note", "^1^ La note"),
        ("<sup><a href='#fn1'>1</a></sup>", "<p id=fn1>1. La note", "^1^ La note"),
        ("[<a href='#_ftn1'>1</a>]", "<p><a name=_ftn1></a>[1] La note", "^1^ La note"),
        (
            "<sup id=r1><a href='#fn1'>1</a></sup>",
            "<ol><li id=fn1><p>1 an <a href='#r1'>↩</a></p></ol>",
            "^1^ 1 an",
        ),
        (
            "<a href='#n1' role=doc-noteref>1</a>",
            "<section role=doc-endnotes><ol><li id=n1>La note</ol></section>",
            "^1^ La note",
        ),
        (
            "<sup><a href='#a'>1</a></sup>",
            "<aside id=a role=doc-footnote>La note</aside>",
            "^1^ La note",
        ),
        (
            "<a href='#_ftn1' name=_ftnref1><span class=MsoFootnoteReference>[1]</span></a>",
            (
                "<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>"
                "<a href='#_ftnref1' name=_ftn1>[1]</a> La note</p></div>"
            ),
            "^1^ La note",
        ),
    ],
)
def test_linked_notes(reference: str, notes: str, expected: str) -> None:
    text, note, *rest = blocks(TEXT % reference + notes)
    assert text.replace("[1]", "1") == NOTE
    assert note == expected + "(note)"
    assert rest == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "<p>texte<aside role=doc-footnote><sup>1</sup> note</aside> suite</p><p>fin",
            ["texte suite", "fin", "^1^ note(note)"],
        ),
        (
            "<p>a<a href='#fn1'>*</a><p>b<a href='#fn1'>*</a><div id=fn1><p>n</p><p>m</p></div>",
            ["a^*^", "b^*^", "^*^ n(note)", "m(note)"],
        ),
        (
            (
                "<p>a<a id=r1 href='#n1'>1</a><a id=r2 href='#n2'>2</a></p><p><a id=n1 href='#r1'>"
                "1</a> n<br><a id=n2 href='#r2'>2</a> m"
            ),
            ["a^1^^2^", "^1^ n", "|^2^ m"],
        ),
        ("<p><a href='#s1'>1</a> Buts</p><h2 id=s1>Buts</h2>", ["1 Buts", "##Buts"]),
        ("<p>voir <a href='#s1'>chapitre</a></p><p id=s1>Buts", ["voir chapitre", "Buts"]),
        ("<p>a<sup>1</sup></p><p><sup>1</sup> n", ["a^1^", "^1^ n"]),
    ],
)
def test_other_notes_and_links_that_are_none(source: str, expected: list[str]) -> None:
    assert blocks(source) == expected


@pytest.mark.parametrize(
    ("source", "reason", "text"),
    [
        ("<nav>Menu</nav>", "navigation", "Menu"),
        ("<div role=navigation>Menu</div>", "navigation", "Menu"),
        ("<header>Site</header>", "banner of the page", "Site"),
        ("<footer>Site</footer>", "footer of the page", "Site"),
        ("<div role=contentinfo>Site</div>", "footer of the page", "Site"),
        ("<aside>Voir aussi</aside>", "aside of the page", "Voir aussi"),
        ("<script>var a = '<p>x</p>';</script>", "script", "var a = '<p>x</p>';"),
        ("<style>p { }</style>", "style sheet", "p { }"),
        ("<noscript>Activez</noscript>", "text for browsers without scripts", "Activez"),
        ("<form><p>Cherche</p></form>", "form", "Cherche"),
        ("<select><option>fr</select>", "form control", "fr"),
        ("<p hidden>Caché</p>", "hidden text", "Caché"),
        ("<p style='display: none'>Caché</p>", "hidden text", "Caché"),
        ("<span style='visibility:hidden'>Caché</span>", "hidden text", "Caché"),
        ("<span style='mso-hide:all'>Caché</span>", "hidden text", "Caché"),
        ("<h2 class='a visually-hidden'>Caché</h2>", "hidden text", "Caché"),
        ("<dialog>Caché</dialog>", "hidden text", "Caché"),
        ("<p>a <del>vieux</del></p>", "deleted text", "vieux"),
        ("<img alt='Emblème'>", "picture", "Emblème"),
        ("<div style='mso-element:comment-list'>Caché</div>", "comment", "Caché"),
        ("<p>字<ruby>漢<rt>kan</rt></ruby></p>", "ruby annotation", "kan"),
    ],
)
def test_what_is_left_out_is_counted_with_its_reason(source: str, reason: str, text: str) -> None:
    result = read(f"<body>\n<p>Un texte assez long pour la page.</p>\n{source} et la suite</body>")
    assert [tuple(item) for item in result.left_out] == [("f.html", 3, reason, text)]
    whole = " ".join(block.text for block in result.blocks)
    assert whole.startswith("Un texte assez long pour la page.")
    assert whole.endswith("et la suite")
    assert text not in whole


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "<article><header><h1>T</h1></header><p>texte</p><footer>notes</footer></article>",
            ["#T", "texte", "notes"],
        ),
        ("<p aria-hidden=true>T</p><p>texte</p><p>notes", ["T", "texte", "notes"]),
        ("<form><h1>T</h1><p>texte</p><p>notes</p></form>", ["#T", "texte", "notes"]),
        (
            "<p><ins>T</ins><p>texte<details><summary>notes</summary></details>",
            ["T", "texte", "notes"],
        ),
    ],
)
def test_what_stays(source: str, expected: list[str]) -> None:
    assert blocks(source) == expected


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("<div>menu</div><main><p>Un long texte</p></main>autre", ["Un long texte"]),
        ("<div><div>menu</div><div role=main><p>Un long texte</p></div></div>", ["Un long texte"]),
        ("menu<article><p>Un long texte</p></article>", ["Un long texte"]),
        ("Un long texte<main>court</main>", ["Un long texte", "court"]),
        ("<article>un</article><article>deux</article>", ["un", "deux"]),
        ("<main><article>un</article><article>deux</article></main>menu", ["un", "deux"]),
    ],
)
def test_the_main_part_of_a_page(source: str, kept: list[str]) -> None:
    result = read(source)
    assert [block.text for block in result.blocks] == kept
    outside = [item.text for item in result.left_out]
    assert letters([*kept, *outside]) == letters(etree.HTML(source).itertext())
    assert {item.reason for item in result.left_out} <= {"outside the main part of the page"}


LEGACY = [
    *((lang, "windows-1252") for lang in ("fr", "en", "es")),
    ("ru", "windows-1251"),
    ("ru", "koi8-r"),
    ("ar", "windows-1256"),
    ("zh", "gb18030"),
    ("zh", "big5"),
]


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize(("lang", "encoding"), LEGACY)
def test_old_encodings(sample_texts: Path, lang: str, encoding: str, *, declared: bool) -> None:
    page = un_org(sample_blocks(sample_texts, lang), BY_CODE[lang])
    page = page.replace("↩", "^").replace('charset="utf-8"', f'charset="{encoding}"' * declared)
    data = page.encode(encoding, errors="xmlcharrefreplace")
    result = html.read(data, BY_CODE[lang], file="f.html")
    assert [block.text for block in result.blocks] == [
        block.text for block in read(page, lang).blocks
    ]
    if data == page.encode():
        assert result.warnings == []
    else:
        (warning,) = result.warnings
        assert warning.startswith(f"f.html: read as {encoding}, not UTF-8; save it as UTF-8")


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("x-gbk", "gb18030"),
        ("iso-8859-1", "windows-1252"),
    ],
)
def test_what_a_label_means(label: str, encoding: str) -> None:
    lang, text = ("zh", "大会决定，") if encoding == "gb18030" else ("fr", "“L’été”")
    data = f"<meta http-equiv=Content-Type content='text/html; charset={label}'><p>{text}"
    result = html.read(data.encode(encoding), BY_CODE[lang], file="f")
    assert [block.text for block in result.blocks] == [text]
    assert f"read as {encoding}" in result.warnings[0]


@each_language
def test_utf_8_is_read_as_such_whatever_is_declared(lang: str) -> None:
    text = {"fr": "L’été", "en": "café", "es": "año", "ru": "Мир", "ar": "السلام", "zh": "和平"}[
        lang
    ]
    page = f"<meta charset=windows-1251><p>{text}"
    assert blocks(page, lang) == [text]
    for encoding in ("utf-8-sig", "utf-16"):
        assert html.read(page.encode(encoding), BY_CODE[lang], file="f").blocks[0].text == text
    lost = html.read(page.encode("utf-16-le"), BY_CODE[lang], file="f")
    assert (lost.blocks[0].text, lost.warnings) == (text, [])


def test_a_declaration_that_does_not_fit_is_passed_over() -> None:
    text = "Генеральная Ассамблея, ссылаясь на свои резолюции, просит государства"
    data = f"<meta charset=windows-1252><p>{text}".encode("windows-1251")
    result = html.read(data, BY_CODE["ru"], file="f")
    assert result.blocks[0].text == text
    assert "read as windows-1251" in result.warnings[0]


@pytest.mark.parametrize(
    ("text", "shown_text", "count"),
    [
        ("a\fb", "a b", 0),
        ("a&#1;b&#x1F;c&#x0b d&#65535;e&#xFFFE;", "abc de", 5),
        ("a&#9;b&#xA;c&#013;d&#19; &#190;&#x1F4;&#32;e", "a b c d ¾Ǵ e", 1),
        ("a&#0;b&#99999999;c", "a\ufffdb\ufffdc", 0),
    ],
)
def test_references_to_control_characters(text: str, shown_text: str, count: int) -> None:
    reading = read(f"<p>{text}<nav>x</nav>{text}</p>")
    words = " ".join(" ".join(block.text.split()) for block in reading.blocks)
    assert words == f"{shown_text}{shown_text}"
    counted = [line for line in reading.warnings if "control characters" in line]
    assert counted == [f"f.html: {2 * count} references to control characters removed"][: count > 0]


def test_odd_bytes_in_markup_alone_do_no_harm() -> None:
    data = "<!-- été --><p>été".encode() + b"<!-- \xff\xfe -->"
    result = html.read(data, FRENCH, file="f")
    assert ([block.text for block in result.blocks], result.warnings) == (["été"], [])


def test_a_page_in_another_language_is_a_warning() -> None:
    (warning,) = read("<html lang=en><p>La paix").warnings
    assert warning.startswith('f.html: the file says its language is "en", not French (fr)')
    assert read("<html lang=fr-FR><p>La paix").warnings == []


@pytest.mark.parametrize(
    "title",
    [
        "404 Not Found",
        "HTTP Error 503",
        "Page not found | United Nations",
        "Nations Unies – Page introuvable",
        "Página no encontrada",
        "Страница не найдена | ООН",
        "الصفحة غير موجودة",
        "页面不存在",
        "Just a moment...",
    ],
)
def test_an_error_page_is_no_document(title: str) -> None:
    with pytest.raises(InputError, match=r"^f\.html: a page that reports an error, not a document"):
        read(f"<title>{title}</title><p>Sorry.")
    with pytest.raises(InputError):
        read(f"<title>UN</title><h1>{title}</h1><script>{'x' * 9999}</script>")
    assert blocks(f"<h1>{title}</h1><p>{'x' * LONGEST_ERROR}")[0] == f"#{title}"


@pytest.mark.parametrize("title", ["404 (1977)", "Résolution 404", "500 millions d’êtres", "Paix"])
def test_a_short_document_is_no_error_page(title: str) -> None:
    assert blocks(f"<title>{title}</title><h1>{title}</h1><p>La paix.") == [f"#{title}", "La paix."]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b" \r\n\f ", "the file is empty"),
        (b"<!-- x -->", "holds no text"),
        (b"<html><frameset><frame src=a.html></frameset></html>", "holds no text"),
        (b"<script>a()</script><nav>Menu</nav><hr>", "holds no text but scripts, menus"),
        (b"<div>" * 100_000 + b"a", "line 1: tags are nested beyond 2,048 deep"),
        (b"<p>\xff\xfe\x81\x8d\xc3", "is not UTF-8"),
    ],
)
def test_bad_pages_are_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as refused:
        html.read(data, FRENCH, file="f.html")
    assert str(refused.value).startswith("f.html: ")
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "source",
    [
        "<span>" * 1500 + "la paix" + "</span>" * 1500,
        f"<p title='{'x' * 11_000_000}' style='{'a:b;' * 99999}'>la paix</p>",
        "<p>la paix<table>" + "<tr><td rowspan=65534 colspan=1000>" * 300,
        "<p>la paix" + "<!--" * 100_000,
        "<p>la paix</p><ol start=99999999999999999999 reversed>",
    ],
)
def test_what_is_excessive_is_read_all_the_same(source: str) -> None:
    assert blocks(source) == ["la paix"]


def test_lines_are_those_of_the_file() -> None:
    result = read(
        "<html>\n<body>\n\n<p\nclass=a>un</p><p>deux\n<i>x</i>\n</p>\n\n<p>\n trois<br>\nquatre"
    )
    assert [(block.line, block.text) for block in result.blocks] == [
        (5, "un"),
        (5, "deux\nx"),
        (10, "trois"),
        (11, "quatre"),
    ]
    far = read("<body>" + "\n" * 100_000 + "<p>un</p>\n<p>deux</p>")
    assert [block.line for block in far.blocks] == [100_001, 100_002]
