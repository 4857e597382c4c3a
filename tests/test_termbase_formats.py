"""Every format in all six languages: written and read again, and as other programs write it."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from termbases import FORMS, STATUSES, frame, golden, workbook

from corpora.schema import LANGUAGES
from tm.termbase.cell import cell_of, forms_of, settled
from tm.termbase.status import Form
from tm.termbase.tbx import name_of
from tm.termbase.tbx_writer import identifier_of
from tm.terms import termbase

SUFFIXES = [(suffix, 3) for suffix in termbase.SUFFIXES] + [(".tbx", 2)]
NCNAME = r"[^\W\d][\w.\-·]*"


@pytest.mark.parametrize(("suffix", "version"), SUFFIXES)
def test_every_format_gives_back_what_was_written(
    tmp_path: Path, suffix: str, version: termbase.Version
) -> None:
    path, again = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    termbase.write(golden(), path, version=version)
    assert termbase.load(path).left_out == ()
    assert termbase.read(path).equals(golden())
    termbase.write(termbase.read(path), again, version=version)
    assert path.read_bytes() == again.read_bytes()


@pytest.mark.parametrize(("suffix", "version"), SUFFIXES)
def test_the_bundled_termbase_survives_every_format(
    tmp_path: Path, suffix: str, version: termbase.Version
) -> None:
    termbase.write(termbase.bundled(), tmp_path / f"a{suffix}", version=version)
    assert termbase.read(tmp_path / f"a{suffix}").equals(termbase.bundled())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_in_csv(tmp_path: Path, lang: str) -> None:
    termbase.write(golden(), tmp_path / "a.csv")
    header, first, *_ = (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()
    best, other, bad, old, plural = FORMS[lang]
    cell = first.split(",")[header.split(",").index(lang)]
    assert cell == f"{best} | {other} | !{bad} | {old} [superseded] | ~{plural}"


@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_in_tbx(tmp_path: Path, lang: str, version: termbase.Version) -> None:
    termbase.write(golden(), tmp_path / "a.tbx", version=version)
    root = etree.parse(tmp_path / "a.tbx").getroot()
    xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
    section = next(
        each for each in root.iter("{*}langSec", "{*}langSet") if each.get(xml_lang) == lang
    )
    assert tuple(term.text for term in section.iter("{*}term")) == FORMS[lang]
    notes = [(note.get("type"), note.text) for note in section.iter("{*}termNote")]
    said = [("administrativeStatus", f"{status}Term-admn-sts") for status in STATUSES[:4]]
    assert notes == [*said, ("termType", "variant")]
    assert [note.text for note in section.iter("{*}note")] == [
        "inflected form of the term before it"
    ]


def test_the_shape_of_each_version(tmp_path: Path) -> None:
    three, two = tmp_path / "3.tbx", tmp_path / "2.tbx"
    termbase.write(golden(), three)
    termbase.write(golden(), two, version=2)
    root = etree.parse(three).getroot()
    assert root.tag == "{urn:iso:std:iso:30042:ed-2}tbx"
    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
    assert [each.get("id") for each in root.iter("{*}conceptEntry")][:2] == [
        *("AFG_x2F_short_x20_form", "_x30_01")
    ]
    root = etree.parse(two).getroot()
    assert (root.tag, root.get("type")) == ("martif", "TBX-Basic")
    assert [len(list(root.iter(name))) for name in ("termEntry", "langSet", "tig")] == [3, 13, 61]


def test_an_independent_reader_finds_the_first_forms_of_version_2(tmp_path: Path) -> None:
    from translate.storage.tbx import tbxfile  # noqa: PLC0415  # heavy, and only here

    termbase.write(golden(), tmp_path / "a.tbx", version=2)
    store = tbxfile.parsestring((tmp_path / "a.tbx").read_bytes())
    units = [unit for unit in store.units if unit.istranslatable()]
    assert [unit.source for unit in units[:2]] == [FORMS["fr"][0]] * 2
    assert [unit.target for unit in units[:2]] == [FORMS["en"][0]] * 2


TEXTS = st.text(alphabet="aé!~|\\[](); мن国superseded", min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
)
CELLS = st.lists(
    st.tuples(TEXTS.filter(bool), st.sampled_from(STATUSES)).map(lambda pair: Form(*pair)),
    min_size=1,
    max_size=5,
    unique_by=lambda form: form.form,
).filter(lambda forms: sum(form.status == "preferred" for form in forms) <= 1)


@given(CELLS, st.sampled_from([" | ", "\n"]))
def test_any_forms_come_back_from_a_cell(forms: list[Form], separator: str) -> None:
    assert settled(forms_of(cell_of(forms, separator=separator))) == settled(forms)


@given(st.text(alphabet="aZ0_x2F /é-.中م:#", min_size=1))
def test_any_concept_comes_back_from_its_identifier(concept: str) -> None:
    identifier = identifier_of(concept)
    assert name_of(identifier) == concept
    root = etree.fromstring(
        f'<!DOCTYPE a [<!ATTLIST a id ID #REQUIRED>]><a id="{identifier}"/>',
        etree.XMLParser(dtd_validation=False),
    )
    assert root.get("id") == identifier
    assert not set(identifier) & set(" /:#")


@settings(max_examples=25, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=3))
def test_any_termbase_comes_back_from_tbx_and_csv(cells: list[list[Form]]) -> None:
    from tempfile import TemporaryDirectory  # noqa: PLC0415  # a fixture does not go with hypothesis

    rows = [
        (f"c {number}", lang, *form)
        for number, cell in enumerate(cells)
        for lang, forms in (("fr", [Form("paix", "preferred")]), ("ru", settled(cell)))
        for form in forms
    ]
    with TemporaryDirectory() as folder:
        for suffix in (".csv", ".tsv", ".tbx"):
            path = Path(folder) / f"a{suffix}"
            termbase.write(frame(rows), path)
            assert termbase.read(path).equals(frame(rows))


HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
DCT = (
    HEAD + '<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" '
    'xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">'
    "<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>"
    '<conceptEntry id="c1"><min:subjectField>UN</min:subjectField>'
    '<langSec xml:lang="fr-FR"><termSec><term>paix</term>'
    "<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>"
    "<termSec><term>l'ancienne <hi>paix</hi></term>"
    "<min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>"
    "</langSec>"
    '<langSec xml:lang="zh-Hans"><termSec><term>和平</term>'
    "<basic:termType>fullForm</basic:termType></termSec></langSec>"
    '<langSec xml:lang="de"><termSec><term>Frieden</term></termSec></langSec>'
    "</conceptEntry></body></text></tbx>"
)
V2 = (
    HEAD + '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n<martif type="TBX" xml:lang="en">'
    "<martifHeader/><text><body><termEntry>"
    '<langSet xml:lang="FR"><ntig><termGrp><term>paix</term></termGrp></ntig>'
    "<ntig><termGrp><term>Paix</term></termGrp></ntig></langSet>"
    '<langSet xml:lang="ar"><tig><term>سلم</term>'
    '<termNote type="normativeAuthorization">deprecatedTerm</termNote></tig>'
    "<tig><term>سلام</term>"
    '<termNote type="administrativeStatus">standardizedTerm-admn-sts</termNote>'
    "</tig></langSet></termEntry>"
    '<termEntry id="x"><langSet xml:lang="en"><tig><term>war</term></tig></langSet></termEntry>'
    "</body></text></martif>"
)


def test_tags_regions_and_other_languages_of_version_3(tmp_path: Path) -> None:
    (tmp_path / "a.tbx").write_text(DCT, encoding="utf-8")
    terms, left_out = termbase.load(tmp_path / "a.tbx")
    assert terms.rows() == [
        ("c1", "fr", "paix", "preferred"),
        ("c1", "fr", "l'ancienne paix", "superseded"),
        ("c1", "zh", "和平", "preferred"),
    ]
    assert [item.reason for item in left_out] == ["a form in de, none of the six (1 in all)"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_version_2_of_other_programs(tmp_path: Path, encoding: str) -> None:
    text = V2.replace("UTF-8", encoding.upper())
    (tmp_path / "a.xml").write_bytes(text.encode(encoding))
    terms, left_out = termbase.load(tmp_path / "a.xml")
    assert terms.rows() == [
        ("entry-1", "fr", "paix", "preferred"),
        ("entry-1", "fr", "Paix", "admitted"),
        ("entry-1", "ar", "سلم", "deprecated"),
        ("entry-1", "ar", "سلام", "preferred"),
    ]
    assert [item.text for item in left_out] == ["x"]


UNTERM = [
    ["UNTERM export", None, None],
    [],
    [
        *("Record ID/URL", "Subjects", "English Term", "French Term", "Spanish Term"),
        *("Russian Term", "Arabic Term", "Chinese Term", "French definition"),
    ],
    [
        *(4711, "SECURITY", "Security Council\nSC [Acronym]", "Conseil de sécurité; CS (acronyme)"),
        *(
            "Consejo de Seguridad",
            "Совет Безопасности\nСБ",
            "مجلس الأمن",
            "安全理事会",
            "un organe",
        ),
    ],
    ["https://unterm.un.org/1", None, "peace [Deprecated]\npeacefulness", "paix (la)"],
    [4713, None, "no French"],
]


def test_an_export_of_unterm(tmp_path: Path) -> None:
    terms, left_out = termbase.load(workbook(tmp_path / "unterm.xlsx", [["nothing"]], UNTERM))
    assert terms.rows() == [
        ("4711", "fr", "Conseil de sécurité", "preferred"),
        ("4711", "fr", "CS", "admitted"),
        ("4711", "en", "Security Council", "preferred"),
        ("4711", "en", "SC", "admitted"),
        ("4711", "es", "Consejo de Seguridad", "preferred"),
        ("4711", "ru", "Совет Безопасности", "preferred"),
        ("4711", "ru", "СБ", "admitted"),
        ("4711", "ar", "مجلس الأمن", "preferred"),
        ("4711", "zh", "安全理事会", "preferred"),
        ("https://unterm.un.org/1", "fr", "paix (la)", "preferred"),
        ("https://unterm.un.org/1", "en", "peace", "deprecated"),
        ("https://unterm.un.org/1", "en", "peacefulness", "preferred"),
    ]
    assert [(item.reason, item.text) for item in left_out] == [
        ("a concept without a French form in use (1 in all)", "4713")
    ]


@pytest.mark.parametrize(
    "headings",
    [
        ["concept", "fr", "en", "es", "ru", "ar", "zh"],
        ["ID", "Term_fr", "Term_en", "Term_es", "Term_ru", "Term_ar", "Term_zh"],
        ["Record ID", "fr-FR", "en-US", "es-419", "ru_RU", "ar-001", "zh-Hans-CN"],
        ["No", "Français", "Anglais", "Espagnol", "Russe", "Arabe", "Chinois"],
        ["Numéro", "français", "English", "español", "русский", "العربية", "中文"],
        [
            *("identifiant", "Terme français", "Terme en anglais", "ESPAGNOL", "Russian terms"),
            *("arabic", "Chinese (Simplified)"),
        ],
        ["n°", "fra", "eng", "spa", "rus", "ara", "zho"],
        ["m49", "fr", "en", "es", "ru", "ar", "zh"],
    ],
)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_headings_of_all_sorts(tmp_path: Path, headings: list[str], suffix: str) -> None:
    rows = [headings, ["001", *(forms[0] for forms in FORMS.values())]]
    path = tmp_path / f"a{suffix}"
    if suffix == ".xlsx":
        workbook(path, rows)
    else:
        path.write_text("\n".join(map(";".join, rows)), encoding="utf-8")
    expected = [("001", lang, forms[0], "preferred") for lang, forms in FORMS.items()]
    assert termbase.read(path).rows() == expected


def test_one_form_a_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Glossary of the section, 3 May\n\nConcept ID;Language;Term;Status\n"
        "c1;French;paix;preferred\nc1;fr-CA;Paix;\nc1;Russian;мир;deprecated\nc1;zh;和平;\n"
        "c1;German;Frieden;\nc2;fr;guerre;\n",
        encoding="utf-8",
    )
    terms, left_out = termbase.load(path)
    assert terms.rows() == [
        ("c1", "fr", "paix", "preferred"),
        ("c1", "fr", "Paix", "admitted"),
        ("c1", "ru", "мир", "deprecated"),
        ("c1", "zh", "和平", "preferred"),
        ("c2", "fr", "guerre", "preferred"),
    ]
    assert [item.reason for item in left_out] == ["a form in German, none of the six (1 in all)"]


def test_columns_of_other_labels_and_what_is_no_form(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    headings = "id\tfr\talt_fr\tfr_regex\tfr definition\tdeprecated en\n"
    path.write_text(headings + "c1\tpaix\tPaix|la paix\tp.*\tx\twar\n", encoding="utf-8")
    assert termbase.read(path).rows() == [
        ("c1", "fr", "paix", "preferred"),
        ("c1", "fr", "Paix", "admitted"),
        ("c1", "fr", "la paix", "admitted"),
        ("c1", "en", "war", "deprecated"),
    ]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "concepts", "languages"),
    [
        ("terms/unterm_countries_6way.tsv", 390, 6),
        ("terms/unsd_m49_6way.tsv", 279, 6),
        ("terms/undrr_terms.tsv", 118, 4),
        ("terms/unesco_thesaurus_fr_en_es_ru.tsv", 4420, 4),
        ("goldterms/terms.tsv", 25, 1),
    ],
)
def test_termbases_of_the_world(
    shared: Path, tmp_path: Path, file: str, concepts: int, languages: int
) -> None:
    terms, left_out = termbase.load(shared / "data" / file)
    assert (terms["concept"].n_unique(), terms["lang"].n_unique()) == (concepts, languages)
    assert left_out == ()
    for suffix in (".csv", ".tbx"):
        termbase.write(terms, tmp_path / f"a{suffix}")
        assert termbase.read(tmp_path / f"a{suffix}").equals(terms)


def test_a_note_goes_with_its_form(tmp_path: Path) -> None:
    terms = golden().with_columns(
        pl.when(pl.col("form") == "СБ").then(pl.lit("found 3×")).alias("note")
    )
    for suffix in termbase.SUFFIXES:
        termbase.write(terms, tmp_path / f"a{suffix}")
        assert termbase.read(tmp_path / f"a{suffix}").equals(golden())
    assert "<note>found 3×</note>" in (tmp_path / "a.tbx").read_text(encoding="utf-8")
    assert "ru: СБ: found 3×" in (tmp_path / "a.csv").read_text(encoding="utf-8")
