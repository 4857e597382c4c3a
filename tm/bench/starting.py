"""How long a process takes that looks up one segment and ends.

measure_start(Path("memory"), "Le Conseil se réunit.")          Start(library=0.5, command=0.9)
"""

from pathlib import Path
from typing import NamedTuple

from tm.bench.usage import command_seconds

TIMES = 3

_LIBRARY = """
import sys
from pathlib import Path
from tm.lookup.search import look_up
from tm.memory.store import open_memory
with open_memory(Path(sys.argv[1])) as memory:
    look_up(memory, sys.argv[2], "fr", "ru")
"""
_COMMAND = "from tm.cli import main; main()"
_NOTHING = "import tm"


class Start(NamedTuple):
    """Processor time in seconds, the least of three."""

    library: float  # a Python program that calls `look_up`
    command: float  # `hexapla lookup`
    python: float  # a Python program that does nothing


def measure_start(folder: Path, text: str) -> Start:
    """Measure the look-up of one French segment in the memory in `folder`."""
    lookup = ["lookup", str(folder), text, "--from", "fr", "--to", "ru"]
    library = _least(_LIBRARY, str(folder), text)
    return Start(library, _least(_COMMAND, *lookup), _least(_NOTHING))


def _least(code: str, *arguments: str) -> float:
    return min(command_seconds(code, arguments) for _ in range(TIMES))
