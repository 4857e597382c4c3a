"""What the style attribute of an element says of emphasis, raising, display and list marks.

    emphasis("font-style: italic; vertical-align: super")    Emphasis(True, None, True)

It reads the attribute and nothing else: rules of style sheets are not applied, for they need a
browser; what Word marks by classes alone is known by these classes (`html`).
"""

import re
from functools import lru_cache
from typing import NamedTuple

LONGEST_STYLE = 4096
"""Code points of a style attribute that are looked at; Word's longest are some hundreds."""

_DECLARATION = re.compile(r"""([\w-]+)\s*:\s*((?:"[^"]*"|'[^']*'|[^;"'])*)""")
_BOLD = {"bold", "bolder", "600", "700", "800", "900"}
_LIGHT = {"normal", "lighter", "100", "200", "300", "400", "500"}
_HIDDEN = (("display", "none"), ("visibility", "hidden"), ("mso-hide", "all"))


class Emphasis(NamedTuple):
    """The styles that an attribute sets; None where it says nothing."""

    italic: bool | None
    bold: bool | None
    superscript: bool | None


@lru_cache(maxsize=1024)
def _declarations(style: str) -> dict[str, str]:
    found = _DECLARATION.findall(style)
    return {name.lower(): value.replace("!important", "").strip() for name, value in found}


def declarations(style: str) -> dict[str, str]:
    """Return the properties of a style attribute by their small names."""
    return _declarations(style[:LONGEST_STYLE]) if style else {}


def emphasis(style: str) -> Emphasis:
    """Return what a style attribute says of italics, boldness and raising."""
    values = declarations(style)
    slant = values.get("font-style", "").lower()
    weight = values.get("font-weight", "").lower()
    return Emphasis(
        True if slant.startswith(("italic", "oblique")) else False if slant == "normal" else None,
        True if weight in _BOLD else False if weight in _LIGHT else None,
        _raised(values),
    )


def _raised(values: dict[str, str]) -> bool | None:
    """Tell whether text is raised; Word raises by a length too ("mso-text-raise: 3.0pt")."""
    align = values.get("vertical-align", "").lower()
    if align == "super" or values.get("font-variant-position") == "super":
        return True
    raise_by = values.get("mso-text-raise", "")
    if re.match(r"\d*\.?\d*[1-9]", raise_by):
        return True
    return False if align == "baseline" else None


def is_hidden(style: str) -> bool:
    """Tell whether a style attribute hides its element from the reader's eye."""
    values = declarations(style)
    return any(values.get(name, "").lower() == value for name, value in _HIDDEN)


def list_style(style: str) -> str:
    """Return the counter style that a style attribute sets, or an empty text."""
    values = declarations(style)
    if "list-style-type" in values:
        return values["list-style-type"].strip()
    words = re.findall(r"""[\w-]+|"[^"]*"|'[^']*'""", values.get("list-style", ""))
    places = {"inside", "outside", "inherit", "initial"}
    return next((word for word in words if word.lower() not in places), "")
