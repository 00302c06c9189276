"""One colour for each symbol, in mathematics, pictures and text: Okabe and Ito's palette.

`FILL` holds the palette's own colours, for areas and thick lines. `INK` holds the same hues, darkened where
they must be to stand out from white by 4.5 : 1, for letters and thin lines. `NIGHT` has the symbols of the
mathematics for dark paper; figures are white by night as well.
"""

FILL = {"a": "#009E73", "y": "#E69F00", "eta": "#D55E00", "phi": "#56B4E9", "delta": "#0072B2", "W": "#CC79A7"}
INK = {"a": "#00734F", "y": "#8A5F00", "eta": "#B04A00", "phi": "#1F6F9F", "delta": "#0066A1", "W": "#98417C"}
NIGHT = {"a": "#3FCE9F", "y": "#F0B93A", "eta": "#FF9A4D", "delta": "#62B5EE", "W": "#E79FCE"}
TEXT, QUIET, LINE, PAPER = "#1A1A1A", "#5A5A5A", "#BDBDBD", "#FFFFFF"
ERROR = "#A40000"


def tint(colour, share=0.18):
    """`colour` mixed into white: a background on which dark letters can be read."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - share * (255 - part)):02X}" for part in parts)
