"""What to say where the packages of the dashboard are not installed.

raise missing(error)     "marimo is not installed: pip install 'hexapla[dashboard]'"
"""

from corpora.errors import InputError


def missing(error: ImportError) -> InputError:
    """Return the one line for a package that could not be imported."""
    name = (error.name or str(error)).partition(".")[0]
    return InputError(f"{name} is not installed: pip install 'hexapla[dashboard]'")
