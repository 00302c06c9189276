"""One colour for each symbol, in mathematics, pictures and text: Okabe and Ito's palette.

`FILL` holds the palette's own colours, for areas and thick lines. `INK` holds colours near them for letters and thin
lines, which stand out from white by 4.5 : 1 and from each other for eyes of every kind. By night pictures are shown
through the filter `BY_NIGHT`, which turns light into dark and keeps the hue; `NIGHT` has the inks as they are then.
"""

FILL = {"a": "#009E73", "y": "#E69F00", "eta": "#D55E00", "phi": "#56B4E9", "delta": "#0072B2", "W": "#CC79A7"}
INK = {"a": "#117762", "y": "#825A00", "eta": "#AF5142", "phi": "#092458", "delta": "#3865E1", "W": "#9F378B"}
TEXT, QUIET, LINE, PAPER = "#1A1A1A", "#5A5A5A", "#BDBDBD", "#FFFFFF"
ERROR = "#A40000"


def tint(colour, share=0.18):
    """`colour` mixed into white: a background on which dark letters can be read."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - share * (255 - part)):02X}" for part in parts)


DARK = 0.93  # how much of black becomes white
BY_NIGHT = f"invert({DARK}) hue-rotate(180deg)"  # CSS


def by_night(colour):
    """`colour` as the filter `BY_NIGHT` shows it: inverted, then turned by half a circle of hues around grey."""
    red, green, blue = (DARK + (1 - 2 * DARK) * int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    grey = 0.213 * red + 0.715 * green + 0.072 * blue  # the weights that the standard of filters gives
    turned = (min(max(2 * grey - part, 0), 1) for part in (red, green, blue))
    return "#" + "".join(f"{round(255 * part):02X}" for part in turned)


NIGHT = {name: by_night(ink) for name, ink in INK.items() if name != "phi"}  # the symbols of the mathematics
