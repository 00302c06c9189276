"""How much room words take in DejaVu Sans, the first font of the diagrams: from the file that matplotlib ships."""

from functools import cache

from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font


@cache
def font(bold):
    """The font, at 100 units an em."""
    made = FT2Font(findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")))
    made.set_size(100, 72)
    return made


@cache
def glyph(character, bold):
    """What a character advances and the box of its ink (left, low, right, high), in ems from where it starts."""
    assert font(bold).get_char_index(ord(character)), f"DejaVu Sans has no {character!r}"
    found = font(bold).load_char(ord(character))
    return found.linearHoriAdvance / 6553600, [edge / 6400 for edge in found.bbox]


def width(words, size, bold):
    """What words advance, in pixels, without kerning."""
    return size * sum(glyph(character, bold)[0] for character in words)


def ink(words, size, bold, x, base):
    """The box of the ink (left, top, right, bottom) of words that start at x on a base line; none of blanks."""
    left, top, right, bottom = float("inf"), float("inf"), float("-inf"), float("-inf")
    for character in words:
        advance, (low_x, low, high_x, high) = glyph(character, bold)
        if high > low:
            left, right = min(left, x + size * low_x), max(right, x + size * high_x)
            top, bottom = min(top, base - size * high), max(bottom, base - size * low)
        x += size * advance
    return left, top, right, bottom
