from pathlib import Path

import pytest

from corpora.errors import InputError
from tm.tmx.check import validate

HEADER = (
    '<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" '
    'adminlang="en" srclang="fr" datatype="plaintext"/>'
)
UNIT = '<tu><tuv xml:lang="fr"><seg>a</seg></tuv></tu>'
BOMB = '<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


def tmx(body: str, *, header: str = HEADER, version: str = "1.4", before: str = "") -> str:
    return f'{before}<tmx version="{version}">\n{header}\n<body>\n{body}\n</body>\n</tmx>'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.tmx"


@pytest.mark.parametrize(
    "body",
    [
        "",
        UNIT,
        '<tu><note>n</note><prop type="x">v</prop><tuv xml:lang="fr"><seg/></tuv></tu>',
        '<tu srclang="en"><tuv xml:lang="en" lang="en"><seg>a<ph x="1">b</ph></seg></tuv></tu>',
        (
            '<tu><tuv xml:lang="fr"><seg><hi><bpt i="1">a<sub>b</sub></bpt>c<ept i="1"/></hi>'
            '<it pos="begin"/><ut>d</ut></seg></tuv></tu>'
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_valid_files_pass(path: Path, body: str, encoding: str) -> None:
    path.write_text(tmx(body), encoding=encoding)
    validate(path)


def test_a_doctype_is_not_followed(path: Path) -> None:
    path.write_text(tmx(UNIT, before='<!DOCTYPE tmx SYSTEM "nowhere.dtd">\n'), encoding="utf-8")
    validate(path)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "not well-formed XML"),
        ("plain text", 1, "not well-formed XML"),
        (tmx(UNIT)[:-6], 6, "not well-formed XML"),
        (tmx("<tu>\n<tuv>&</tuv></tu>"), 5, "not well-formed XML"),
        (tmx("\x0b"), 4, "not well-formed XML"),
        (tmx(UNIT, version="1.1"), 1, 'different from default "1.4"'),
        (tmx(UNIT, header="<header/>"), 2, "does not carry attribute"),
        (tmx(UNIT, header=HEADER.replace("sentence", "clause")), 2, "segtype"),
        (tmx("<tu/>"), 4, "Element tu content does not follow the DTD"),
        (tmx("<tu><tuv><seg>a</seg></tuv></tu>"), 4, "does not carry attribute xml:lang"),
        (tmx('<tu><tuv xml:lang="fr"/></tu>'), 4, "Element tuv content does not follow"),
        (tmx('<tu><prop type="x">v</prop>\n<seg/></tu>'), 4, "Element tu content"),
        (tmx(UNIT.replace("</tu>", '<prop type="x">v</prop></tu>')), 4, "Element tu content"),
        (tmx(UNIT + '\n<tu id="1">' + UNIT[4:]), 5, "No declaration for attribute id"),
        (tmx(UNIT.replace("a<", "<b>a</b><")), 4, "b"),
        ("<html/>", 1, "No declaration for element html"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(path: Path, text: str, line: int, message: str) -> None:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        validate(path)
    said = str(error.value)
    assert said.startswith(f"{path}:{line}: not ")
    assert message in said
    assert "\n" not in said


def test_entities_are_not_expanded(path: Path) -> None:
    secret = path.with_name("secret.txt")
    secret.write_text("<oops", encoding="utf-8")
    outside = f'<!DOCTYPE tmx [<!ENTITY x SYSTEM "{secret.as_uri()}">]>\n'
    path.write_text(tmx(UNIT.replace("a<", "&x;<"), before=outside), encoding="utf-8")
    validate(path)  # a secret that was read would make it ill-formed


def test_a_file_that_does_not_exist_is_named(path: Path) -> None:
    with pytest.raises(InputError, match=r"memory\.tmx: cannot be read; name an existing TMX file"):
        validate(path)
