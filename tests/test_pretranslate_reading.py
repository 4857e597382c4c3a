import gzip
from io import BytesIO
from pathlib import Path

import pytest
from conftest import SAMPLES
from docx_writer import docx_of_markdown
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pretranslation import CORE12, CORE20, COUNCIL, PEACE, Memory, assert_valid
from translate.convert.xliff2po import convertxliff

from corpora.document import read_version
from corpora.errors import HexaplaError, InputError, OutputError
from corpora.languages import BY_CODE
from corpora.parallel.xliff import read_xliff
from corpora.schema import LANGUAGES
from tm.pretranslate.paper import Format, Paper, Paragraph, write_blank
from tm.pretranslate.pretranslation import (
    BLOCKED,
    check_output,
    default_output,
    pretranslate,
    write_file,
)
from tm.pretranslate.reading import Source, Wish, read_source

FORMATS: tuple[Format, ...] = ("xliff12", "xliff21")
SAMPLE = SAMPLES / "A_RES_69_12"


def texts(source: Source) -> list[str]:
    return [segment.text for segment in source.paper.segments]


def sources(data: bytes) -> list[str]:
    """Return the text of all units as another reader of XLIFF sees it, spaces between included."""
    rows = [row.variants[0].text for row in read_xliff(BytesIO(data), file="a.xlf")]
    return [text for text in rows if text.strip()]


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.mark.parametrize("layout", FORMATS)
@pytest.mark.parametrize("suffix", [".md", ".docx"])
def test_a_document_gives_its_clauses(
    tmp_path: Path, lang: str, layout: Format, suffix: str
) -> None:
    data = (SAMPLE / f"{lang}.md").read_bytes()
    path = tmp_path / f"report-{lang}{suffix}"
    path.write_bytes(data if suffix == ".md" else docx_of_markdown(data, BY_CODE[lang]))
    clauses, _, _ = read_version(path.read_bytes(), BY_CODE[lang], file="x" + suffix)
    read = read_source(path, Wish(target="en" if lang == "fr" else "fr", layout=layout))
    assert texts(read) == [clause.text for clause in clauses]
    assert (read.source, read.target) == (lang, "en" if lang == "fr" else "fr")
    assert_valid(read.paper.data)
    core = f"{{{CORE12 if layout == 'xliff12' else CORE20}}}"
    units = [*etree.fromstring(read.paper.data).iter(f"{core}trans-unit", f"{core}unit")]
    names = [unit.get("resname") or unit.get("name") for unit in units]
    assert names == [clause.label for clause in clauses]
    numbers = [unit.findtext(f".//{core}note") for unit in units]
    assert numbers == [clause.number for clause in clauses]


@pytest.mark.parametrize("layout", FORMATS)
def test_sentences_are_segments(tmp_path: Path, lang: str, layout: Format) -> None:
    text = BY_CODE[lang].joiner.join((PEACE[lang], COUNCIL[lang]))
    path = tmp_path / "a.txt"
    path.write_text(f"{text}\n{COUNCIL[lang]}\n", encoding="utf-8")
    whole = read_source(path, Wish(lang, layout=layout))
    cut = read_source(path, Wish(lang, layout=layout, cut=True))
    assert texts(whole) == sources(whole.paper.data) == [text, COUNCIL[lang]]
    assert texts(cut) == sources(cut.paper.data) == [PEACE[lang], COUNCIL[lang], COUNCIL[lang]]
    assert_valid(cut.paper.data)


def test_segments_of_21_with_the_spaces_between_give_the_text() -> None:
    paper = Paper("a", "plaintext", "fr", None, [Paragraph(("Un. ", "Deux.  ", "Trois."))])
    unit = etree.fromstring(write_blank(paper, "xliff21")).find(f".//{{{CORE20}}}unit")
    assert "".join(each.text for each in unit.iter(f"{{{CORE20}}}source")) == "Un. Deux.  Trois."


@pytest.mark.parametrize(
    ("name", "wish", "found"),
    [
        ("a.txt", Wish(), "fr"),
        ("report-ru.txt", Wish(), "ru"),
        ("zh.txt", Wish(), "zh"),
        ("report-ru.txt", Wish("en"), "en"),
    ],
)
def test_the_source_is_what_is_said_or_the_name_says_or_french(
    tmp_path: Path, name: str, wish: Wish, found: str
) -> None:
    (tmp_path / name).write_text("Peace мир и 和平和平\n", encoding="utf-8")
    assert read_source(tmp_path / name, wish).source == found


MESSAGES = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: {lang}\\n"
"X-Source-Language: fr\\n"

#. Greeting
#: a.c:1
msgctxt "menu"
msgid "La paix est bonne & juste."
msgstr ""

msgid "Un\\nDeux  trois "
msgstr "{done}"

#, fuzzy
msgid "Douteux"
msgstr "?"

msgid "un fichier"
msgid_plural "des fichiers"
msgstr[0] ""
msgstr[1] ""

#~ msgid "Ancien"
#~ msgstr "x"
"""


@pytest.mark.parametrize("layout", FORMATS)
@pytest.mark.parametrize("target", LANGUAGES[1:])
def test_messages_of_gettext(tmp_path: Path, target: str, layout: Format) -> None:
    path = tmp_path / "a.po"
    path.write_text(MESSAGES.format(lang=target, done=COUNCIL[target]), encoding="utf-8")
    read = read_source(path, Wish(layout=layout))
    assert (read.source, read.target) == ("fr", target)
    assert [(each.text, each.status) for each in read.paper.segments] == [
        (PEACE["fr"], "open"),
        ("Un Deux trois", "translated"),
        ("Douteux", "open"),
        ("un fichier", "open"),
        ("des fichiers", "open"),
    ]
    done = pretranslate(read, Memory("fr", target).search, target=target, least=75, insert=100)
    assert_valid(done.written.data)
    assert done.left_out == {"obsolete message": 1}
    rows = [*read_xliff(BytesIO(done.written.data), file="a.xlf")]
    pairs = {row.variants[0].text: row.variants[-1].text for row in rows if len(row.variants) > 1}
    assert pairs == {PEACE["fr"]: PEACE[target], "Un\nDeux  trois ": COUNCIL[target]}
    assert "context: menu" in done.written.data.decode()
    assert "Greeting" in done.written.data.decode()


@pytest.mark.parametrize("target", LANGUAGES[1:])
def test_translate_toolkit_makes_po_of_it_again(tmp_path: Path, target: str) -> None:
    path = tmp_path / "a.po"
    path.write_text(MESSAGES.format(lang=target, done=COUNCIL[target]), encoding="utf-8")
    memory = Memory("fr", target)
    read = read_source(path, Wish())
    done = pretranslate(read, memory.search, target=target, least=75, insert=100)
    made = BytesIO()
    assert convertxliff(BytesIO(done.written.data), made, None)
    assert f'msgstr "{PEACE[target]}"' in made.getvalue().decode()
    assert f'msgstr "{COUNCIL[target]}"' in made.getvalue().decode()


def test_a_candidate_below_least_counts_but_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(COUNCIL["fr"].replace("Genève", "Lyon") + "\n", encoding="utf-8")
    read = read_source(path, Wish(target="ru"))
    done = pretranslate(read, Memory().search, target="ru", least=95, insert=None)
    assert done.written.proposed == 0
    assert done.leverage.bands["85-94"].segments == 1


def test_what_codes_forbid_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(xliff(source='La paix <x id="1"/>est bonne &amp; juste.'), encoding="utf-8")
    read = read_source(path, Wish())
    done = pretranslate(read, Memory().search, target="ru", least=75, insert=100)
    assert done.left_out == {BLOCKED: 1}


def xliff(*, source: str = "a", head: str = 'source-language="fr" target-language="ru"') -> str:
    return (
        f'<xliff version="1.2" xmlns="{CORE12}"><file original="a" datatype="plaintext" {head}>'
        f'<body><trans-unit id="1"><source>{source}</source></trans-unit></body></file></xliff>'
    )


BOMB = (
    '<!DOCTYPE xliff [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)

BAD = [
    ("a.xlf", "", "empty"),
    ("a.xlf", "\x00\x00\x00", "a.xlf"),
    ("a.xlf", "text", "not well-formed"),
    ("a.xlf", "<tmx/>", "<xliff>"),
    ("a.xlf", xliff()[:-10], "breaks off"),
    ("a.xlf", xliff(source="a\x00b"), "a.xlf"),
    ("a.xlf", xliff(source="&nbsp;"), "nbsp"),
    ("a.xlf", BOMB + xliff(source="&c;"), "entit"),
    ("a.xlf", '<!DOCTYPE x SYSTEM "file:///etc/passwd">' + xliff(source="&c;"), "a.xlf"),
    ("a.xlf", xliff(head='target-language="ru"'), "source-language"),
    ("a.xlf", xliff(head='source-language="de"'), "'de'"),
    ("a.xlf", xliff(head='source-language="fr" target-language="de"'), "'de'"),
    ("a.xlf", xliff(head='source-language="en"'), "--from en"),
    ("a.xlf", xliff(head='source-language="fr" target-language="ar"'), "--to ar"),
    ("a.xlf", xliff().replace("1.2", "3.0"), "3.0"),
    ("a.xlf", xliff().replace(' version="1.2"', ""), "version"),
    ("a.xlf", f'<xliff version="1.2" xmlns="{CORE12}"/>', "no unit"),
    ("a.po", "", "no message"),
    ("a.po", "\x00", "not a PO"),
    ("a.po", "garbage", "not a PO"),
    ("a.po", 'msgid "a"\nmsgstr ""\n\nmsgid "b', "not a PO"),
    ("a.po", 'msgid "a"\nmsgstr ""\n\nmsgid "b"\n', "breaks off"),
    ("a.po", 'msgid ""\nmsgstr "Language: ar\\n"\n\nmsgid "a"\nmsgstr ""\n', "--to ar"),
    ("a.po", 'msgid ""\nmsgstr "X-Source-Language: en\\n"\n\nmsgid "a"\nmsgstr ""\n', "--from en"),
    ("a.txt", "", "empty"),
    ("a.md", "\x00\x00", "a.md"),
    ("a.docx", "PK", "a.docx"),
    ("a.xyz", "a", "expected .xlf"),
    ("a", "a", "expected .xlf"),
]


@pytest.mark.parametrize(("name", "content", "told"), BAD)
def test_bad_input_is_one_line(tmp_path: Path, name: str, content: str, told: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_source(path, Wish("fr", "ru"))
    assert str(path) in str(caught.value)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_not_there_is_one_line(tmp_path: Path) -> None:
    for name in ("a.xlf", "a.po", "a.md"):
        with pytest.raises(InputError, match="No such file"):
            read_source(tmp_path / name, Wish())


def test_files_in_several_languages_are_refused(tmp_path: Path) -> None:
    unit = '<body><trans-unit id="1"><source>a</source></trans-unit></body></file>'
    files = "".join(
        f'<file original="{code}" datatype="plaintext" source-language="{code}">{unit}'
        for code in ("fr", "fr-CA", "en")
    )
    path = tmp_path / "a.xlf"
    path.write_text(f'<xliff version="1.2">{files}</xliff>', encoding="utf-8")
    with pytest.raises(InputError, match="several languages"):
        read_source(path, Wish())


def test_a_packed_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_bytes(gzip.compress(xliff().encode()))
    with pytest.raises(InputError):
        read_source(path, Wish())


def test_xliff_stays_the_version_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(xliff(), encoding="utf-8")
    with pytest.raises(InputError, match="--format"):
        read_source(path, Wish(layout="xliff21"))
    assert read_source(path, Wish(layout="xliff12")).source == "fr"


SEEDS = [
    ("a.xlf", xliff(source='<g id="1">La paix</g> <x id="2"/>').encode()),
    ("a.xlf", write_blank(Paper("a", "po", "fr", "ru", [Paragraph(("a. ", "b"))]), "xliff21")),
    ("a.po", MESSAGES.format(lang="ru", done="Мир").encode()),
]  # fmt: skip


CHANGE = st.tuples(st.floats(0, 0.999), st.binary(max_size=3), st.integers(0, 8))


@given(
    seed=st.sampled_from(SEEDS),
    changes=st.lists(CHANGE, max_size=4),
)  # fmt: skip
def test_damage_is_told_or_borne(
    tmp_path_factory: pytest.TempPathFactory,
    seed: tuple[str, bytes],
    changes: list[tuple[float, bytes, int]],
) -> None:
    name, data = seed
    for share, added, removed in changes:
        place = int(share * len(data))
        data = data[:place] + added + data[place + removed :]
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(data)
    try:
        read = read_source(path, Wish())
        done = pretranslate(read, Memory().search, target="ru", least=60, insert=60)
    except HexaplaError:
        return
    etree.fromstring(done.written.data)


def test_the_result_lies_beside_and_replaces_nothing(tmp_path: Path) -> None:
    assert default_output(tmp_path / "a.docx", "ru") == tmp_path / "a.ru.xlf"
    assert default_output(tmp_path / "a.SDLXLIFF", "zh") == tmp_path / "a.zh.SDLXLIFF"
    (tmp_path / "a.ru.xlf").write_text("work", encoding="utf-8")
    with pytest.raises(OutputError, match="--out"):
        default_output(tmp_path / "a.docx", "ru")


def test_the_result_never_takes_the_place_of_the_document(tmp_path: Path) -> None:
    path, other = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text("La paix", encoding="utf-8")
    check_output(other, [path])
    with pytest.raises(OutputError, match="is the document itself"):
        check_output(tmp_path / "." / "a.txt", [other, path])


def test_a_file_is_written_whole_or_not(tmp_path: Path) -> None:
    out = tmp_path / "a.xlf"
    write_file(out, b"old")
    write_file(out, b"new")
    assert out.read_bytes() == b"new"
    with pytest.raises(OutputError, match="writable"):
        write_file(tmp_path / "none" / "a.xlf", b"")
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(OutputError, match="writable"):
        write_file(folder, b"")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.xlf", "folder"]
