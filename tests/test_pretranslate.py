import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pretranslation import (
    CORE12,
    CORE20,
    COUNCIL,
    MATCHES,
    PEACE,
    UNITS,
    Found,
    Memory,
    assert_valid,
)
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

from corpora.parallel.xliff import read_xliff
from corpora.schema import LANGUAGES
from tm.pretranslate.bilingual import Written, fill, open_xliff
from tm.pretranslate.candidate import Asked
from tm.pretranslate.markup import as_utf8, marked
from tm.pretranslate.segment import Segment, propose
from tm.pretranslate.splice import Splice, attribute, escaped, retagged, spliced
from tm.pretranslate.xliff12 import REPLACED

PAIRS = [("fr", "en"), ("fr", "es"), ("fr", "ru"), ("fr", "ar"), ("fr", "zh"), ("en", "fr")]


def escape(text: str) -> str:
    return escaped(text).decode()


def xliff12(body: str, *, source: str = "fr", target: str = "ru") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<xliff version='1.2' xmlns=\"{CORE12}\">\n<!-- kept -->\n"
        f'<file original="a.txt" source-language="{source}" target-language="{target}" '
        f"datatype='plaintext'><body>\n{body}\n</body></file>\n</xliff>\n"
    )


def xliff21(body: str, *, source: str = "fr", target: str = "ru") -> str:
    return (
        f"<xliff version='2.1' xmlns=\"{CORE20}\" srcLang='{source}' trgLang=\"{target}\">\n"
        f'<!-- kept --><file id="f1"><unit id="u1">\n{body}\n</unit></file></xliff>\n'
    )


def unit12(source: str, more: str = "", attributes: str = "") -> str:
    return f'<trans-unit id="1"{attributes}>\n <source>{source}</source>{more}\n</trans-unit>'


def segment21(source: str, more: str = "", attributes: str = "") -> str:
    return f"<segment{attributes}>\n <source>{source}</source>{more}\n</segment>"


def filled(
    text: str | bytes, *, insert: int | None = 100, target: str = "ru", source: str = "fr"
) -> Written:
    data = text if isinstance(text, bytes) else text.encode()
    paper = open_xliff(data, file="a.xlf")
    memory = Memory(source, target)
    asked = Asked(paper.source, paper.target or target, insert)
    return fill(paper, propose(paper.segments, memory.search), asked)


def target12(written: Written) -> etree._Element | None:
    return etree.fromstring(written.data).find(f".//{{{CORE12}}}trans-unit/{{{CORE12}}}target")


def target21(written: Written) -> etree._Element | None:
    return etree.fromstring(written.data).find(f".//{{{CORE20}}}segment/{{{CORE20}}}target")


def inner(element: etree._Element) -> str:
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(r' xmlns(:\w+)?="[^"]*"', "", text[text.index(">") + 1 : text.rindex("<")])


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_an_exact_match_becomes_the_target_and_a_candidate_in_12(source: str, target: str) -> None:
    body = unit12(escape(PEACE[source]))
    written = filled(xliff12(body, source=source, target=target), source=source, target=target)
    assert (written.inserted, written.proposed, written.blocked) == (1, 1, 0)
    assert_valid(written.data)
    found = target12(written)
    assert found.text == PEACE[target]
    assert found.get("state") == "needs-review-translation"
    assert found.get("state-qualifier") == "exact-match"
    other = etree.fromstring(written.data).find(f".//{{{CORE12}}}alt-trans")
    assert (other.get("match-quality"), other.get("origin")) == ("100%", "A/1#op1")
    assert [each.text for each in other] == [PEACE[source], PEACE[target]]


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_an_exact_match_becomes_the_target_and_a_candidate_in_21(source: str, target: str) -> None:
    body = segment21(escape(PEACE[source]))
    written = filled(xliff21(body, source=source, target=target), source=source, target=target)
    assert (written.inserted, written.proposed, written.blocked) == (1, 1, 0)
    assert_valid(written.data)
    assert target21(written).text == PEACE[target]
    segment = target21(written).getparent()
    assert (segment.get("state"), segment.get("subState")) == ("translated", "hexapla:exact-match")
    match = etree.fromstring(written.data).find(f".//{{{MATCHES}}}match")
    assert match.get("ref") == f"#{segment.get('id')}"
    assert (match.get("similarity"), match.get("matchQuality")) == ("100", "98.76")
    assert [each.text for each in match] == [PEACE[source], PEACE[target]]


@pytest.mark.parametrize("target", LANGUAGES[1:])
def test_translate_toolkit_reads_the_same(target: str) -> None:
    old = filled(xliff12(unit12(escape(PEACE["fr"])), target=target), target=target)
    (unit,) = xlifffile.parsestring(old.data).units
    assert unit.target == PEACE[target]
    assert [str(each.target) for each in unit.getalttrans()] == [PEACE[target]]
    new = filled(xliff21(segment21(escape(PEACE["fr"])), target=target), target=target)
    (unit,) = Xliff2File.parsestring(new.data).units
    assert (unit.source, unit.target) == (PEACE["fr"], PEACE[target])


@pytest.mark.parametrize("target", LANGUAGES[1:])
def test_a_similar_text_gives_a_candidate_only(target: str) -> None:
    text = COUNCIL["fr"].replace("Genève", "Lyon")
    for document in (xliff12(unit12(text)), xliff21(segment21(text))):
        written = filled(document.replace('"ru"', f'"{target}"'), target=target)
        assert (written.inserted, written.proposed) == (0, 1)
        assert COUNCIL[target] in written.data.decode()
        assert_valid(written.data)
        assert not re.search(r"state=", written.data.decode())


def test_a_similar_text_is_inserted_where_asked_and_says_so() -> None:
    text = COUNCIL["fr"].replace("Genève", "Lyon")
    old = filled(xliff12(unit12(text)), insert=80)
    assert target12(old).get("state-qualifier") == "fuzzy-match"
    new = filled(xliff21(segment21(text)), insert=80)
    segment = target21(new).getparent()
    assert (segment.get("state"), segment.get("subState")) == ("initial", "hexapla:fuzzy-match")
    assert_valid(old.data)
    assert_valid(new.data)


@pytest.mark.parametrize("target", LANGUAGES[1:])
def test_replaced_numbers_are_told(target: str) -> None:
    match = Found(99, "fuzzy", UNITS[0], PEACE["fr"], PEACE[target], substituted=True)
    for text in (xliff12(unit12(OURS), target=target), xliff21(segment21(OURS), target=target)):
        written = fill(open_xliff(text.encode(), file="a"), [(match,)], Asked("fr", target, 99))
        assert_valid(written.data)
        root = etree.fromstring(written.data)
        if root.get("version") == "1.2":
            assert target12(written).get("state-qualifier") == "leveraged-tm"
            assert root.findtext(f".//{{{CORE12}}}alt-trans/{{{CORE12}}}note") == REPLACED
        else:
            assert target21(written).getparent().get("subState") == "hexapla:leveraged-tm"
            assert root.find(f".//{{{MATCHES}}}match").get("subType") == "hexapla:leveraged-tm"


@pytest.mark.parametrize("make", [xliff12, xliff21])
def test_without_insert_no_target_is_touched(make: type[str]) -> None:
    body = unit12(escape(PEACE["fr"])) if make is xliff12 else segment21(escape(PEACE["fr"]))
    written = filled(make(body), insert=None)
    assert (written.inserted, written.proposed) == (0, 1)
    assert target12(written) is None
    assert target21(written) is None


CODES = [
    ('<g id="1">{}</g>', '<g id="1">{}</g>'),
    ('<x id="1"/> {} <x id="2"/>', '<x id="1"/> {} <x id="2"/>'),
    ('<bpt id="1">&lt;b&gt;</bpt>{}<ept id="1">&lt;/b&gt;</ept>', None),
    ('\n   {}<ph id="1">[^1]</ph> ', None),
    ('<mrk mtype="x-term">{}</mrk>', None),
    ('<g id="1"><g id="2"/>{}</g><bx id="3"/>', None),
    ("<![CDATA[{raw}]]>", "{}"),
]


@pytest.mark.parametrize(("shape", "expected"), CODES)
def test_codes_around_the_text_stay_around_the_translation(
    shape: str, expected: str | None
) -> None:
    source = shape.format(escape(PEACE["fr"]), raw=PEACE["fr"])
    written = filled(xliff12(unit12(source)))
    assert_valid(written.data)
    assert (written.inserted, written.blocked) == (1, 0)
    wanted = (expected or shape).format(escape(PEACE["ru"]))
    plain = etree.fromstring(f"<a>{wanted}</a>")
    assert etree.tostring(plain, encoding="unicode")[3:-4] == inner(target12(written))


@pytest.mark.parametrize(
    "source",
    [
        'La paix <g id="1">est</g> bonne &amp; juste.',
        'La paix <x id="1"/>est bonne &amp; juste.',
        'La paix <bpt id="1">(</bpt>est bonne<ept id="1">)</ept> &amp; juste.',
    ],
)
def test_codes_inside_the_text_leave_a_candidate(source: str) -> None:
    written = filled(xliff12(unit12(source)))
    assert (written.inserted, written.proposed, written.blocked) == (0, 1, 1)
    assert target12(written) is None
    assert_valid(written.data)


@pytest.mark.parametrize(
    ("source", "content"),
    [
        ('<pc id="1">{}</pc>', '<pc id="1">{}</pc>'),
        ('<sc id="1"/>{}<ec startRef="1"/>', '<sc id="1"/>{}<ec startRef="1"/>'),
        ('<mrk id="m1" type="term">{}</mrk><ph id="2"/>', None),
    ],
)
def test_codes_around_stay_in_21(source: str, content: str | None) -> None:
    written = filled(xliff21(segment21(source.format(escape(PEACE["fr"])))))
    assert_valid(written.data)
    assert inner(target21(written)) == (content or source).format(escape(PEACE["ru"]))


def test_codes_inside_leave_a_candidate_in_21() -> None:
    written = filled(xliff21(segment21('La paix <ph id="1"/>est bonne &amp; juste.')))
    assert (written.inserted, written.proposed, written.blocked) == (0, 1, 1)


OURS = escape(PEACE["fr"])


@pytest.mark.parametrize(
    ("more", "attributes", "status"),
    [
        ("", "", "open"),
        ("<target/>", "", "open"),
        ("<target> </target>", "", "open"),
        ('<target state="new">Мир</target>', "", "open"),
        ('<target state="needs-translation">Мир</target>', "", "open"),
        (f"<target>{OURS}</target>", "", "open"),
        (f'<target state="translated">{OURS}</target>', "", "translated"),
        (f"<target>{OURS}</target>", ' approved="yes"', "translated"),
        ("<target>Мир</target>", "", "translated"),
        ('<target state="final">Мир</target>', "", "translated"),
        ("", ' translate="no"', "excluded"),
    ],
)
def test_what_is_to_be_translated_in_12(more: str, attributes: str, status: str) -> None:
    text = xliff12(unit12(OURS, more, attributes))
    paper = open_xliff(text.encode(), file="a.xlf")
    assert paper.segments == [Segment(PEACE["fr"], status, 1)]
    written = filled(text)
    assert written.inserted == (status == "open")
    assert (written.data.decode() == text) == (status != "open")


@pytest.mark.parametrize(
    ("more", "attributes", "status"),
    [
        ("", "", "open"),
        ("<target/>", "", "open"),
        ("<target>Мир</target>", ' state="initial"', "open"),
        (f"<target>{OURS}</target>", "", "open"),
        (f"<target>{OURS}</target>", ' state="final"', "translated"),
        ("<target>Мир</target>", "", "translated"),
        ("<target>Мир</target>", ' state="reviewed"', "translated"),
    ],
)
def test_what_is_to_be_translated_in_21(more: str, attributes: str, status: str) -> None:
    text = xliff21(segment21(OURS, more, attributes))
    written = filled(text)
    assert open_xliff(text.encode(), file="a.xlf").segments == [Segment(PEACE["fr"], status, 1)]
    assert written.inserted == (status == "open")
    assert (written.data.decode() == text) == (status != "open")
    assert_valid(written.data)


def test_groups_may_exclude_their_units() -> None:
    text = xliff12(f'<group translate="no">{unit12(OURS)}</group>')
    assert open_xliff(text.encode(), file="a.xlf").segments[0].status == "excluded"
    inner_unit = unit12(OURS, "", ' translate="yes"')
    inside = xliff12(f'<group translate="no">{inner_unit}</group>')
    assert open_xliff(inside.encode(), file="a.xlf").segments[0].status == "open"


def mark(mid: str, text: str) -> str:
    return f'<mrk mtype="seg" mid="{mid}">{text}</mrk>'


BOTH = f"{OURS} {COUNCIL['fr']}"
CUT = f"\n <seg-source>{mark('a', OURS)} {mark('b', COUNCIL['fr'])}</seg-source>"


def test_sentences_of_an_editor_are_segments() -> None:
    written = filled(xliff12(unit12(BOTH, CUT)))
    assert (written.inserted, written.proposed) == (2, 2)
    assert_valid(written.data)
    found = [mark("a", escape(PEACE["ru"])), mark("b", COUNCIL["ru"])]
    assert inner(target12(written)) == " ".join(found)
    others = etree.fromstring(written.data).iter(f"{{{CORE12}}}alt-trans")
    assert [each.get("mid") for each in others] == ["a", "b"]


def test_a_sentence_that_is_translated_stays() -> None:
    target = f"<target>{mark('a', '')} {mark('b', 'Совет.')}</target>"
    written = filled(xliff12(unit12(BOTH, CUT + target)))
    assert written.inserted == 1
    assert inner(target12(written)) == f"{mark('a', escape(PEACE['ru']))} {mark('b', 'Совет.')}"


def test_a_unit_translated_in_part_says_so() -> None:
    other = CUT.replace(COUNCIL["fr"], "Autre chose.")
    written = filled(xliff12(unit12(BOTH, other)))
    assert target12(written).get("state") == "needs-translation"
    assert inner(target12(written)).endswith('<mrk mtype="seg" mid="b"/>')
    assert_valid(written.data)


BODIES = [
    xliff12(unit12(OURS)),
    xliff12(unit12(f'<g id="1">{OURS}</g>', '\n<target state="new"/>\n<note>n</note>')),
    xliff12(unit12(BOTH, CUT)),
    xliff12(unit12(BOTH, CUT + f"<target>{mark('a', '')} {mark('b', '')}</target>")),
    xliff12(unit12(COUNCIL["fr"] + " Non.")),
    xliff21(segment21(OURS) + segment21(COUNCIL["fr"] + " Non.", "", ' id="s1"')),
    xliff21("<notes><note>n</note></notes>" + segment21(OURS, "<target/>", ' state="initial"')),
    xliff21(
        f'<m:matches xmlns:m="{MATCHES}"><m:match ref="#s1"><source>a</source><target>b</target>'
        "</m:match></m:matches>" + segment21(OURS, "", ' id="s1"')
    ),
    xliff21(f'<m:matches xmlns:m="{MATCHES}"/>{segment21(OURS)}'),
]


@pytest.mark.parametrize("text", BODIES)
@pytest.mark.parametrize("insert", [None, 60, 100])
def test_twice_is_once(text: str, insert: int | None) -> None:
    once = filled(text, insert=insert)
    assert once.proposed
    assert_valid(once.data)
    assert filled(once.data, insert=insert).data == once.data


@pytest.mark.parametrize("text", BODIES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_every_other_byte_stays(text: str, end: str, mark: bytes) -> None:
    data = mark + text.replace("\n", end).encode()
    written = filled(data, insert=None).data
    rest = iter(written)
    assert all(byte in rest for byte in data)  # nothing but insertions
    assert written.count(b"\r\n") == written.count(b"\n") * (end == "\r\n")


@pytest.mark.parametrize("text", BODIES)
def test_without_matches_a_file_comes_out_as_it_went_in(text: str) -> None:
    paper = open_xliff(text.encode(), file="a.xlf")
    nothing = [()] * len(paper.segments)
    assert fill(paper, nothing, Asked("fr", "ru", 100)).data == text.encode()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "windows-1251"])
@pytest.mark.parametrize("make", [xliff12, xliff21])
def test_other_encodings_come_out_as_utf8(encoding: str, make: type[str]) -> None:
    text = COUNCIL["ru"]
    body = unit12(text) if make is xliff12 else segment21(text)
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    whole = declared + make(body, source="ru", target="fr").partition("?>\n")[2] or make(body)
    if make is xliff21:
        whole = declared + make(body, source="ru", target="fr")
    written = filled(whole.encode(encoding), source="ru", target="fr")
    assert written.data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    assert COUNCIL["fr"] in written.data.decode()
    assert_valid(written.data)


@pytest.mark.parametrize("version", ["1.0", "1.1", "2.0", "2.2"])
def test_other_versions_are_filled_too(version: str) -> None:
    old = version.startswith("1")
    text = xliff12(unit12(OURS)) if old else xliff21(segment21(OURS))
    other = text.replace("1.2" if old else "2.1", version)
    assert filled(other).inserted == 1


def test_a_missing_target_language_is_added() -> None:
    old = xliff12(unit12(OURS)).replace(' target-language="ru"', "")
    assert b'target-language="ru"' in filled(old).data
    new = xliff21(segment21(OURS)).replace(' trgLang="ru"', "")
    written = filled(new)
    assert b'trgLang="ru"' in written.data
    assert_valid(written.data)


def test_neighbours_stand_in_the_same_file_and_have_text() -> None:
    one = "".join(unit12(text) for text in ("Un.", '<x id="1"/>', "Deux."))
    text = xliff12(
        f"{one}</body></file><file original='b' source-language='fr' "
        f"datatype='plaintext'><body>{unit12('Trois.')}"
    )
    memory = Memory()
    propose(open_xliff(text.encode(), file="a.xlf").segments, memory.search)
    assert memory.asked == [("Un.", None, "Deux."), ("Deux.", "Un.", None), ("Trois.", None, None)]


PIECES = st.lists(
    st.sampled_from(["a", " ", "\n", "&amp;", "<x id='1'/>", "<ph id='2'>c</ph>", "é", "中", "ع"]),
    max_size=6,
).map("".join)


@given(before=PIECES, behind=PIECES, wrapped=st.booleans(), insert=st.sampled_from([None, 60]))
def test_whatever_surrounds_the_text_the_rest_of_the_file_is_as_it_was(
    before: str, behind: str, wrapped: bool, insert: int | None
) -> None:
    core = f"<g id='9'>{OURS}</g>" if wrapped else OURS
    text = xliff12(unit12(before + core + behind))
    written = filled(text, insert=insert)
    root = etree.fromstring(written.data)
    for added in [*root.iter(f"{{{CORE12}}}alt-trans"), *root.iter(f"{{{CORE12}}}target")]:
        above = added.getparent()
        if above is not None and above.tag == f"{{{CORE12}}}trans-unit":
            white, previous = added.tail or "", added.getprevious()
            above.remove(added)
            previous.tail = white
    assert etree.tostring(root, method="c14n") == etree.tostring(
        etree.fromstring(text.encode()), method="c14n"
    )
    if written.inserted:
        (row,) = read_xliff(BytesIO(written.data), file="a.xlf")
        assert PEACE["ru"] in row.variants[1].text


def test_places_are_those_of_the_bytes() -> None:
    text = xliff12(unit12('é<g id="1" ctype=\'x->y\'>中</g><x id="2"/>', "<target/>"))
    (unit,) = marked(text.encode(), file="a.xlf", wanted="trans-unit")
    found = {each.tag.rpartition("}")[2]: unit.places[each] for each in unit.places}
    cut = {name: text.encode()[p.start : p.stop].decode() for name, p in found.items()}
    assert cut["g"] == "<g id=\"1\" ctype='x->y'>中</g>"
    assert cut["x"] == '<x id="2"/>'
    assert cut["target"] == "<target/>"
    assert cut["trans-unit"].startswith("<trans-unit")
    assert cut["trans-unit"].endswith("unit>")
    assert [element.tag.rpartition("}")[2] for element, _ in unit.above] == [
        "body", "file", "xliff",
    ]  # fmt: skip


def test_splices_may_touch_and_not_overlap() -> None:
    found = spliced(b"abcdef", [Splice(1, 2, b"X"), Splice(2, 2, b"Y"), Splice(4, 6, b"")])
    assert b"".join(found) == b"aXYcd"
    with pytest.raises(ValueError, match="overlaps"):
        list(spliced(b"abc", [Splice(0, 2, b""), Splice(1, 1, b"")]))


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        (b"<a>", b'<a s="1&quot;">'),
        (b"<a/>", b'<a s="1&quot;"/>'),
        (b"<a s='0' b=\"s='2'\" >", b'<a s="1&quot;" b="s=\'2\'">'),
        (b'<a\n x:s="0"/>', b'<a\n x:s="0" s="1&quot;"/>'),
    ],
)
def test_attributes_are_set_and_the_others_stay(tag: bytes, expected: bytes) -> None:
    assert retagged(tag, {"s": '1"'}) == expected


def test_what_xml_cannot_hold_is_marked() -> None:
    assert escaped("a\x00<\x0b") == "a\ufffd&lt;\ufffd".encode()
    assert attribute("\ta\n") == b'"&#9;a&#10;"'
    assert as_utf8(b"\xef\xbb\xbf<a/>", file="a") == (b"\xef\xbb\xbf", b"<a/>")


assert UNITS[0].texts == PEACE
