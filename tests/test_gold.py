import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.gold import (
    Pairing,
    SixUnit,
    format_pairing,
    format_unit,
    pairing_of,
    read,
    read_pairings,
    read_units,
    six_unit_of,
)
from align.ladder import Bead
from align.sixway import Unit
from corpora.errors import InputError
from corpora.schema import LANGUAGES

numbers = st.sets(st.integers(0, 99_999), max_size=5).map(lambda found: tuple(sorted(found)))
probabilities = st.none() | st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)
pairings = st.builds(Pairing, numbers, numbers, probabilities).filter(lambda p: p[0] or p[1])
units = st.builds(
    SixUnit,
    st.dictionaries(st.sampled_from(LANGUAGES), numbers.filter(bool), min_size=1),
    probabilities,
)


def write(folder: Path, *lines: str) -> Path:
    path = folder / "some.gold"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "pairing"),
    [
        ("[0]:[0]", Pairing((0,), (0,))),
        ("[0,1]:[0]:0.987", Pairing((0, 1), (0,), 0.987)),
        ("[250]:[291, 293, 294]", Pairing((250,), (291, 293, 294))),
        ("[]:[553]", Pairing((), (553,))),
        ("[7]:[]:1.000", Pairing((7,), (), 1.0)),
        ("[1,0]:[0] : 1e-3", Pairing((0, 1), (0,), 0.001)),
    ],
)
def test_a_bead_is_read(tmp_path: Path, line: str, pairing: Pairing) -> None:
    assert read(write(tmp_path, line)) == [pairing]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_unit_is_read(tmp_path: Path, lang: str) -> None:
    path = write(tmp_path, f'{{"{lang}": [3, 5], "probability": 0.5}}', f'{{"{lang}": [6]}}')
    assert read(path) == [SixUnit({lang: (3, 5)}, 0.5), SixUnit({lang: (6,)}, None)]


def test_a_unit_is_written_with_all_languages() -> None:
    unit = SixUnit({"zh": (2, 4), "fr": (0,)}, 0.12345)
    line = '{"fr":[0],"en":[],"es":[],"ru":[],"ar":[],"zh":[2,4],"probability":0.123}'
    assert format_unit(unit) == line
    assert format_unit(unit._replace(probability=None)) == line.replace(',"probability":0.123', "")


def test_beads_and_units_of_the_aligner_are_taken_over() -> None:
    assert pairing_of(Bead(range(2), range(3, 3), 0.25)) == Pairing((0, 1), (), 0.25)
    unit = Unit({"fr": (1,), "ar": (0, 2)}, {"fr": 0.75, "ar": 0.5})
    assert six_unit_of(unit) == SixUnit({"fr": (1,), "ar": (0, 2)}, 0.5)


@given(found=st.lists(pairings, min_size=1))
def test_pairings_survive_a_file(
    tmp_path_factory: pytest.TempPathFactory, found: list[Pairing]
) -> None:
    folder = tmp_path_factory.mktemp("gold")
    assert read_pairings(write(folder, *map(format_pairing, found))) == found


@given(found=st.lists(units, min_size=1))
def test_units_survive_a_file(
    tmp_path_factory: pytest.TempPathFactory, found: list[SixUnit]
) -> None:
    folder = tmp_path_factory.mktemp("gold")
    assert read_units(write(folder, *map(format_unit, found))) == found


def test_blank_lines_line_ends_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "some.gold"
    path.write_bytes(b"\xef\xbb\xbf\r\n[0]:[0]\r\n\r\n[1]:[1]")
    assert read(path) == [Pairing((0,), (0,)), Pairing((1,), (1,))]


WRONG_PAIRINGS = {
    "0:0": "'0:0' is no bead; expected such as [0,1]:[0]:0.987",
    "[0]": "'[0]' is no bead",
    "[-1]:[0]": "is no bead",
    "[0]:[0]:[0]": "'[0]' is no probability; expected 0 to 1",
    "[0]:[0]:1.2": "'1.2' is no probability",
    "[0]:[0]:nan": "'nan' is no probability",
    "[0 1]:[0]": "[0 1] is no list of numbers",
    "[0,]:[0]": "[0,] is no list of numbers",
    "[0,0]:[0]": "'[0, 0]' names a segment twice",
    "[]:[]": "both sides are empty",
    "x" * 9999: f"'{'x' * 40}…' is no bead",
}
WRONG_UNITS = {
    '{"fr":[0]': "is no JSON; expected",
    "[0]": "'[0]' is no unit; expected",
    '{"de":[0]}': "unknown key 'de'; the languages are fr, en",
    '{"fr":0}': "'0' is no list of segment numbers from 0",
    '{"fr":null}': "'None' is no list of segment numbers from 0",
    '{"fr":["0"]}': "is no list of segment numbers from 0",
    '{"fr":[-1]}': "is no list of segment numbers from 0",
    '{"fr":[0.5]}': "is no list of segment numbers from 0",
    '{"fr":[true]}': "is no list of segment numbers from 0",
    '{"fr":[1,1]}': "names a segment twice",
    '{"fr":[]}': "a unit without segments; remove the line",
    '{"fr":[0],"probability":"high"}': "'high' is no probability",
    '{"fr":[0],"probability":[]}': "'[]' is no probability",
}


@pytest.mark.parametrize("line", WRONG_PAIRINGS)
def test_a_wrong_bead_is_named_with_its_place(tmp_path: Path, line: str) -> None:
    path = write(tmp_path, "[0]:[0]", "", line)
    with pytest.raises(InputError, match=r"^[^\n]+$") as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}, line 3: ")
    assert WRONG_PAIRINGS[line] in str(caught.value)


@pytest.mark.parametrize("line", WRONG_UNITS)
def test_a_wrong_unit_is_named_with_its_place(tmp_path: Path, line: str) -> None:
    path = write(tmp_path, '{"fr":[0]}', line)
    with pytest.raises(InputError, match=r"^[^\n]+$") as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}, line 2: ")
    assert WRONG_UNITS[line] in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, r"No such file or directory; give a file of beads or of units"),
        (b"", r"the file is empty; give"),
        (b" \n", r"the file is empty; give"),
        (b"[0]:[0]\n\xff", r"not UTF-8; give"),
    ],
)
def test_a_file_that_is_no_alignment(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "some.gold"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=rf"^{re.escape(str(path))}: {message}"):
        read(path)


@pytest.mark.shared
def test_the_gold_of_others_is_read(shared: Path) -> None:
    charter = shared / "data" / "charter"
    assert all(read_pairings(path) for path in charter.rglob("fr-*.gold"))
    found = read_units(charter / "six.gold")
    assert {lang for unit in found for lang in unit.segments} == {*LANGUAGES}
    german = read_pairings(shared / "data" / "textberg" / "dev.defr")
    assert any(len(p.target) < p.target[-1] - p.target[0] + 1 for p in german if p.target)
