"""The architecture, held by tests: `corpora <- align <- tm <- notebooks`, names, sizes, layout."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("corpora", "align", "tm", "notebooks")
PACKAGES = ROOMS[:-1]
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))

LONGEST = 300
VAGUE = {"utils", "util", "common", "base", "core", "types", "helpers", "misc"}
LAYOUT = {
    *(".ci", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md"),
    *("constraints.txt", "pyproject.toml", "tests", *ROOMS),
}
"""What the top level of the repository may hold."""

REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|(?:extra-)?index[-_]url|conda\.anaconda\.org"
)
MACHINE_PATH = re.compile(r"(?<![\w.…}])/(?:home|root|work|Users|tmp|mnt)/\w|\b[A-Z]:\\Users\\")


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the absolute names that a module imports, also in functions and by name."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module
            case ast.Call(
                func=ast.Name(id="__import__" | "import_module")
                | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name


def breaches(source: str, room: str) -> list[str]:
    """Return what a module of `room` imports from the rooms above it, or from the tests."""
    above = {*ROOMS[ROOMS.index(room) + 1 :], "tests"}
    return [name for name in imported(ast.parse(source)) if name.split(".")[0] in above]


def named(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def tracked() -> list[str]:
    """Return the files that git keeps; skip where there is no checkout to ask."""
    try:
        command = ["git", "ls-files", "-z"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"not a git checkout, or no git: {error}")
    if not listed.stdout:
        pytest.skip("git keeps nothing here: an unpacked archive, not a checkout")
    return listed.stdout.rstrip("\0").split("\0")


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Yield name and content of the tracked files that are text and still there."""
    for name in tracked():
        path = ROOT / name
        content = path.read_bytes() if path.is_file() else b"\0"
        if b"\0" not in content:
            yield name, content.decode("utf-8", errors="replace")


@pytest.mark.parametrize("path", MODULES, ids=named(MODULES))
def test_imports_point_down(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    assert breaches(path.read_text(encoding="utf-8"), room) == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_modules(room: str) -> None:
    assert any(path.is_relative_to(ROOT / room) for path in MODULES)


@pytest.mark.parametrize(
    ("room", "source", "found"),
    [
        ("corpora", "import align", ["align"]),
        ("corpora", "import re, tm.build as b", ["tm.build"]),
        ("corpora", "from align.ladder import Bead", ["align.ladder"]),
        ("align", "def f():\n    from tm import units\n", ["tm"]),
        ("align", "if TYPE_CHECKING:\n    import notebooks.quality", ["notebooks.quality"]),
        ("tm", "importlib.import_module('notebooks.quality')", ["notebooks.quality"]),
        ("tm", "__import__('tests.omegat')", ["tests.omegat"]),
        ("notebooks", "import tests", ["tests"]),
        ("corpora", "from corpora.schema import PIVOT\nimport polars", []),
        ("align", "import corpora.clause, alignment, tmx", []),
        ("tm", "from align import pair\nfrom . import notebooks\nname = 'notebooks'", []),
        ("notebooks", "import corpora, align, tm.build", []),
    ],
)
def test_a_breach_is_detected(room: str, source: str, found: list[str]) -> None:
    assert breaches(source, room) == found


def test_no_module_is_named_after_the_standard_library_or_nothing() -> None:
    taken = sys.stdlib_module_names | VAGUE
    bad = [path for path in MODULES if taken & set(path.relative_to(ROOT).with_suffix("").parts)]
    assert named(bad) == []


def test_modules_stay_small() -> None:
    sizes = {
        path: path.read_text(encoding="utf-8").count("\n")
        for path in MODULES
        if path.relative_to(ROOT).parts[0] in PACKAGES
    }
    assert named([path for path, lines in sizes.items() if lines > LONGEST]) == []


def test_the_top_level_is_the_agreed_one() -> None:
    assert {name.split("/")[0] for name in tracked()} <= LAYOUT


@pytest.mark.parametrize("pattern", [REGISTRY, MACHINE_PATH], ids=["registry", "machine path"])
def test_nothing_depends_on_where_it_was_made(pattern: re.Pattern[str]) -> None:
    found = [(name, hit[0]) for name, text in tracked_texts() if (hit := pattern.search(text))]
    assert found == []


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (REGISTRY, "https://" + "pypi" + ".org/simple", True),
        (REGISTRY, "pip install --" + "index" + "-url x", True),
        (REGISTRY, "the package index of the distribution", False),
        (MACHINE_PATH, "open('/" + "home/someone/x.tmx')", True),
        (MACHINE_PATH, "see C:" + "\\Users\\someone", True),
        (MACHINE_PATH, "../shared/data, out/tmp/x and /usr/bin/env", False),
    ],
)
def test_the_patterns_find_what_they_should(
    pattern: re.Pattern[str], text: str, found: bool
) -> None:
    assert bool(pattern.search(text)) == found
