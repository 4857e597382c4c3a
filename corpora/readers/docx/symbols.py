r"""Characters of symbol fonts as Unicode: Word stores a bullet as F0B7 of the font Symbol.

    symbol("F0B7", "Symbol")      "•"
    symbol("2022", "Arial")       "•"
    bullet("\uf0a7", "Wingdings") "▪"

Only signs that stand in running text or before a list item are known; `symbol` gives None for the
others. The positions are those of the encoding vectors of the fonts.
"""

_PRIVATE = range(0xF000, 0xF100)  # where Word puts the codes of a symbol font


def _table(codes: str) -> dict[int, str]:
    """Return position -> character from "B7•", the position in hexadecimal before each."""
    return {int(code[:2], 16): code[2:] for code in codes.split()}


_SYMBOL = _table(
    "2D− 41Α 42Β 43Χ 44Δ 45Ε 46Φ 47Γ 48Η 49Ι 4Aϑ 4BΚ 4CΛ 4DΜ 4EΝ 4FΟ 50Π 51Θ 52Ρ 53Σ 54Τ "
    "55Υ 56ς 57Ω 58Ξ 59Ψ 5AΖ 61α 62β 63χ 64δ 65ε 66φ 67γ 68η 69ι 6Aϕ 6Bκ 6Cλ 6Dμ 6Eν 6Fο "
    "70π 71θ 72ρ 73σ 74τ 75υ 76ϖ 77ω 78ξ 79ψ 7Aζ A2′ A3≤ A4⁄ A5∞ A8♦ A9♥ AB↔ AC← AD↑ AE→ "
    "AF↓ B0° B1± B2″ B3≥ B4× B6∂ B7• B8÷ B9≠ BA≡ BB≈ BC… C5⊕ C6∅ C7∩ C8∪ CE∈ D1∇ D2® D3© "
    "D4™ D5∏ D6√ D7⋅ DE⇒ E0◊ E5∑ F2∫ "
)
_WINGDINGS = _table(
    "46☞ 4A☺ 6C● 6D❍ 6E■ 6F□ 71❑ 75◆ 76❖ 77⬥ 78⌧ 9F• A1○ A7▪ A8◻ D8➢ DF← E0→ F0⇨ FB✗ FC✓ FD☒ FE☑ "
)
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_BULLETS = {0xA7: "▪", 0x6E: "■", 0x6F: "◦", 0x6C: "●", 0x75: "◆", 0xA8: "◦"}
_DRAWN = ("wingdings", "webdings", "symbol")  # fonts without letters
_CIRCLE = "o"  # in Courier New, as Word's second level of bullets has it


def symbol(code: str | None, font: str | None) -> str | None:
    """Return the character of a `w:sym`, `code` in hexadecimal; None if it is not known."""
    try:
        position = int(code or "", 16)
    except ValueError:
        return None
    if not 0x20 <= position <= 0x10FFFF or 0xD800 <= position <= 0xDFFF:
        return None
    table = _FONTS.get((font or "").strip().lower())
    if table is not None or position in _PRIVATE:
        low = position - _PRIVATE.start if position in _PRIVATE else position
        plain = chr(low) if chr(low).isascii() and chr(low).isprintable() else None
        return (table or {}).get(low) or (plain if table is _SYMBOL else None)
    return chr(position)


def bullet(text: str, font: str | None) -> str:
    """Return the sign of a bulleted list with what symbol fonts mean made plain."""
    if text == _CIRCLE:
        return "◦"
    drawn = (font or "").lower().startswith(_DRAWN)
    return "".join(
        _BULLETS.get(ord(char) & 0xFF, "•") if ord(char) in _PRIVATE or drawn else char
        for char in text
    )
