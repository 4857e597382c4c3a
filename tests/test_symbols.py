import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.errors import InputError
from corpora.fetching.symbols import (
    LARGEST_LIST,
    distinct,
    folder_of,
    key_of,
    load_symbols,
    normalise,
    spellings,
    symbols_in,
)

SYMBOLS = [
    "A/RES/69/12",
    "A/C.1/42",
    "S/RES/2178 (2014)",
    "S/RES/2178(2014)",
    "A/69/1/Add.1",
    "A/CONF.151/26/Rev.1 (Vol. I)",
    "A/AC.109/PV.1405-1406",
    "A/RES/217 A (III)",
    "A/RES/217(III)[A]",
    "CCPR/C/FRA/CO/5",
    "LC/L.4237(CRM.13/3)/Rev.1",
    "NPT/CONF.2000/28 (Parts I & II)",
    "S/PV.9451 (Resumption 1)",
    "UNEP/EA.1/Res.5",
]


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_a_symbol_stays_as_it_is_printed(symbol: str) -> None:
    assert normalise(symbol) == symbol


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("a/res/69/12", "A/RES/69/12"),
        ("  A/RES/69/12 \n", "A/RES/69/12"),
        ("A / RES / 69 / 12", "A/RES/69/12"),
        ("A\u00a0/RES/\u202f69/12", "A/RES/69/12"),
        ("A／RES／69／12", "A/RES/69/12"),  # full-width, as on a Chinese page
        ("Ａ／ＲＥＳ／６９／１２", "A/RES/69/12"),
        ("А/RЕS/69/12", "A/RES/69/12"),  # Cyrillic А and Е
        ("Α/RΕS/69/12", "A/RES/69/12"),  # Greek
        ("\u200fA/RES/٦٩/١٢\u200e", "A/RES/69/12"),  # from an Arabic page
        ("A⁄RES∕69/12", "A/RES/69/12"),
        ("A/AC.109/PV.1405–1406", "A/AC.109/PV.1405-1406"),
        ("A/AC.109/PV.1405\u20111406", "A/AC.109/PV.1405-1406"),
        ("A/HRC/S−21/1", "A/HRC/S-21/1"),
        ("a/69/1/add.1", "A/69/1/Add.1"),
        ("a/69/1/REV.2/corr.1", "A/69/1/Rev.2/Corr.1"),
        ("s/res/2178   (2014)", "S/RES/2178 (2014)"),
        ("S/RES/2178 ( 2014 )", "S/RES/2178 (2014)"),
        ("s/pv.9451 (resumption 1)", "S/PV.9451 (Resumption 1)"),
    ],
)
def test_what_people_write(text: str, symbol: str) -> None:
    assert normalise(text) == symbol


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "foo", "A", "12", "foo/bar", "A_RES_69_12", "A/RES", "/A/1", "A/1/", "A//1"),
        *("../A/1", "A/../1", "A/./1", "A/1/..", "~/1", "C:/1", "A\\RES\\1", "A/1/.", "A/1."),
        *("A/RES/69/12\nA/1", "A/1\0", "A/1\tB", "A/1;ls", "A/1|2", "A/1*", "A/1?", 'A/"1"'),
        *("A/1&s=B/2#x", "A/1%2F..", "A/1(", "A/1)(", "A/[1", "http://un.org/A/1", "1/A", "-A/1"),
        *("大会/69/1", "الجمعية/69/1", "Резолюция/69/1", "é/1", "A/RES/6٩x\u0301", "x" * 9999),
    ],
    ids=lambda text: repr(text[:20]),
)
def test_what_is_no_symbol_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(InputError, match="not a UN document symbol; write it as A/RES/69/12") as e:
        normalise(text)
    assert str(e.value).isprintable()
    assert len(str(e.value)) < 300


@given(st.text(alphabet=string.printable + "АЕ／–\u200f\u00a0٣…\0", max_size=40))
def test_any_text_is_a_safe_symbol_or_refused(text: str) -> None:
    try:
        symbol = normalise(text)
    except InputError:
        return
    assert normalise(symbol) == symbol
    folder = folder_of(symbol)
    assert re.fullmatch(r"[A-Za-z0-9._()\[\]&,'-]+[A-Za-z0-9)\]]", folder)
    assert folder not in {".", ".."}
    assert len(folder) <= 101


@given(st.lists(st.from_regex(r"[AS]/[a-cA-C1 ]{1,4}(/[.(]?[12]\)?){0,2}", fullmatch=True)))
def test_folders_meet_only_where_symbols_do(texts: list[str]) -> None:
    symbols = []
    for text in texts:
        try:
            symbols.append(normalise(text))
        except InputError:
            continue
    keys = {key_of(symbol) for symbol in symbols}
    assert len({folder_of(symbol).casefold() for symbol in symbols}) == len(keys)
    assert len(distinct(symbols)) == len(keys)


@pytest.mark.parametrize(
    ("symbol", "folder"),
    [
        ("A/RES/69/12", "A_RES_69_12"),
        ("S/RES/2178 (2014)", "S_RES_2178(2014)"),
        ("CON.1/2", "_CON.1_2"),  # a device on Windows
        ("COM1.2/3", "_COM1.2_3"),
        ("CONF/2", "CONF_2"),
    ],
)
def test_folders(symbol: str, folder: str) -> None:
    assert folder_of(symbol) == folder


@pytest.mark.parametrize(
    ("symbol", "both"),
    [
        ("A/RES/69/12", ("A/RES/69/12",)),
        ("S/RES/2178 (2014)", ("S/RES/2178 (2014)", "S/RES/2178(2014)")),
        ("S/RES/2178(2014)", ("S/RES/2178(2014)", "S/RES/2178 (2014)")),
    ],
)
def test_the_space_before_a_bracket(symbol: str, both: tuple[str, ...]) -> None:
    assert spellings(symbol) == both
    assert {key_of(each) for each in both} == {key_of(symbol)}


def test_each_document_once_in_the_order_given() -> None:
    assert distinct(["S/2", "A/1", "s/2", "B/3", "A/1"]) == ["S/2", "A/1", "B/3"]


def test_a_list(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    text = "\ufeff# two\nA/RES/69/12  # a comment\r\n\r\n  s/res/2178 (2014)\u2028А/1"
    path.write_bytes(text.encode())
    assert load_symbols(path) == ["A/RES/69/12", "S/RES/2178 (2014)", "A/1"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"A/1\n\nfoo # x\n", "list, line 3: 'foo': not a UN document symbol"),
        (b"A/1\n\xff", r"list: not UTF-8 \(byte 4\); save it as UTF-8"),
        (b"#" * (LARGEST_LIST + 1), "list: more than 16 MiB; split the list"),
        (bytes(9), "list, line 1: .*: not a UN document symbol"),
    ],
    ids=["no symbol", "encoding", "size", "binary"],
)
def test_a_list_that_is_wrong(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        symbols_in(data, file="list")


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="absent: No such file or directory; give a file"):
        load_symbols(tmp_path / "absent")
    with pytest.raises(InputError, match="Is a directory; give a file"):
        load_symbols(tmp_path)
