import gzip
from pathlib import Path

import pytest

from corpora.errors import InputError
from corpora.parallel import read_parallel
from corpora.parallel.moses import members, read_moses
from corpora.parallel.row import Row
from corpora.schema import LANGUAGES

LINES = {
    "fr": ["La paix", "« Oui »", ""],
    "en": ["Peace", "“Yes”", "x"],
    "es": ["La paz", "«Sí»", ""],
    "ru": ["Мир", "„Да“", ""],
    "ar": ["السلام", "”نعم“", ""],
    "zh": ["和平", "“是”", ""],
}
IDS = [
    "1990/trans/wp_29/1\tar:36:1 en:36:1 es:33:1 fr:34:1 fr:34:2 ru:39:1 zh:37:1",
    "en/1990/s/2.xml.gz fr/1990/s/2.xml.gz 1:1 1:1",
    "",
]


def put(folder: Path, stem: str = "UNv1.0.6way", *, end: str = "\n") -> Path:
    for code, lines in LINES.items():
        (folder / f"{stem}.{code}").write_bytes("".join(f"{x}{end}" for x in lines).encode())
    (folder / f"{stem}.ids").write_bytes("".join(f"{x}{end}" for x in IDS).encode())
    return folder / f"{stem}.fr"


def rows(path: Path) -> list[Row]:
    paths = members(path)
    return list(read_moses(paths, names={each: each.name for each in paths}))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_six_languages_and_their_ids(tmp_path: Path, end: str) -> None:
    found = rows(put(tmp_path, end=end))
    assert [row.place for row in found] == [1, 2, 3]
    assert [row.texts for row in found] == [
        *({code: LINES[code][line] for code in LANGUAGES} for line in (0, 1)),
        {"en": "x"},
    ]
    assert [row.doc for row in found] == ["1990/trans/wp_29/1", "1990/s/2", None]


def test_only_files_of_the_same_name_belong_together(tmp_path: Path) -> None:
    path = put(tmp_path)
    put(tmp_path, "UNv1.0.testset")
    names = [each.name for each in members(path)]
    assert names == [*(f"UNv1.0.6way.{code}" for code in LANGUAGES), "UNv1.0.6way.ids"]


def test_a_pair_and_a_line_end_of_unicode_within_a_line(tmp_path: Path) -> None:
    (tmp_path / "x.fr").write_text("a\u2028b\x0bc\nd", encoding="utf-8")
    (tmp_path / "x.zh").write_text("和\x85平\ne\n", encoding="utf-8")
    assert [row.texts for row in rows(tmp_path / "x.fr")] == [
        {"fr": "a\u2028b\x0bc", "zh": "和\x85平"},
        {"fr": "d", "zh": "e"},
    ]


def test_it_is_read_to_train_by_the_name_of_any_of_its_files(tmp_path: Path) -> None:
    put(tmp_path)
    for code in ("fr", "zh"):
        assert read_parallel(tmp_path / f"UNv1.0.6way.{code}")[0]["ar"] == "السلام"


def test_files_may_be_packed(tmp_path: Path) -> None:
    path = put(tmp_path)
    path.write_bytes(gzip.compress(path.read_bytes()))
    assert rows(path)[0].texts["fr"] == "La paix"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("UNv1.0.6way.ru", b"a\nb\n", "UNv1.0.6way.ru: has 2 lines, and UNv1.0.6way.fr has more"),
        ("UNv1.0.6way.ru", b"a\nb\nc\nd\n", "UNv1.0.6way.fr: has 3 lines, and UNv1.0.6way.ru has"),
        ("UNv1.0.6way.ids", b"", "UNv1.0.6way.ids: has 0 lines"),
        ("UNv1.0.6way.ar", b"a\n\xff\nc\n", "UNv1.0.6way.ar: line 2: not UTF-8"),
        ("UNv1.0.6way.ar", b"a" * (2 << 20), "UNv1.0.6way.ar: line 1: longer than a sentence"),
    ],
)
def test_what_does_not_fit_is_said_in_one_line(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    path = put(tmp_path)
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        rows(path)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_one_language_alone(tmp_path: Path) -> None:
    (tmp_path / "x.fr").write_text("a\n")
    with pytest.raises(InputError, match=r"x\.fr: no other language beside it"):
        rows(tmp_path / "x.fr")
