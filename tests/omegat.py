"""OmegaT without a screen: a project is made, loaded and asked for its matches.

    report = run_omegat(
        tmp_path, "fr", "ru", ["Prend note du rapport ;"], {"fr-ru.tmx": path},
        sentence_segmentation=False,
    )
    report.entries["fr-ru.tmx"]             # entries loaded from that memory
    report.segments[0].matches[0].scores    # (100, 100, 100)

The exit status of OmegaT says nothing (it is 0 though a whole memory was dropped), so what it
loaded and found is reported by a script that it runs: `omegat/match.groovy`.
"""

import json
import shutil
import subprocess
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any, NamedTuple
from unicodedata import name, normalize

import pytest

DATA = Path(__file__).with_name("omegat")
TIME_LIMIT = 300  # seconds; a project takes 3 to 5, this only ends one that hangs

TOKENIZERS = {
    "fr": "LuceneFrenchTokenizer",
    "en": "LuceneEnglishTokenizer",
    "es": "LuceneSpanishTokenizer",
    "ru": "LuceneRussianTokenizer",
    "ar": "LuceneArabicTokenizer",
    "zh": "LuceneSmartChineseTokenizer",
}


WHOLE = (100, 100, 100)


class Match(NamedTuple):
    """A unit of a memory that OmegaT shows beside a segment."""

    scores: tuple[int, int, int]  # 0 to 100: words stemmed, words as they are, all that differs
    source: str
    target: str
    memory: str  # its name within the folder "tm"; "" for the project's own memory
    properties: tuple[tuple[str, str], ...]


class Segment(NamedTuple):
    """A segment of the source as OmegaT cut it."""

    source: str
    filled: str | None  # what OmegaT wrote by itself (from "auto/…"); null: nothing
    matches: tuple[Match, ...]  # at most five, best first


class Report(NamedTuple):
    """What OmegaT loaded and found."""

    entries: dict[str, int]  # memory -> entries; a memory that was dropped has 0 or is absent
    segments: tuple[Segment, ...]


def run_omegat(
    tmp_path: Path,
    source_language: str,
    target_language: str,
    source_segments: Sequence[str],
    memories: Mapping[str, Path],
    *,
    sentence_segmentation: bool,
) -> Report:
    """Load a project of `source_segments` and `memories` in OmegaT and report its matches.

    Each segment is one line and becomes a paragraph. `memories` go by their name within "tm":
    "fr-ru.tmx", "auto/fr-ru.tmx" (filled in), "penalty-10/fr-ru.tmx". One run a `tmp_path`: the
    project, the report and OmegaT's log stay in it. Skips the test, saying so,
    where Java or OmegaT is not installed.
    """
    java, jar = _program()
    project = _make_project(
        tmp_path / "project", source_language, target_language, sentence_segmentation
    )
    text = "\n\n".join(source_segments) + "\n"
    (project / "source" / "source.txt").write_text(text, encoding="utf-8")
    for place, memory in memories.items():
        (project / "tm" / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(memory, project / "tm" / place)
    report = tmp_path / "report.jsonl"
    _run([java, "-Djava.awt.headless=true", f"-Dreport={report}"], jar, project)
    return _read_report(report, project / "tm")


def grouped(texts: Sequence[str], found: Sequence[Segment]) -> dict[str, list[Segment]]:
    """Return the segments that each text was cut into."""
    rest = deque(found)
    groups: dict[str, list[Segment]] = {}
    for text in texts:
        left = normalize("NFC", text)
        own = groups.setdefault(text, [])
        while left:
            segment = rest.popleft()
            assert left.startswith(segment.source), (left, segment.source)
            left = left[len(segment.source) :].lstrip()
            own.append(segment)
    assert not rest
    return groups


def is_exact(found: Sequence[Segment]) -> bool:
    """Tell whether every segment of a text has a match of 100 in all three scores.

    Two kinds are not OmegaT's to find: a segment without a letter ("2.1") has no words and gets
    no matches at all, and one whose words all have no stem ("C.", "4 et 5).") scores 0 in the
    first although the memory has just that text; there the other two count.
    """
    return all(
        each.matches
        and (
            each.matches[0].scores == WHOLE
            or (each.matches[0].scores[1:] == WHOLE[1:] and each.matches[0].source == each.source)
        )
        for each in found
        if any(map(str.isalpha, each.source))
    )


def read_glossaries(tmp_path: Path, glossaries: Sequence[Path]) -> dict[str, list[list[str]]]:
    """Return what OmegaT reads from `glossaries` by name: source, target and comment of each entry.

    Skips the test, saying so, where Java or OmegaT is not installed.
    """
    java, jar = _program()
    project = _make_project(tmp_path / "project", "fr", "ru", sentence_segmentation=False)
    (project / "source" / "source.txt").write_text("paix\n", encoding="utf-8")
    for path in glossaries:
        shutil.copyfile(path, project / "glossary" / path.name)
    report = tmp_path / "report.jsonl"
    start = [java, "-Djava.awt.headless=true", f"-Dreport={report}"]
    _run(start, jar, project, script="glossary.groovy")
    log = (tmp_path / "omegat.log").read_text(encoding="utf-8", errors="replace")
    assert report.exists(), f"OmegaT wrote no report:\n{log[-4000:]}"
    records = map(json.loads, report.read_text(encoding="utf-8").splitlines())
    return {record["glossary"]: record["entries"] for record in records}


def _program() -> tuple[str, Path]:
    """Return Java and OmegaT's jar, or skip the test."""
    java = shutil.which("java")
    jar = _find_jar()
    if java is None or jar is None:
        missing = "Java" if java is None else "OmegaT"
        pytest.skip(f"{missing} is not installed (Debian: apt-get install omegat)")
    return java, jar


def _find_jar() -> Path | None:
    if shutil.which("dpkg") is None:
        return None
    listing = subprocess.run(["dpkg", "-L", "omegat"], capture_output=True, text=True, check=False)
    jars = [line for line in listing.stdout.splitlines() if line.endswith("/OmegaT.jar")]
    return Path(jars[0]) if jars else None


def _make_project(
    folder: Path, source_language: str, target_language: str, sentence_segmentation: bool
) -> Path:
    for part in ("source", "target", "tm", "glossary", "dictionary", "omegat"):
        (folder / part).mkdir(parents=True)
    template = Template((DATA / "omegat.project").read_text(encoding="utf-8"))
    settings = template.substitute(
        source_language=source_language.upper(),
        target_language=target_language.upper(),
        source_tokenizer=TOKENIZERS[source_language],
        target_tokenizer=TOKENIZERS[target_language],
        sentence_segmentation=str(sentence_segmentation).lower(),
    )
    (folder / "omegat.project").write_text(settings, encoding="utf-8")
    return folder


def _run(java: list[str], jar: Path, project: Path, *, script: str = "match.groovy") -> None:
    """Run OmegaT with a home and settings of its own: nothing of the user's is read or written."""
    home = project.with_name("home")
    home.mkdir()
    command = [*java, f"-Duser.home={home}", "-Dfile.encoding=UTF-8", "-jar", str(jar)]
    options = [f"--config-dir={home}", "--disable-project-locking", "--quiet"]
    done = subprocess.run(
        [*command, str(project), "--mode=console-translate", *options, f"--script={DATA / script}"],
        capture_output=True,
        timeout=TIME_LIMIT,
        check=False,
    )
    (project.with_name("omegat.log")).write_bytes(done.stdout + done.stderr)


def _read_report(path: Path, memories: Path) -> Report:
    log = path.with_name("omegat.log").read_text(encoding="utf-8", errors="replace")
    assert path.exists(), f"OmegaT wrote no report:\n{log[-4000:]}"
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return Report(
        {
            _name_in(memories, record["memory"]): record["entries"]
            for record in records
            if "memory" in record
        },
        tuple(_segment(record, memories) for record in records if "segment" in record),
    )


def _segment(record: dict[str, Any], memories: Path) -> Segment:
    matches = tuple(
        Match(
            scores=tuple(match["scores"]),
            source=match["source"],
            target=match["target"],
            memory=_name_in(memories, match["memory"]),
            properties=tuple((kind, value) for kind, value in match["properties"] or ()),
        )
        for match in record["matches"]
    )
    return Segment(record["segment"], record["filled"], matches)


def _name_in(memories: Path, memory: str | None) -> str:
    """Return the name of `memory` within "tm", whether OmegaT gave its whole path or not."""
    path = Path(memory or "")
    return str(path.relative_to(memories)) if path.is_absolute() else memory or ""


def scripts(text: str) -> set[str]:
    """Return the scripts of the letters of `text`: "LATIN", "CYRILLIC", "ARABIC", "CJK"."""
    return {name(letter).split()[0] for letter in text if letter.isalpha()}
