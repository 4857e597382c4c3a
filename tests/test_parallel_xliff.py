import io

import pytest

from corpora.errors import InputError
from corpora.parallel.row import Row
from corpora.parallel.xliff import read_xliff
from corpora.schema import OTHERS

TEXTS = {
    "fr": "La paix",
    "en": "Peace",
    "es": "La paz",
    "ru": "Мир",
    "ar": "السلام",
    "zh": "和平",
}
V1 = 'version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"'
V2 = 'version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"'


def one(body: str, *, source: str = "fr-FR", target: str = "ru-RU", original: str = "A/1") -> str:
    languages = f'source-language="{source}" target-language="{target}"'
    return (
        f'<xliff {V1}><file original="{original}" {languages} datatype="x"><header/>'
        f"<body>{body}</body></file></xliff>"
    )


def two(body: str, *, source: str = "fr", target: str = "ru") -> str:
    return f'<xliff {V2} srcLang="{source}" trgLang="{target}"><file id="f">{body}</file></xliff>'


def unit(source: str, target: str, attributes: str = "") -> str:
    return (
        f'<trans-unit id="7"><source>{source}</source>'
        f"<target{attributes}>{target}</target></trans-unit>"
    )


def read(text: str) -> list[Row]:
    return list(read_xliff(io.BytesIO(text.encode()), file="un.xlf"))


@pytest.mark.parametrize("lang", OTHERS)
def test_a_pair_in_either_version_and_direction(lang: str) -> None:
    here, there = TEXTS["fr"], TEXTS[lang]
    segment = f"<segment><source>{there}</source><target>{here}</target></segment>"
    (first,) = read(one(unit(here, there), target=f"{lang}-XX"))
    (second,) = read(two(f'<unit id="u">{segment}</unit>', source=lang, target="fr"))
    assert first.texts == second.texts == {"fr": here, lang: there}
    assert (first.place, first.name, first.doc) == (1, "7", "A/1")
    assert (second.name, second.doc) == ("u", None)


def test_places_names_and_groups() -> None:
    body = f"<group>{unit('a', 'б')}<group>{unit('c', 'д')}</group></group>{unit('e', 'ж')}"
    assert [(row.place, row.texts["fr"]) for row in read(one(body))] == [
        (1, "a"),
        (2, "c"),
        (3, "e"),
    ]
    segments = "".join(f'<segment id="{n}"><source>{n}</source></segment>' for n in "xy")
    rows = read(two(f'<unit id="u">{segments}<ignorable><source> </source></ignorable></unit>'))
    assert [row.name for row in rows] == ["u-x", "u-y", "u"]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ('<g id="1">La <g id="2">paix</g></g>', "La paix"),
        ('La<x id="1" ctype="lb"/>paix', "La paix"),
        ('<bx id="1"/>La paix<ex id="1"/>', "La paix"),
        ('<mrk mtype="term">La</mrk> paix', "La paix"),
        ('<ph id="1">&lt;i&gt;</ph>La paix<it id="2" pos="close">&lt;/i&gt;</it>', "La paix"),
        ('<pc id="1">La</pc> <ph id="2" equiv="x"/>paix<sc id="3"/><ec startRef="3"/>', "La paix"),
    ],
)
def test_inline_codes_go_and_text_stays(inside: str, text: str) -> None:
    (row,) = read(one(unit(inside, "Мир")))
    assert row.texts == {"fr": text, "ru": "Мир"}


@pytest.mark.parametrize("state", ["new", "needs-translation"])
def test_what_nobody_has_translated_is_no_translation(state: str) -> None:
    assert read(one(unit("La paix", "La paix", f' state="{state}"')))[0].texts == {"fr": "La paix"}
    assert "ru" in read(one(unit("La paix", "Мир", ' state="translated"')))[0].texts


@pytest.mark.parametrize(
    ("state", "kept"), [("", 2), (' state="final"', 2), (' state="initial"', 1)]
)
def test_the_state_of_a_segment(state: str, kept: int) -> None:
    segment = f"<segment{state}><source>La paix</source><target>Мир</target></segment>"
    assert len(read(two(f'<unit id="1">{segment}</unit>'))[0].texts) == kept


def test_sentences_that_an_editor_paired() -> None:
    def marks(*pairs: tuple[str, str]) -> str:
        return "".join(f'<mrk mtype="seg" mid="{mid}">{text}</mrk> ' for mid, text in pairs)

    body = (
        '<trans-unit id="1"><source>Un. Deux.</source>'
        f"<seg-source><g id='1'>{marks(('1', 'Un.'), ('2', 'Deux.'))}</g></seg-source>"
        f"<target>{marks(('2', 'Два.'), ('1', 'Один.'))}</target></trans-unit>"
        '<trans-unit id="2"><source>Trois.</source>'
        f"<seg-source>{marks(('1', 'Trois.'))}</seg-source><target>Три.</target></trans-unit>"
    )
    assert [(row.place, row.texts) for row in read(one(body))] == [
        (1, {"fr": "Un.", "ru": "Один."}),
        (1, {"fr": "Deux.", "ru": "Два."}),
        (2, {"fr": "Trois.", "ru": "Три."}),
    ]


def test_proposals_of_a_memory_are_not_read() -> None:
    body = unit("La paix", "Мир").replace(
        "</trans-unit>", "<alt-trans><source>x</source><target>y</target></alt-trans></trans-unit>"
    )
    assert [row.texts for row in read(one(body))] == [{"fr": "La paix", "ru": "Мир"}]


@pytest.mark.parametrize(
    ("original", "doc"),
    [
        ("A/RES/69/12", "A/RES/69/12"),
        ("A/69/176/Corr.1", "A/69/176/Corr.1"),
        ("A_RES_69_12.docx", "A_RES_69_12"),
        ("D:\\textes\\A_1.docx", "A_1"),
        ("docs/un.html", "un"),
        ("", None),
    ],
)
def test_the_file_names_the_document(original: str, doc: str | None) -> None:
    assert read(one(unit("a", "б"), original=original))[0].doc == doc


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("<tmx/>", "begins with <tmx>, expected <xliff>"),
        (one(unit("a", "б"))[:-9], "the file breaks off"),
        (
            f"<xliff {V1}><file><body>\n{unit('a', 'б')}</body></file></xliff>",
            "line 2: names no so",
        ),
        ('<!DOCTYPE xliff [<!ENTITY a "b">]>' + one(unit("&a;", "б")), "declares entities"),
        (
            two('<unit id="1"><segment><source>\x02</source></segment></unit>'),
            "PCDATA invalid Char",
        ),
    ],
)
def test_what_is_no_xliff_is_said_in_one_line(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert str(caught.value).startswith("un.xlf: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
