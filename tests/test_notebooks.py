"""The notebooks run from top to bottom on the sample, and hold prose and results only."""

import ast
import re
import shutil
import struct
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest

from corpora.errors import InputError, OutputError
from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES, OTHERS, UNITS
from tm.build import build
from tm.dashboard.notebooks import NOTEBOOKS as NAMES
from tm.dashboard.notebooks import find, run_notebook
from tm.dashboard.tables import TABLES

ROOT = Path(__file__).parent.parent
NOTEBOOKS = ROOT / "notebooks"
LONGEST_CELL = 10
STORED = {
    "quality": ("aligned", "covered", "kinds", "probabilities", "reliability", "worst"),
    "terms": ("forms", "switching"),
    "drift": ("drift",),
    "memory": ("sizes", "recurring", "repeats"),
}
BROKEN = """import marimo

app = marimo.App()


@app.cell
def _():
    given, into = None, None
    return given, into


@app.cell
def _(given):
    result = len(given) / 0
    return (result,)
"""
WIDTH = 1280
LARGEST_PICTURE = 250_000


def load(name: str) -> ModuleType:
    """Import a notebook, which is a file and no member of a package."""
    spec = spec_from_file_location(name, NOTEBOOKS / f"{name}.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def png_size(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels, from the header chunk (ISO/IEC 15948, 11.2.2)."""
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    return width, height


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("build") / "out"
    build(ROOT / "corpora" / "samples", out)
    return out


@pytest.fixture
def marimo() -> None:
    pytest.importorskip("marimo", reason="marimo is not installed (extra: dashboard)")


@pytest.fixture
def quality(marimo: None) -> ModuleType:  # noqa: ARG001  (asked for what it does)
    return load("quality")


def cells(source: str) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and "app.cell" in ast.unparse(node.decorator_list[0]):
            yield node


def test_quality_runs_on_the_bundled_sample(quality: ModuleType) -> None:
    _, found = quality.app.run()
    assert found["alignment"]["lang"].to_list() == list(OTHERS)
    assert found["doubtful"].columns == ["tuid", "probability", *LANGUAGES]
    assert found["terms"].columns == ["concept", "term", "n", *OTHERS]
    assert found["terms"].height > 0


def test_quality_shows_the_build_that_is_named(
    quality: ModuleType, sample: Path, tmp_path: Path
) -> None:
    named = shutil.copytree(sample, tmp_path / "named")
    units = pl.read_parquet(sample / "units.parquet").filter(pl.col("label") == "op2")
    units.write_parquet(named / "units.parquet")
    _, found = quality.app.run(defs={"given": str(named)})
    assert [tuid.split("#")[1] for tuid in found["doubtful"]["tuid"]] == ["op2"]


def test_quality_says_when_there_is_no_build(quality: ModuleType, tmp_path: Path) -> None:
    shown, found = quality.app.run(defs={"given": str(tmp_path)})
    assert any("is no build" in part.text for part in shown if part is not None)
    assert "alignment" not in found


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.usefixtures("marimo")
def test_a_notebook_opens_on_the_bundled_sample_and_writes_nothing(name: str) -> None:
    _, found = load(name).app.run()
    assert found["into"] is None
    assert found["stored"] == [*found["tables"]]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.usefixtures("marimo")
def test_a_notebook_writes_what_the_dashboard_reads(
    name: str, sample: Path, tmp_path: Path
) -> None:
    run_notebook(find(name), given=str(sample), into=tmp_path / "tables")
    written = {path.stem: pl.read_parquet(path) for path in (tmp_path / "tables").iterdir()}
    assert {each: table.schema for each, table in written.items()} == {
        each: TABLES[each] for each in STORED[name]
    }


def test_the_notebooks_write_every_table_once() -> None:
    assert sorted(each for names in STORED.values() for each in names) == sorted(TABLES)
    assert tuple(STORED) == NAMES


def test_a_notebook_that_fails_is_one_line(marimo: None, tmp_path: Path) -> None:  # noqa: ARG001
    path = tmp_path / "broken.py"
    path.write_text(BROKEN, encoding="utf-8")
    with pytest.raises(InputError, match=r"^broken\.py: the notebook failed \(.*zero.*\); open it"):
        run_notebook(path, given="", into=None)


def test_an_error_of_ours_inside_a_notebook_comes_out_of_it(
    marimo: None,  # noqa: ARG001
    sample: Path,
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="file"):
        run_notebook(find("drift"), given=str(sample), into=tmp_path / "file")


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_short_and_define_nothing(name: str) -> None:
    source = (NOTEBOOKS / f"{name}.py").read_text(encoding="utf-8")
    inner = [node for cell in cells(source) for node in ast.walk(cell) if node is not cell]
    assert not any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in inner)
    lengths = [cell.body[-1].end_lineno - cell.body[0].lineno + 1 for cell in cells(source)]
    assert lengths
    assert max(lengths) <= LONGEST_CELL


def test_six_columns_name_language_and_direction_in_every_cell(sample: Path) -> None:
    six = load("six_columns")
    page = six.render(pl.read_parquet(sample / "units.parquet"), six.LABELS)
    for lang in LANGUAGES:
        opening = f' lang="{lang}" dir="{BY_CODE[lang].direction}">'
        assert page.count("<td" + opening) == len(six.LABELS)
        assert page.count("<td" + opening + "<small>") == len(six.LABELS)
    assert page.count("<td") == len(six.LABELS) * len(LANGUAGES)


def test_six_columns_show_markup_as_text_and_gaps_as_empty_cells() -> None:
    texts = {"fr": '<script>alert("é")</script>', "ar": "«سلام» & <b>"}
    rows = [
        ("A/1#op1", "A/1", 0, lang, 0, 1, "operative", "op1", text, 0.5)
        for lang, text in texts.items()
    ]
    page = load("six_columns").render(pl.DataFrame(rows, UNITS, orient="row"), ("op1", "<op9>"))
    assert "<script" not in page
    assert "<small>0.500</small>&lt;script&gt;alert(&quot;é&quot;)&lt;/script&gt;</td>" in page
    assert "«سلام» &amp; &lt;b&gt;</td>" in page
    assert page.count('<td lang="zh" dir="ltr"></td>') == 2
    assert "&lt;op9&gt;" in page


@pytest.mark.skipif(not shutil.which("chromium"), reason="Chromium is not installed")
def test_the_photograph_is_as_high_as_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html><title>t</title><body style='margin: 0'>"
        "<table cellspacing=0><td style='padding: 0; height: 333px'>x</table>",
        encoding="utf-8",
    )
    load("six_columns").photograph(page, tmp_path / "page.png")
    assert png_size((tmp_path / "page.png").read_bytes()) == (WIDTH, 333)


def test_the_picture_of_the_readme_is_small() -> None:
    content = (NOTEBOOKS / "pictures" / "six_columns.png").read_bytes()
    assert png_size(content)[0] == WIDTH
    assert len(content) <= LARGEST_PICTURE


def test_the_pictures_of_the_dashboard_are_small() -> None:
    pictures = load("dashboard_pictures")
    for name, view in {**pictures.SAMPLE, **pictures.CHARTER}.items():
        content = (NOTEBOOKS / "pictures" / f"{name}.png").read_bytes()
        assert png_size(content) == (pictures.WIDTH, view.height)
        assert len(content) <= 150_000


@pytest.mark.parametrize(
    ("builds", "said"),
    [((), "name two builds"), (("a", "b"), "a: has no dashboard.html; run `hexapla dashboard a`")],
)
def test_pictures_are_taken_of_builds_with_a_page(builds: tuple[str, ...], said: str) -> None:
    with pytest.raises(SystemExit, match=re.escape(said)):
        load("dashboard_pictures").main([*builds])
